from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import personal_data
from groundswell.people.access import get_link
from groundswell.people.services import issue_link
from groundswell.wall import services
from groundswell.wall.models import Story
from groundswell.wall.queries import people_in_words, stories_for

pytestmark = pytest.mark.django_db
WORDS = "She asked how I wanted to wear it."


def give(cast, teller=None, **changes):
    fields = {
        "text": WORDS,
        "audience": "public",
        "expires_on": today() + timedelta(days=90),
        **changes,
    }
    return services.give_story(by=teller or cast.bob, network=cast.network, **fields)


@pytest.fixture
def shown(cast):
    story = give(cast)
    services.publish_story(by=cast.alice, story=story)
    return story


def read_by(cast, who):
    user = getattr(cast, who) if who else AnonymousUser()
    return [story.text for story in stories_for(user, cast.network)]


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("public", {"alice", "charlie", "nobody", None}),
        ("school", {"alice", "charlie"}),
        ("network", {"alice"}),
    ],
)
def test_a_story_is_read_by_its_audience_and_nobody_else(cast, audience, readers):
    services.publish_story(by=cast.alice, story=give(cast, audience=audience))
    assert {who for who in ("alice", "charlie", "nobody", None) if read_by(cast, who)} == readers


def test_nobody_reads_a_story_before_somebody_else_has(cast):
    give(cast)
    assert read_by(cast, "alice") == []


def test_a_cochair_does_not_publish_their_own_story(cast):
    story = give(cast, cast.alice)
    with pytest.raises(services.StoryError, match="Somebody else"):
        services.publish_story(by=cast.alice, story=story)


def test_a_member_who_does_not_chair_cannot_publish(cast):
    with pytest.raises(NotAllowed):
        services.publish_story(by=cast.femi, story=give(cast))


def test_a_withdrawn_story_is_gone_from_every_page_at_once(cast, client, shown):
    pages = [reverse(f"wall:{name}", args=[cast.network.slug]) for name in ("wall", "stories")]
    assert all(WORDS in client.get(page).content.decode() for page in pages[1:])
    services.withdraw_story(by=cast.bob, story=shown)
    client.force_login(cast.bob)
    pages += [reverse("wall:my_stories", args=[cast.network.slug])]
    assert not any(WORDS in client.get(page).content.decode() for page in pages)
    assert Story.objects.get().text == ""


def test_a_story_leaves_on_its_day_and_takes_its_words_along(cast, shown, time_machine):
    time_machine.move_to(today() + timedelta(days=91))
    assert read_by(cast, "alice") == []
    assert services.drop_expired_stories() == 1
    assert Story.objects.get().text == ""
    assert services.drop_expired_stories() == 0


def test_only_its_teller_or_a_cochair_takes_a_story_back(cast, shown):
    with pytest.raises(NotAllowed):
        services.withdraw_story(by=cast.femi, story=shown)
    services.withdraw_story(by=cast.sade, story=shown)
    assert Story.objects.get().withdrawn_at


def test_a_teller_who_lost_the_account_takes_it_back_by_link(cast, shown):
    verb = Permission.STORY_WITHDRAW
    token = issue_link(verb=verb, about=shown, network=cast.network, person=cast.bob)
    cast.bob.memberships.update(ended_on=today())
    services.withdraw_story(by=get_link(token, verb), story=shown)
    assert Story.objects.get().text == ""


def test_withdrawing_twice_changes_nothing(cast, shown):
    services.withdraw_story(by=cast.bob, story=shown)
    first = Story.objects.get().withdrawn_at
    services.withdraw_story(by=cast.bob, story=shown)
    assert Story.objects.get().withdrawn_at == first


def test_whoever_is_forgotten_takes_their_stories_along(cast, shown):
    entry = next(entry for entry in personal_data if entry.room == "wall")
    entry.forget(cast.bob.pk)
    assert not Story.objects.exclude(text="").exists()
    assert not Story.objects.filter(teller=cast.bob).exists()


def test_a_withdrawn_story_cannot_keep_words_in_the_table(cast, shown):
    services.withdraw_story(by=cast.bob, story=shown)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.update(text="still here")


@pytest.mark.parametrize("days", [0, -1, 3 * 366 + 1])
def test_consent_has_an_end_between_tomorrow_and_three_years(cast, days):
    with pytest.raises(services.StoryError, match="between tomorrow and three years"):
        give(cast, expires_on=today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "nobody yet"), (1, "fewer than 5 people"), (4, "fewer than 5 people"), (5, "5 people")],
)
def test_a_few_people_are_said_in_words(count, words):
    assert people_in_words(count) == words


def test_members_give_stories_and_chairs_decide_what_the_wall_shows(cast):
    assert can(cast.bob, Permission.STORY_GIVE, cast.network)
    assert not can(cast.charlie, Permission.STORY_GIVE, cast.network)
    for permission in (Permission.STORY_PUBLISH, Permission.WALL_EDIT):
        assert can(cast.alice, permission, cast.network)
        assert not can(cast.bob, permission, cast.network)


def test_who_told_a_story_is_not_offered_to_show_it(client, cast):
    story = services.give_story(
        by=cast.alice, network=cast.network, text="Once.", audience="network",
        expires_on=today() + timedelta(days=30),
    )  # fmt: skip
    url = reverse("wall:read_story", args=[cast.network.slug, story.pk])
    client.force_login(cast.alice)
    assert "another co-chair reads it" in client.get(url).content.decode()
    client.force_login(cast.sade)
    assert "Let its readers read it" in client.get(url).content.decode()
