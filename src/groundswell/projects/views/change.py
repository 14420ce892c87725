"""What changed: the listing, one change, a new one, and looking again."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.clock import today
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    page_of,
    render_page,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.projects import services
from groundswell.projects.access import get_change_for, get_project_for, visible_changes
from groundswell.projects.forms.change import (
    CLAUSE,
    EDIT,
    ChangeForm,
    ChangeKindForm,
    ReviewForm,
    in_half_a_year,
)
from groundswell.projects.models import Change, Project
from groundswell.projects.queries.change import reviews_of
from groundswell.projects.queries.compare import compared
from groundswell.projects.queries.project import carries
from groundswell.projects.queries.thread import thread_of_change
from groundswell.projects.views.answer import form_page, refusals_on
from groundswell.projects.views.filters import change_links, chosen


@require_safe
@sign_in_required
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """All that changed, newest first."""
    network = get_network_for(request.user, slug)
    rows = visible_changes(request.user, slug, chosen(request, "kind", Change.Kind.values))
    page = page_of(request, rows)
    context = {
        "network": network,
        "page": page,
        "rows": [(row, thread_of_change(row)) for row in page],
        "kinds": change_links(request),
    }
    return render_page(request, "projects/changes.html", context, part="listing")


@require_safe
@sign_in_required
def page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """You said, we did, did it work; the clause or the session; each time somebody looked again."""
    change = get_change_for(request.user, slug, pk)
    clause = getattr(change, "clause", None)
    context = {
        "network": change.network,
        "change": change,
        "steps": thread_of_change(change),
        "clause": clause,
        "compared": compared(clause.before, clause.after) if clause else None,
        "edit": getattr(change, "edit", None),
        "reviews": reviews_of(change),
        "may_edit": change.project is None or carries(request.user, change.project),
        "is_due": bool(change.review_due_on and change.review_due_on <= today()),
    }
    return render_page(request, "projects/change.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record a change that no project made."""
    return _new(request, slug, None)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def new_for_project(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Record what a project changed."""
    return _new(request, slug, get_project_for(request.user, slug, pk))


def _new(request: SignedInRequest, slug: str, project: Project | None) -> HttpResponse:
    network = project.network if project else get_network_for(request.user, slug)
    kind = chosen(request, "kind", Change.Kind.values)
    words: dict[str, Any] = {"title": _("Record a change"), **_back_to(slug, project)}
    if not kind:
        start = ChangeKindForm(request.GET if "kind" in request.GET else None, network=network)
        return form_page(request, start, method="get", button=_("Go on"), **words)
    form = ChangeForm(
        request.POST or None, network=network, kind=kind, initial={"changed_on": today()}
    )
    if form.is_valid():
        with refusals_on(form):
            change = services.record_change(
                by=request.user, network=network, project=project, kind=kind, **form.taken()
            )
            return after_post(
                request, "projects:change", slug, change.pk, said=_("The change is on record.")
            )
    return form_page(request, form, button=_("Put it on record"), **words)


def _back_to(slug: str, project: Project | None) -> dict[str, str]:
    if project:
        url = reverse("projects:project", args=[slug, project.pk])
        return {"back": url, "back_label": project.title}
    return {"back": reverse("projects:changes", args=[slug]), "back_label": _("Changes")}


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Correct the words of a change."""
    change = get_change_for(request.user, slug, pk)
    form = ChangeForm(
        request.POST or None,
        network=change.network,
        kind=change.kind,
        version=change.version,
        initial=_words_of(change),
    )
    if form.is_valid():
        with refusals_on(form, change):
            services.edit_change(by=request.user, change=change, **form.taken())
            return after_post(request, "projects:change", slug, pk, said=_("Saved."))
    return form_page(request, form, title=_("Edit the change"), button=_("Save"), **_to(change))


def _to(change: Change) -> dict[str, str]:
    url = reverse("projects:change", args=[change.network.slug, change.pk])
    return {"back": url, "back_label": change.title}


def _words_of(change: Change) -> dict[str, Any]:
    names = ("title", "you_said", "we_did", "did_it_work", "changed_on", "review_due_on")
    words = {name: getattr(change, name) for name in names}
    for part, fields in (("clause", CLAUSE), ("edit", EDIT)):
        row = getattr(change, part, None)
        words |= {f"{part}_{name}": getattr(row, name) for name in fields} if row else {}
    return words


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def review(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Look again: does it hold?"""
    change = get_change_for(request.user, slug, pk)
    form = ReviewForm(
        request.POST or None,
        network=change.network,
        initial={"next_review_on": in_half_a_year()},
    )
    if form.is_valid():
        with refusals_on(form):
            services.review_change(by=request.user, change=change, **form.cleaned_data)
            return after_post(
                request, "projects:change", slug, pk, said=_("Thank you for looking.")
            )
    return form_page(
        request,
        form,
        title=_("Does it still hold?"),
        quoted=change.we_did,
        button=_("Keep this answer"),
        **_to(change),
    )


@require_POST
@sign_in_required
def show(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show it on the public wall."""
    change = get_change_for(request.user, slug, pk)
    services.mark_shown(by=request.user, change=change)
    return after_post(request, "projects:change", slug, pk, said=_("It is on the wall now."))


@require_POST
@sign_in_required
def hide(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take it off the public wall."""
    change = get_change_for(request.user, slug, pk)
    services.hide_change(by=request.user, change=change)
    return after_post(request, "projects:change", slug, pk, said=_("It is off the wall."))


@require_POST
@sign_in_required
def measured(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say that its effect was measured."""
    change = get_change_for(request.user, slug, pk)
    services.mark_measured(by=request.user, change=change)
    return after_post(request, "projects:change", slug, pk, said=_("Marked as measured."))
