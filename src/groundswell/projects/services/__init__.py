"""The verbs of this room, by noun."""

from groundswell.projects.services.blocker import move_blocker, note_blocker
from groundswell.projects.services.change import (
    edit_change,
    hide_change,
    mark_measured,
    mark_shown,
    record_change,
    review_change,
)
from groundswell.projects.services.component import edit_component, offer_component
from groundswell.projects.services.handover import pass_on_part
from groundswell.projects.services.project import (
    adapt,
    edit_project,
    join,
    leave,
    say_alive,
    start_project,
)
from groundswell.projects.services.share import share_project, unshare_project
from groundswell.projects.services.stage import move_stage, stop

__all__ = [
    "adapt",
    "edit_change",
    "edit_component",
    "edit_project",
    "hide_change",
    "join",
    "leave",
    "mark_measured",
    "mark_shown",
    "move_blocker",
    "move_stage",
    "note_blocker",
    "offer_component",
    "pass_on_part",
    "record_change",
    "review_change",
    "say_alive",
    "share_project",
    "start_project",
    "stop",
    "unshare_project",
]
