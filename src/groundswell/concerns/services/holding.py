"""Legal holds: placed by two listeners, lifted by two. While one stands nothing is withdrawn and nothing is purged.

Who asked, and why, are sealed among the listeners; the raiser reads that a hold stands and when it is looked at again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError, Gone
from groundswell.concerns.models import Concern, Hold
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import messages
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work, is_same_person
from groundswell.concerns.services.items import checked, write_item
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission

State = Hold.State
OPEN = (State.ASKED, State.HELD, State.LIFTING)
KIND = "hold"


def open_hold(concern: Concern) -> Hold | None:
    """The hold that is asked for, stands, or is about to be lifted."""
    return Hold.objects.filter(concern=concern, state__in=OPEN).first()


def ask_hold(*, by: DeskActor, concern: Concern, reason: str, review_on: date) -> Hold:
    """Ask a second listener to agree to a hold."""
    require(by, Permission.CONCERN_HOLD, concern.network, about=concern)
    _require_words(reason)
    day = today(concern.network.time_zone)
    if review_on <= day:
        raise ConcernError(
            _("A hold is looked at again on a day that is still to come. Choose a later one.")
        )
    with at_work(by, concern) as concern:
        if open_hold(concern):
            raise ConcernError(_("A hold stands or is asked for already. Look at it below."))
        hold = Hold(concern=concern, asked_on=day, review_on=review_on)
        hold.save(force_insert=True)
        _note(by, hold, "asked", reason)
    return hold


def answer_hold(*, by: DeskActor, hold: Hold, agrees: bool) -> None:
    """The second listener's yes places it; a no ends the matter. Whoever asked may only take it back."""
    with _open(by, hold, State.ASKED) as (concern, hold):
        if agrees:
            _require_second(by, hold, "asked")
            hold.state, hold.held_on = State.HELD, today(concern.network.time_zone)
            concern.is_held = True
            concern.save(update_fields=["is_held"])
            day = date_format(hold.review_on, "j F Y") if hold.review_on else ""
            said = _(
                "Two listeners placed a legal hold. Until it is lifted nothing can be withdrawn and nothing is "
                "deleted. It is looked at again on %(day)s."
            ) % {"day": day}
            _tell(by, concern, said)
        else:
            hold.state = State.REFUSED
        hold.save()
        _note(by, hold, "agreed" if agrees else "refused")


def ask_lift(*, by: DeskActor, hold: Hold, reason: str) -> None:
    """Ask a second listener to agree that it is lifted. Until then it stands."""
    _require_words(reason)
    with _open(by, hold, State.HELD) as (_concern, hold):
        hold.state = State.LIFTING
        hold.save()
        _note(by, hold, "lift asked", reason)


def answer_lift(*, by: DeskActor, hold: Hold, agrees: bool) -> None:
    """The second listener's yes lifts it; a no, by anybody, leaves it standing."""
    with _open(by, hold, State.LIFTING) as (concern, hold):
        if agrees:
            _require_second(by, hold, "lift asked")
            hold.state, hold.lifted_on = State.LIFTED, today(concern.network.time_zone)
            concern.is_held = False
            concern.save(update_fields=["is_held"])
            _tell(by, concern, _("The legal hold is lifted. You can withdraw this again."))
        else:
            hold.state = State.HELD
        hold.save()
        _note(by, hold, "lifted" if agrees else "kept")


@contextmanager
def _open(by: DeskActor, hold: Hold, state: str) -> Iterator[tuple[Concern, Hold]]:
    """A hold in the state it must be in, its concern locked, for a listener who may."""
    concern = hold.concern
    require(by, Permission.CONCERN_HOLD, concern.network, about=concern)
    with at_work(by, concern) as concern:
        fresh = Hold.objects.filter(pk=hold.pk, concern=concern, state=state).first()
        if fresh is None:
            raise ConcernError(_("Somebody answered meanwhile. Look at where it stands now."))
        fresh.concern = concern
        yield concern, fresh


def _require_second(by: DeskActor, hold: Hold, step: str) -> None:
    """Whoever asked is not who agrees. What this listener cannot open might be their own asking: they may not."""
    asked = [
        one.by
        for one in messages(by, hold.concern, Part.DESK)
        if one.kind == KIND
        and one.content.get("hold") == str(hold.pk)
        and one.content.get("step") == step
    ]
    if not asked:
        raise Gone
    if is_same_person(by, asked[-1]):
        raise ConcernError(
            _("You asked for this, so another listener with a key must agree. Nothing was changed.")
        )


def _require_words(reason: str) -> None:
    if not checked(reason, 1000).strip():
        raise ConcernError(_("Write why, in a few words the other listeners can judge by."))


def _note(by: DeskActor, hold: Hold, step: str, reason: str = "") -> None:
    content = {"kind": KIND, "by": str(by.listener.pk), "hold": str(hold.pk), "step": step}
    write_item(hold.concern, Part.DESK, {**content, "text": reason})
    add_entry(by, f"hold {step}", hold.concern, hold=hold.pk)


def _tell(by: DeskActor, concern: Concern, said: str) -> None:
    content = {"kind": KIND, "by": str(by.listener.pk), "text": said, "event": True}
    write_item(concern, Part.THREAD, content)
