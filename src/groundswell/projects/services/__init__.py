"""The verbs of this room, by noun."""

from groundswell.projects.services.answer import (
    answer_ask,
    deliver_ask,
    record_answer,
    reply_to_verdict,
)
from groundswell.projects.services.ask import (
    close_ask,
    draft_ask,
    edit_ask,
    pass_on_ask,
    put_ask_on_agenda,
    rejoin_ask,
    resend_ask,
    send_ask,
)
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
from groundswell.projects.services.letters import (
    ask_members,
    publish_verdicts,
    remind_offices,
    send_ending,
    send_letter,
    send_rejoinder,
    tell_of_answer,
)
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
from groundswell.projects.services.verdict import give_verdict, judge_ask, publish_verdict, sum_up

__all__ = [
    "adapt",
    "answer_ask",
    "ask_members",
    "close_ask",
    "deliver_ask",
    "draft_ask",
    "edit_ask",
    "edit_change",
    "edit_component",
    "edit_project",
    "give_verdict",
    "hide_change",
    "join",
    "judge_ask",
    "leave",
    "mark_measured",
    "mark_shown",
    "move_blocker",
    "move_stage",
    "note_blocker",
    "offer_component",
    "pass_on_ask",
    "pass_on_part",
    "publish_verdict",
    "publish_verdicts",
    "put_ask_on_agenda",
    "record_answer",
    "record_change",
    "rejoin_ask",
    "remind_offices",
    "reply_to_verdict",
    "resend_ask",
    "review_change",
    "say_alive",
    "send_ask",
    "send_ending",
    "send_letter",
    "send_rejoinder",
    "share_project",
    "start_project",
    "stop",
    "sum_up",
    "tell_of_answer",
    "unshare_project",
]
