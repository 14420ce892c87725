"""Handover: who leaves soon, what each holds, and passing it on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.kernel.actors import can
from groundswell.kernel.errors import GroundswellError, NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sign_in_required,
)
from groundswell.networks import queries, services
from groundswell.networks.access import get_cohort_of, get_membership_for, get_network_for
from groundswell.networks.queries.handover import if_left_today
from groundswell.networks.views.frame import tabs

MOST_TAKERS = 150


@require_safe
@sign_in_required
def handover(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who graduates next, whose term ends, and what each holds."""
    network = get_network_for(request.user, slug, Permission.HANDOVER_RUN)
    return render_page(
        request,
        "networks/handover.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "handover"),
            "groups": queries.leaving_next(network),
            "terms": queries.ending_terms(network.pk),
        },
    )


@require_safe
@sign_in_required
def rehearsal(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """If everybody in one year group left today."""
    network = get_network_for(request.user, slug, Permission.HANDOVER_RUN)
    cohort = get_cohort_of(network, pk)
    return render_page(
        request,
        "networks/rehearsal.html",
        {"network": network, "cohort": cohort, "leaving": if_left_today(cohort)},
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def pack(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """All one member holds; a co-chair passes each on, the leaver may read and print it."""
    network = get_network_for(request.user, slug)
    membership = get_membership_for(request.user, network, pk)
    may_run = can(request.user, Permission.HANDOVER_RUN, network)
    if membership.person_id != request.user.pk and not may_run:
        raise Http404("No such page")
    words = request.GET.get("q", "")
    takers = queries.find_members(network, words=words).exclude(person=membership.person_id)
    if request.method == "POST":
        try:
            said = _pass_on(request, pk, slug)
        except NotAllowed:
            raise
        except GroundswellError as refused:
            messages.error(request, str(refused))
            said = ""
        return after_post(request, "networks:pack", slug, pk, said=said)
    return render_page(
        request,
        "networks/pack.html",
        {
            "network": network,
            "membership": membership,
            "holds": queries.held_by([membership.person_id], network)[membership.person_id],
            "may_run": may_run,
            "takers": takers[:MOST_TAKERS],
            "n_takers": takers.count(),
            "words": words,
        },
    )


def _pass_on(request: SignedInRequest, pk: int, slug: str) -> str:
    network = get_network_for(request.user, slug)
    membership = get_membership_for(request.user, network, pk)
    taker = request.POST.get("to", "")
    if not taker.isdecimal() or len(taker) > 18:
        raise services.NetworkError(_("Choose who takes it over, then pass it on."))
    to = get_membership_for(request.user, network, int(taker)).person
    title = services.pass_on(
        by=request.user, membership=membership, key=request.POST.get("key", ""), to=to
    )
    return _("%(what)s is now with %(who)s.") % {"what": title, "who": to.name}
