"""The private calendar feed: what is in it, for whom, and how it ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from groundswell.kernel import registries
from groundswell.kernel.errors import NotAllowed
from groundswell.meetings.models import FeedToken, PollAnswer
from groundswell.meetings.services import cancel_meeting, make_feed, paint_week, plan_meeting
from groundswell.meetings.tests.factories import ActionFactory
from groundswell.networks.models import CalendarEntry

pytestmark = pytest.mark.django_db


def a_meeting(cast, network=None, by=None, title="December meeting"):
    start = timezone.now().replace(microsecond=0) + timedelta(days=4)
    return plan_meeting(
        by=by or cast.alice,
        network=network or cast.network,
        title=title,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
    )


def titles(client, token):
    response = client.get(reverse("meetings:calendar_feed", args=[token]))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_a_feed_has_meetings_own_actions_and_observances(client, cast):
    a_meeting(cast)
    a_meeting(cast, cast.other_network, cast.charlie, "Next door")
    ActionFactory(network=cast.network, owner=cast.bob, text="Ask the library")
    ActionFactory(network=cast.network, owner=cast.alice, text="Not Bob's")
    day = timezone.localdate() + timedelta(days=9)
    CalendarEntry.objects.create(
        network=cast.network, kind="observance", name="Eid", starts_on=day, ends_on=day
    )
    found = titles(client, make_feed(by=cast.bob, network=cast.network))
    assert sorted(found) == [
        "Due: Ask the library",
        "Eid",
        "Tidewell Medical Network: December meeting",
    ]


def test_a_cancelled_meeting_stays_in_the_feed_marked_so(client, cast):
    meeting = a_meeting(cast)
    cancel_meeting(by=cast.alice, meeting=meeting)
    token = make_feed(by=cast.bob, network=cast.network)
    body = client.get(reverse("meetings:calendar_feed", args=[token])).content
    assert b"STATUS:CANCELLED" in body


def test_a_new_address_ends_the_old_one(client, cast):
    old = make_feed(by=cast.bob, network=cast.network)
    new = make_feed(by=cast.bob, network=cast.network)
    assert client.get(reverse("meetings:calendar_feed", args=[old])).status_code == 404
    assert titles(client, new) == []


def test_a_stranger_gets_no_feed_here(cast):
    with pytest.raises(NotAllowed):
        make_feed(by=cast.charlie, network=cast.network)


def test_the_address_is_shown_once_and_the_feed_can_be_ended(client, cast):
    client.force_login(cast.bob)
    page = reverse("meetings:feed", args=[cast.network.slug])
    assert "/feeds/" in client.post(page).content.decode()
    assert "/feeds/" not in client.get(page).content.decode()
    client.post(page, {"end": "1"})
    assert not FeedToken.objects.exists()


def test_what_is_kept_about_availability_is_exported_and_forgotten(cast):
    make_feed(by=cast.bob, network=cast.network)
    paint_week(by=cast.bob, network=cast.network, busy={(0, 20)})
    meeting = a_meeting(cast)
    from groundswell.meetings.models import Poll, Slot

    poll = Poll.objects.create(meeting=meeting, closes_on=timezone.localdate())
    slot = Slot.objects.create(poll=poll, starts_at=meeting.starts_at, ends_at=meeting.ends_at)
    PollAnswer.objects.create(slot=slot, person=cast.bob, answer="yes")
    entry = next(e for e in registries.personal_data if "meetings.PollAnswer" in e.models)
    assert {row["what"] for row in entry.export(cast.bob.pk)} == {"answer", "painted", "feed"}
    entry.forget(cast.bob.pk)
    assert list(entry.export(cast.bob.pk)) == []
