"""Parse, door, verb or read, answer."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from groundswell.kernel.web import SignedInRequest, render_page, sign_in_required
from groundswell.networks.access import get_network_for


@require_safe
@sign_in_required
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """The room's first page, for members of the network."""
    network = get_network_for(request.user, slug)
    return render_page(request, "roomname/index.html", {"network": network})
