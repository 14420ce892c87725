"""News from meetings and projects, carried to whoever raised what they are about. Each is told once."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import formats, timezone

from groundswell.kernel.clock import today
from groundswell.meetings.queries import decisions_of
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.queries import about_item, about_project
from groundswell.suggestions.services.handling import lock, note_project
from groundswell.suggestions.services.owners import answer_day
from groundswell.suggestions.services.steps import note_step

if TYPE_CHECKING:
    from groundswell.meetings.models import Action, AgendaItem, Meeting, Minute
    from groundswell.projects.models import Change, Project

State, What = Suggestion.State, SuggestionStep.What


@transaction.atomic
def note_scheduled(*, item: "AgendaItem", meeting: "Meeting") -> None:
    """It has a place on an agenda. Somebody put it there and the raiser hears of it: that is an answer."""
    for suggestion in about_item(item.pk):
        key = f"scheduled:{item.pk}:{meeting.pk}"
        if note_step(suggestion, What.SCHEDULED, key=key, text=_name(meeting)):
            _move_on(suggestion)


def _move_on(suggestion: Suggestion) -> None:
    lock(suggestion)
    if suggestion.state in {State.OPEN, State.ANSWERED}:
        suggestion.state = State.AGENDA
    suggestion.answered_on = suggestion.answered_on or today(suggestion.network.time_zone)
    suggestion.due_on = None
    suggestion.save(update_fields=["state", "answered_on", "due_on"])


@transaction.atomic
def note_dropped(*, item: "AgendaItem") -> None:
    """It came off the agenda without being talked about: its owner owes an answer again."""
    for suggestion in about_item(item.pk):
        if note_step(suggestion, What.DROPPED, key=f"dropped:{item.pk}", text=item.outcome):
            _owe_answer(suggestion)


@transaction.atomic
def note_discussed(*, item: "AgendaItem") -> None:
    """It was talked about. Whoever looks after it says what follows, unless it became a project.

    What was decided is told here, in the words that went out: a line still being written may be a slip.
    """
    what = What.DECIDED if decisions_of(item).exists() else What.DISCUSSED
    for suggestion in about_item(item.pk):
        # Of an unminuted item nothing that was said is written anywhere.
        said = "" if item.is_unminuted else item.outcome
        if note_step(suggestion, what, key=f"discussed:{item.pk}", text=said):
            _owe_answer(suggestion)


def _owe_answer(suggestion: Suggestion) -> None:
    lock(suggestion)
    if suggestion.is_closed or suggestion.project_id or suggestion.due_on:
        return
    suggestion.due_on = answer_day(suggestion.network, today(suggestion.network.time_zone))
    suggestion.save(update_fields=["due_on"])


@transaction.atomic
def note_decided(*, minute: "Minute") -> None:
    """Something was decided about it once it had left the agenda; until then its outcome tells all."""
    item = minute.item
    if item is None or item.discussed_at is None or minute.written_at <= item.discussed_at:
        return
    words = "" if item.is_unminuted else minute.text
    for suggestion in about_item(item.pk):
        note_step(suggestion, What.DECIDED, key=f"decided:{minute.pk}", text=words)


@transaction.atomic
def note_action(*, action: "Action", what: str, is_last: bool = False) -> None:
    """What was agreed about it is done, or is stuck. After the ``is_last`` deed the raiser is asked whether it worked.

    A project has its own moment to ask: when what it changed is shown.
    """
    if action.item_id is None:
        return
    for suggestion in about_item(action.item_id):
        key = f"{what}:{action.pk}:{action.version}"
        asks = is_last and suggestion.project_id is None
        note_step(suggestion, what, key=key, text=_deed(action), asks=asks)


def _deed(action: "Action") -> str:
    if action.item is None or action.item.is_unminuted:
        return ""
    return f"{action.text}\n\n{action.outcome}".strip()


@transaction.atomic
def note_project_started(*, project: "Project") -> None:
    """A project came out of the agenda item, or of a decision about it."""
    item_id = project.agenda_item_id or (project.decision.item_id if project.decision else None)
    if item_id is None:
        return
    for suggestion in about_item(item_id).filter(project=None):
        note_project(suggestion=suggestion, project=project)


@transaction.atomic
def note_project_moved(*, project: "Project", stage: str) -> None:
    """The project that came of it moved on, rests or stopped."""
    label = dict(project._meta.get_field("stage").flatchoices).get(stage, stage)
    words = f"{project.title}: {label}. {project.stage_reason}".strip()
    for suggestion in about_project(project.pk):
        key = f"moved:{project.pk}:{stage}:{today()}"
        note_step(suggestion, What.MOVED, key=key, text=words)


@transaction.atomic
def note_change(*, change: "Change", what: str) -> None:
    """Something changed, was shown or was measured. Once it is shown, the raiser is asked whether it worked."""
    words = {What.CHANGED: change.we_did, What.MEASURED: change.did_it_work}.get(
        What(what), change.title
    )
    for suggestion in about_project(change.project_id):
        note_step(suggestion, what, key=f"{what}:{change.pk}", text=words, asks=what == What.SHOWN)


def _name(meeting: "Meeting") -> str:
    if meeting.starts_at is None:
        return meeting.title
    on = formats.date_format(timezone.localtime(meeting.starts_at), "j F Y, H:i")
    return f"{meeting.title}, {on}"
