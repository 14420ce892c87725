"""What a raiser is asked once it is closed, on their own page: did it work, and how has it been since."""

import uuid
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groundswell.concerns import codes
from groundswell.concerns.actors import RaiserActor
from groundswell.concerns.models import Concern
from groundswell.concerns.panels import Panel, acts, panels
from groundswell.concerns.queries import Message
from groundswell.concerns.services import answer_checkin, say_whether_it_worked
from groundswell.kernel.clock import today


def questions(by: RaiserActor, messages: list[Message]) -> Panel | None:
    """A check-in that is due; else whether it worked, until that was said of the newest outcome."""
    concern = by.concern
    if concern.state != Concern.State.CLOSED:
        return None
    is_due = is_checkin_due(concern, today(concern.network.time_zone))
    if not is_due and _was_said(messages):
        return None
    fields = {"worked": codes.WORKED, "detriment": codes.DETRIMENT}
    context = {
        "is_checkin": is_due,
        "number": uuid.uuid4(),
        **fields,
        "due": concern.checkin_due_on,
    }
    return Panel("concerns/parts/aftermath.html", context, asks="since")


def is_checkin_due(concern: Concern, day: date) -> bool:
    """Whether thirty days, or ninety, have passed."""
    return concern.checkin_due_on is not None and concern.checkin_due_on <= day


def _was_said(messages: list[Message]) -> bool:
    kinds = [one.kind for one in messages if one.kind in {"closed", "worked", "checkin"}]
    return bool(kinds) and kinds[-1] != "closed"


def worked(by: RaiserActor, request: HttpRequest) -> str:
    """Whether what came of it worked for them."""
    say_whether_it_worked(
        by=by,
        worked=request.POST.get("worked", ""),
        text=request.POST.get("words", ""),
        number=_number(request),
    )
    return _("Thank you. The listeners can read it, and nobody else.")


def checkin(by: RaiserActor, request: HttpRequest) -> str:
    """How it has been since."""
    is_open_again = answer_checkin(
        by=by,
        detriment=request.POST.get("detriment", ""),
        worked=request.POST.get("worked", ""),
        text=request.POST.get("words", ""),
        number=_number(request),
    )
    if is_open_again:
        return _(
            "Thank you for saying so. It is open again, and a listener answers you by the day above."
        )
    return _("Thank you. The listeners can read it, and nobody else.")


def _number(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("number", ""))
    except ValueError:
        return None


panels.append(questions)
acts["worked"] = worked
acts["checkin"] = checkin
