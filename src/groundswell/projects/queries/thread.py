"""How far something has come: raised, heard, discussed, doing, changed, shown, measured."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.projects.models import Ask, Change, Project, Stage
from groundswell.ui.wording import day

if TYPE_CHECKING:
    from groundswell.meetings.models import AgendaItem

Step = dict[str, Any]


def thread_of(project: Project) -> list[Step]:
    """The steps of a project. Each says only what is on record, so a step may be open before a reached one."""
    first = _first_moves(project)
    changes = list(project.changes.all())
    return _steps(
        raised=project.started_on,
        heard=_heard(project, first),
        discussed=_discussed(project, first),
        doing=first.get(Stage.DOING),
        changed=first.get(Stage.CHANGED) or _least(change.changed_on for change in changes),
        shown=_least(change.shown_at for change in changes),
        measured=_least(change.measured_at for change in changes),
    )


def thread_of_change(change: Change) -> list[Step]:
    """The steps of one change: those of its project, then its own."""
    first = _first_moves(change.project) if change.project else {}
    before = change.project
    return _steps(
        raised=before.started_on if before else True,  # somebody said it; the day is not on record
        heard=_heard(before, first) if before else None,
        discussed=_discussed(before, first) if before else None,
        doing=first.get(Stage.DOING),
        changed=change.changed_on,
        shown=change.shown_at,
        measured=change.measured_at,
    )


def thread_of_item(item: "AgendaItem") -> list[Step]:
    """The steps of something on the agenda: those of what was begun with it, or how far it came by itself."""
    project = for_thread(item)
    if project is not None:
        return thread_of(project)
    ask = Ask.objects.filter(agenda_item=item).order_by("pk").first()
    if ask is not None:
        return thread_of_ask(ask)
    return _steps(
        raised=item.proposed_at,
        heard=item.discussed_at or item.meeting_id is not None,
        discussed=item.discussed_at,
        doing=None,
        changed=None,
        shown=None,
        measured=None,
    )


def for_thread(item: "AgendaItem") -> Project | None:
    """The first project begun with an agenda item, or with a decision about it."""
    begun = Project.objects.filter(Q(agenda_item=item) | Q(decision__item=item))
    return begun.select_related("decision", "agenda_item").order_by("pk").first()


def _steps(**when: date | datetime | bool | None) -> list[Step]:
    labels = {
        "raised": _("raised"),
        "heard": _("heard"),
        "discussed": _("discussed"),
        "doing": _("doing"),
        "changed": _("changed"),
        "shown": _("shown"),
        "measured": _("measured"),
    }
    steps = [
        {
            "label": labels[name],
            "reached": bool(at),
            "on": "" if isinstance(at, bool) or at is None else day(at, short=True),
            "current": False,
        }
        for name, at in when.items()
    ]
    reached = [step for step in steps if step["reached"]]
    if reached:
        reached[-1]["current"] = True
    return steps


def _first_moves(project: Project) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for move in project.moves.all():
        first[move.to_stage] = min(move.at, first.get(move.to_stage, move.at))
    return first


def _heard(project: Project, first: dict[str, datetime]) -> date | datetime | None:
    """Somebody took it on, it went beyond being raised, or it was made from what the network had heard already.

    Who starts a project by hand has a part in it; one that nobody ever had a part in came from a matter raised.
    """
    parts = list(project.parts.all())
    came_from = project.origin_text or project.agenda_item_id or project.decision_id
    return _least(
        [
            *(part.started_on for part in parts),
            *(at for stage, at in first.items() if stage != Stage.RAISED),
            *([project.started_on] if came_from or not parts else []),
        ]
    )


def _discussed(project: Project, first: dict[str, datetime]) -> date | datetime | None:
    """A meeting decided it, or those affected were asked."""
    if project.decision is not None:
        return project.decision.written_at
    if project.agenda_item is not None and project.agenda_item.discussed_at:
        return project.agenda_item.discussed_at
    return first.get(Stage.CONSULTING)


def _least(days: "Iterable[date | datetime | None]") -> date | None:
    known = [_date_of(at) for at in days if at is not None]
    return min(known, default=None)


def _date_of(at: date | datetime) -> date:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


def thread_of_ask(ask: Ask) -> list[Step]:
    """The steps of an ask. An ask measures nothing by itself, so its last step stays open.

    Heard is the office's first answer, whatever it says; discussed, a meeting that talked about it; doing, a
    commitment; changed, what was delivered; shown, a verdict that stands beside the office's claim.
    """
    item = ask.agenda_item
    return _steps(
        raised=ask.made_at,
        heard=ask.answered_at,
        discussed=item.discussed_at if item else None,
        doing=ask.committed_at,
        changed=ask.delivered_on,
        shown=ask.verdict_public_at if ask.is_verdict_public else None,
        measured=None,
    )
