"""What waits for somebody, what they hold, and what happened."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When

from groundswell.kernel.clock import now, today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.projects.models import Change, Project, ProjectPart, StageMove
from groundswell.projects.queries.page import QUIET_AFTER
from groundswell.projects.queries.project import with_lead
from groundswell.projects.stages import UNDER_WAY

MOST = 20
MOST_ASKING = 12  # the rest comes up as these are seen to
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Asking:
    """A change to look at again, or a project that asks for something."""

    what: str  # "review", "unled" or "quiet"
    pk: int
    title: str
    due_on: date | None


def asking(person_id: int, network_id: int, *, is_chair: bool) -> list[Asking]:
    """Reviews due, then projects without a student lead or gone quiet, longest untouched first. One query."""
    rows = _asking(
        person_id=person_id,
        network_id=network_id,
        day=today(),
        soon=today() + SOON,
        quiet=now() - QUIET_AFTER,
        is_chair=is_chair,
    )
    return [Asking(what, pk, title, due) for what, pk, title, due, _since in rows]


@prepared
def _asking(
    person_id: Slot, network_id: Slot, day: Slot, soon: Slot, quiet: Slot, is_chair: bool
) -> QuerySet[Any, Any]:
    rows = _reviews_due(person_id, network_id, soon, is_chair=is_chair).union(
        _asking_projects(person_id, network_id, day, quiet, is_chair=is_chair), all=True
    )
    return rows.order_by(F("due").asc(nulls_last=True), "since")[:MOST_ASKING]  # type: ignore[misc]


def _reviews_due(
    person_id: Slot, network_id: Slot, soon: Slot, *, is_chair: bool
) -> QuerySet[Change, Any]:
    """Changes to be looked at again within a week: for leads of their project, and co-chairs."""
    rows = Change.objects.filter(network_id=network_id, review_due_on__lte=soon)
    if not is_chair:
        leads = ProjectPart.objects.filter(
            project=OuterRef("project"),
            person_id=person_id,
            role=ProjectPart.Role.LEAD,
            ended_on=None,
        )
        rows = rows.filter(Exists(leads))
    rows = rows.annotate(what=Value("review"), due=F("review_due_on"), since=F("recorded_at"))
    return rows.order_by().values_list("what", "pk", "title", "due", "since")


def _asking_projects(
    person_id: Slot, network_id: Slot, day: Slot, before: Slot, *, is_chair: bool
) -> QuerySet[Project, Any]:
    """Under way, and without a student lead (for co-chairs and whoever takes part) or quiet (for its leads)."""
    mine = ProjectPart.objects.filter(project=OuterRef("pk"), person_id=person_id, ended_on=None)
    unled = Q(is_led=False) if is_chair else Q(is_led=False) & Exists(mine)
    quiet = Exists(mine.filter(role=ProjectPart.Role.LEAD)) & Q(touched_at__lt=before)
    rows = (
        Project.objects.alias(is_led=with_lead(day))
        .filter(unled | quiet, network_id=network_id, stage__in=UNDER_WAY)
        .annotate(
            what=Case(When(is_led=True, then=Value("quiet")), default=Value("unled")),
            due=Value(None, DateField()),
            since=F("touched_at"),
        )
    )
    return rows.order_by().values_list("what", "pk", "title", "due", "since")


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
