"""The front page, and each person's day in each network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from groundswell.home.queries import day_of
from groundswell.kernel.kept import kept_page
from groundswell.kernel.web import SignedInRequest, render_page, sign_in_required
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import is_empty, networks_of, public_networks, version_of_all


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Members go to their day; anybody else sees which networks live here."""
    if request.user.is_authenticated:
        return today(request)
    if is_empty():
        return redirect("networks:begin")
    return render_page(request, "home/front.html", {"networks": public_networks()})


@require_safe
@sign_in_required
def today(request: SignedInRequest) -> HttpResponse:
    """To the one network somebody belongs to, or a choice of several."""
    mine = list(networks_of(request.user)[:20])
    if len(mine) == 1:
        return redirect("home:network", mine[0].slug)
    return render_page(request, "home/choose.html", {"networks": mine})


@require_safe
@sign_in_required
def network_day(request: SignedInRequest, slug: str) -> HttpResponse:
    """What needs me, what changed since I was here, when we meet."""
    network = get_network_for(request.user, slug)

    def make() -> HttpResponse:
        day = day_of(request.user, network)
        return render_page(request, "home/day.html", {"network": network, "day": day})

    return kept_page(request, network, version_of_all(network), make)
