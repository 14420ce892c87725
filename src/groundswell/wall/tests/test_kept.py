"""The wall strangers read is made once, and made again the moment anything in the network changes."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.wall import services

pytestmark = pytest.mark.django_db
WORDS = "She asked how I wanted to wear it."


@pytest.fixture
def wall(cast):
    return reverse("wall:wall", args=[cast.network.slug])


@pytest.fixture
def story(cast):
    given = services.give_story(
        by=cast.bob,
        network=cast.network,
        text=WORDS,
        audience="public",
        expires_on=today() + timedelta(days=90),
    )
    services.publish_story(by=cast.alice, story=given)
    return given


def read(client, wall, **headers):
    return client.get(wall, headers=headers).content.decode()


def test_a_second_reading_costs_one_query(client, wall, story, django_assert_num_queries):
    first = read(client, wall)
    with django_assert_num_queries(1):
        assert read(client, wall) == first


def test_a_withdrawn_story_is_gone_at_the_next_reading(client, cast, wall, story):
    assert WORDS in read(client, wall)
    services.withdraw_story(by=cast.bob, story=story)
    assert WORDS not in read(client, wall)


def test_a_story_is_gone_on_the_day_its_consent_ends(client, wall, story):
    assert WORDS in read(client, wall)
    with time_machine.travel(timezone.now() + timedelta(days=90)):
        assert WORDS not in read(client, wall)


def test_a_wall_that_is_no_longer_public_is_not_shown_from_memory(client, cast, wall, story):
    read(client, wall)
    cast.network.is_wall_public = False
    cast.network.save()
    assert client.get(wall).status_code == 404


def test_what_a_member_reads_is_not_kept_for_strangers(client, cast, wall, story):
    client.force_login(cast.alice)
    own = read(client, wall)
    client.logout()
    theirs = read(client, wall)
    assert reverse("people:me") in own
    assert reverse("people:me") not in theirs


def test_each_language_has_its_own(client, wall, story):
    english = read(client, wall)
    assert 'dir="rtl"' not in english
    assert 'dir="rtl"' in read(client, wall, accept_language="ar")
    assert read(client, wall) == english


def test_nothing_made_for_one_reader_is_in_it(client, wall, story):
    page = read(client, wall)
    assert "csrfmiddlewaretoken" not in page
    assert "_once" not in page
