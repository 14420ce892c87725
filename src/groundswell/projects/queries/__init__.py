"""The reads of this room, by noun."""

from groundswell.projects.queries.asks import (
    Tally,
    ask,
    commitments,
    commitments_tally,
    kept_commitments,
    open_asks,
)
from groundswell.projects.queries.change import (
    change,
    changes_of,
    due_for_review,
    public_changes,
    reviews_of,
)
from groundswell.projects.queries.project import (
    board,
    carries,
    has_student_lead,
    leads,
    next_stages,
    open_parts,
    project,
    projects_of,
    shared_with,
    stage_counts,
)
from groundswell.projects.queries.thread import (
    thread_of,
    thread_of_ask,
    thread_of_change,
    thread_of_item,
)

__all__ = [
    "Tally",
    "ask",
    "board",
    "carries",
    "change",
    "changes_of",
    "commitments",
    "commitments_tally",
    "due_for_review",
    "has_student_lead",
    "kept_commitments",
    "leads",
    "next_stages",
    "open_asks",
    "open_parts",
    "project",
    "projects_of",
    "public_changes",
    "reviews_of",
    "shared_with",
    "stage_counts",
    "thread_of",
    "thread_of_ask",
    "thread_of_change",
    "thread_of_item",
]
