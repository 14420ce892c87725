"""What waits for somebody, what they hold, and what happened."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from groundswell.kernel.clock import now, today
from groundswell.kernel.permissions import Role
from groundswell.networks.queries import roles_in_network
from groundswell.projects.models import Change, Project, ProjectPart, StageMove
from groundswell.projects.queries.page import QUIET_AFTER
from groundswell.projects.queries.project import with_lead
from groundswell.projects.stages import UNDER_WAY

MOST = 20
SOON = timedelta(days=7)


def _minds(person_id: int, network_id: int) -> Q:
    """Projects that are a person's to mind: those they lead; for co-chairs also those nobody leads."""
    mine = Q(parts__person=person_id, parts__role=ProjectPart.Role.LEAD, parts__ended_on=None)
    if Role.COCHAIR in roles_in_network(person_id, network_id):
        return mine | Q(is_led=False)
    return mine


def quiet_projects(person_id: int, network_id: int) -> QuerySet[Project]:
    """Under way, theirs to mind, and not heard of for two months."""
    rows = (
        Project.objects.select_related("network")
        .annotate(is_led=with_lead())
        .filter(network_id=network_id, stage__in=UNDER_WAY, touched_at__lt=now() - QUIET_AFTER)
    )
    return rows.filter(_minds(person_id, network_id)).order_by("touched_at").distinct()[:MOST]


def leaderless_projects(person_id: int, network_id: int) -> QuerySet[Project]:
    """Under way without a student lead: for co-chairs, and whoever takes part."""
    rows = (
        Project.objects.select_related("network")
        .annotate(is_led=with_lead())
        .filter(network_id=network_id, stage__in=UNDER_WAY, is_led=False)
    )
    if Role.COCHAIR not in roles_in_network(person_id, network_id):
        rows = rows.filter(parts__person=person_id, parts__ended_on=None)
    return rows.order_by("-touched_at").distinct()[:MOST]


def reviews_due(person_id: int, network_id: int) -> QuerySet[Change]:
    """Changes to be looked at again within a week: for leads of their project, and co-chairs."""
    rows = Change.objects.select_related("network").filter(
        network_id=network_id, review_due_on__lte=today() + SOON
    )
    if Role.COCHAIR not in roles_in_network(person_id, network_id):
        rows = rows.filter(
            project__parts__person=person_id,
            project__parts__role=ProjectPart.Role.LEAD,
            project__parts__ended_on=None,
        )
    return rows.order_by("review_due_on").distinct()[:MOST]


def open_leads(person_id: int, network_id: int) -> QuerySet[ProjectPart]:
    """What somebody leads or supports that is not over: what a handover passes on."""
    return (
        ProjectPart.objects.filter(
            person_id=person_id,
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
