"""What may leave the room, on both pages of a concern: words for the open, passing on, a serious risk."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groundswell.concerns import queries, services
from groundswell.concerns.actors import DeskActor, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern
from groundswell.concerns.models.concern import Part
from groundswell.concerns.panels import Panel, acts, desk_acts, desk_panels, panels
from groundswell.concerns.queries import Message
from groundswell.concerns.services.carrying import DELAYS

RaiserAct = Callable[[RaiserActor, HttpRequest], str]
DeskAct = Callable[[DeskActor, Concern, HttpRequest], str]


# ------------------------------------------------------------------ by receipt


def for_raiser(by: RaiserActor, thread: list[Message]) -> Panel | None:
    """What waits for the raiser's yes, and where things they said yes to stand."""
    hops = queries.hops_of(by.concern, thread)
    context = {
        "suggested": [
            {"key": str(one.pk), "title": one.content["title"], "text": one.text}
            for one in services.open_suggestions(thread)
        ],
        "ways": queries.ways_of(thread),
        "asked": [hop for hop in hops if hop.row.state == hop.row.State.ASKED],
        "hops": [hop for hop in hops if hop.row.state != hop.row.State.ASKED],
        "delays": [(days, days // 7) for days in DELAYS],
    }
    shown = any(context[name] for name in ("suggested", "ways", "asked", "hops"))
    asks = "handed-on" if context["suggested"] or context["asked"] else ""
    return Panel("concerns/parts/handed_on.html", context, asks) if shown else None


def _approve(by: RaiserActor, request: HttpRequest) -> str:
    form, days = request.POST, request.POST.get("days", "")
    services.approve_words(
        by=by,
        suggested=_id(form.get("suggested")),
        title=form.get("title", ""),
        text=form.get("text", ""),
        kind=form.get("as", ""),
        days=int(days) if days.isdecimal() and len(days) < 4 else 0,
    )
    return _(
        "These words wait now, sealed, and go after the time you chose. Until then you can stop them."
    )


def _refuse(by: RaiserActor, request: HttpRequest) -> str:
    services.refuse_words(
        by=by, suggested=_id(request.POST.get("suggested")), text=request.POST.get("why", "")
    )
    return _("They do not go. The listeners read your answer.")


def _take_back(by: RaiserActor, request: HttpRequest) -> str:
    done = services.take_back(by=by, carried_id=_id(request.POST.get("carried")))
    return {
        "never": _("It never goes."),
        "dropped": _(
            "It is off the agenda. Members may have read it; listeners know you want no public line."
        ),
        "asked": _(
            "It was talked about already, so it stays on record. Listeners know you want no public line."
        ),
    }[done]


def _answer_referral(is_agreed: bool) -> RaiserAct:
    def act(by: RaiserActor, request: HttpRequest) -> str:
        services.answer_referral(
            by=by,
            referral_id=_id(request.POST.get("referral")),
            is_agreed=is_agreed,
            text=request.POST.get("why", ""),
        )
        if is_agreed:
            return _("This copy may go to them and nowhere else. You read here what they answer.")
        return _("It is not passed on.")

    return act


# ------------------------------------------------------------------ at the desk


def for_desk(by: DeskActor, concern: Concern, whole: list[Message]) -> Panel | None:
    """What a listener can suggest, pass on with a yes, or, with a second one, without."""
    thread = [one for one in whole if one.part == Part.THREAD]
    inside = [one for one in whole if one.part == Part.DESK]
    asked = queries.risks_asked(concern, inside)
    me = str(by.listener.pk)
    context: dict[str, Any] = {
        "ways": queries.ways_of(thread),
        "hops": queries.hops_of(concern, thread),
        "guardians": queries.guardians_in(concern),
        "risks": [{"asked": one, "is_mine": one.by == me} for one in asked],
        "numbers": [uuid.uuid4() for _form in range(3)],
    }
    return Panel("concerns/parts/handing_on.html", context)


def _suggest(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
    form = request.POST
    services.suggest_words(
        by=by,
        concern=concern,
        title=form.get("title", ""),
        text=form.get("text", ""),
        number=_id(form.get("number")),
    )
    return _("The raiser reads these words and says yes, changes them, or says no.")


def _ask_to_refer(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
    form = request.POST
    services.ask_to_refer(
        by=by,
        concern=concern,
        route=form.get("route", ""),
        to=form.get("to", ""),
        text=form.get("refer_copy", ""),
        number=_id(form.get("number")),
    )
    return _("The raiser sees this copy and says yes or no. Pass nothing on before.")


def _note_referral(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
    form = request.POST
    services.note_referral(
        by=by,
        concern=concern,
        referral_id=_id(form.get("referral")),
        news=form.get("news", ""),
        text=form.get("words", ""),
    )
    return _("The raiser reads it.")


def _ask_risk(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
    form = request.POST
    services.ask_to_pass_on(
        by=by,
        concern=concern,
        to=form.get("risk_to", ""),
        why=form.get("risk_why", ""),
        text=form.get("risk_text", ""),
        number=_id(form.get("number")),
    )
    return _("Another listener must agree at their own desk. Nothing may be passed on before.")


def _answer_risk(is_agreed: bool) -> DeskAct:
    def act(by: DeskActor, concern: Concern, request: HttpRequest) -> str:
        risk_id = _id(request.POST.get("risk"))
        services.answer_risk(by=by, concern=concern, risk_id=risk_id, is_agreed=is_agreed)
        if is_agreed:
            return _("You two agreed. The raiser reads now what is passed on, to whom and why.")
        return _("It is not passed on.")

    return act


def _id(typed: str | None) -> UUID:
    try:
        return UUID(typed or "")
    except ValueError:
        raise ConcernError(
            _("This form was not whole. Open the page again and repeat it.")
        ) from None


panels.append(for_raiser)
acts.update(
    {
        "approve": _approve,
        "refuse": _refuse,
        "take_back": _take_back,
        "refer_yes": _answer_referral(True),
        "refer_no": _answer_referral(False),
    }
)
desk_panels.append(for_desk)
desk_acts.update(
    {
        "suggest": _suggest,
        "refer": _ask_to_refer,
        "refer_news": _note_referral,
        "risk": _ask_risk,
        "risk_yes": _answer_risk(True),
        "risk_no": _answer_risk(False),
    }
)
