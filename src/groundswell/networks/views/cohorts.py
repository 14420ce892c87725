"""Year groups, and the day one graduates."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groundswell.kernel.actors import can, require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks import queries, services
from groundswell.networks.access import get_cohort_of, get_network_for
from groundswell.networks.forms.membership import CohortForm, GraduateForm
from groundswell.networks.queries.handover import if_left_today
from groundswell.networks.views.frame import tabs


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def cohorts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Year groups, soonest to graduate first."""
    network = get_network_for(request.user, slug)
    may_edit = can(request.user, Permission.MEMBER_EDIT, network)
    form = CohortForm(request.POST or None) if may_edit else None
    if request.method == "POST":
        require(request.user, Permission.MEMBER_EDIT, network)
    if form is not None and form.is_valid():
        with sentence_on(form):
            services.make_cohort(by=request.user, network=network, **form.cleaned_data)
            return after_post(request, "networks:cohorts", slug, said=_("The year group is there."))
    return render_page(
        request,
        "networks/cohorts.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "cohorts"),
            "page": page_of(request, queries.cohorts(network).order_by("-graduates_on")),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def graduate(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Students become alumni, in one confirmed step; they keep their access."""
    network = get_network_for(request.user, slug, Permission.MEMBER_EDIT)
    cohort = get_cohort_of(network, pk)
    form = GraduateForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            n = services.graduate_cohort(by=request.user, cohort=cohort, **form.cleaned_data)
            said = ngettext("%(n)s student is now alumni.", "%(n)s students are now alumni.", n)
            return after_post(request, "networks:cohorts", slug, said=said % {"n": n})
    return render_page(
        request,
        "networks/graduate.html",
        {"network": network, "cohort": cohort, "form": form, "leaving": if_left_today(cohort)},
    )
