"""All that one project's page shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from groundswell.kernel.actors import can, key, roles_of
from groundswell.kernel.clock import now
from groundswell.kernel.permissions import Permission, Role
from groundswell.kernel.prepared import Slot, lay_beside, prepared
from groundswell.meetings.queries.actions import actions_about
from groundswell.projects.models import (
    Adaptation,
    Blocker,
    Change,
    Project,
    ProjectPart,
    StageMove,
    StudentComponent,
)
from groundswell.projects.queries.asks import asks_about
from groundswell.projects.queries.compare import Sides, compared
from groundswell.projects.queries.project import ranked
from groundswell.projects.queries.thread import thread_of

if TYPE_CHECKING:
    from groundswell.people.models import Person

QUIET_AFTER = timedelta(days=60)
MOST = 60


@dataclass(frozen=True)
class Chapter:
    """One thing in a project's story. ``what`` names the partial that tells it."""

    on: date
    what: str
    row: StageMove | Adaptation | Blocker | Change
    sides: Sides | None = None

    @property
    def part(self) -> str:
        """The template that tells it."""
        return f"projects/story/{self.what}.html"


def project_page(project: Project, person: "Person") -> dict[str, Any]:
    """Where it stands, its story, who carries it, and what the person looking may do."""
    lay_beside(project, "moves", _moves(project=project.pk))
    lay_beside(project, "changes", _changes(project=project.pk))
    lay_beside(project, "parts", _parts(project=project.pk))
    parts = ranked(part for part in project.parts.all() if part.ended_on is None)
    mine = next((part for part in parts if part.person_id == person.pk), None)
    is_chair = can(person, Permission.PROJECT_STOP, project.network)
    story = story_of(project)
    return {
        "kicker": f"{project.get_kind_display()} · {project.get_stage_display()}",
        "parts": parts,
        "is_student": Role.STUDENT in roles_of(person.pk, project.network),
        "mine": mine,
        "is_carrying": bool(mine) or is_chair,
        "is_leading": is_chair or bool(mine and mine.role == ProjectPart.Role.LEAD),
        "story": story,
        "n_changes": len(project.changes.all()),
        "in_the_way": [c.row for c in story if c.what == "blocker" and not c.row.moved_on],  # type: ignore[union-attr]
        "actions": actions_about(project_key=key(project)),
        "asks": asks_about(person, project),
        "may_ask": project.is_under_way and _may_ask(project, person, mine),
        "components": _components(project=project.pk),
        "steps": thread_of(project),
        "is_quiet": is_quiet(project),
    }


@prepared
def _moves(project: Slot) -> QuerySet[StageMove]:
    return StageMove.objects.filter(project=project)


@prepared
def _changes(project: Slot) -> QuerySet[Change]:
    return Change.objects.filter(project=project)


@prepared
def _parts(project: Slot) -> QuerySet[ProjectPart]:
    return ProjectPart.objects.filter(project=project).select_related("person")


@prepared
def _components(project: Slot) -> QuerySet[StudentComponent]:
    return StudentComponent.objects.filter(project=project)[:10]


@prepared
def _adaptations(project: Slot) -> QuerySet[Adaptation]:
    return Adaptation.objects.filter(project=project).order_by("-at")[:MOST]


@prepared
def _blockers(project: Slot) -> QuerySet[Blocker]:
    return Blocker.objects.filter(project=project).order_by("-pk")[:MOST]


def _may_ask(project: Project, person: "Person", mine: ProjectPart | None) -> bool:
    """Whether somebody may write an ask for it: a co-chair, or a student who leads it."""
    if can(person, Permission.ASK_SEND, project.network):
        return True
    leading = mine is not None and mine.role == ProjectPart.Role.LEAD
    return leading and can(person, Permission.PROJECT_LEAD, project.network)


def is_quiet(project: Project) -> bool:
    """Under way, and nothing heard of it for two months."""
    return project.is_under_way and project.touched_at < now() - QUIET_AFTER


def story_of(project: Project) -> list[Chapter]:
    """Moves, adaptations, blockers and changes in the order they happened; the last ones when there are many."""
    chapters = [
        *(Chapter(_day(move.at), "move", move) for move in project.moves.all()),
        *(_adapted(row) for row in _adaptations(project=project.pk)),
        *(Chapter(row.noted_on, "blocker", row) for row in _blockers(project=project.pk)),
        *(Chapter(row.changed_on, "change", row) for row in project.changes.all()),
    ]
    return sorted(chapters, key=_when)[-2 * MOST :]


def _when(chapter: Chapter) -> tuple[date, int, int]:
    """By day. Within a day: it begins, what happened, what came of it, where it went."""
    rank = {"adaptation": 1, "blocker": 1, "change": 2, "move": 3}[chapter.what]
    begins = isinstance(chapter.row, StageMove) and not chapter.row.from_stage
    return chapter.on, 0 if begins else rank, chapter.row.pk


def _adapted(row: Adaptation) -> Chapter:
    return Chapter(_day(row.at), "adaptation", row, compared(row.old_plan, row.new_plan))


def _day(at: Any) -> date:
    return timezone.localtime(at).date()
