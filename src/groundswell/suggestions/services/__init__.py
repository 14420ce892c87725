"""Verbs of this room, by noun."""

from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.services.by_mail import raise_from_mail
from groundswell.suggestions.services.following import (
    note_action,
    note_change,
    note_decided,
    note_discussed,
    note_dropped,
    note_project_moved,
    note_project_started,
    note_scheduled,
)
from groundswell.suggestions.services.handling import (
    answer,
    close,
    pass_on,
    take,
    to_agenda,
    to_project,
)
from groundswell.suggestions.services.owners import (
    look_after_owners,
    remind_owners,
    tell_cochairs,
    tell_owner,
)
from groundswell.suggestions.services.raiser import rate, widen, write_more
from groundswell.suggestions.services.raising import raise_suggestion
from groundswell.suggestions.services.retention import forget_addresses, forget_raiser
from groundswell.suggestions.services.steps import follow_path, rate_path

__all__ = [
    "SuggestionError",
    "answer",
    "close",
    "follow_path",
    "forget_addresses",
    "forget_raiser",
    "look_after_owners",
    "note_action",
    "note_change",
    "note_decided",
    "note_discussed",
    "note_dropped",
    "note_project_moved",
    "note_project_started",
    "note_scheduled",
    "pass_on",
    "raise_from_mail",
    "raise_suggestion",
    "rate",
    "rate_path",
    "remind_owners",
    "take",
    "tell_cochairs",
    "tell_owner",
    "to_agenda",
    "to_project",
    "widen",
    "write_more",
]
