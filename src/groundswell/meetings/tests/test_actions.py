"""What somebody said they would do: until it is closed, by a tap, by its owner."""

from datetime import timedelta

import pytest

from groundswell.kernel.clock import today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.models import News
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Action, AgendaItem
from groundswell.meetings.queries import agenda_of, open_actions, open_actions_of
from groundswell.meetings.services import (
    ActionError,
    assign_action,
    drop_action,
    edit_action,
    mark_done,
    mark_stuck,
    reassign_action,
    reopen_action,
)
from groundswell.meetings.tests.factories import ActionFactory, AgendaItemFactory, MeetingFactory
from groundswell.people.access import get_link
from groundswell.people.services import issue_link


@pytest.fixture
def action(cast):
    return ActionFactory(network=cast.network, owner=cast.bob)


def link_for(action, person):
    token = issue_link(
        verb=Permission.ACTION_ANSWER, about=action, network=action.network, person=person
    )
    return get_link(token, Permission.ACTION_ANSWER)


def told(name):
    return News.objects.filter(name=f"meetings.{name}").count()


def test_any_member_writes_an_action_down_for_a_member(cast):
    action = assign_action(
        by=cast.bob,
        network=cast.network,
        text="Ask the library",
        owner=cast.femi,
        due_on=today() + timedelta(days=14),
        project_key="projects.project:4",
    )
    assert list(open_actions(cast.network)) == [action]
    assert list(open_actions_of(cast.femi.pk, cast.network.pk)) == [action]
    assert told("ActionAssigned") == 1


def test_an_outsider_neither_assigns_nor_holds_an_action(cast):
    with pytest.raises(NotAllowed):
        assign_action(by=cast.charlie, network=cast.network, text="x", owner=cast.bob, due_on=None)
    with pytest.raises(ActionError):
        assign_action(by=cast.bob, network=cast.network, text="x", owner=cast.charlie, due_on=None)


def test_an_unminuted_item_takes_no_action(cast):
    item = AgendaItemFactory(network=cast.network, is_unminuted=True)
    with pytest.raises(ActionError):
        assign_action(
            by=cast.bob, network=cast.network, text="x", owner=cast.bob, due_on=None, item=item
        )


def test_done_by_link_is_done_once(cast, action):
    actor = link_for(action, cast.bob)
    assert mark_done(by=actor, action=action, outcome="They said yes", as_owner=True)
    assert not mark_done(by=actor, action=action, outcome="Again", as_owner=True)
    assert (action.state, action.outcome) == ("done", "They said yes")
    assert told("ActionDone") == 1


def test_a_link_for_another_action_does_nothing(cast, action):
    other = ActionFactory(network=cast.network, owner=cast.bob)
    with pytest.raises(NotAllowed):
        mark_done(by=link_for(other, cast.bob), action=action)


def test_after_it_was_passed_on_the_old_link_says_so(cast, action):
    actor = link_for(action, cast.bob)
    reassign_action(by=cast.bob, action=action, owner=cast.femi)
    with pytest.raises(ActionError, match="Femi"):
        mark_done(by=actor, action=action, as_owner=True)
    with pytest.raises(ActionError, match="Femi"):
        mark_stuck(by=actor, action=action, why="time", as_owner=True)
    action.refresh_from_db()
    assert action.state == "open"


def test_the_link_of_somebody_who_left_opens_nothing(cast, action):
    actor = link_for(action, cast.bob)
    cast.bob.memberships.update(ended_on=today())
    with pytest.raises(NotAllowed):
        mark_done(by=actor, action=action)


def test_stuck_goes_on_the_next_agenda_once(cast, action):
    meeting = MeetingFactory(network=cast.network)
    AgendaItemFactory(network=cast.network, meeting=meeting)
    assert mark_stuck(by=cast.bob, action=action, why="Nobody answers")
    assert not mark_stuck(by=cast.bob, action=action, why="Nobody answers")
    assert mark_stuck(by=cast.bob, action=action, why="The office moved")
    first = agenda_of(meeting)[0]
    assert (first.kind, first.text) == ("action", "The office moved")
    assert AgendaItem.objects.filter(kind="action").count() == 1


def test_stuck_without_a_next_meeting_waits(cast, action):
    mark_stuck(by=cast.bob, action=action, why="Nobody answers")
    assert action.stuck_item.state == "waiting"


def test_stuck_asks_what_is_in_the_way(cast, action):
    with pytest.raises(ActionError):
        mark_stuck(by=cast.bob, action=action, why="  ")


def test_a_closed_action_cannot_be_stuck(cast, action):
    mark_done(by=cast.bob, action=action)
    with pytest.raises(ActionError):
        mark_stuck(by=cast.bob, action=action, why="x")


def test_done_takes_a_stuck_action_off_the_agenda(cast, action):
    mark_stuck(by=cast.bob, action=action, why="Nobody answers")
    mark_done(by=cast.bob, action=action)
    action.stuck_item.refresh_from_db()
    assert action.stuck_item.state == "dropped"


def test_done_can_be_undone(cast, action):
    mark_done(by=cast.bob, action=action)
    assert reopen_action(by=cast.bob, action=action)
    assert not reopen_action(by=cast.bob, action=action)
    assert action.state == "open"


def test_its_owner_or_a_chair_passes_it_on(cast, action):
    with pytest.raises(NotAllowed):
        reassign_action(by=cast.dalia, action=action, owner=cast.dalia)
    assert reassign_action(by=cast.alice, action=action, owner=cast.dalia)
    assert not reassign_action(by=cast.alice, action=action, owner=cast.dalia)
    assert reassign_action(by=cast.dalia, action=action, owner=cast.femi)
    assert told("ActionAssigned") == 2


def test_it_cannot_be_passed_outside(cast, action):
    with pytest.raises(ActionError):
        reassign_action(by=cast.bob, action=action, owner=cast.charlie)


def test_two_people_editing_an_action_lose_nothing(cast, action):
    same = Action.objects.get(pk=action.pk)
    edit_action(by=cast.bob, action=action, version=1, text="First", due_on=today())
    with pytest.raises(EditConflict) as conflict:
        edit_action(by=cast.alice, action=same, version=1, text="Second", due_on=None)
    assert conflict.value.theirs["text"] == "First"


def test_nothing_is_let_go_without_a_reason(cast, action):
    with pytest.raises(ActionError):
        drop_action(by=cast.alice, action=action, why="")
    with pytest.raises(NotAllowed):
        drop_action(by=cast.dalia, action=action, why="Not needed")
    assert drop_action(by=cast.alice, action=action, why="The library did it.")
    assert not open_actions(cast.network).exists()
