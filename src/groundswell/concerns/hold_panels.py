"""A legal hold on a listener's page, and on the raiser's how long a closed concern is kept."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groundswell.concerns.actors import DeskActor, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, Hold
from groundswell.concerns.panels import Panel
from groundswell.concerns.queries import Message
from groundswell.concerns.services import (
    answer_hold,
    answer_lift,
    ask_hold,
    ask_lift,
    kept_until,
    norms_of,
    open_hold,
)


def hold_panel(by: DeskActor, concern: Concern, messages: list[Message]) -> Panel:
    """Where a hold stands, why it was asked for, and what can be done."""
    # Asking leaves a note among the listeners, so without one there is nothing to look for.
    hold = open_hold(concern) if any(one.kind == "hold" for one in messages) else None
    asked = [
        one
        for one in messages
        if one.kind == "hold" and hold and one.content.get("hold") == str(hold.pk) and one.text
    ][-1:]
    context = {
        "hold": hold,
        "reason": [one.text for one in asked],
        "is_mine": any(one.by == str(by.listener.pk) for one in asked),
    }
    return Panel("concerns/parts/hold.html", context)


def kept_panel(by: RaiserActor, _messages: list[Message]) -> Panel | None:
    """Until when a closed concern is kept."""
    if by.concern.closed_on is None:
        return None
    ends = kept_until(by.concern, norms_of(by.concern.network))
    return Panel("concerns/parts/kept.html", {"ends": ends}) if ends else None


def ask(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
    """A hold is asked for, or its lifting: what stands decides which."""
    reason, hold = request.POST.get("reason", ""), open_hold(concern)
    if hold is None:
        ask_hold(by=by, concern=concern, reason=reason, review_on=_day(request))
        return _("Another listener with a key must agree. Until then nothing is held.")
    hold.concern = concern
    ask_lift(by=by, hold=hold, reason=reason)
    return _("Another listener with a key must agree. Until then the hold stands.")


def agree(by: DeskActor, concern: Concern, _request: HttpRequest) -> str:
    """The second yes."""
    return _answer(by, concern, agrees=True)


def refuse(by: DeskActor, concern: Concern, _request: HttpRequest) -> str:
    """A no, or taking it back."""
    return _answer(by, concern, agrees=False)


def _answer(by: DeskActor, concern: Concern, *, agrees: bool) -> str:
    hold = open_hold(concern)
    if hold is None:
        raise ConcernError(_("Nothing is asked for now. Look at where it stands below."))
    hold.concern = concern
    if hold.state == Hold.State.LIFTING:
        answer_lift(by=by, hold=hold, agrees=agrees)
        return _("The hold is lifted.") if agrees else _("The hold goes on.")
    answer_hold(by=by, hold=hold, agrees=agrees)
    if agrees:
        return _("The hold stands now, and the raiser reads that it does.")
    return _("There is no hold. Nothing was changed for the raiser.")


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("review_on", ""))
    except ValueError:
        raise ConcernError(
            _("Choose the day on which the hold is looked at again, such as 2027-03-01.")
        ) from None
