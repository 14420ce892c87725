"""A network's projects, one project, and a new one."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.kernel.kept import kept_page
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    page_of,
    render_page,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import student_ids, version_of_all
from groundswell.projects import services
from groundswell.projects.access import get_project_for, get_shared_project_for
from groundswell.projects.forms.project import ProjectEditForm, ProjectForm
from groundswell.projects.models import Project, Stage
from groundswell.projects.queries.page import project_page, story_of
from groundswell.projects.queries.project import board, projects_of, shared_with, stage_counts
from groundswell.projects.queries.source import source_of
from groundswell.projects.queries.thread import thread_of
from groundswell.projects.views.answer import form_page, refusals_on
from groundswell.projects.views.filters import chosen, kind_links, resting_links, stage_links


@require_safe
@sign_in_required
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """The board of all projects, or a list of those at one stage."""
    network = get_network_for(request.user, slug)
    kind, stage = (
        chosen(request, "kind", Project.Kind.values),
        chosen(request, "stage", Stage.values),
    )
    counts = stage_counts(network, kind)
    context = {
        "network": network,
        "kinds": kind_links(request),
        "stages": stage_links(request, counts),
        "resting": resting_links(request, counts),
        "n_projects": sum(counts.values()),
        "stage": Stage(stage) if stage else "",
        "kind": Project.Kind(kind) if kind else "",
        "shared": shared_with(network)[:10],
    }
    if stage:
        page = page_of(request, projects_of(network, kind, stage))
        context |= {"page": page, "rows": [(row, thread_of(row)) for row in page]}
    else:
        context["columns"] = board(network, kind)
    return render_page(request, "projects/index.html", context, part="listing")


@require_safe
@sign_in_required
def page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One project: where it stands, its plan, its story and who carries it."""
    project = get_project_for(request.user, slug, pk)
    network = project.network

    def make() -> HttpResponse:
        shown = project_page(project, request.user)
        context = {"network": network, "project": project, **shown}
        return render_page(request, "projects/project.html", context)

    return kept_page(request, network, version_of_all(project), make)


@require_safe
@sign_in_required
def sister(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """A project of a sister network, to read: its plan and story, without the names of people."""
    network, project = get_shared_project_for(request.user, slug, pk)
    context = {
        "network": network,
        "project": project,
        "steps": thread_of(project),
        "story": story_of(project),
    }
    return render_page(request, "projects/sister.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Start a project: a student to lead it, anybody else to support it."""
    network = get_network_for(request.user, slug)
    is_student = request.user.pk in student_ids(network)
    source = source_of(network, request.GET.get("item", ""), request.GET.get("decision", ""))
    form = ProjectForm(
        request.POST or None,
        network=network,
        is_student=is_student,
        initial={"title": source.title, "origin_text": source.origin_text},
    )
    if form.is_valid():
        with refusals_on(form):
            words = dict(form.cleaned_data)
            leads = words.pop("i_lead", False)
            words["lead" if leads else "supporter"] = request.user
            project = services.start_project(
                by=request.user,
                network=network,
                agenda_item=source.agenda_item,
                decision=source.decision,
                **words,
            )
            return after_post(
                request,
                "projects:project",
                slug,
                project.pk,
                said=_("The project is on the board."),
            )
    return form_page(
        request,
        form,
        title=_("Start a project"),
        lead=_("Students lead, staff support. A title and a reason are enough to begin."),
        button=_("Start it"),
        back=reverse("projects:index", args=[slug]),
        back_label=_("Projects"),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Correct the words of a project."""
    project = get_project_for(request.user, slug, pk)
    names = ("title", "kind", "why", "plan", "sponsor_office", "version")
    form = ProjectEditForm(
        request.POST or None,
        network=project.network,
        plan_is_free=project.is_plan_free,
        initial={name: getattr(project, name) for name in names},
    )
    if form.is_valid():
        with refusals_on(form, project):
            services.edit_project(by=request.user, project=project, **form.cleaned_data)
            return after_post(request, "projects:project", slug, pk, said=_("Saved."))
    return form_page(
        request,
        form,
        title=_("Edit the project"),
        button=_("Save"),
        back=reverse("projects:project", args=[slug, pk]),
        back_label=project.title,
    )
