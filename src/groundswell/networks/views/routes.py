"""Whom to tell at a placement site: the maps, one map, writing it, asking students, their answer."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import Actor
from groundswell.kernel.errors import EditConflict
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
from groundswell.networks import services
from groundswell.networks.access import (
    get_check_by_link,
    get_check_of,
    get_network_for,
    get_notice_network,
    get_site_of,
)
from groundswell.networks.forms.routes import AnswerForm, AskForm, RouteForm
from groundswell.networks.models import RouteCheck
from groundswell.networks.queries import routes as queries
from groundswell.networks.views.frame import tabs
from groundswell.networks.views.institution import clash
from groundswell.people.web import by_link

if TYPE_CHECKING:
    from groundswell.people.links import LinkActor


@require_safe
@sign_in_required
def routes(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every placement site, whether it has a map, and whether students were asked this term."""
    network = get_network_for(request.user, slug)
    context = {
        "network": network,
        "tabs": tabs(request.user, network, "directory"),
        "page": page_of(request, queries.sites_with_routes(network)),
        "unchecked": set(queries.unchecked_sites(network.pk).values_list("pk", flat=True)),
    }
    return render_page(request, "networks/routes.html", context)


@require_safe
def route(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One map. Anybody may read it where the wall is public: it helps only those who find it."""
    network = get_notice_network(request.user, slug)
    site = get_site_of(network, pk)
    context = {
        "network": network,
        "site": site,
        "check": queries.open_check_of(site),
        "counted": queries.counted(site),
        "form": AskForm(network=network),
    }
    return render_page(request, "networks/route.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Write the map down."""
    network = get_network_for(request.user, slug, Permission.SITE_ROUTES)
    site = get_site_of(network, pk)
    form = RouteForm(request.POST or None, initial=RouteForm.of(site))
    theirs: dict[str, object] = {}
    if form.is_valid():
        with sentence_on(form):
            try:
                services.put_route(by=request.user, site=site, **form.decided)
                return after_post(request, "networks:route", slug, pk, said=_("Kept."))
            except EditConflict as conflict:
                theirs = clash(form, conflict)
    context = {"network": network, "site": site, "form": form, "theirs": theirs}
    return render_page(request, "networks/route_edit.html", context)


@require_POST
@sign_in_required
@once
def ask(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Ask students whether they know it."""
    network = get_network_for(request.user, slug, Permission.SITE_ROUTES)
    site = get_site_of(network, pk)
    form = AskForm(request.POST, network=network)
    said = _("Choose a year group from the list.")
    if form.is_valid():
        try:
            services.open_check(by=request.user, site=site, cohort=form.cleaned_data["cohort"])
            said = _("The students get a letter. The numbers stand here in two weeks.")
        except services.NetworkError as error:
            said = str(error)
    return after_post(request, "networks:route", slug, pk, said=said)


@require_http_methods(["GET", "POST"])
@sign_in_required
def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The question, for a student who is signed in."""
    network = get_network_for(request.user, slug, Permission.ROUTE_ANSWER)
    check = get_check_of(network, pk)
    return _answer(request, request.user, check, ("networks:route_answer", slug, pk))


@require_http_methods(["GET", "POST"])
@by_link(Permission.ROUTE_ANSWER)
def answer_by_link(request: HttpRequest, actor: "LinkActor", token: str) -> HttpResponse:
    """The same behind the link in the letter."""
    check = get_check_by_link(actor)
    return _answer(request, actor, check, ("networks:route_link", token))


def _answer(
    request: HttpRequest, by: Actor, check: RouteCheck, here: tuple[str | int, ...]
) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            services.answer_check(by=by, check=check, answer=form.cleaned_data["answer"])
            return after_post(
                request, str(here[0]), *here[1:], said=_("Counted, without your name. Thank you.")
            )
    context = {
        "network": check.site.network,
        "actor": by,
        "site": check.site,
        "check": check,
        "form": form,
        "is_asked": queries.is_asked(by.person_id, check),
    }
    return render_page(request, "networks/route_answer.html", context)
