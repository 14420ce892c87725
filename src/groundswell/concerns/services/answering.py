"""What a listener says to a raiser, and how the clocks stand after it."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.concerns import codes
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern
from groundswell.concerns.models.concern import Part
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.clocks import clocks_from, save_state, shifted
from groundswell.concerns.services.handling import at_work
from groundswell.concerns.services.items import checked, write_item
from groundswell.kernel.clock import today

State = Concern.State
CHECKINS = (timedelta(days=30), timedelta(days=90))


def acknowledge(
    *, by: DeskActor, concern: Concern, text: str = "", number: UUID | None = None
) -> bool:
    """Say to the raiser that it arrived. False when somebody did already: it is said once."""
    checked(text)
    with at_work(by, concern) as concern:
        if concern.state != State.SENT:
            return False
        if not _say(by, concern, "received", text, number):
            return False
        concern.state, concern.acknowledged_on = State.ACKNOWLEDGED, _day(concern)
        save_state(concern)
        add_entry(by, "acknowledged", concern)
    return True


def reply(
    *,
    by: DeskActor,
    concern: Concern,
    text: str,
    is_answer: bool = True,
    number: UUID | None = None,
) -> None:
    """Write to the raiser. The first answer on the matter (``is_answer``) stops the answer's clock."""
    checked(_said(text))
    with at_work(by, concern) as concern:
        if not _say(by, concern, "answered", text, number):
            return
        if concern.state == State.SENT:
            concern.state, concern.acknowledged_on = State.ACKNOWLEDGED, _day(concern)
        if is_answer and concern.state == State.ACKNOWLEDGED:
            concern.state, concern.replied_on = State.REPLIED, _day(concern)
            concern.paused_on = None
        save_state(concern)
        add_entry(by, "answered", concern, is_answer=is_answer)


def pause(*, by: DeskActor, concern: Concern, reason: str, number: UUID | None = None) -> None:
    """Stop the clock of the first answer. The raiser reads the reason and since when."""
    checked(_said(reason))
    with at_work(by, concern) as concern:
        if concern.paused_on is not None:
            return
        if concern.state != State.ACKNOWLEDGED:
            raise ConcernError(
                _(
                    "Only the clock of the first answer can pause: once you said that it arrived, and before you "
                    "answered. The day for an outcome waits for nothing."
                )
            )
        if not _say(by, concern, "paused", reason, number):
            return
        concern.paused_on = _day(concern)
        save_state(concern)
        add_entry(by, "paused", concern)


def resume(*, by: DeskActor, concern: Concern) -> None:
    """The clock runs again, as many working days later as it stood still."""
    with at_work(by, concern) as concern:
        if concern.paused_on is None:
            return
        concern.reply_due_on = shifted(concern, _day(concern))
        concern.paused_on = None
        save_state(concern)
        _say(by, concern, "resumed", "", None)
        add_entry(by, "resumed", concern, reply_due_on=concern.reply_due_on)


def close(
    *, by: DeskActor, concern: Concern, outcome: str, text: str, number: UUID | None = None
) -> None:
    """Close it with what came of it, in a word of the list and in words to the raiser. Nobody is judged here."""
    checked(_said(text))
    codes.require_known("outcome", [outcome])
    with at_work(by, concern) as concern:
        if concern.state == State.CLOSED:
            raise ConcernError(_("It was closed already. What you typed is still here."))
        if not _say(by, concern, "closed", text, number, outcome=outcome):
            return
        day = _day(concern)
        concern.state, concern.closed_on, concern.paused_on = State.CLOSED, day, None
        concern.acknowledged_on = concern.acknowledged_on or day
        concern.checkin_due_on, concern.n_checkins = day + CHECKINS[0], 0
        save_state(concern)
        add_entry(by, "closed", concern)


def reopen(*, by: DeskActor, concern: Concern) -> None:
    """Go on with something that was closed."""
    with at_work(by, concern) as concern:
        if concern.state == State.CLOSED:
            run_again(concern)
            _say(by, concern, "reopened", "", None)
            add_entry(by, "reopened", concern)


def run_again(concern: Concern) -> None:
    """A closed concern is open again: the clocks of an answer and of an outcome begin today.

    Its row is locked by the caller, who also notes who wanted it.
    """
    clocks = clocks_from(concern.network, _day(concern))
    concern.state, concern.closed_on, concern.checkin_due_on = State.ACKNOWLEDGED, None, None
    concern.replied_on, concern.n_checkins = None, 0
    concern.reply_due_on, concern.outcome_due_on = clocks.reply_due_on, clocks.outcome_due_on
    save_state(concern)


def _say(
    by: DeskActor, concern: Concern, kind: str, text: str, number: UUID | None, **more: str
) -> bool:
    content = {"kind": kind, "by": str(by.listener.pk), "text": text, **more}
    return write_item(concern, Part.THREAD, content, number=number) is not None


def _said(text: str) -> str:
    if not text.strip():
        raise ConcernError(_("The raiser reads this: write a few words to them."))
    return text


def _day(concern: Concern) -> date:
    return today(concern.network.time_zone)
