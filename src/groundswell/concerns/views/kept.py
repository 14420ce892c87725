"""How long closed notes are kept: every member reads it, co-chairs set it. It says nothing of any note."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns.forms import KeptForm
from groundswell.concerns.services import norms_of, set_retention
from groundswell.concerns.web import hushed, show
from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import SignedInRequest, sentence_on, sign_in_required
from groundswell.networks.access import get_network_for


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@hushed
def kept(request: SignedInRequest, slug: str) -> HttpResponse:
    """The two times, and the form that changes them."""
    by = request.user
    network = get_network_for(by, slug)
    said = ""
    norms = norms_of(network)
    start = {"anonymous_months": norms.anonymous_months, "named_years": norms.named_years}
    form = KeptForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        with sentence_on(form):
            norms = set_retention(by=by, network=network, **form.cleaned_data)
            said = _("It is set. What would go sooner by it goes in thirty days at the earliest.")
    context = {
        "form": form,
        "norms": norms,
        "said": said,
        "may_set": can(by, Permission.NETWORK_SETTINGS, network),
    }
    return show(request, "concerns/kept.html", network, context)
