"""Reads of the sealed room. Other rooms may ask ``is_open``, ``desk_needs_you`` and for releases alone."""

from groundswell.concerns.queries.counting import (
    counted_in,
    period_to_count,
    quarters_to_release,
    to_be_counted,
)
from groundswell.concerns.queries.desk import (
    PILES,
    Line,
    concerns_of,
    desk_needs_you,
    handler_of,
    lines_of,
    n_handled,
    networks_with_clocks,
    networks_with_concerns,
    pile,
)
from groundswell.concerns.queries.files import Attachment, attachments, files_of
from groundswell.concerns.queries.listeners import (
    forget_listener_ids,
    is_open,
    listener_by_ids,
    listener_ids,
    listener_of,
    listeners_of,
    names_of_listeners,
    ready_listeners,
    with_key,
)
from groundswell.concerns.queries.releases import (
    latest_release,
    published,
    releases_asked,
    unpublished,
)
from groundswell.concerns.queries.thread import (
    Message,
    all_messages,
    entries_of,
    items_of,
    messages,
)

__all__ = [
    "PILES",
    "Attachment",
    "Line",
    "Message",
    "all_messages",
    "attachments",
    "concerns_of",
    "counted_in",
    "desk_needs_you",
    "entries_of",
    "files_of",
    "forget_listener_ids",
    "handler_of",
    "is_open",
    "items_of",
    "latest_release",
    "lines_of",
    "listener_by_ids",
    "listener_ids",
    "listener_of",
    "listeners_of",
    "messages",
    "n_handled",
    "names_of_listeners",
    "networks_with_clocks",
    "networks_with_concerns",
    "period_to_count",
    "pile",
    "published",
    "quarters_to_release",
    "ready_listeners",
    "releases_asked",
    "to_be_counted",
    "unpublished",
    "with_key",
]
