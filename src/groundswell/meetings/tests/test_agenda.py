"""What is talked about: proposing, order, closing, carrying over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groundswell.kernel.actors import SYSTEM, VISITOR
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.models import News
from groundswell.meetings.models import AgendaItem, Meeting
from groundswell.meetings.queries import agenda_of, open_agenda, waiting_items
from groundswell.meetings.services import (
    AgendaError,
    carry_item,
    close_item,
    drop_item,
    edit_item,
    move_item,
    propose_item,
    put_back,
    schedule_item,
    schedule_waiting,
    strike_line,
    write_note,
)
from groundswell.meetings.tests.factories import AgendaItemFactory, MeetingFactory


def told(name):
    return News.objects.filter(name=f"meetings.{name}").count()


@pytest.fixture
def meeting(cast):
    return MeetingFactory(network=cast.network, title="December")


def test_a_member_proposes_with_one_field_and_it_waits(cast):
    item = propose_item(
        by=cast.bob, network=cast.network, title="  Theatre hats ", proposed_by=cast.bob
    )
    assert (item.title, item.state, item.is_student_led) == ("Theatre hats", "waiting", True)
    assert list(waiting_items(cast.network)) == [item]


def test_an_item_of_staff_is_not_student_led(cast):
    item = propose_item(by=cast.femi, network=cast.network, title="Rooms", proposed_by=cast.femi)
    assert not item.is_student_led


def test_an_item_without_a_name_counts_by_who_typed_it(cast):
    assert propose_item(by=cast.bob, network=cast.network, title="Hats").is_student_led
    assert not propose_item(by=SYSTEM, network=cast.network, title="Hats").is_student_led


@pytest.mark.parametrize("who", ["charlie", "nobody"])
def test_an_outsider_cannot_propose(cast, who):
    with pytest.raises(NotAllowed):
        propose_item(by=getattr(cast, who), network=cast.network, title="Hats")
    with pytest.raises(NotAllowed):
        propose_item(by=VISITOR, network=cast.network, title="Hats")


def test_an_over_long_title_is_refused_and_nothing_is_kept(cast):
    with pytest.raises(ValidationError):
        propose_item(by=cast.bob, network=cast.network, title="x" * 161)
    assert not AgendaItem.objects.exists()


def test_proposing_for_a_meeting_puts_it_on_the_agenda_at_once(cast, meeting):
    item = propose_item(by=cast.bob, network=cast.network, title="Hats", meeting=meeting)
    assert (item.state, item.meeting) == ("scheduled", meeting)
    assert told("ItemScheduled") == 1


def test_student_items_come_first_until_the_chairs_reorder(cast, meeting):
    staff = propose_item(
        by=cast.femi, network=cast.network, title="Rooms", proposed_by=cast.femi, meeting=meeting
    )
    student = propose_item(by=cast.bob, network=cast.network, title="Hats", meeting=meeting)
    assert list(agenda_of(meeting)) == [student, staff]
    move_item(by=cast.alice, item=staff, up=True)
    assert list(agenda_of(meeting)) == [staff, student]
    late = propose_item(by=cast.bob, network=cast.network, title="Art", meeting=meeting)
    assert list(agenda_of(meeting)) == [staff, student, late]


def test_moving_past_the_end_changes_nothing(cast, meeting):
    one = AgendaItemFactory(network=cast.network, meeting=meeting)
    two = AgendaItemFactory(network=cast.network, meeting=meeting)
    move_item(by=cast.alice, item=one, up=True)
    move_item(by=cast.alice, item=two, up=False)
    assert list(agenda_of(meeting)) == [one, two]


def test_only_chairs_reorder_and_put_back(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting)
    for act in (
        lambda: move_item(by=cast.bob, item=item, up=True),
        lambda: put_back(by=cast.bob, item=item),
        lambda: schedule_item(by=cast.bob, item=item, meeting=meeting),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_putting_on_twice_is_told_once(cast, meeting):
    item = AgendaItemFactory(network=cast.network)
    schedule_item(by=cast.alice, item=item, meeting=meeting)
    schedule_item(by=cast.alice, item=item, meeting=meeting)
    assert told("ItemScheduled") == 1


def test_an_item_cannot_go_to_a_neighbours_meeting_or_to_one_that_is_over(cast, meeting):
    item = AgendaItemFactory(network=cast.network)
    with pytest.raises(AgendaError):
        schedule_item(by=cast.alice, item=item, meeting=MeetingFactory(network=cast.other_network))
    meeting.minutes_sent_at = timezone.now()
    with pytest.raises(AgendaError):
        schedule_item(by=cast.alice, item=item, meeting=meeting)


def test_all_that_waits_can_be_put_on_together(cast, meeting):
    AgendaItemFactory.create_batch(3, network=cast.network)
    AgendaItemFactory(network=cast.other_network)
    assert schedule_waiting(by=SYSTEM, meeting=meeting) == 3
    assert agenda_of(meeting).count() == 3


def test_an_item_put_back_waits_again(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting)
    put_back(by=cast.alice, item=item)
    assert (item.state, item.meeting) == ("waiting", None)


def test_closing_says_what_came_of_it_once(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting)
    close_item(by=cast.bob, item=item, outcome="We ask the library.")
    close_item(by=cast.bob, item=item, outcome="Again")
    assert (item.state, item.outcome) == ("discussed", "We ask the library.")
    assert told("ItemDiscussed") == 1


def test_an_item_without_a_meeting_cannot_be_closed(cast):
    with pytest.raises(AgendaError):
        close_item(by=cast.bob, item=AgendaItemFactory(network=cast.network), outcome="x")


def test_nothing_stays_of_an_unminuted_item(cast, meeting):
    item = AgendaItemFactory(
        network=cast.network,
        meeting=meeting,
        is_unminuted=True,
        title="About Dr X",
        text="words",
        proposed_by=cast.bob,
    )
    close_item(by=cast.bob, item=item, outcome="what was said")
    item.refresh_from_db()
    assert (item.title, item.text, item.outcome) == ("Unminuted item", "", "")
    assert item.proposed_by is None


def test_what_is_written_down_already_cannot_be_called_unminuted(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting, proposed_by=cast.bob)
    line = write_note(by=cast.bob, meeting=meeting, text="Dr X said", item=item)
    words = {"version": item.version, "title": item.title, "text": "", "is_unminuted": True}
    with pytest.raises(AgendaError, match="Strike those lines"):
        edit_item(by=cast.bob, item=item, **words)
    strike_line(by=cast.bob, line=line)
    edit_item(by=cast.bob, item=item, **words)
    item.refresh_from_db()
    assert item.is_unminuted


def test_an_item_without_a_decision_goes_to_the_next_meeting(cast, meeting):
    following = MeetingFactory(network=cast.network, starts_at=timezone.now() + timedelta(days=30))
    item = AgendaItemFactory(network=cast.network, meeting=meeting)
    carry_item(by=cast.bob, item=item)
    assert item.meeting_id == following.pk
    assert item.state == "scheduled"


def test_with_no_next_meeting_a_carried_item_waits(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting)
    carry_item(by=cast.bob, item=item)
    assert (item.meeting, item.state) == (None, "waiting")


def test_a_proposer_edits_their_own_and_a_stranger_may_not(cast):
    item = AgendaItemFactory(network=cast.network, proposed_by=cast.bob)
    edit_item(by=cast.bob, item=item, version=1, title="Hats that fit", text="All of them")
    edit_item(by=cast.alice, item=item, version=2, title="Hats that fit", text="Most of them")
    with pytest.raises(NotAllowed):
        edit_item(by=cast.dalia, item=item, version=3, title="Mine", text="")


def test_two_people_editing_an_item_lose_nothing(cast):
    item = AgendaItemFactory(network=cast.network, proposed_by=cast.bob)
    same = AgendaItem.objects.get(pk=item.pk)
    edit_item(by=cast.bob, item=item, version=1, title="One", text="first")
    with pytest.raises(EditConflict) as conflict:
        edit_item(by=cast.alice, item=same, version=1, title="Two", text="second")
    assert conflict.value.theirs["text"] == "first"


def test_a_chair_lets_an_item_go_only_with_a_reason(cast):
    item = AgendaItemFactory(network=cast.network, proposed_by=cast.bob)
    with pytest.raises(AgendaError):
        drop_item(by=cast.alice, item=item)
    drop_item(by=cast.alice, item=item, why="The library did it already.")
    assert (item.state, item.outcome) == ("dropped", "The library did it already.")
    assert told("ItemDropped") == 1


def test_a_proposer_may_take_theirs_back_without_a_reason(cast):
    item = AgendaItemFactory(network=cast.network, proposed_by=cast.bob)
    drop_item(by=cast.bob, item=item)
    assert item.state == "dropped"


def test_the_open_agenda_is_the_soonest_meeting_to_come(cast, meeting):
    MeetingFactory(network=cast.network, starts_at=None, ends_at=None, state=Meeting.State.PLANNED)
    MeetingFactory(network=cast.network, starts_at=timezone.now() - timedelta(days=30))
    MeetingFactory(network=cast.network, state=Meeting.State.CANCELLED)
    assert open_agenda(cast.network) == meeting
