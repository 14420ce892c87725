"""What is asked of offices: sent, answered, delivered, judged by those it touches, replied to."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from groundswell.demo.stage import Stage
from groundswell.demo.story.projects import Asked
from groundswell.demo.work import asked_by, who_acts
from groundswell.kernel.permissions import Permission
from groundswell.people.access import get_link
from groundswell.people.services import issue_link
from groundswell.projects import services

if TYPE_CHECKING:
    from groundswell.people.links import LinkActor

NO = (
    "We looked at it twice. The rule comes from the national scheme, and we cannot change it from here. "
    "We will say so to them in writing, with your letter."
)
# What those affected say, and what an office says to that; told in turn, so that no two neighbours speak alike.
JUDGED = {
    "felt": (
        "It is there, and people use it.",
        "It is what we asked for.",
        "New students take it for granted, which was the point.",
        "We asked on both sites: yes.",
    ),
    "partly": (
        "It came, but late, and not everywhere.",
        "Better than before; one site still waits.",
    ),
}
REPLIES = (
    "Thank you. It is in next year’s plan as well.",
    "Thank you for telling us. Please ring if it slips.",
    "It is in our handover notes now, so that it outlasts us.",
)
MONTHS_TO_ANSWER, MONTHS_TO_KEEP, MONTHS_TO_JUDGE = 1, 5, 7


def live_month(stage: Stage, number: int) -> None:
    """New asks go out; older ones come to their next step."""
    for telling in stage.running:
        for asked in asked_by(telling, number - telling.told.month):
            ask = send(stage, telling, asked)
            stage.asks.append((asked, ask, number))
    for asked, ask, since in stage.asks:
        if number - since in (MONTHS_TO_ANSWER, MONTHS_TO_KEEP, MONTHS_TO_JUDGE):
            ask.refresh_from_db()
            go_on(stage, asked, ask, number - since)


def send(stage: Stage, telling: Any, asked: Asked) -> Any:
    """Drafted by who leads the project, sent by a co-chair."""
    ask = services.draft_ask(
        by=who_acts(stage, telling),
        network=stage.network,
        office=stage.offices[asked.office],
        title=asked.title,
        text=asked.text,
        why=telling.told.why,
        project=telling.project,
    )
    services.send_ask(by=stage.chair, ask=ask)
    return ask


def go_on(stage: Stage, asked: Asked, ask: Any, age: int) -> None:
    """One step, when its month has come."""
    if asked.went == "waiting":
        return
    if age == MONTHS_TO_ANSWER:
        answer(stage, asked, ask)
    if age == MONTHS_TO_KEEP and asked.went == "kept":
        services.deliver_ask(
            by=stage.chair, ask=ask, evidence="Seen by two of us this week, and written down."
        )
    if age == MONTHS_TO_JUDGE and asked.verdict and ask.state == "delivered":
        judge(stage, asked, ask)


def answer(stage: Stage, asked: Asked, ask: Any) -> None:
    """The office answers from its mailed link: yes with a date, or no with a reason."""
    by = office_link(stage, ask, Permission.ASK_ANSWER)
    if asked.went == "declined":
        services.answer_ask(by=by, ask=ask, way="no", text=NO)
        return
    months = {"kept": 6, "late": 8}.get(asked.went, 6)
    due = stage.today + timedelta(days=30 * months)
    if asked.went == "late":
        due = max(due, stage.last - timedelta(days=23))
    if asked.went == "open":
        due = max(due, stage.last + timedelta(days=110))
    services.answer_ask(
        by=by, ask=ask, way="yes", text=asked.commitment or "We will do it.", on=due
    )


def judge(stage: Stage, asked: Asked, ask: Any) -> None:
    """Members say whether it is felt; the office hears first, and may reply."""
    for person in stage.some(stage.students, 7):
        answer = (
            asked.verdict if stage.die.random() < 0.8 or asked.verdict == "partly" else "partly"
        )
        services.give_verdict(by=person, ask=ask, verdict=answer)
    words = JUDGED[asked.verdict]
    services.judge_ask(by=stage.chair, ask=ask, text=words[ask.pk % len(words)])
    reply = asked.reply or REPLIES[ask.pk % len(REPLIES)]
    services.reply_to_verdict(by=office_link(stage, ask, Permission.ASK_REPLY), ask=ask, text=reply)


def office_link(stage: Stage, ask: Any, verb: Permission) -> "LinkActor":
    """As the office opens it from its mail."""
    token = issue_link(
        verb=verb,
        about=ask,
        network=stage.network,
        holder=ask.office.holder,
        address=ask.office.email,
        days=90,
    )
    return get_link(token, verb)
