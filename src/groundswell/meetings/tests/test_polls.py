"""Asking when people can come: who may, what is kept, and what happens when it is too late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.meetings.errors import PollError
from groundswell.meetings.models import Meeting, Poll, PollAnswer
from groundswell.meetings.queries.polls import answers_of, not_answered, results, slots_of
from groundswell.meetings.services import (
    answer_poll,
    ask_everyone,
    cancel_meeting,
    fix_meeting,
    move_meeting,
    open_poll,
    plan_meeting,
)
from groundswell.meetings.services.letters import remind_of_polls

pytestmark = pytest.mark.django_db


def at(days, hours=0):
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(
        days=days, hours=hours
    )


def times(n=3):
    return [(at(8 + i), at(8 + i, 1)) for i in range(n)]


@pytest.fixture
def poll(cast):
    return ask_everyone(
        by=cast.alice,
        network=cast.network,
        title="December meeting",
        slots=times(),
        closes_on=today() + timedelta(days=5),
    )


def say(person, poll, *answers):
    slots = slots_of(poll)
    answer_poll(
        by=person, poll=poll, answers={s.pk: a for s, a in zip(slots, answers, strict=False) if a}
    )


def test_only_those_who_plan_may_ask(cast):
    assert not cast.bob.holds(Permission.POLL_OPEN, cast.network, None)
    with pytest.raises(NotAllowed):
        ask_everyone(
            by=cast.bob,
            network=cast.network,
            title="x",
            slots=times(),
            closes_on=today(),
        )
    assert not Meeting.objects.exists()


def test_each_member_gets_one_letter_with_their_own_link(cast, poll, news):
    news()
    letters = Letter.objects.filter(kind="meetings.poll")
    assert letters.count() == 6
    links = {line for letter in letters for line in letter.text.splitlines() if "/l/times/" in line}
    assert len(links) == 6
    assert "London time" in letters[0].text
    assert cast.charlie.email not in set(letters.values_list("to", flat=True))


def test_news_that_comes_twice_asks_nobody_twice(cast, poll, news):
    from groundswell.meetings.services.letters import send_poll_letters

    news()
    send_poll_letters(poll_id=poll.pk)
    assert Letter.objects.filter(kind="meetings.poll").count() == 6


def test_an_answer_can_be_changed_until_the_poll_closes(cast, poll):
    say(cast.bob, poll, "yes", "no", "maybe")
    say(cast.bob, poll, "no", "no", "yes")
    assert list(answers_of(poll, cast.bob.pk).values()) == ["no", "no", "yes"]
    assert PollAnswer.objects.count() == 3


def test_a_stranger_cannot_answer(cast, poll):
    with pytest.raises(NotAllowed):
        say(cast.charlie, poll, "yes")
    with pytest.raises(NotAllowed):
        say(SYSTEM, poll, "yes")


def test_nothing_chosen_is_said_so(cast, poll):
    with pytest.raises(PollError, match="Nothing was chosen"):
        answer_poll(by=cast.bob, poll=poll, answers={})


def test_a_slot_of_another_poll_is_refused(cast, poll):
    other = ask_everyone(
        by=cast.alice, network=cast.network, title="y", slots=times(1), closes_on=today()
    )
    with pytest.raises(PollError, match="not offered"):
        answer_poll(by=cast.bob, poll=poll, answers={slots_of(other)[0].pk: "yes"})


def test_after_the_last_day_answers_are_refused_with_the_reason(cast, poll):
    Poll.objects.update(closes_on=today() - timedelta(days=1))
    with pytest.raises(PollError, match="has closed"):
        say(cast.bob, poll, "yes")


def test_after_the_time_is_chosen_the_answer_page_says_which(cast, poll):
    fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[0])
    with pytest.raises(PollError, match="was chosen meanwhile"):
        say(cast.bob, poll, "yes")


def test_after_it_is_cancelled_there_is_nothing_to_answer(cast, poll):
    cancel_meeting(by=cast.alice, meeting=poll.meeting)
    with pytest.raises(PollError, match="cancelled"):
        say(cast.bob, poll, "yes")


@pytest.mark.parametrize(
    ("slots", "closes", "sentence"),
    [
        ([], 3, "between one and twelve"),
        ([(at(-1), at(-1, 1))], 3, "has passed"),
        ([(at(8), at(8, 1))], -1, "last day to answer"),
    ],
)
def test_a_poll_that_makes_no_sense_is_refused(cast, slots, closes, sentence):
    meeting = plan_meeting(by=cast.alice, network=cast.network, title="x")
    with pytest.raises(PollError, match=sentence):
        open_poll(
            by=cast.alice,
            meeting=meeting,
            slots=slots,
            closes_on=today() + timedelta(days=closes),
        )


def test_a_meeting_is_asked_about_once(cast, poll):
    with pytest.raises(PollError, match="already asked"):
        open_poll(by=cast.alice, meeting=poll.meeting, slots=times(), closes_on=today())


def test_the_time_most_students_can_make_is_recommended(cast, poll):
    say(cast.alice, poll, "no", "yes", "yes")
    say(cast.bob, poll, "no", "maybe", "yes")
    say(cast.sade, poll, "yes", "yes", "no")
    say(cast.femi, poll, "yes", "yes", "no")
    found = results(poll)
    assert [row.n_students for row in found.rows] == [2, 0, 2]
    assert found.rows[0].slot == slots_of(poll)[1]  # as many students, and everybody else
    assert (found.n_answered, found.n_students_answered, found.n_members) == (4, 2, 6)


def test_year_groups_of_few_are_not_counted_in_results(cast, poll):
    say(cast.bob, poll, "no", "no", "no")
    assert all(row.cannot == () for row in results(poll).rows)


def test_the_reminder_goes_once_and_only_to_those_who_have_not_answered(cast, poll):
    say(cast.bob, poll, "yes")
    Poll.objects.update(
        closes_on=today() + timedelta(days=1), opened_at=timezone.now() - timedelta(days=4)
    )
    cast.femi.digest = "rarely"
    cast.femi.save()
    assert remind_of_polls() == 1
    assert remind_of_polls() == 0
    sent_to = set(Letter.objects.values_list("to", flat=True))
    assert sent_to == {p.email for p in (cast.alice, cast.sade, cast.dalia, cast.priya)}


def test_who_has_not_answered_is_known_by_name_but_not_what_others_said(cast, poll):
    say(cast.bob, poll, "yes")
    names = [membership.person for membership in not_answered(poll)]
    assert cast.bob not in names
    assert len(names) == 5


def test_fixing_sends_everybody_a_calendar_file_once(cast, poll, news):
    fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[1])
    fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[1])
    news()
    letters = Letter.objects.filter(kind="meetings.fixed")
    assert letters.count() == 6
    enclosure = letters[0].enclosures.get()
    assert b"METHOD:REQUEST" in bytes(enclosure.content)
    assert b"SEQUENCE:0" in bytes(enclosure.content)


def test_moving_and_cancelling_reach_calendars_with_a_higher_sequence(cast, poll, news):
    meeting = fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[1])
    news()
    move_meeting(by=cast.alice, meeting=meeting, starts_at=at(12), ends_at=at(12, 1))
    news()
    moved = Letter.objects.filter(kind="meetings.moved")
    assert b"SEQUENCE:1" in bytes(moved[0].enclosures.get().content)
    cancel_meeting(by=cast.alice, meeting=meeting)
    cancel_meeting(by=cast.alice, meeting=meeting)
    news()
    off = Letter.objects.filter(kind="meetings.cancelled")
    content = bytes(off[0].enclosures.get().content)
    assert off.count() == 6
    assert b"METHOD:CANCEL" in content
    assert b"SEQUENCE:2" in content
    assert str(meeting.uid).encode() in content


def test_another_time_cannot_be_fixed_over_the_first(cast, poll):
    from groundswell.meetings.errors import MeetingError

    fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[1])
    with pytest.raises(MeetingError, match="already fixed"):
        fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[0])
