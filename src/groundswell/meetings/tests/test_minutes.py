"""What was said: one row a line, decisions by consent, who came."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.models import News
from groundswell.meetings.models import Attendance, Meeting, Minute
from groundswell.meetings.queries import decision, decisions_of, lines_of
from groundswell.meetings.queries.record import record_of
from groundswell.meetings.services import (
    MinutesError,
    correct_line,
    decide,
    record_attendance,
    strike_line,
    write_note,
)
from groundswell.meetings.tests.factories import AgendaItemFactory, MeetingFactory


@pytest.fixture
def meeting(cast):
    return MeetingFactory(network=cast.network)


@pytest.fixture
def item(cast, meeting):
    return AgendaItemFactory(network=cast.network, meeting=meeting)


def test_any_member_writes_a_decision_and_what_was_held_against_it(cast, meeting, item):
    line = decide(
        by=cast.bob, meeting=meeting, item=item, text="Hats in all theatres", objections="The cost"
    )
    assert list(decisions_of(item)) == [line]
    assert decision(line.pk) == line
    assert News.objects.filter(name="meetings.DecisionMade").count() == 1


def test_an_outsider_writes_nothing(cast, meeting, item):
    with pytest.raises(NotAllowed):
        decide(by=cast.charlie, meeting=meeting, item=item, text="x")
    with pytest.raises(NotAllowed):
        write_note(by=cast.nobody, meeting=meeting, text="x")
    with pytest.raises(NotAllowed):
        record_attendance(by=cast.charlie, meeting=meeting, person=cast.bob, state="came")


def test_an_unminuted_item_takes_no_line(cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting, is_unminuted=True)
    for write in (write_note, decide):
        with pytest.raises(MinutesError):
            write(by=cast.bob, meeting=meeting, item=item, text="x")
    assert not Minute.objects.exists()


def test_a_cancelled_meeting_and_a_neighbours_item_take_no_line(cast, meeting):
    with pytest.raises(MinutesError):
        write_note(
            by=cast.bob,
            meeting=meeting,
            text="x",
            item=AgendaItemFactory(network=cast.other_network),
        )
    meeting.state = Meeting.State.CANCELLED
    with pytest.raises(MinutesError):
        write_note(by=cast.bob, meeting=meeting, text="x")


def test_an_empty_line_is_not_written(cast, meeting):
    with pytest.raises(ValidationError):
        write_note(by=cast.bob, meeting=meeting, text="   ")


def test_two_people_on_one_line_lose_nothing(cast, meeting, item):
    line = write_note(by=cast.bob, meeting=meeting, item=item, text="First")
    same = Minute.objects.select_related("meeting__network").get(pk=line.pk)
    correct_line(by=cast.bob, line=line, version=1, text="Second")
    with pytest.raises(EditConflict) as conflict:
        correct_line(by=cast.alice, line=same, version=1, text="Third")
    assert conflict.value.theirs["text"] == "Second"


def test_sent_lines_stay_as_they_are(cast, meeting, item):
    line = write_note(by=cast.bob, meeting=meeting, item=item, text="First")
    meeting.minutes_sent_at = timezone.now()
    with pytest.raises(MinutesError):
        correct_line(by=cast.bob, line=line, version=1, text="Second")
    with pytest.raises(MinutesError):
        strike_line(by=cast.bob, line=line)


def test_a_line_can_be_struck_before_the_minutes_leave(cast, meeting):
    strike_line(by=cast.bob, line=write_note(by=cast.bob, meeting=meeting, text="Wrong room"))
    assert lines_of(meeting=meeting.pk) == []


def test_who_came_is_noted_and_can_be_forgotten(cast, meeting):
    for state in ("came", "could_not"):
        record_attendance(by=cast.bob, meeting=meeting, person=cast.dalia, state=state)
    assert Attendance.objects.get().state == "could_not"
    record_attendance(by=cast.bob, meeting=meeting, person=cast.dalia, state="")
    assert not Attendance.objects.exists()


def test_only_members_come_and_there_is_no_third_way(cast, meeting):
    with pytest.raises(MinutesError):
        record_attendance(by=cast.bob, meeting=meeting, person=cast.charlie, state="came")
    with pytest.raises(MinutesError):
        record_attendance(by=cast.bob, meeting=meeting, person=cast.dalia, state="late")


def test_what_was_said_of_items_that_moved_on_is_read_in_the_order_it_was_said(
    cast, meeting, item, django_assert_num_queries
):
    moved = [AgendaItemFactory(network=cast.network, meeting=meeting) for _n in range(2)]
    for said_of in (moved[1], item, moved[0], moved[1], None):
        write_note(by=cast.bob, meeting=meeting, text="A word", item=said_of)
    type(item).objects.filter(pk__in=[one.pk for one in moved]).update(meeting=None)
    with django_assert_num_queries(4):  # its items, lines and actions; and what moved on
        record = record_of(meeting)
        shown = [(s.item, len(s.lines), s.is_carried) for s in record.sections]
    assert shown == [
        (item, 1, False),
        (moved[1], 2, True),
        (moved[0], 1, True),
        (None, 1, False),
    ]
