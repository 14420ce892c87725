"""What waits for somebody, what they hold, and what happened."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.kernel.actors import roles_of
from groundswell.kernel.clock import now, today
from groundswell.kernel.permissions import Role
from groundswell.projects.models import Change, Project, ProjectPart, StageMove
from groundswell.projects.queries.page import QUIET_AFTER
from groundswell.projects.queries.project import with_lead
from groundswell.projects.stages import UNDER_WAY

MOST = 20
SOON = timedelta(days=7)


@dataclass
class _Here:
    """A network by its number: enough to ask for roles, which one request looks up once."""

    pk: int


def is_cochair(person_id: int, network_id: int) -> bool:
    """Whether somebody co-chairs the network today."""
    return Role.COCHAIR in roles_of(person_id, _Here(network_id))


def asking_projects(person_id: int, network_id: int) -> QuerySet[Project]:
    """Under way, and without a student lead (for co-chairs and whoever takes part) or quiet (for its leads)."""
    open_parts = ProjectPart.objects.filter(
        project=OuterRef("pk"), person_id=person_id, ended_on=None
    )
    rows = Project.objects.annotate(
        is_led=with_lead(),
        is_mine=Exists(open_parts),
        is_my_lead=Exists(open_parts.filter(role=ProjectPart.Role.LEAD)),
    ).filter(network_id=network_id, stage__in=UNDER_WAY)
    unled = Q(is_led=False) if is_cochair(person_id, network_id) else Q(is_led=False, is_mine=True)
    quiet = Q(is_my_lead=True, touched_at__lt=now() - QUIET_AFTER)
    return rows.filter(unled | quiet).select_related("network").order_by("touched_at")[:MOST]


def reviews_due(person_id: int, network_id: int) -> QuerySet[Change]:
    """Changes to be looked at again within a week: for leads of their project, and co-chairs."""
    rows = Change.objects.select_related("network").filter(
        network_id=network_id, review_due_on__lte=today() + SOON
    )
    if not is_cochair(person_id, network_id):
        rows = rows.filter(
            project__parts__person=person_id,
            project__parts__role=ProjectPart.Role.LEAD,
            project__parts__ended_on=None,
        )
    return rows.order_by("review_due_on").distinct()[:MOST]


def open_leads(person_ids: Collection[int], network_id: int) -> QuerySet[ProjectPart]:
    """What these people lead or support that is not over: what a handover passes on."""
    return (
        ProjectPart.objects.filter(
            person_id__in=person_ids,
            project__network_id=network_id,
            ended_on=None,
            project__stage__in=[*UNDER_WAY, "paused"],
        )
        .exclude(role=ProjectPart.Role.MEMBER)
        .select_related("project__network")
        .order_by("project__title")
    )


def happened_since(network_id: int, since: datetime) -> Iterator[StageMove | Change]:
    """Moves of projects and changes on record since a moment, newest first."""
    yield from (
        StageMove.objects.filter(project__network_id=network_id, at__gt=since)
        .select_related("project__network")
        .order_by("-at")[:MOST]
    )
    yield from (
        Change.objects.select_related("network")
        .filter(network_id=network_id, recorded_at__gt=since)
        .order_by("-recorded_at")[:MOST]
    )
