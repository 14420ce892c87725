"""The pages about meetings: who sees them, and what they cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Meeting
from groundswell.meetings.services import decide, paint_week, plan_meeting
from groundswell.meetings.tests.factories import MeetingFactory
from groundswell.networks.models import Sisterhood
from groundswell.networks.services import invite_many

pytestmark = pytest.mark.django_db


def in_days(n, hours=0):
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    return start + timedelta(days=n, hours=hours)


@pytest.fixture
def meeting(cast):
    return plan_meeting(
        by=cast.alice,
        network=cast.network,
        title="December meeting",
        starts_at=in_days(9),
        ends_at=in_days(9, 1),
    )


def url(name, cast, *args):
    return reverse(f"meetings:{name}", args=[cast.network.slug, *args])


def test_a_member_sees_all_meetings_and_each_of_them(client, cast, meeting):
    client.force_login(cast.bob)
    assert "December meeting" in client.get(url("index", cast)).content.decode()
    assert client.get(url("meeting", cast, meeting.pk)).status_code == 200


def test_strangers_cannot_tell_that_a_meeting_exists(client, cast, meeting):
    client.force_login(cast.charlie)
    assert client.get(url("index", cast)).status_code == 404
    assert client.get(url("meeting", cast, meeting.pk)).status_code == 404
    theirs = reverse("meetings:meeting", args=[cast.other_network.slug, meeting.pk])
    assert client.get(theirs).status_code == 404


def test_a_member_who_may_not_plan_is_told_who_can(client, cast):
    assert not cast.bob.holds(Permission.MEETING_PLAN, cast.network, None)
    client.force_login(cast.bob)
    assert client.get(url("plan", cast)).status_code == 403


def test_the_plan_page_proposes_times(client, cast):
    client.force_login(cast.alice)
    response = client.get(url("plan", cast))
    assert response.status_code == 200
    assert len(response.context["outlook"].proposals) >= 3


def test_ten_more_meetings_cost_no_more_queries(client, cast, django_assert_max_num_queries):
    client.force_login(cast.bob)

    def more(n):
        for i in range(n):
            Meeting.objects.create(
                network=cast.network,
                title=f"Past {i}",
                state="held",
                starts_at=in_days(-30 - i),
                ends_at=in_days(-30 - i, 1),
            )
            Meeting.objects.create(
                network=cast.network,
                title=f"Soon {i}",
                state="fixed",
                starts_at=in_days(3 + i),
                ends_at=in_days(3 + i, 1),
            )

    more(2)
    client.get(url("index", cast))
    with django_assert_max_num_queries(12):
        client.get(url("index", cast))
    more(10)
    with django_assert_max_num_queries(12):
        client.get(url("index", cast))


def ask(cast, **typed):
    page = {"title": "December meeting", "minutes": "60", "closes_on": str(today())}
    return {**page, "own_day_0": f"{in_days(9):%Y-%m-%d}", "own_time_0": "17:30", **typed}


def test_everyone_is_asked_from_one_page(client, cast):
    client.force_login(cast.alice)
    page = client.get(url("plan", cast)).context["outlook"]
    ticked = [one.starts_at.isoformat() for one in page.proposals[:2]]
    client.post(url("plan", cast), ask(cast, slots=ticked, own_time_0="07:15"))
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.poll.slots.count()) == ("polling", 3)


def test_sending_the_form_twice_asks_once(client, cast):
    client.force_login(cast.alice)
    for _ in range(2):
        client.post(url("plan", cast), ask(cast, _once="abc"))
    assert Meeting.objects.count() == 1


def test_a_known_time_is_fixed_without_asking(client, cast):
    client.force_login(cast.alice)
    client.post(url("plan", cast), ask(cast, fix="1"))
    assert Meeting.objects.get().state == "fixed"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"own_time_0": ""}, "Add the time of day"),
        ({"own_day_0": ""}, "Add the day"),
        ({"own_day_0": "", "own_time_0": ""}, "No time is chosen"),
        ({"own_day_0": "2020-01-01"}, "has passed"),
        (
            {"slots": ["soon", "2026-13-45T00:00"], "own_day_0": "", "own_time_0": ""},
            "No time is chosen",
        ),
        ({"title": "x" * 200}, "160"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_is_lost(client, cast, typed, sentence):
    client.force_login(cast.alice)
    response = client.post(url("plan", cast), ask(cast, place="Atrium", **typed))
    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    assert 'value="Atrium"' in page
    assert not Meeting.objects.exists()


def test_a_window_that_makes_no_sense_gets_a_sentence(client, cast):
    client.force_login(cast.alice)
    page = client.get(
        url("plan", cast),
        {"first": "2027-03-01", "last": "2027-01-01", "minutes": "60", "parts": "evening"},
    )
    assert "before the first one" in page.content.decode()


def move_typed(meeting, **typed):
    return {
        "title": meeting.title,
        "day": f"{in_days(12):%Y-%m-%d}",
        "time": "18:00",
        "minutes": "60",
        "version": meeting.version,
        **typed,
    }


def test_two_chairs_who_move_at_once_see_each_other(client, cast, meeting):
    client.force_login(cast.alice)
    client.post(url("move", cast, meeting.pk), move_typed(meeting))
    response = client.post(url("move", cast, meeting.pk), move_typed(meeting, time="19:00"))
    page = response.content.decode()
    assert "changed it meanwhile" in page
    assert 'value="19:00"' in page


def test_a_cancelled_meeting_says_so(client, cast, meeting):
    client.force_login(cast.bob)
    assert client.post(url("cancel", cast, meeting.pk)).status_code == 403
    client.force_login(cast.alice)
    client.post(url("cancel", cast, meeting.pk))
    assert "Cancelled." in client.get(url("meeting", cast, meeting.pk)).content.decode()


def test_a_meeting_shared_with_a_sister_is_seen_there_and_by_nobody_else(client, cast, meeting):
    assert cast.alice.holds(Permission.MEETING_SHARE, cast.network, None)
    Sisterhood.objects.create(one=cast.network, other=cast.other_network, agreed_at=timezone.now())
    client.force_login(cast.alice)
    client.post(url("share", cast, meeting.pk), {"sister": cast.other_network.slug})
    theirs = reverse("meetings:meeting", args=[cast.other_network.slug, meeting.pk])
    client.force_login(cast.charlie)
    assert "invites you" in client.get(theirs).content.decode()
    listing = client.get(reverse("meetings:index", args=[cast.other_network.slug]))
    assert "shared by Tidewell" in listing.content.decode()
    assert client.get(url("meeting", cast, meeting.pk)).status_code == 404
    move = reverse("meetings:move", args=[cast.other_network.slug, meeting.pk])
    assert client.get(move).status_code == 404
    client.force_login(cast.alice)
    client.post(url("share", cast, meeting.pk), {"sister": cast.other_network.slug, "stop": "1"})
    client.force_login(cast.charlie)
    assert client.get(theirs).status_code == 404


def test_a_meeting_can_be_taken_into_a_calendar(client, cast, meeting):
    client.force_login(cast.bob)
    response = client.get(url("ics", cast, meeting.pk))
    assert response.headers["Content-Type"] == "text/calendar"
    assert str(meeting.uid).encode() in response.content


def test_past_meetings_are_found_by_a_word(client, cast):
    Meeting.objects.create(
        network=cast.network,
        title="Spring",
        history_text="The kara may stay on",
        state="held",
        starts_at=in_days(-40),
        ends_at=in_days(-40, 1),
    )
    client.force_login(cast.bob)
    assert "Spring" in client.get(url("index", cast), {"q": "kara"}).content.decode()
    assert "Spring" not in client.get(url("index", cast), {"q": "turban"}).content.decode()


def test_chairs_are_asked_to_plan_when_no_meeting_is_in_sight(client, cast):
    home = reverse("home:network", args=[cast.network.slug])
    client.force_login(cast.alice)
    assert "No meeting is planned" in client.get(home).content.decode()
    client.force_login(cast.bob)
    assert "No meeting is planned" not in client.get(home).content.decode()


def test_a_founder_goes_on_to_the_next_step_once_everyone_is_asked(client, cast):
    client.force_login(cast.alice)
    wall = f"/n/{cast.network.slug}/setup/wall/"
    for then, goes_to in ((wall, wall), ("https://example.com/", "/meetings/")):
        there = f"{url('plan', cast)}?then={then}"
        shown = client.get(there)
        ticked = [one.starts_at.isoformat() for one in shown.context["outlook"].proposals[:2]]
        sent = {**shown.context["form"].initial, "slots": ticked}
        assert goes_to in client.post(there, sent).url


def test_past_meetings_stand_under_their_year_with_what_they_decided(client, cast):
    for year in (2025, 2026):
        day = datetime(year, 3, 4, 17, tzinfo=UTC)
        met = MeetingFactory(
            network=cast.network, state="held", starts_at=day, place=f"Room {year}"
        )
    decide(by=cast.alice, meeting=met, item=None, text="Ask for the list.")
    client.force_login(cast.bob)
    page = client.get(reverse("meetings:index", args=[cast.network.slug])).content.decode()
    assert page.index("<h3>2026</h3>") < page.index("Room 2026") < page.index("<h3>2025</h3>")
    assert "Room 2026 · 1 decision<" in page
    assert page.count(" decision") == 1


def test_where_nothing_is_known_no_time_is_said_to_suit_anybody(client, cast):
    client.force_login(cast.alice)
    page = client.get(url("plan", cast)).content.decode()
    assert "Nothing is known yet" in page
    assert "students can come ·" not in page
    paint_week(by=cast.bob, network=cast.network, busy=[(0, 36)])
    page = client.get(url("plan", cast)).content.decode()
    assert "Nothing is known yet" not in page
    assert "most of all" in page


def test_a_second_question_beside_an_open_one_is_pointed_out(client, cast):
    client.force_login(cast.alice)
    assert "being asked already" not in client.get(url("plan", cast)).content.decode()
    client.post(url("plan", cast), ask(cast))
    assert "being asked already" in client.get(url("plan", cast)).content.decode()
    own = client.get(url("plan_again", cast, Meeting.objects.get().pk)).content.decode()
    assert "being asked already" not in own


def test_who_is_only_invited_is_not_said_to_be_asked(client, cast):
    client.force_login(cast.alice)
    said = client.post(url("plan", cast), ask(cast), follow=True).content.decode()
    assert "Every member is asked by mail" in said
    assert "invited" not in said
    invite_many(by=cast.alice, network=cast.network, addresses=[("amara@example.org", "")])
    said = client.post(url("plan", cast), ask(cast), follow=True).content.decode()
    assert "Whoever is invited finds the question here" in said
