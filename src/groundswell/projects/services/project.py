"""Starting, editing and adapting a project, and who takes part in it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.queries import is_member, student_ids
from groundswell.projects.errors import ProjectError
from groundswell.projects.events import ProjectAdapted, ProjectStarted
from groundswell.projects.models import Adaptation, Project, ProjectPart, Stage, StageMove
from groundswell.projects.queries.project import carries, leads, open_part

if TYPE_CHECKING:
    from groundswell.meetings.models import AgendaItem, Minute
    from groundswell.networks.models import Network, Office
    from groundswell.people.models import Person

Role = ProjectPart.Role


def require_carrying(by: Actor, project: Project) -> None:
    """Only those with a part in a project, or a co-chair, change its story."""
    require(by, Permission.PROJECT_LEAD, project.network)
    if not carries(by, project):
        raise NotAllowed(
            _(
                "Only those who take part in this project, or a co-chair, can do this. Join it first."
            )
        )


def lock(project: Project) -> None:
    """Read the row again, so that nobody else changes it before this transaction ends."""
    network = project.network
    project.refresh_from_db(from_queryset=Project.objects.select_for_update())
    project.network = network


def touch(project: Project, at: datetime | None = None) -> None:
    """Something happened: the project is alive."""
    project.touched_at = max(project.touched_at, at) if at is not None else now()


@transaction.atomic
def start_project(
    *,
    by: Actor,
    network: "Network",
    title: str,
    kind: str,
    why: str = "",
    plan: str = "",
    decision: "Minute | None" = None,
    agenda_item: "AgendaItem | None" = None,
    origin_text: str = "",
    sponsor_office: "Office | None" = None,
    lead: "Person | None" = None,
    supporter: "Person | None" = None,
    at: datetime | None = None,
) -> Project:
    """Begin a project. Without a student who leads it, it says so and asks for one."""
    require(by, Permission.PROJECT_START, network)
    at = at or now()
    project = Project(
        network=network,
        title=title,
        kind=kind,
        why=why,
        plan=plan,
        decision=decision,
        agenda_item=agenda_item,
        origin_text=origin_text,
        sponsor_office=sponsor_office,
        started_on=at.date(),
        touched_at=at,
    )
    project.full_clean()
    project.save(force_insert=True)
    StageMove.objects.create(
        project=project, to_stage=Stage.RAISED, why=origin_text, by_id=by.person_id, at=at
    )
    record(by, "project.started", project, network, kind=kind)
    announce(ProjectStarted(project_id=project.pk, network_id=network.pk))
    if lead is not None:
        take_part(by, project, lead, Role.LEAD, at.date())
    if supporter is not None and supporter != lead:
        take_part(by, project, supporter, Role.SUPPORTER, at.date())
    return project


@transaction.atomic
def edit_project(*, by: Actor, project: Project, version: int, **fields: Any) -> None:
    """Correct a project's title, kind, reasons, sponsor, or a plan that nobody works to yet."""
    require_carrying(by, project)
    lock(project)
    allowed = {"title", "kind", "why", "plan", "sponsor_office"}
    if unknown := fields.keys() - allowed:
        message = f"A project's {', '.join(sorted(allowed))} can be edited; found {', '.join(sorted(unknown))}."
        raise TypeError(message)
    check_version(project, version, ("title", "why", "plan"))
    if fields.get("plan", project.plan) != project.plan and not project.is_plan_free:
        raise ProjectError(
            _(
                "People already work to this plan. Adapt it instead, so that the old plan and the reason stay."
            )
        )
    for name, value in fields.items():
        setattr(project, name, value)
    project.version += 1
    touch(project)
    project.full_clean()
    project.save()
    record(by, "project.edited", project, project.network, version=project.version)


def check_version(project: Project, version: int, names: tuple[str, ...]) -> None:
    """Two people edited the same text: keep both, show both."""
    if project.version != version:
        raise EditConflict(
            _(
                "Somebody else saved this while you were writing. Their words and yours are both below; "
                "join them and save again."
            ),
            theirs={name: getattr(project, name) for name in names},
        )


