"""Verbs of the sealed room, by noun."""

from groundswell.concerns.custodians import Custodian
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.services.aftermath import answer_checkin, say_whether_it_worked
from groundswell.concerns.services.answering import (
    acknowledge,
    close,
    pause,
    reopen,
    reply,
    resume,
)
from groundswell.concerns.services.becoming import (
    consent_to_listener,
    decline_listening,
    propose_listener,
    record_consent,
    record_training,
    set_load,
)
from groundswell.concerns.services.blobs import drop_orphans
from groundswell.concerns.services.carrying import (
    approve_words,
    carried_ids,
    carry_down,
    open_suggestions,
    refuse_words,
    suggest_words,
    take_back,
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
from groundswell.concerns.services.holding import (
    answer_hold,
    answer_lift,
    ask_hold,
    ask_lift,
    open_hold,
)
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
from groundswell.concerns.services.own import forget_own, keep_receipt, take_out
from groundswell.concerns.services.purging import (
    drop_dead_drafts,
    forget_concern,
    forgotten,
    keep_list,
    replay,
    tidy,
)
from groundswell.concerns.services.raising import Words, send_draft, write_draft
from groundswell.concerns.services.referring import (
    answer_referral,
    ask_to_refer,
    note_referral,
)
from groundswell.concerns.services.releasing import (
    ask_release,
    drop_release,
    publish_release,
    work_out_releases,
)
from groundswell.concerns.services.reminding import look_after_clocks, tell_everybody
from groundswell.concerns.services.retaining import (
    kept_until,
    let_go,
    norms_of,
    rehearsal,
    set_retention,
)
from groundswell.concerns.services.rewrapping import rewrap_old
from groundswell.concerns.services.risking import answer_risk, ask_to_pass_on
from groundswell.concerns.services.shares import (
    Handed,
    confirm_share,
    give_share_back,
    make_shares,
    note_rehearsal,
    read_share,
    recover,
    rehearse_shares,
)
from groundswell.concerns.services.standing import (
    change_passphrase,
    come_back,
    end_for_gone,
    end_listener,
    stand_down,
    step_away,
)
from groundswell.concerns.services.thread import (
    exclude_more,
    messages_of,
    withdraw,
    write_more,
)

__all__ = [
    "Attached",
    "Clocks",
    "Custodian",
    "Exclusions",
    "Handed",
    "Words",
    "acknowledge",
    "add_entry",
    "anchor",
    "answer_checkin",
    "answer_hold",
    "answer_lift",
    "answer_referral",
    "answer_risk",
    "approve_words",
    "ask_hold",
    "ask_lift",
    "ask_release",
    "ask_to_pass_on",
    "ask_to_refer",
    "at_work",
    "attach_file",
    "become_ready",
    "carried_ids",
    "carry_down",
    "change_passphrase",
    "cleaned_copy",
    "clocks_from",
    "close",
    "come_back",
    "confirm_share",
    "consent_to_listener",
    "count_closed",
    "decline_listening",
    "discuss",
    "drop_dead_drafts",
    "drop_old_sessions",
    "drop_orphans",
    "drop_release",
    "end_for_gone",
    "end_listener",
    "end_listening",
    "exclude_more",
    "exclusions_of",
    "forget_concern",
    "forget_own",
    "forgotten",
    "give_keys",
    "give_share_back",
    "hand_to",
    "keep_list",
    "keep_receipt",
    "kept_until",
    "let_go",
    "let_in",
    "lock",
    "lock_all_of",
    "look_after_clocks",
    "make_shares",
    "messages_of",
    "new_generation",
    "norms_of",
    "note",
    "note_referral",
    "note_rehearsal",
    "open_hold",
    "open_original",
    "open_suggestions",
    "opened",
    "outcome_days",
    "own_file",
    "pause",
    "problems_in",
    "propose_listener",
    "publish_release",
    "read_share",
    "record_consent",
    "record_training",
    "recover",
    "refuse_words",
    "rehearsal",
    "rehearse_shares",
    "remove_file",
    "reopen",
    "replay",
    "reply",
    "resume",
    "retire_keys",
    "rewrap_old",
    "say_whether_it_worked",
    "seal_for_newcomers",
    "send_draft",
    "set_load",
    "set_retention",
    "stand_down",
    "step_away",
    "suggest_words",
    "take",
    "take_back",
    "take_out",
    "tell_everybody",
    "tidy",
    "touch",
    "triage",
    "unlock",
    "who_may_be_let_in",
    "withdraw",
    "work_out_releases",
    "write_draft",
    "write_item",
    "write_more",
]
