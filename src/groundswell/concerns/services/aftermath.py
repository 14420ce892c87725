"""After closing: did it work for the raiser, and has anything happened to them since?"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.concerns import codes
from groundswell.concerns.actors import RAISER, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern
from groundswell.concerns.models.concern import Part
from groundswell.concerns.services.answering import CHECKINS, run_again
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.clocks import save_state
from groundswell.concerns.services.items import checked, locked, write_item
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission


def say_whether_it_worked(
    *, by: RaiserActor, worked: str, text: str = "", number: UUID | None = None
) -> None:
    """The raiser's own verdict on what came of it. It may be given again; the newest stands."""
    codes.require_known("worked", [worked])
    concern = _require(by, text)
    with transaction.atomic():
        concern = _closed(concern)
        content = {"kind": "worked", "by": RAISER, "text": text, "worked": worked}
        if write_item(concern, Part.THREAD, content, number=number):
            add_entry(by, "raiser said whether it worked", concern)


def answer_checkin(
    *,
    by: RaiserActor,
    detriment: str,
    worked: str = "",
    text: str = "",
    number: UUID | None = None,
) -> bool:
    """Thirty and ninety days on. Where something happened to the raiser since, the concern is open again (True)."""
    codes.require_known("detriment", [detriment])
    codes.require_known("worked", [worked] if worked else [])
    concern = _require(by, text)
    with transaction.atomic():
        concern = _closed(concern)
        content = {"kind": "checkin", "by": RAISER, "text": text}
        answers = {"detriment": detriment, "worked": worked}
        if not write_item(concern, Part.THREAD, {**content, **answers}, number=number):
            return detriment == "yes"
        add_entry(by, "raiser checked in", concern)
        if detriment == "yes":
            run_again(concern)
        else:
            _next_checkin(concern)
    return detriment == "yes"


def _next_checkin(concern: Concern) -> None:
    day = today(concern.network.time_zone)
    last = concern.closed_on + CHECKINS[1] if concern.closed_on else day
    concern.n_checkins = min(concern.n_checkins + 1, len(CHECKINS))
    is_over = day >= last or concern.n_checkins == len(CHECKINS)
    concern.checkin_due_on = None if is_over else last
    save_state(concern)


def _require(by: RaiserActor, text: str) -> Concern:
    require(by, Permission.CONCERN_FOLLOW, by.concern.network, about=by.concern)
    checked(text)
    return by.concern


def _closed(concern: Concern) -> Concern:
    concern = locked(concern)
    if concern.state != Concern.State.CLOSED:
        raise ConcernError(
            _("It is open again, so there is nothing to answer yet. Write a message instead.")
        )
    return concern
