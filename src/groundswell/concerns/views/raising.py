"""Raising without an account: before the form, the form, its receipt, sending. No cookie is read or set."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.concerns import wording
from groundswell.concerns.access import get_network_to_follow, get_open_network, open_by_receipt
from groundswell.concerns.actors import RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.forms import ConcernForm
from groundswell.concerns.queries import latest_release, ready_listeners
from groundswell.concerns.services import outcome_days, send_draft, write_draft
from groundswell.concerns.showing import summary
from groundswell.concerns.views.thread import thread_page
from groundswell.concerns.web import show, unsigned
from groundswell.kernel import limits
from groundswell.kernel.actors import VISITOR
from groundswell.kernel.web import sentence_on
from groundswell.networks.queries import departments, sites, sites_with_routes
from groundswell.vault.errors import ReceiptMistyped

if TYPE_CHECKING:
    from groundswell.networks.models import Network

MOST_SITES = 60
ELSEWHERE = "https://www.wikipedia.org/"
# A whole campus may share one address. What opens is not counted: guessing a hundred bits is hopeless, so the count
# only spares the machine, and people who read and answer must not shut each other out.
WRITINGS_AN_HOUR, WRONG_AN_HOUR = 120, 240


@require_safe
@unsigned
def before(request: HttpRequest, slug: str) -> HttpResponse:
    """What to know before writing."""
    network = get_open_network(slug)
    everybody, release = ready_listeners(network), latest_release(network)
    context = {
        "listeners": [one for one in everybody if not one.is_alternate],
        "has_alternate": any(one.is_alternate for one in everybody),
        "outcome_days": outcome_days(network),
        "release": release,
        "heard": summary(release) if release else [],
        "mapped": sites_with_routes(network).exclude(steps=None).distinct()[:MOST_SITES],
    }
    return show(request, "concerns/before.html", network, context)


@require_http_methods(["GET", "HEAD", "POST"])
@unsigned
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Who must not see it, and the words. What is sent here is a sealed draft with a receipt."""
    network = get_open_network(slug)
    listeners = _listeners(network)
    form = ConcernForm(
        request.POST if request.method == "POST" else None,
        listeners=listeners,
        departments=departments(network),
        sites=sites(network),
    )
    if form.is_bound and form.is_valid():
        if limits.is_too_often(request, "q/write", WRITINGS_AN_HOUR):
            form.add_error(None, wording.too_often())
        else:
            with sentence_on(form):
                concern, receipt = write_draft(
                    by=VISITOR, network=network, words=form.words, exclusions=form.exclusions
                )
                return show(
                    request,
                    "concerns/receipt.html",
                    network,
                    {"concern": concern, "receipt": receipt.text},
                )
    return show(request, "concerns/write.html", network, {"form": form, "listeners": listeners})


@require_http_methods(["GET", "HEAD", "POST"])
@unsigned
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The last four characters typed back; then it is sent, and said only once it is on the disk."""
    network = get_network_to_follow(slug)
    if request.method != "POST":
        return redirect("concerns:back", slug)
    found = opened(request, network)
    if isinstance(found, HttpResponse):
        return found
    try:
        send_draft(by=found, typed=request.POST.get("tail", "")[:40])
    except ConcernError as error:
        context = {"concern": found.concern, "receipt": found.receipt.text, "error": str(error)}
        return show(request, "concerns/receipt.html", network, context)
    return thread_page(
        request, found, said=_("It is sent. Keep your receipt: it is the only way back here.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@unsigned
def back(request: HttpRequest, slug: str) -> HttpResponse:
    """A receipt, and what it opens. Receipts travel in the body of a form and never in an address."""
    network = get_network_to_follow(slug)
    if request.method != "POST":
        return show(request, "concerns/back.html", network, {})
    found = opened(request, network)
    if isinstance(found, HttpResponse):
        return found
    return thread_page(request, found)


@require_safe
@unsigned
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Away at once: what a browser kept of these pages goes, and the history is left at another site."""
    answer = HttpResponseRedirect(ELSEWHERE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def opened(request: HttpRequest, network: "Network") -> RaiserActor | HttpResponse:
    """What the receipt in a form opens, or the page that asks for it again."""
    typed = request.POST.get("receipt", "")[:200]
    problem, found = "", None
    if limits.is_full(request, "q/back", WRONG_AN_HOUR):
        problem = wording.too_often()
    else:
        try:
            found = open_by_receipt(network, typed)
        except ReceiptMistyped as error:
            problem = str(error)
        else:
            if found is None:
                limits.is_too_often(request, "q/back", WRONG_AN_HOUR)
    if found is not None:
        return found
    context: dict[str, Any] = {
        "error": problem or wording.opens_nothing(),
        "typed": typed if problem else "",
        "words": request.POST.get("text", ""),
    }
    return show(request, "concerns/back.html", network, context)


def _listeners(network: "Network") -> list[Any]:
    return [one for one in ready_listeners(network) if not one.is_alternate]
