"""What moves a project: its stage, its plan, its blockers, its component."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.kernel.web import SignedInRequest, after_post, once, sign_in_required
from groundswell.projects import services
from groundswell.projects.access import get_blocker_for, get_component_for, get_project_for
from groundswell.projects.forms.project import (
    AdaptForm,
    BlockerForm,
    BlockerMovedForm,
    ComponentEditForm,
    ComponentForm,
    MoveForm,
)
from groundswell.projects.models import Project
from groundswell.projects.queries.project import next_stages
from groundswell.projects.views.answer import form_page, refusals_on


def _back(project: Project) -> dict[str, str]:
    url = reverse("projects:project", args=[project.network.slug, project.pk])
    return {"back": url, "back_label": project.title}


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def move(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say where the project stands now."""
    project = get_project_for(request.user, slug, pk)
    form = MoveForm(request.POST or None, network=project.network, stages=next_stages(project))
    if form.is_valid():
        with refusals_on(form):
            services.move_stage(by=request.user, project=project, **form.cleaned_data)
            return after_post(
                request, "projects:project", slug, pk, said=_("The project has moved.")
            )
    return form_page(
        request,
        form,
        title=_("Move the project"),
        lead=_("It stands at: %(stage)s") % {"stage": project.get_stage_display()},
        button=_("Move it"),
        **_back(project),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def adapt(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change the plan; the old one and the reason stay."""
    project = get_project_for(request.user, slug, pk)
    form = AdaptForm(
        request.POST or None,
        network=project.network,
        initial={"new_plan": project.plan, "version": project.version},
    )
    if form.is_valid():
        with refusals_on(form, project):
            services.adapt(by=request.user, project=project, **form.cleaned_data)
            return after_post(
                request, "projects:project", slug, pk, said=_("The new plan stands beside the old.")
            )
    return form_page(
        request,
        form,
        title=_("Adapt the plan"),
        lead=_(
            "A plan that meets the world changes. The old one stays beside it, with your reason."
        ),
        button=_("Keep both"),
        **_back(project),
    )


@require_POST
@sign_in_required
def alive(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Yes, it is still alive."""
    project = get_project_for(request.user, slug, pk)
    services.say_alive(by=request.user, project=project)
    return after_post(
        request, "projects:project", slug, pk, said=_("Good. We ask again in two months.")
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def blocker_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Note what stands in the way."""
    project = get_project_for(request.user, slug, pk)
    form = BlockerForm(request.POST or None, network=project.network)
    if form.is_valid():
        with refusals_on(form):
            services.note_blocker(by=request.user, project=project, **form.cleaned_data)
            return after_post(request, "projects:project", slug, pk, said=_("Noted."))
    return form_page(
        request,
        form,
        title=_("What stands in the way?"),
        lead=_("Written down, it can be asked about at a meeting, and others learn what moved it."),
        button=_("Note it"),
        **_back(project),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def blocker_moved(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say what moved it."""
    blocker = get_blocker_for(request.user, slug, pk)
    project = blocker.project
    form = BlockerMovedForm(request.POST or None, network=project.network)
    if form.is_valid():
        with refusals_on(form):
            services.move_blocker(by=request.user, blocker=blocker, **form.cleaned_data)
            return after_post(
                request,
                "projects:project",
                slug,
                project.pk,
                said=_("Kept, for whoever comes next."),
            )
    return form_page(
        request,
        form,
        title=_("What moved it?"),
        quoted=blocker.what_resisted,
        button=_("Keep it"),
        **_back(project),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def component_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Offer part of the project as a student-selected component."""
    project = get_project_for(request.user, slug, pk)
    form = ComponentForm(request.POST or None, network=project.network)
    if form.is_valid():
        with refusals_on(form):
            services.offer_component(by=request.user, project=project, **form.cleaned_data)
            return after_post(
                request, "projects:project", slug, pk, said=_("The component is there.")
            )
    return form_page(
        request,
        form,
        title=_("Offer a student-selected component"),
        lead=_("Three to four weeks in which students do part of this project for credit."),
        button=_("Offer it"),
        **_back(project),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def component_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a component, or write down its output."""
    component = get_component_for(request.user, slug, pk)
    project = component.project
    names = ("brief", "weeks", "starts_on", "n_students", "output", "version")
    form = ComponentEditForm(
        request.POST or None,
        network=project.network,
        initial={name: getattr(component, name) for name in names},
    )
    if form.is_valid():
        with refusals_on(form, component):
            services.edit_component(by=request.user, component=component, **form.cleaned_data)
            return after_post(request, "projects:project", slug, project.pk, said=_("Saved."))
    return form_page(
        request, form, title=_("Edit the component"), button=_("Save"), **_back(project)
    )
