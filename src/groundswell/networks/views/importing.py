"""Members from the spreadsheet a network already keeps: upload, match, check."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks import queries, services
from groundswell.networks.access import get_import_of, get_network_for
from groundswell.networks.forms.importing import FinishForm, MatchForm, UploadForm

SAMPLE_ROWS = 3


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first screen: the file."""
    network = get_network_for(request.user, slug, Permission.MEMBER_IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with sentence_on(form):
            draft = services.start_import(
                by=request.user, network=network, content=file.read(), file_name=file.name
            )
            return after_post(request, "networks:import_match", slug, draft.pk)
    return render_page(
        request,
        "networks/import.html",
        {"network": network, "form": form, "begun": queries.import_drafts(network)[:5]},
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def match(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The second screen: which column is which, guessed as far as possible."""
    network = get_network_for(request.user, slug, Permission.MEMBER_IMPORT)
    draft = get_import_of(network, pk)
    form = MatchForm(request.POST or None, draft=draft)
    if form.is_valid():
        with sentence_on(form):
            services.match_columns(
                by=request.user,
                draft=draft,
                columns=form.columns,
                kind=form.cleaned_data["kind"],
                is_day_first=form.cleaned_data["is_day_first"] == "1",
            )
            return after_post(request, "networks:import_check", slug, pk)
    return render_page(
        request,
        "networks/import_match.html",
        {"network": network, "draft": draft, "form": form, "sample": draft.rows[:SAMPLE_ROWS]},
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def check(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The third screen: what will happen to each row; then everything or nothing."""
    network = get_network_for(request.user, slug, Permission.MEMBER_IMPORT)
    draft = get_import_of(network, pk)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with sentence_on(form):
            n = services.finish_import(by=request.user, draft=draft, **form.cleaned_data)
            said = ngettext("%(n)s member came in.", "%(n)s members came in.", n) % {"n": n}
            return after_post(request, "networks:people", slug, said=said)
    plan = queries.plan_of(draft)
    return render_page(
        request,
        "networks/import_check.html",
        {
            "network": network,
            "draft": draft,
            "form": form,
            "plan": plan,
            "wrong": plan.errors[:100],
            "asks": plan.asks[:50],
            "cohorts": sorted(plan.new_cohorts.items()),
            "page": Paginator([*plan.new, *plan.left_out], 50).get_page(request.GET.get("page")),
        },
    )


@require_POST
@sign_in_required
def settle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Same person or somebody else; one row, or all that ask."""
    network = get_network_for(request.user, slug, Permission.MEMBER_IMPORT)
    draft = get_import_of(network, pk)
    number, _slash, choice = request.POST.get("choice", "").partition("/")
    try:
        services.settle_row(
            by=request.user,
            draft=draft,
            number=int(number[:9]) if number.isdecimal() else 0,
            choice=choice,
        )
    except services.NetworkError as error:
        return after_post(request, "networks:import_check", slug, pk, said=str(error))
    return after_post(request, "networks:import_check", slug, pk)


@require_POST
@sign_in_required
def drop(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a begun import away."""
    network = get_network_for(request.user, slug, Permission.MEMBER_IMPORT)
    services.drop_import(by=request.user, draft=get_import_of(network, pk))
    return after_post(
        request, "networks:import", slug, said=_("Thrown away. Nobody was brought in.")
    )
