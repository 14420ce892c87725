"""Reads of projects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from groundswell.kernel.actors import Actor, can
from groundswell.kernel.permissions import Permission
from groundswell.kernel.prepared import Slot
from groundswell.networks.queries import MemberKind, current, sisters
from groundswell.projects.models import (
    Blocker,
    Change,
    Project,
    ProjectPart,
    ProjectShare,
    Stage,
    StageMove,
)
from groundswell.projects.stages import LINE, NEXT

if TYPE_CHECKING:
    from groundswell.networks.models import Network

Role = ProjectPart.Role


@dataclass(frozen=True)
class Column:
    """One stage of the board."""

    stage: Stage
    n_projects: int
    projects: list[Project]

    @property
    def n_more(self) -> int:
        """How many stand there that the column does not name."""
        return self.n_projects - len(self.projects)


def project(pk: int) -> Project | None:
    """One project with its network, or None."""
    return Project.objects.select_related("network").filter(pk=pk).first()


def student_leads(network: Any, day: date | Slot | None = None) -> QuerySet[ProjectPart]:
    """Open parts as lead held by somebody who is a student of the network (or reference to one) on a day."""
    return ProjectPart.objects.filter(
        current(day, prefix="person__memberships__"),
        role=Role.LEAD,
        ended_on=None,
        person__memberships__kind=MemberKind.STUDENT,
        person__memberships__network=network,
    )


def with_lead(day: date | Slot | None = None) -> Exists:
    """For an annotation of projects: whether a student leads it on a day, today if none is given."""
    return Exists(student_leads(OuterRef("network_id"), day).filter(project=OuterRef("pk")))


def has_student_lead(project: Project) -> bool:
    """Whether a student of the network leads it today."""
    return student_leads(project.network_id).filter(project=project).exists()


def projects_of(network: "Network", kind: str = "", stage: str = "") -> QuerySet[Project]:
    """A network's projects, those last touched first, ready to be listed with their threads."""
    rows = Project.objects.filter(network=network)
    if kind:
        rows = rows.filter(kind=kind)
    if stage:
        rows = rows.filter(stage=stage)
    return for_list(rows)


def for_list(rows: QuerySet[Project]) -> QuerySet[Project]:
    """What one line of a list needs, in a constant number of queries."""
    return rows.annotate(is_led=with_lead()).select_related("network").prefetch_related(
        Prefetch("moves", StageMove.objects.only("project_id", "to_stage", "at")),
        Prefetch("changes", Change.objects.only("project_id", "shown_at", "measured_at", "changed_on")),
        Prefetch("parts", ProjectPart.objects.only("project_id", "started_on")),
    )  # fmt: skip


def stage_counts(network: "Network", kind: str = "") -> dict[str, int]:
    """How many projects stand at each stage; every stage is named."""
    rows = Project.objects.filter(network=network, **({"kind": kind} if kind else {}))
    counted = dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))
    return {stage: counted.get(stage, 0) for stage in Stage.values}


def board(network: "Network", kind: str = "", most: int = 4) -> list[Column]:
    """The stages as columns: how many stand there, and the few last touched."""
    counts = stage_counts(network, kind)
    rows = Project.objects.filter(network=network, stage__in=LINE)
    if kind:
        rows = rows.filter(kind=kind)
    newest = Window(
        RowNumber(), partition_by=F("stage"), order_by=[F("touched_at").desc(), F("pk").desc()]
    )
    found = list(rows.annotate(is_led=with_lead(), nth=newest).filter(nth__lte=most))
    return [
        Column(stage, counts[stage], [row for row in found if row.stage == stage]) for stage in LINE
    ]


def open_parts(project: Project) -> list[ProjectPart]:
    """Who carries it now: student leads, those who take part, staff who support."""
    return ranked(project.parts.filter(ended_on=None).select_related("person"))


def ranked(parts: Iterable[ProjectPart]) -> list[ProjectPart]:
    """Leads first; within a role by name. Nobody is counted."""
    rank = {Role.LEAD: 0, Role.MEMBER: 1, Role.SUPPORTER: 2}
    return sorted(parts, key=lambda part: (rank[Role(part.role)], part.person.name))


def open_part(project: Project, person_id: int | None) -> ProjectPart | None:
    """Somebody's part in it today."""
    if person_id is None:
        return None
    return project.parts.filter(person_id=person_id, ended_on=None).first()


def carries(by: Actor, project: Project) -> bool:
    """Whether somebody has a part in it, or co-chairs the network."""
    if can(by, Permission.PROJECT_STOP, project.network):
        return True
    return by.person_id is not None and open_part(project, by.person_id) is not None


def leads(by: Actor, project: Project) -> bool:
    """Whether somebody leads it, or co-chairs the network."""
    if can(by, Permission.PROJECT_STOP, project.network):
        return True
    part = open_part(project, by.person_id)
    return part is not None and part.role == Role.LEAD


def stage_before_pause(project: Project) -> Stage | None:
    """Where a paused project returns to."""
    if project.stage != Stage.PAUSED:
        return None
    last = project.moves.filter(to_stage=Stage.PAUSED).last()
    return Stage(last.from_stage) if last and last.from_stage else Stage.EXPLORING


def next_stages(project: Project) -> list[Stage]:
    """Where it may go from here."""
    before = stage_before_pause(project)
    return [*([before] if before else []), *NEXT[project.stage]]


def blocker(pk: int) -> Blocker | None:
    """One blocker with its project."""
    return Blocker.objects.select_related("project__network").filter(pk=pk).first()


def open_shares(project: Project) -> QuerySet[ProjectShare]:
    """Sister networks that may read it now."""
    return project.shares.filter(ended_at=None).select_related("network").order_by("network__name")


def shareable_with(project: Project) -> "QuerySet[Network]":
    """Sister networks it is not shared with yet."""
    return sisters(project.network).exclude(pk__in=open_shares(project).values("network"))


def shared_with(network: "Network") -> QuerySet[Project]:
    """Projects that sisters of a network chose to share with it."""
    return (
        Project.objects.filter(
            shares__network=network,
            shares__ended_at=None,
            network__in=sisters(network).values("pk"),
        )
        .select_related("network")
        .order_by("-touched_at")
        .distinct()
    )
