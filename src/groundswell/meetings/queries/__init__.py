"""Reads of this room, by noun."""

from groundswell.meetings.queries.actions import (
    action,
    actions_about,
    actions_from,
    actions_in,
    closed_actions,
    open_actions,
    open_actions_of,
)
from groundswell.meetings.queries.agenda import (
    agenda_of,
    decision,
    decisions_in,
    decisions_of,
    item,
    lines_of,
    open_agenda,
    waiting_items,
)
from groundswell.meetings.queries.planning import (
    being_planned,
    fixed_since,
    is_polling,
    next_meeting,
    past,
    shared_with,
    upcoming,
)

__all__ = [
    "action",
    "actions_about",
    "actions_from",
    "actions_in",
    "agenda_of",
    "being_planned",
    "closed_actions",
    "decision",
    "decisions_in",
    "decisions_of",
    "fixed_since",
    "is_polling",
    "item",
    "lines_of",
    "next_meeting",
    "open_actions",
    "open_actions_of",
    "open_agenda",
    "past",
    "shared_with",
    "upcoming",
    "waiting_items",
]
