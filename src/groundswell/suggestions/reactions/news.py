"""News that whoever raised something is waiting for, and the mail to its owner."""

from groundswell.kernel.events import on
from groundswell.meetings import queries as meetings
from groundswell.meetings.events import (
    ActionDone,
    ActionStuck,
    DecisionMade,
    ItemDiscussed,
    ItemDropped,
    ItemScheduled,
)
from groundswell.projects import queries as projects
from groundswell.projects.events import (
    ChangeMeasured,
    ChangeRecorded,
    ChangeShown,
    ProjectMoved,
    ProjectStarted,
)
from groundswell.suggestions import queries, services
from groundswell.suggestions.events import SuggestionRaised


@on(SuggestionRaised)
def tell_its_owner(event: SuggestionRaised) -> None:
    suggestion = queries.suggestion(event.suggestion_id)
    if suggestion is not None:
        once_key = f"suggestion-owner:{suggestion.pk}:{suggestion.owner_id}"
        services.tell_owner(suggestion, why="new", once_key=once_key)


@on(ItemScheduled)
def tell_of_agenda(event: ItemScheduled) -> None:
    item = meetings.item(event.item_id)
    if item is not None and item.meeting is not None and item.meeting.pk == event.meeting_id:
        services.note_scheduled(item=item, meeting=item.meeting)


@on(ItemDropped)
def tell_of_dropping(event: ItemDropped) -> None:
    item = meetings.item(event.item_id)
    if item is not None:
        services.note_dropped(item=item)


@on(ItemDiscussed)
def tell_of_discussion(event: ItemDiscussed) -> None:
    item = meetings.item(event.item_id)
    if item is not None:
        services.note_discussed(item=item)


@on(DecisionMade)
def tell_of_decision(event: DecisionMade) -> None:
    minute = meetings.decision(event.minute_id)
    if minute is not None:
        services.note_decided(minute=minute)


@on(ActionDone)
def tell_of_deed(event: ActionDone) -> None:
    action = meetings.action(event.action_id)
    if action is not None and action.state == "done":
        is_last = not meetings.is_work_left(action.item_id)
        services.note_action(action=action, what="done", is_last=is_last)


@on(ActionStuck)
def tell_of_hindrance(event: ActionStuck) -> None:
    action = meetings.action(event.action_id)
    if action is not None and action.state == "stuck":
        services.note_action(action=action, what="stuck")


@on(ProjectStarted)
def tell_of_project(event: ProjectStarted) -> None:
    project = projects.project(event.project_id)
    if project is not None:
        services.note_project_started(project=project)


@on(ProjectMoved)
def tell_of_move(event: ProjectMoved) -> None:
    project = projects.project(event.project_id)
    if project is not None:
        services.note_project_moved(project=project, stage=event.stage)


@on(ChangeRecorded)
def tell_of_change(event: ChangeRecorded) -> None:
    _tell_of_change(event.change_id, "changed")


@on(ChangeShown)
def tell_of_showing(event: ChangeShown) -> None:
    _tell_of_change(event.change_id, "shown")


@on(ChangeMeasured)
def tell_of_measuring(event: ChangeMeasured) -> None:
    _tell_of_change(event.change_id, "measured")


def _tell_of_change(change_id: int, what: str) -> None:
    change = projects.change(change_id)
    if change is not None:
        services.note_change(change=change, what=what)
