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

__all__ = [
    "action",
    "actions_about",
    "actions_from",
    "actions_in",
    "agenda_of",
    "closed_actions",
    "decision",
    "decisions_in",
    "decisions_of",
    "item",
    "lines_of",
    "open_actions",
    "open_actions_of",
    "open_agenda",
    "waiting_items",
]