@transaction.atomic
def adapt(
    *,
    by: Actor,
    project: Project,
    new_plan: str,
    why: str,
    version: int,
    at: datetime | None = None,
) -> Adaptation:
    """Change the plan and say why. The old plan stays beside the new one."""
    require_carrying(by, project)
    lock(project)
    check_version(project, version, ("plan",))
    if new_plan.strip() == project.plan.strip():
        raise ProjectError(
            _("This is the plan as it stands. Write what is different now, and why.")
        )
    adaptation = Adaptation(
        project=project,
        old_plan=project.plan,
        new_plan=new_plan,
        why=why,
        by_id=by.person_id,
        at=at or now(),
    )
    adaptation.full_clean()
    adaptation.save(force_insert=True)
    project.plan = new_plan
    project.version += 1
    touch(project, at)
    project.full_clean()
    project.save()
    record(by, "project.adapted", project, project.network, adaptation=adaptation.pk)
    announce(ProjectAdapted(project_id=project.pk, network_id=project.network_id))
    return adaptation


@transaction.atomic
def join(
    *,
    by: Actor,
    project: Project,
    person: "Person",
    role: str = Role.MEMBER,
    on: date | None = None,
) -> ProjectPart:
    """Take part, or bring somebody in. A second time with another role changes the role."""
    require(by, Permission.PROJECT_JOIN, project.network)
    if by.person_id != person.pk and not leads(by, project):
        raise NotAllowed(
            _("Only a lead of this project, or a co-chair, can bring somebody else in.")
        )
    if role == Role.LEAD and _has_other_lead(project, person) and not leads(by, project):
        raise NotAllowed(
            _("This project has a lead. Ask them, or a co-chair, to share the lead with you.")
        )
    lock(project)  # a double tap waits here and finds the first one's part
    part = take_part(by, project, person, role, on or today())
    touch(project)
    project.save(update_fields=["touched_at"])
    return part


def _has_other_lead(project: Project, person: "Person") -> bool:
    return project.parts.filter(role=Role.LEAD, ended_on=None).exclude(person=person).exists()


def take_part(by: Actor, project: Project, person: "Person", role: str, on: date) -> ProjectPart:
    """Give somebody a part without asking who asks: callers have."""
    if not is_member(person.pk, project.network):
        raise ProjectError(
            _("%(name)s is not a member of this network today. Invite them first.")
            % {"name": person}
        )
    if role == Role.LEAD and person.pk not in student_ids(project.network):
        raise ProjectError(
            _("A student leads a project; %(name)s can support it or take part.") % {"name": person}
        )
    before = open_part(project, person.pk)
    if before and before.role == role:
        return before
    if before:
        end_part(before, on)
    part = ProjectPart(project=project, person=person, role=role, started_on=on)
    part.full_clean()
    part.save(force_insert=True)
    record(by, "project.joined", project, project.network, role=role, who=person.pseudonym)
    return part


@transaction.atomic
def leave(*, by: Actor, project: Project, person: "Person", on: date | None = None) -> None:
    """End somebody's part. Ending it twice changes nothing."""
    require(by, Permission.PROJECT_JOIN, project.network)
    if by.person_id != person.pk and not leads(by, project):
        raise NotAllowed(
            _("Only a lead of this project, or a co-chair, can end somebody else's part.")
        )
    part = open_part(project, person.pk)
    if part is None:
        return
    end_part(part, on or today())
    record(by, "project.left", project, project.network, role=part.role, who=person.pseudonym)


def end_part(part: ProjectPart, on: date) -> None:
    """End a part on a day, never before it began."""
    part.ended_on = max(on, part.started_on)
    part.save(update_fields=["ended_on"])


@transaction.atomic
def say_alive(*, by: Actor, project: Project) -> None:
    """Answer "still alive?" with yes."""
    require_carrying(by, project)
    lock(project)
    touch(project)
    project.save(update_fields=["touched_at"])
    record(by, "project.alive", project, project.network)
