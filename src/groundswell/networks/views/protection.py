"""The privacy notice, for anybody; and where a co-chair writes down what the institution decided."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.kernel.errors import EditConflict
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks import services
from groundswell.networks.access import get_network_for, get_public_network
from groundswell.networks.forms.protection import ProtectionForm
from groundswell.networks.queries.protection import kept_how_long, protection_of, who_sees_what
from groundswell.networks.views.frame import tabs
from groundswell.networks.views.institution import clash


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is answerable, what is kept and for how long, who may see it, and whom to ask."""
    try:
        network = get_public_network(slug)
    except Http404:
        network = get_network_for(request.user, slug)
    return render_page(
        request,
        "networks/privacy.html",
        {
            "network": network,
            "decided": protection_of(network),
            "sights": who_sees_what(),
            "keepings": kept_how_long(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def protection(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the data-protection officer decided."""
    network = get_network_for(request.user, slug, Permission.NETWORK_SETTINGS)
    form = ProtectionForm(request.POST or None, initial=ProtectionForm.of(protection_of(network)))
    theirs: dict[str, object] = {}
    if form.is_valid():
        with sentence_on(form):
            try:
                services.put_protection(by=request.user, network=network, **form.cleaned_data)
                return after_post(request, "networks:privacy", slug, said=_("Kept."))
            except EditConflict as conflict:
                theirs = clash(form, conflict)
    return render_page(
        request,
        "networks/protection.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "protection"),
            "form": form,
            "theirs": theirs,
        },
    )
