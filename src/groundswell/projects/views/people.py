"""Who takes part in a project, and which sister networks may read it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.kernel.actors import key
from groundswell.kernel.web import SignedInRequest, after_post, once, render_page, sign_in_required
from groundswell.meetings.services import assign_action
from groundswell.networks.queries import student_ids
from groundswell.people.queries import person as person_with
from groundswell.projects import services
from groundswell.projects.access import get_project_for, get_share_for
from groundswell.projects.forms.project import ActionForm, PartForm, ShareForm
from groundswell.projects.models import ProjectPart
from groundswell.projects.queries.project import (
    has_student_lead,
    open_part,
    open_parts,
    open_shares,
    shareable_with,
)
from groundswell.projects.views.answer import form_page, refusals_on

Role = ProjectPart.Role


@require_POST
@sign_in_required
def join(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take part: as lead when the project has none and a student asks; staff support."""
    project = get_project_for(request.user, slug, pk)
    is_student = request.user.pk in student_ids(project.network)
    role = Role.MEMBER if is_student else Role.SUPPORTER
    if is_student and request.POST.get("role") == Role.LEAD and not has_student_lead(project):
        role = Role.LEAD
    services.join(by=request.user, project=project, person=request.user, role=role)
    return after_post(
        request, "projects:project", slug, pk, said=_("You are part of this project.")
    )


@require_POST
@sign_in_required
def leave(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End my own part, or, for a lead, somebody else's."""
    project = get_project_for(request.user, slug, pk)
    number = request.POST.get("person", "")
    who = person_with(int(number)) if number.isdecimal() and len(number) < 12 else request.user
    if who is not None and open_part(project, who.pk):
        services.leave(by=request.user, project=project, person=who)
    return after_post(request, "projects:project", slug, pk, said=_("That part has ended."))


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def people(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Bring a member in, or give them another part."""
    project = get_project_for(request.user, slug, pk)
    form = PartForm(request.POST or None, network=project.network)
    if form.is_valid():
        with refusals_on(form):
            services.join(
                by=request.user,
                project=project,
                person=form.people[form.cleaned_data["person"]],
                role=form.cleaned_data["role"],
            )
            return after_post(
                request, "projects:project", slug, pk, said=_("They are part of it now.")
            )
    return form_page(
        request,
        form,
        title=_("Who takes part?"),
        lead=_("Ask them first. They find the project on their page for today."),
        button=_("Bring them in"),
        back=reverse("projects:project", args=[slug, pk]),
        back_label=project.title,
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def action_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody in the project something to do; it comes back on the agenda until it is closed."""
    project = get_project_for(request.user, slug, pk)
    carriers = {str(part.person_id): part.person for part in open_parts(project)}
    me = str(request.user.pk)
    form = ActionForm(request.POST or None, network=project.network, people=carriers, me=me)
    if form.is_valid():
        with refusals_on(form):
            assign_action(
                by=request.user,
                network=project.network,
                text=form.cleaned_data["text"],
                owner=carriers[form.cleaned_data["owner"]],
                due_on=form.cleaned_data["due_on"],
                project_key=key(project),
            )
            return after_post(request, "projects:project", slug, pk, said=_("Written down."))
    return form_page(
        request,
        form,
        title=_("What will be done?"),
        lead=_("They get a mail with two buttons: done, or stuck."),
        button=_("Write it down"),
        back=reverse("projects:project", args=[slug, pk]),
        back_label=project.title,
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def share(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Let a sister network read this one project."""
    project = get_project_for(request.user, slug, pk)
    sisters = shareable_with(project)
    form = ShareForm(request.POST or None, network=project.network, sisters=sisters)
    if form.is_valid():
        with refusals_on(form):
            services.share_project(
                by=request.user, project=project, sister=form.cleaned_data["sister"]
            )
            return after_post(request, "projects:share", slug, pk, said=_("Shared."))
    context = {
        "network": project.network,
        "project": project,
        "form": form,
        "shares": open_shares(project)[:50],
        "n_sisters": sisters.count(),
    }
    return render_page(request, "projects/share.html", context)


@require_POST
@sign_in_required
def unshare(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back."""
    gone = get_share_for(request.user, slug, pk)
    services.unshare_project(by=request.user, share=gone)
    return redirect("projects:share", slug, gone.project_id)
