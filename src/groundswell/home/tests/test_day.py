from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.home.queries import day_of, greeting
from groundswell.kernel import registries
from groundswell.kernel.registries import Attention, Occurrence
from groundswell.meetings.tests.factories import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def quiet(monkeypatch):
    """No room has anything to say."""
    monkeypatch.setattr(registries, "attention", [])
    monkeypatch.setattr(registries, "occurrences", [])


@pytest.fixture
def day_url(cast):
    return reverse("home:network", args=[cast.network.slug])


def needs_of(cast):
    return [need.title for group in day_of(cast.alice, cast.network).needs for need in group.first]


def test_what_takes_one_tap_comes_before_what_is_merely_late(cast, quiet):
    today = timezone.localdate()
    registries.attention.append(
        lambda view: [
            Attention("Review", "overdue", "/c/", order=40, due_on=today - timedelta(days=200)),
            Attention("Poll", "can you come", "/a/", order=10),
            Attention("Action", "due next week", "/b/", order=20, due_on=today + timedelta(days=7)),
            Attention("Action", "due today", "/b/", order=20, due_on=today),
        ]
    )
    assert needs_of(cast) == ["can you come", "due today", "due next week", "overdue"]


def test_many_of_one_kind_are_folded_and_none_is_lost(cast, quiet):
    registries.attention.append(
        lambda view: [Attention("Review", f"{n}", f"/{n}/", order=40) for n in range(9)]
    )
    (group,) = day_of(cast.alice, cast.network).needs
    assert [len(group.first), len(group.more)] == [3, 6]


def test_what_happened_is_newest_first_and_bounded(cast, quiet):
    now = timezone.now()
    registries.occurrences.append(
        lambda network, since: [
            Occurrence(now - timedelta(hours=n), f"{n}", "/x/") for n in range(40)
        ]
    )
    happened = day_of(cast.alice, cast.network).happened
    assert [news.title for news in happened[:3]] == ["0", "1", "2"]
    assert len(happened) == 12


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (13, "Good afternoon"), (21, "Good evening")]
)
def test_the_greeting_follows_the_clock_and_keeps_the_whole_name(hour, words):
    assert (
        greeting("Dalia حسن", datetime(2026, 11, 22, hour, tzinfo=LONDON)) == f"{words}, Dalia حسن"
    )


@pytest.mark.parametrize("who", ["charlie", "nobody"])
def test_strangers_cannot_tell_that_a_day_exists(client, cast, day_url, who):
    client.force_login(getattr(cast, who))
    assert client.get(day_url).status_code == 404


def test_an_empty_day_teaches(client, cast, day_url, quiet):
    client.force_login(cast.bob)
    page = client.get(day_url).content.decode()
    assert "Nothing needs you today" in page


def test_the_page_costs_at_most_twelve_queries(
    client, cast, day_url, django_assert_max_num_queries
):
    client.force_login(cast.alice)
    client.get(day_url)
    with django_assert_max_num_queries(12):
        client.get(day_url)


def test_one_network_is_where_a_member_lands(client, cast):
    client.force_login(cast.bob)
    assert client.get("/").url == reverse("home:network", args=["tidewell"])


def test_somebody_without_a_network_is_told_what_to_do(client, cast):
    client.force_login(cast.nobody)
    assert "You belong to no network yet" in client.get("/today/").content.decode()


def test_a_visitor_sees_which_networks_live_here(client, cast):
    page = client.get("/").content.decode()
    assert "Tidewell Medical Network" in page


def test_an_agenda_is_shown_before_its_meeting_has_a_time_and_tells_no_unminuted_title(
    client, cast, day_url, quiet
):
    meeting = MeetingFactory(
        network=cast.network, title="December meeting", starts_at=None, state="polling"
    )
    AgendaItemFactory(network=cast.network, meeting=meeting, title="Hats that fit")
    AgendaItemFactory(
        network=cast.network, meeting=meeting, title="What the dean said", is_unminuted=True
    )
    client.force_login(cast.bob)
    page = client.get(day_url).content.decode()
    assert "December meeting" in page
    assert "a time is being found" in page
    assert "Hats that fit" in page
    assert "Unminuted item" in page
    assert "What the dean said" not in page
