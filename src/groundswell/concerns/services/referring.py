"""Passing a concern on to another route: only with the raiser's yes to the very words, one hop at a time.

Groundswell sends nothing of it: the listener hands the copy over themselves, by the means that route asks for.
"""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.concerns.actors import RAISER, DeskActor, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, Referral
from groundswell.concerns.models.concern import Part
from groundswell.concerns.services.carrying import agreeing
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work
from groundswell.concerns.services.items import checked, write_item
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission

State = Referral.State
CHASED_AFTER = timedelta(days=30)
ROUTES = ("official", "guardian", "other")
MOST_COPY = 8000
# What a listener can say of a referral: the states it may be said in, and the one it leads to.
NEWS = {
    "sent": ({State.AGREED}, State.SENT),
    "received": ({State.SENT}, State.RECEIVED),
    "chased": ({State.SENT, State.RECEIVED}, None),
    "returned": ({State.SENT, State.RECEIVED}, State.RETURNED),
}


def ask_to_refer(
    *, by: DeskActor, concern: Concern, route: str, to: str, text: str, number: UUID
) -> None:
    """Show the raiser where a concern could be passed on to, and the copy that would go. ``number`` is the form's."""
    require(by, Permission.CONCERN_REFER, concern.network, about=concern)
    if route not in ROUTES:
        raise ConcernError(_("Choose one of the routes."))
    if not to.strip() or not text.strip():
        raise ConcernError(_("Write to whom it would go, and the copy the raiser would see."))
    checked(to, 300), checked(text, MOST_COPY)
    with at_work(by, concern) as concern:
        if Referral.objects.filter(pk=number).exists():
            return
        referral = Referral(pk=number, concern=concern, asked_on=today(concern.network.time_zone))
        referral.full_clean(validate_unique=False)
        referral.save(force_insert=True)
        content = {"kind": "asked to refer", "by": str(by.listener.pk), "referral": str(number)}
        copy = {"route": route, "to": to.strip(), "text": text}
        write_item(concern, Part.THREAD, {**content, **copy})
        add_entry(by, "asked to refer", concern)


def answer_referral(*, by: RaiserActor, referral_id: UUID, is_agreed: bool, text: str = "") -> None:
    """The raiser's yes or no to this copy for this route. It holds for this one hop and no other."""
    checked(text, MOST_COPY)
    with agreeing(by) as concern:
        referral = _of(concern, referral_id)
        if referral.state != State.ASKED:
            raise ConcernError(_("This was answered already. Below is where it stands."))
        referral.state = State.AGREED if is_agreed else State.REFUSED
        referral.save(update_fields=["state"])
        kind = "agreed to refer" if is_agreed else "refused to refer"
        content = {"kind": kind, "by": RAISER, "referral": str(referral_id), "text": text}
        write_item(concern, Part.THREAD, content)
        add_entry(by, f"raiser {kind}", concern)


def note_referral(
    *, by: DeskActor, concern: Concern, referral_id: UUID, news: str, text: str = ""
) -> None:
    """Write back to the raiser what became of it: passed on, acknowledged, chased, or its outcome."""
    require(by, Permission.CONCERN_REFER, concern.network, about=concern)
    checked(text, MOST_COPY)
    if news not in NEWS:
        raise ConcernError(_("Choose what happened."))
    if news == "returned" and not text.strip():
        raise ConcernError(_("Write to the raiser what the outcome was."))
    with at_work(by, concern) as concern:
        referral = _of(concern, referral_id)
        before, after = NEWS[news]
        if referral.state not in before:
            raise ConcernError(_("This does not follow from where it stands. Nothing was changed."))
        _move(referral, news, after)
        content = {"kind": f"referral {news}", "by": str(by.listener.pk), "text": text}
        write_item(concern, Part.THREAD, {**content, "referral": str(referral_id)})
        add_entry(by, f"referral {news}", concern)


def _move(referral: Referral, news: str, after: State | None) -> None:
    day = today(referral.concern.network.time_zone)
    referral.state = after or referral.state
    referral.chase_on = day + CHASED_AFTER
    if news == "sent":
        referral.sent_on = day
    if news == "returned":
        referral.returned_on, referral.chase_on = day, None
    referral.save()


def _of(concern: Concern, referral_id: UUID) -> Referral:
    found = Referral.objects.select_for_update().filter(concern=concern, pk=referral_id).first()
    if found is None:
        raise ConcernError(_("There is no such step here."))
    found.concern = concern
    return found
