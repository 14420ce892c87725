"""Reads of this room, by noun."""

from groundswell.meetings.queries.actions import (
    action,
    actions_about,
    actions_from,
    actions_in,
    closed_actions,
    open_actions,
    open_actions_of,
    possible_owners,
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
from groundswell.meetings.queries.record import (
    attended,
    n_members,
    owners_for,
    record_of,
    seats,
)

__all__ = [
    "action",
    "actions_about",
    "actions_from",
    "actions_in",
    "agenda_of",
    "attended",
    "being_planned",
    "closed_actions",
    "decision",
    "decisions_in",
    "decisions_of",
    "fixed_since",
    "is_polling",
    "item",
    "lines_of",
    "n_members",
    "next_meeting",
    "open_actions",
    "open_actions_of",
    "open_agenda",
    "owners_for",
    "past",
    "possible_owners",
    "record_of",
    "seats",
    "shared_with",
    "upcoming",
    "waiting_items",
]
