"""Verbs of the sealed room, by noun."""

from groundswell.concerns.services.aftermath import answer_checkin, say_whether_it_worked
from groundswell.concerns.services.answering import (
    acknowledge,
    close,
    pause,
    reopen,
    reply,
    resume,
)
from groundswell.concerns.services.chain import add_entry, anchor, problems_in
from groundswell.concerns.services.clocks import Clocks, clocks_from, outcome_days
from groundswell.concerns.services.counting import count_closed
from groundswell.concerns.services.files import (
    Attached,
    attach_file,
    cleaned_copy,
    open_original,
    own_file,
    remove_file,
)
from groundswell.concerns.services.handling import at_work, hand_to, take
from groundswell.concerns.services.items import write_item
from groundswell.concerns.services.keys import (
    exclusions_of,
    give_keys,
    let_in,
    new_generation,
    retire_keys,
    seal_for_newcomers,
    who_may_be_let_in,
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
from groundswell.concerns.services.noting import discuss, note, triage
from groundswell.concerns.services.purging import (
    drop_dead_drafts,
    forget_concern,
    forgotten,
    wipe_traces,
)
from groundswell.concerns.services.raising import Words, send_draft, write_draft
from groundswell.concerns.services.releasing import (
    ask_release,
    drop_release,
    publish_release,
    work_out_releases,
)
from groundswell.concerns.services.reminding import look_after_clocks
from groundswell.concerns.services.thread import (
    exclude_more,
    messages_of,
    withdraw,
    write_more,
)

__all__ = [
    "Attached",
    "Clocks",
    "Words",
    "acknowledge",
    "add_entry",
    "anchor",
    "answer_checkin",
    "ask_release",
    "at_work",
    "attach_file",
    "become_ready",
    "cleaned_copy",
    "clocks_from",
    "close",
    "count_closed",
    "discuss",
    "drop_dead_drafts",
    "drop_old_sessions",
    "drop_release",
    "end_listening",
    "exclude_more",
    "exclusions_of",
    "forget_concern",
    "forgotten",
    "give_keys",
    "hand_to",
    "let_in",
    "lock",
    "lock_all_of",
    "look_after_clocks",
    "messages_of",
    "new_generation",
    "note",
    "open_original",
    "opened",
    "outcome_days",
    "own_file",
    "pause",
    "problems_in",
    "publish_release",
    "remove_file",
    "reopen",
    "reply",
    "resume",
    "retire_keys",
    "say_whether_it_worked",
    "seal_for_newcomers",
    "send_draft",
    "take",
    "touch",
    "triage",
    "unlock",
    "who_may_be_let_in",
    "wipe_traces",
    "withdraw",
    "work_out_releases",
    "write_draft",
    "write_item",
    "write_more",
]
