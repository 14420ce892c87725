"""Reads of the sealed room. Other rooms may ask ``is_open``, ``desk_needs_you`` and for releases alone."""

from groundswell.concerns.queries.desk import concerns_of, desk_needs_you, networks_with_concerns
from groundswell.concerns.queries.listeners import (
    is_open,
    listener_by_ids,
    listener_of,
    listeners_of,
    names_of_listeners,
    ready_listeners,
    with_key,
)
from groundswell.concerns.queries.releases import latest_release
from groundswell.concerns.queries.thread import Message, entries_of, items_of, messages

__all__ = [
    "Message",
    "concerns_of",
    "desk_needs_you",
    "entries_of",
    "is_open",
    "items_of",
    "latest_release",
    "listener_by_ids",
    "listener_of",
    "listeners_of",
    "messages",
    "names_of_listeners",
    "networks_with_concerns",
    "ready_listeners",
    "with_key",
]
