"""The thread by receipt: what was said, who has access, dates, and what its raiser can do."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.concerns import panels, wording
from groundswell.concerns.actors import RAISER, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.forms import KeepOutForm, WriteForm
from groundswell.concerns.lines import lines
from groundswell.concerns.models import Concern
from groundswell.concerns.queries import names_and_readers, ready_listeners
from groundswell.concerns.services import exclude_more, messages_of, withdraw, write_more
from groundswell.concerns.web import show
from groundswell.kernel.web import sentence_on
from groundswell.networks.queries import departments, sites

SHOWN = 100


def thread_page(request: HttpRequest, by: RaiserActor, said: str = "") -> HttpResponse:
    """Do what the form asked, then show the thread. Nothing is in the address, so the answer is the page itself."""
    if by.concern.state == Concern.State.DRAFT:
        return _draft(request, by)
    do = request.POST.get("do", "")
    if do == "withdraw":
        return _withdraw(request, by)
    writing, keeping = _forms(request, by, do)
    error = ""
    try:
        said = _write(by, writing) or _keep_out(by, keeping) or _act(request, by, do) or said
    except ConcernError as refused:
        error = str(refused)
    if said and do == "write":
        writing = WriteForm(initial={"number": uuid.uuid4()})
    if said and do == "exclude":
        keeping = _forms(request, by, "")[1]
    return _shown(
        request, by, {"writing": writing, "keeping": keeping, "said": said, "error": error}
    )


def _forms(request: HttpRequest, by: RaiserActor, do: str) -> tuple[WriteForm, KeepOutForm]:
    network = by.concern.network
    keeping = KeepOutForm(
        request.POST if do == "exclude" else None,
        listeners=ready_listeners(network),
        departments=departments(network),
        sites=sites(network),
        prefix="out",
    )
    if do == "write":
        return WriteForm(request.POST), keeping
    return WriteForm(initial={"number": uuid.uuid4()}), keeping


def _write(by: RaiserActor, form: WriteForm) -> str:
    if not form.is_bound or not form.is_valid():
        return ""
    with sentence_on(form):
        write_more(by=by, text=form.cleaned_data["text"], number=form.cleaned_data["number"])
        return _("Your message is there.")
    return ""


def _keep_out(by: RaiserActor, form: KeepOutForm) -> str:
    if not form.is_bound or not form.is_valid():
        return ""
    with sentence_on(form):
        n_gone = len(exclude_more(by=by, exclusions=form.exclusions))
        if not n_gone:
            return _("That is noted. Nobody who reads this now had to be kept out.")
        return ngettext(
            "%(n)d listener has no access any more and can read nothing written from now on.",
            "%(n)d listeners have no access any more and can read nothing written from now on.",
            n_gone,
        ) % {"n": n_gone}
    return ""


def _act(request: HttpRequest, by: RaiserActor, do: str) -> str:
    act = panels.acts.get(do)
    return act(by, request) if act else ""


def _withdraw(request: HttpRequest, by: RaiserActor) -> HttpResponse:
    network = by.concern.network
    if request.POST.get("sure") != "yes":
        return show(request, "concerns/withdraw.html", network, {"receipt": by.receipt.text})
    try:
        withdraw(by=by)
    except ConcernError as error:
        writing, keeping = _forms(request, by, "")
        return _shown(request, by, {"writing": writing, "keeping": keeping, "error": str(error)})
    return show(request, "concerns/withdrawn.html", network, {})


def _draft(request: HttpRequest, by: RaiserActor) -> HttpResponse:
    written = "".join(one.text for one in messages_of(by=by))
    context = {"concern": by.concern, "receipt": by.receipt.text, "draft": written}
    if request.POST.get("do") == "withdraw":
        return _withdraw(request, by)
    return show(request, "concerns/receipt.html", by.concern.network, context)


def _shown(request: HttpRequest, by: RaiserActor, context: dict[str, Any]) -> HttpResponse:
    concern, whole = by.concern, messages_of(by=by)
    names, readers = names_and_readers(concern)
    n_shown = len(whole) if request.POST.get("all") else SHOWN
    more = [one for ask in panels.panels if (one := ask(by, whole))]
    return show(
        request,
        "concerns/thread.html",
        concern.network,
        {
            **context,
            "concern": concern,
            "receipt": by.receipt.text,
            "state": wording.state_of(concern),
            "messages": lines(whole, names, RAISER)[-n_shown:],
            "n_earlier": max(0, len(whole) - n_shown),
            "listeners": readers,
            "panels": more,
            "has_name": any(one.content.get("name") for one in whole if one.kind == "raised"),
            "typed": request.POST if context.get("error") else {},
        },
    )
