"""What leaves the same evening, and who is reminded of what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.models import News
from groundswell.mail.models import Letter
from groundswell.meetings.models import AgendaItem, Attendance, Meeting, Poll, PollAnswer, Slot
from groundswell.meetings.queries import agenda_of, attended, record_of, seats
from groundswell.meetings.reactions import record as given
from groundswell.meetings.services import (
    MinutesError,
    assign_action,
    chat_text,
    decide,
    plan_meeting,
    record_attendance,
    remind_chairs,
    remind_owners,
    say_held,
    send_minutes,
    write_note,
)
from groundswell.meetings.tests.factories import ActionFactory, AgendaItemFactory, MeetingFactory

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def meeting(cast):
    start = timezone.now() - timedelta(hours=2)
    return MeetingFactory(
        network=cast.network, title="November", starts_at=start, ends_at=start + timedelta(hours=1)
    )


@pytest.fixture
def item(cast, meeting):
    return AgendaItemFactory(network=cast.network, meeting=meeting, title="Hats")


@pytest.fixture
def written(cast, meeting, item):
    """A decision with an objection, an action of Femi's who was away, an unminuted item, one not reached."""
    decide(
        by=cast.bob, meeting=meeting, item=item, text="Hats in all theatres", objections="The cost"
    )
    for owner, text in ((cast.femi, "Ask the wards"), (cast.bob, "Ask the library")):
        assign_action(
            by=cast.bob,
            network=cast.network,
            meeting=meeting,
            item=item,
            text=text,
            owner=owner,
            due_on=timezone.localdate() + timedelta(days=14),
        )
    record_attendance(by=cast.bob, meeting=meeting, person=cast.bob, state="came")
    record_attendance(by=cast.bob, meeting=meeting, person=cast.femi, state="could_not")
    AgendaItemFactory(
        network=cast.network,
        meeting=meeting,
        title="About a lecturer",
        text="in detail",
        is_unminuted=True,
    )
    AgendaItemFactory(network=cast.network, meeting=meeting, title="Exhibition")
    return meeting


def letters(kind="minutes"):
    return {letter.to: letter for letter in Letter.objects.filter(kind=kind)}


def test_each_member_reads_decided_yours_and_next(cast, written, news):
    following = MeetingFactory(
        network=cast.network, title="January", starts_at=timezone.now() + timedelta(days=30)
    )
    assert send_minutes(by=cast.alice, meeting=written)
    news()
    sent = letters()
    assert set(sent) == {
        f"{n}@example.org" for n in ("alice", "bob", "sade", "femi", "dalia", "priya")
    }
    femis, bobs = sent["femi@example.org"].text, sent["bob@example.org"].text
    assert "Hats in all theatres" in femis
    assert "Held against it: The cost" in femis
    yours = femis.split("YOURS")[1].split("NEXT")[0]
    assert "Ask the wards" in yours
    assert "Ask the library" not in yours
    assert yours.count("/l/action/") == 2
    assert "?stuck" in yours
    assert following.title in femis
    assert "Exhibition" in femis.split("NEXT")[1].split("GROUP CHAT")[0]
    assert "Nothing is with you." in sent["dalia@example.org"].text
    assert "Ask the library" in bobs.split("YOURS")[1].split("NEXT")[0]


def test_who_has_not_answered_a_poll_is_asked_with_a_link_of_their_own(cast, written, news):
    coming = MeetingFactory(
        network=cast.network, title="January", state="polling", starts_at=None, ends_at=None
    )
    poll = Poll.objects.create(meeting=coming, closes_on=timezone.localdate() + timedelta(days=5))
    start = timezone.now() + timedelta(days=20)
    slot = Slot.objects.create(poll=poll, starts_at=start, ends_at=start + timedelta(hours=1))
    PollAnswer.objects.create(slot=slot, person=cast.bob, answer="yes")
    send_minutes(by=cast.alice, meeting=written)
    news()
    sent = letters()
    assert "/l/times/" in sent["femi@example.org"].text
    assert "/l/times/" not in sent["bob@example.org"].text


def test_no_mail_names_an_unminuted_item(cast, written, news):
    send_minutes(by=cast.alice, meeting=written)
    news()
    for letter in letters().values():
        assert "lecturer" not in letter.text
        assert "in detail" not in letter.text


