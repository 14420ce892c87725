"""A listener's desk: what waits for them, and locking it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns.access import get_listener_for
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.queries import PILES, lines_of, n_handled, pile
from groundswell.concerns.services import lock
from groundswell.concerns.web import DESK, at_desk, desk_path, hushed, show
from groundswell.kernel.web import SignedInRequest, sign_in_required

SHOWN = 20
FARTHEST = 10_000  # pages; nobody turns that many by hand


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, actor: DeskActor) -> HttpResponse:
    """What is open, due first. Only what is shown is opened, and nothing is counted that is not."""
    name = request.GET.get("show", "")
    name = name if name in PILES else PILES[0]
    number = _page_number(request.GET.get("page", ""))
    start = (number - 1) * SHOWN
    found = list(pile(actor.listener, name)[start : start + SHOWN + 1])
    context = {
        "listener": actor.listener,
        "lines": lines_of(actor, found[:SHOWN]),
        "pile": name,
        "piles": _tabs(request, name),
        "before": number - 1,
        "after": number + 1 if len(found) > SHOWN else 0,
        "n_mine": n_handled(actor.listener),
    }
    return show(request, "concerns/desk.html", actor.listener.network, context)


@hushed
@sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def lock_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """Lock it in every browser, and let this one forget what it kept."""
    listener = get_listener_for(request.user, slug)
    answer = redirect("concerns:desk", slug)
    if request.method == "POST":
        lock(by=request.user, listener=listener)
        answer.delete_cookie(DESK, path=desk_path(listener), samesite="Strict")
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _tabs(request: HttpRequest, name: str) -> list[dict[str, object]]:
    labels = {
        "open": _("Open"),
        "mine": _("Yours"),
        "free": _("Nobody’s yet"),
        "closed": _("Closed"),
    }
    return [
        {"label": labels[one], "url": f"{request.path}?show={one}", "current": one == name}
        for one in PILES
    ]


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), FARTHEST) if typed.isascii() and typed.isdigit() else 1
