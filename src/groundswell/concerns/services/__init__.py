"""Verbs of the sealed room, by noun."""

from groundswell.concerns.services.chain import add_entry, anchor, problems_in
from groundswell.concerns.services.clocks import Clocks, clocks_from, outcome_days
from groundswell.concerns.services.items import write_item
from groundswell.concerns.services.keys import (
    exclusions_of,
    give_keys,
    new_generation,
    retire_keys,
    seal_for_newcomers,
)
from groundswell.concerns.services.listeners import (
    become_ready,
    drop_old_sessions,
    end_listening,
    lock,
    lock_all_of,
    opened,
    touch,
    unlock,
)
from groundswell.concerns.services.purging import drop_dead_drafts, forget_concern, forgotten
from groundswell.concerns.services.raising import Words, send_draft, write_draft
from groundswell.concerns.services.thread import (
    exclude_more,
    messages_of,
    withdraw,
    write_more,
)

__all__ = [
    "Clocks",
    "Words",
    "add_entry",
    "anchor",
    "become_ready",
    "clocks_from",
    "drop_dead_drafts",
    "drop_old_sessions",
    "end_listening",
    "exclude_more",
    "exclusions_of",
    "forget_concern",
    "forgotten",
    "give_keys",
    "lock",
    "lock_all_of",
    "messages_of",
    "new_generation",
    "opened",
    "outcome_days",
    "problems_in",
    "retire_keys",
    "seal_for_newcomers",
    "send_draft",
    "touch",
    "unlock",
    "withdraw",
    "write_draft",
    "write_item",
    "write_more",
]
