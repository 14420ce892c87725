"""What an office says: yes by a date, no because, not yet; delivered; and its reply to a verdict.

A signed link holds the verb. A co-chair may write down what an office said by phone, by ordinary mail or in person, and
that it delivered; the story says who wrote it down, and the office is mailed the words.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.projects.errors import AskError
from groundswell.projects.events import AskAnswered, AskClosed, AskDelivered, AskRejoined
from groundswell.projects.models import Ask
from groundswell.projects.services.answer_words import TO_CHAIR, TO_OFFICE, Reader, refusal
from groundswell.projects.services.ask import lock, save, step

State = Ask.State
YES, NO, LATER = "yes", "no", "later"
MOST_LATER = timedelta(days=60)
MOST_AHEAD = timedelta(days=3 * 366)


@transaction.atomic
def answer_ask(
    *,
    by: Actor,
    ask: Ask,
    way: str,
    text: str,
    on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Answer for an office. ``way``: yes (``text`` is the commitment, ``on`` its date), no (``text`` is the
    reason), later (``text`` is the question, ``on`` the day by which the office answers; once).
    """
    require(by, Permission.ASK_ANSWER, ask.network, about=ask)
    _answer(by, ask, way, text, on, at, TO_OFFICE)


@transaction.atomic
def record_answer(
    *,
    by: Actor,
    ask: Ask,
    way: str,
    text: str,
    on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Write down for an office what it answered outside. The story says so, and the office reads the same words."""
    require(by, Permission.ASK_DELIVER, ask.network)
    _answer(by, ask, way, text, on, at, TO_CHAIR)
    words = _WRITTEN_DOWN[way]() % {
        "text": text.strip(),
        "day": date_format(on, "j F Y") if on else "",
    }
    line = step(by, ask, "recorded", text=words, at=at)
    announce(AskRejoined(ask_id=ask.pk, network_id=ask.network_id, step_id=line.pk))


_WRITTEN_DOWN = {
    YES: lambda: _(
        "We wrote down for you that your office says yes, by %(day)s:\n\n%(text)s\n\n"
        "If you did not say so, please tell us."
    ),
    NO: lambda: _(
        "We wrote down for you that your office says no, because:\n\n%(text)s\n\n"
        "If you did not say so, please tell us."
    ),
    LATER: lambda: _(
        "We wrote down for you that your office will answer by %(day)s:\n\n%(text)s\n\n"
        "If you did not say so, please tell us."
    ),
}


def _answer(
    by: Actor, ask: Ask, way: str, text: str, on: date | None, at: datetime | None, reader: Reader
) -> None:
    lock(ask)
    day = at.date() if at else today(ask.network.time_zone)
    if not ask.is_waiting_for_reply:
        raise AskError(refusal("answered", reader))
    if not text.strip():
        raise AskError(refusal(way, reader))
    if way == LATER:
        _move(ask, text.strip(), on, day, reader)
    else:
        {YES: _commit, NO: _decline}[way](ask, text.strip(), on, day)
    ask.answered_at = ask.answered_at or at or now()
    if way == YES:
        ask.committed_at = at or now()
    save(ask)
    what = {YES: "committed", NO: "declined", LATER: "asked_back"}[way]
    step(by, ask, what, text=text.strip(), who=ask.office.name, at=at)
    announce(AskAnswered(ask_id=ask.pk, network_id=ask.network_id))


def _commit(ask: Ask, text: str, on: date | None, day: date) -> None:
    if on is None or on < day:
        raise AskError(
            _("A commitment has a date that is still to come. Choose today or a later day.")
        )
    if on > day + MOST_AHEAD:
        raise AskError(
            _("That is more than three years ahead. Choose a first step that is nearer.")
        )
    ask.state, ask.commit_text, ask.commit_due_on = State.COMMITTED, text, on


def _decline(ask: Ask, text: str, on: date | None, day: date) -> None:
    ask.state, ask.answer_text = State.DECLINED, text


def _move(ask: Ask, text: str, on: date | None, day: date, reader: Reader) -> None:
    if ask.reply_moved_from is not None:
        moved_from = date_format(ask.reply_moved_from, "j F")
        raise AskError(refusal("moved", reader) % {"day": moved_from})
    if on is None or on <= day or on > day + MOST_LATER:
        raise AskError(refusal("day", reader))
    ask.reply_moved_from = ask.reply_due_on
    ask.state, ask.answer_text, ask.reply_due_on = State.ANSWERED, text, on


@transaction.atomic
def deliver_ask(
    *,
    by: Actor,
    ask: Ask,
    evidence: str,
    on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Record that a commitment was delivered, and how one can see it: the office by its link, or a co-chair."""
    is_chair = can(by, Permission.ASK_DELIVER, ask.network)
    if not is_chair:
        require(by, Permission.ASK_ANSWER, ask.network, about=ask)
    lock(ask)
    day = at.date() if at else today(ask.network.time_zone)
    if ask.state != State.COMMITTED:
        raise AskError(_("Only an open commitment can be marked delivered; this one is not."))
    if not evidence.strip():
        raise AskError(_("Say in a sentence, or by a link, how one can see that it was done."))
    on = on or day
    if on > day or (ask.committed_at and on < ask.committed_at.date()):
        raise AskError(
            _("The day of delivery lies between the commitment and today; %(found)s does not.")
            % {"found": date_format(on, "j F Y")}
        )
    ask.state, ask.delivered_on, ask.evidence = State.DELIVERED, on, evidence.strip()
    save(ask)
    who = ask.network.name if is_chair else ask.office.name
    step(by, ask, "delivered", text=ask.evidence, who=who, at=at)
    announce(AskDelivered(ask_id=ask.pk, network_id=ask.network_id))


@transaction.atomic
def reply_to_verdict(*, by: Actor, ask: Ask, text: str, at: datetime | None = None) -> None:
    """Reply for an office. The verdict becomes public at once, with the reply beside it."""
    require(by, Permission.ASK_REPLY, ask.network, about=ask)
    lock(ask)
    if ask.state != State.JUDGED:
        raise AskError(_("The time to reply is over; the verdict stands as you see it below."))
    if not text.strip():
        raise AskError(
            _("Nothing was written. Without a reply the verdict becomes public on its day.")
        )
    ask.office_reply = text.strip()
    step(by, ask, "office_replied", text=ask.office_reply, who=ask.office.name, at=at)
    publish(by, ask, at)


def publish(by: Actor, ask: Ask, at: datetime | None = None) -> None:
    """The verdict stands beside the office's claim, for everybody; the ask is closed."""
    ask.state = State.CLOSED
    ask.outcome = ask.verdict_text
    ask.verdict_public_at = ask.closed_at = at or now()
    save(ask)
    step(by, ask, "published", text=ask.verdict_text, at=at)
    announce(AskClosed(ask_id=ask.pk, network_id=ask.network_id))