def test_the_chat_text_names_nobody_who_was_away(cast, written):
    text = chat_text(written, record_of(written), attended(written))
    assert "Ask the wards" in text
    assert "Femi" not in text
    assert "Bob Okafor-Lim" in text
    assert "nminuted" not in text


def test_minutes_leave_once_whoever_presses_twice(cast, written, news):
    assert send_minutes(by=cast.alice, meeting=written)
    assert not send_minutes(by=cast.sade, meeting=Meeting.objects.get(pk=written.pk))
    stale = Meeting.objects.get(pk=written.pk)
    stale.minutes_sent_at = None
    assert not send_minutes(by=cast.sade, meeting=stale)
    news()
    assert Letter.objects.filter(kind="minutes").count() == 6
    assert News.objects.filter(name="meetings.MinutesSent").count() == 1


def test_every_item_has_an_outcome_or_is_carried(cast, written, item):
    send_minutes(by=cast.alice, meeting=written)
    item.refresh_from_db()
    assert (item.state, item.outcome) == ("discussed", "Hats in all theatres")
    carried = AgendaItem.objects.filter(state="waiting").values_list("title", flat=True)
    assert set(carried) == {"Exhibition", "About a lecturer"}


def test_a_note_or_an_action_is_an_outcome_too(cast, meeting):
    noted = AgendaItemFactory(network=cast.network, meeting=meeting)
    write_note(by=cast.bob, meeting=meeting, item=noted, text="We listened")
    send_minutes(by=cast.alice, meeting=meeting)
    noted.refresh_from_db()
    assert noted.outcome == "We listened"


def test_who_said_yes_in_the_poll_stands_first_in_the_tap_list(cast, meeting):
    slot = Slot.objects.create(
        poll=Poll.objects.create(meeting=meeting, closes_on=meeting.starts_at.date()),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
    )
    before = [seat.person_id for seat in seats(meeting)]
    PollAnswer.objects.create(slot=slot, person_id=before[-1], answer="yes")
    PollAnswer.objects.create(slot=slot, person_id=before[0], answer="maybe")
    assert [seat.person_id for seat in seats(meeting)] == [before[-1], *before[:-1]]


def test_who_said_no_in_the_poll_could_not_come_unless_they_did(cast, written):
    poll = Poll.objects.create(meeting=written, closes_on=timezone.localdate())
    slot = Slot.objects.create(poll=poll, starts_at=written.starts_at, ends_at=written.ends_at)
    for person in (cast.bob, cast.dalia):
        PollAnswer.objects.create(slot=slot, person=person, answer="no")
    send_minutes(by=cast.alice, meeting=written)
    states = dict(Attendance.objects.values_list("person_id", "state"))
    assert states[cast.bob.pk] == "came"
    assert states[cast.dalia.pk] == "could_not"


def test_only_chairs_send_and_only_what_is_written_and_over(cast, meeting, item):
    with pytest.raises(NotAllowed):
        send_minutes(by=cast.bob, meeting=meeting)
    with pytest.raises(MinutesError):
        send_minutes(by=cast.alice, meeting=meeting)
    later = MeetingFactory(network=cast.network)
    write_note(by=cast.bob, meeting=later, text="Too early")
    with pytest.raises(MinutesError):
        send_minutes(by=cast.alice, meeting=later)


def test_a_meeting_that_never_had_a_time_gets_one_with_its_minutes(cast):
    met = MeetingFactory(network=cast.network, state="planned", starts_at=None, ends_at=None)
    write_note(by=cast.bob, meeting=met, text="We met in the corridor")
    send_minutes(by=cast.alice, meeting=met)
    assert met.state == "held"
    assert met.starts_at


def test_what_is_added_after_sending_is_marked_and_not_mailed(cast, written, news):
    send_minutes(by=cast.alice, meeting=written)
    news()
    write_note(by=cast.bob, meeting=written, text="It was the other theatre")
    news()
    last = record_of(written).general.lines[-1]
    assert last.is_correction
    assert Letter.objects.filter(kind="minutes").count() == 6


# actions and their owners


