"""Passing on what a leaver carries."""

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.people.queries import person
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import ProjectPart
from groundswell.projects.services.project import end_part, take_part


@transaction.atomic
def pass_on_part(*, by: Actor, part_id: int, to_person_id: int) -> None:
    """Give somebody's part in a project to another member. One that has ended is not passed on again."""
    rows = ProjectPart.objects.select_for_update(of=("self",)).select_related("project__network")
    part = rows.filter(pk=part_id).first()
    if part is None or part.ended_on is not None:
        return
    project = part.project
    if by.person_id != part.person_id or not can(by, Permission.PROJECT_JOIN, project.network):
        require(by, Permission.HANDOVER_RUN, project.network)
    successor = person(to_person_id)
    if successor is None:
        raise ProjectError(_("Nobody with an open account was chosen. Choose a member."))
    if successor.pk == part.person_id:
        raise ProjectError(_("They carry it already. Choose somebody else."))
    take_part(by, project, successor, part.role, today())
    end_part(part, today())
    record(by, "project.passed_on", project, project.network, role=part.role)
