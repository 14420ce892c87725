"""Letters to offices, which have no account: each carries a fresh signed link for its one ask."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import add_working_days, today
from groundswell.kernel.permissions import Permission
from groundswell.mail.queries import bounced
from groundswell.mail.services import queue_letter, was_queued, words_of
from groundswell.networks.queries import closure_days, cochairs, members
from groundswell.people.services import absolute, issue_link, tell
from groundswell.projects.models import Ask, AskStep
from groundswell.projects.queries.asks import (
    committed_due_by,
    verdicts_to_publish,
    waiting_past,
)
from groundswell.projects.queries.project import open_parts
from groundswell.projects.services.ask import step
from groundswell.projects.services.verdict import publish_verdict

State = Ask.State
LINK_DAYS = 90
SOON = (14, 3)
PAGES = {
    Permission.ASK_ANSWER: "projects:ask_by_link",
    Permission.ASK_REPLY: "projects:reply_by_link",
}


def write_to_office(
    ask: Ask,
    template: str,
    *,
    verb: Permission | None = Permission.ASK_ANSWER,
    once_key: str | None = None,
    **context: Any,
) -> bool:
    """Queue one letter to whoever was asked. False when it was queued before, or nothing can reach them."""
    address = ask.asked_address
    if not address or bounced([address]) or (once_key and was_queued(once_key)):
        return False
    url = _fresh_link(ask, verb) if verb else ""
    words = {"ask": ask, "office": ask.office, "network": ask.network, "url": url, **context}
    subject, text = words_of(f"projects/mail/{template}", words)
    letter = queue_letter(
        to=address,
        subject=subject,
        text=text,
        kind="ask",
        network_id=ask.network_id,
        once_key=once_key,
    )
    return letter is not None


def _fresh_link(ask: Ask, verb: Permission) -> str:
    token = issue_link(
        verb=verb,
        about=ask,
        network=ask.network,
        holder=ask.asked_name or ask.office.name,
        address=ask.asked_address,
        days=LINK_DAYS,
    )
    return absolute(reverse(PAGES[verb], args=[token]))


def send_letter(ask: Ask, *, again: bool = False) -> None:
    """The letter that fits where the ask stands: the ask, its commitment, or the verdict."""
    if ask.state == State.JUDGED:
        write_to_office(ask, "verdict_first", verb=Permission.ASK_REPLY)
    elif ask.state == State.COMMITTED:
        write_to_office(ask, "promise", again=again)
    elif ask.state != State.CLOSED:
        write_to_office(ask, "ask", again=again)


def send_rejoinder(ask: Ask, line: AskStep) -> None:
    """What the network wrote to the office."""
    write_to_office(ask, "network_writes", words=line.text)


def send_ending(ask: Ask) -> None:
    """That the verdict is public now, or that nothing more is asked."""
    if ask.sent_at:
        write_to_office(ask, "ended", verb=None)


def tell_of_answer(ask: Ask) -> None:
    """The co-chairs, whoever follows the ask, and the leads of its project."""
    parts = open_parts(ask.project) if ask.project else []
    leads = [part.person for part in parts if part.role == part.Role.LEAD]
    people = dict.fromkeys([*cochairs(ask.network), *([ask.by] if ask.by else []), *leads])
    url = absolute(reverse("projects:ask", args=[ask.network.slug, ask.pk]))
    for person in people:
        tell(
            person=person,
            kind="ask",
            template="projects/mail/office_answered",
            context={"ask": ask, "office": ask.office, "url": url},
            network=ask.network,
            once_key=f"ask-answer:{ask.pk}:{ask.version}:{person.pk}",
        )


def ask_members(ask: Ask) -> None:
    """Ask each member once, with their digest, whether what was delivered is felt."""
    if ask.state != State.DELIVERED:
        return
    for member in members(ask.network).filter(person__is_active=True):
        token = issue_link(
            verb=Permission.ASK_VERDICT,
            about=ask,
            network=ask.network,
            person=member.person,
            days=60,
        )
        tell(
            person=member.person,
            kind="ask",
            template="projects/mail/is_it_felt",
            context={
                "ask": ask,
                "office": ask.office,
                "url": absolute(reverse("projects:verdict_by_link", args=[token])),
            },
            network=ask.network,
            once_key=f"ask-felt:{ask.pk}:{member.person_id}",
        )


# Clocks. Each may run twice, or late: a letter is sent once for one date.


def remind_offices() -> int:
    """Remind offices: an answer overdue, a promise due soon or past. Returns how many letters."""
    horizon = today() + timedelta(days=max(SOON) + 1)
    waiting = sum(_remind_of_answer(ask) for ask in waiting_past(horizon)[:500])
    return waiting + sum(_remind_of_promise(ask) for ask in committed_due_by(horizon)[:500])


def _working_day_after(ask: Ask, due: date) -> date:
    return add_working_days(due, 1, region=ask.network.region, closures=closure_days(ask.network))


def _remind_of_answer(ask: Ask) -> bool:
    day, due = today(ask.network.time_zone), ask.reply_due_on
    if due is None or day <= due or day < _working_day_after(ask, due):
        return False
    return _reminded(ask, write_to_office(ask, "overdue", once_key=f"ask-overdue:{ask.pk}:{due}"))


def _remind_of_promise(ask: Ask) -> bool:
    day, due = today(ask.network.time_zone), ask.commit_due_on
    if due is None or ask.committed_at is None:
        return False
    left = (due - day).days
    if left < 0:
        key = f"ask-late:{ask.pk}:{due}"
        is_time = day >= _working_day_after(ask, due)
        return is_time and _reminded(ask, write_to_office(ask, "promise", once_key=key))
    before = min((n for n in SOON if left <= n), default=None)
    # Who promised something for next week needs no letter about it the same evening.
    if before is None or ask.committed_at.date() >= due - timedelta(days=before):
        return False
    return _reminded(
        ask, write_to_office(ask, "promise", once_key=f"ask-soon{before}:{ask.pk}:{due}")
    )


def _reminded(ask: Ask, was_sent: bool) -> bool:
    if was_sent:
        step(SYSTEM, ask, "reminded")
    return was_sent


def publish_verdicts() -> int:
    """Let verdicts become public whose office had its time to reply. Returns how many."""
    published = 0
    for ask in verdicts_to_publish(today() + timedelta(days=1))[:500]:
        due = ask.office_reply_due_on
        if due is not None and today(ask.network.time_zone) > due:
            publish_verdict(by=SYSTEM, ask=ask)
            published += 1
    return published