def test_the_new_owner_is_told_with_two_links(cast, news):
    assign_action(
        by=cast.alice, network=cast.network, text="Call them", owner=cast.dalia, due_on=None
    )
    assign_action(by=cast.bob, network=cast.network, text="Mine", owner=cast.bob, due_on=None)
    news()
    news()
    sent = letters("action")
    assert set(sent) == {"dalia@example.org"}
    assert sent["dalia@example.org"].text.count("/l/action/") == 2


def test_what_was_taken_on_at_a_meeting_waits_for_the_evening(cast, written, news):
    news()
    assert not letters("action")


def test_owners_alone_are_reminded_once_before_and_once_after(cast):
    day = timezone.localdate()
    ActionFactory(network=cast.network, owner=cast.bob, due_on=day + timedelta(days=3))
    ActionFactory(network=cast.network, owner=cast.femi, due_on=day - timedelta(days=1))
    ActionFactory(network=cast.network, owner=cast.dalia, due_on=day)
    ActionFactory(
        network=cast.network, owner=cast.sade, due_on=day - timedelta(days=1), state="done"
    )
    assert remind_owners() == 2
    assert remind_owners() == 0
    assert set(letters("action")) == {"bob@example.org", "femi@example.org"}
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert remind_owners() == 1
    assert Letter.objects.filter(kind="action", to="bob@example.org").count() == 2


def test_chairs_are_reminded_the_next_morning_and_once(cast):
    start = datetime(2026, 11, 18, 18, 0, tzinfo=LONDON)
    met = MeetingFactory(network=cast.network, starts_at=start, ends_at=start + timedelta(hours=1))
    with time_machine.travel(start + timedelta(hours=2)):
        assert remind_chairs() == 0
    with time_machine.travel(datetime(2026, 11, 19, 8, 0, tzinfo=LONDON)):
        remind_chairs()
        remind_chairs()
        assert set(letters()) == {"alice@example.org", "sade@example.org"}
        needs = registries.needs_of(registries.looking(cast.alice.pk, cast.network))
        assert any(met.title in need.title for need in needs)
        none = registries.needs_of(registries.looking(cast.bob.pk, cast.network))
        assert not any(met.title in need.title for need in none)


def test_sent_minutes_are_not_chased(cast, written):
    send_minutes(by=cast.alice, meeting=written)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert remind_chairs() == 0


# registries


def test_what_waits_goes_on_the_meeting_that_is_fixed(cast, news):
    waits = AgendaItemFactory(network=cast.network)
    start = timezone.now() + timedelta(days=5)
    fixed = plan_meeting(
        by=cast.alice,
        network=cast.network,
        title="Next",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
    )
    news()
    assert list(agenda_of(fixed)) == [waits]


def test_a_leaver_hands_on_and_is_forgotten(cast, written):
    (one,) = given.held(cast.femi.pk, cast.network.pk)
    given.pass_on(by=cast.alice, key=one.key, to_person_id=cast.dalia.pk)
    assert not given.held(cast.femi.pk, cast.network.pk)
    assert any(row["what"] == "attendance" for row in given.export(cast.femi.pk))
    given.forget(cast.femi.pk)
    assert not list(given.export(cast.femi.pk))


def test_what_happened_names_nobody_and_waits_for_the_minutes(cast, written):
    since = timezone.now() - timedelta(days=1)
    assert not list(given.happened(cast.network, since))
    send_minutes(by=cast.alice, meeting=written)
    (line,) = given.happened(cast.network, since)
    assert line.title == "Decided: Hats in all theatres"


def test_a_meeting_held_before_its_time_can_have_its_minutes_sent(client, cast, news):
    client.force_login(cast.alice)
    start = timezone.now() + timedelta(days=3)
    meeting = MeetingFactory(
        network=cast.network, starts_at=start, ends_at=start + timedelta(hours=1)
    )
    write_note(by=cast.bob, meeting=meeting, text="We met today instead.")
    page = reverse("meetings:send", args=[cast.network.slug, meeting.pk])
    assert "It was held already" in client.get(page).content.decode()
    client.post(page, {"do": "held"})
    meeting.refresh_from_db()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=1)
    assert meeting.ends_at <= timezone.now()
    before = Letter.objects.count()
    client.post(page)
    meeting.refresh_from_db()
    assert meeting.minutes_sent_at is not None
    assert before == 0
    with pytest.raises(NotAllowed):
        say_held(by=cast.bob, meeting=meeting)
