from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Membership, Network
from groundswell.networks.tests.factories import MembershipFactory
from groundswell.projects.reactions.ask_examples import a_verdict, office_of
from groundswell.projects.services import mark_shown, record_change, reply_to_verdict
from groundswell.projects.tests.factories import AskFactory
from groundswell.wall import services
from groundswell.wall.pictures import about_of, swell_of
from groundswell.wall.queries import count_in_words

pytestmark = pytest.mark.django_db


def change(cast, title="Hats that fit", shown=True, **fields):
    made = record_change(
        by=cast.alice,
        network=cast.network,
        title=title,
        kind="place",
        you_said="None fits.",
        we_did="Four sizes.",
        **fields,
    )
    if shown:
        mark_shown(by=cast.alice, change=made)
        made.refresh_from_db()
    return made


def page(name, cast, *args):
    return reverse(f"wall:{name}", args=[cast.network.slug, *args])


@pytest.mark.parametrize("name", ["wall", "about", "changes", "commitments", "stories"])
def test_a_stranger_reads_the_wall_without_signing_in(client, cast, name):
    assert client.get(page(name, cast)).status_code == 200


@pytest.mark.parametrize("name", ["wall", "about", "changes", "commitments", "stories"])
def test_a_wall_that_is_not_public_is_there_for_members_alone(client, cast, name):
    Network.objects.filter(pk=cast.network.pk).update(is_wall_public=False)
    assert client.get(page(name, cast)).status_code == 404
    client.force_login(cast.bob)
    assert client.get(page(name, cast)).status_code == 200


def test_a_change_is_on_the_wall_only_once_it_is_shown(client, cast):
    hidden = change(cast, shown=False)
    assert hidden.title not in client.get(page("wall", cast)).content.decode()
    assert client.get(page("change", cast, hidden.pk)).status_code == 404
    services.show_change(by=cast.alice, change=hidden)
    assert hidden.title in client.get(page("wall", cast)).content.decode()
    assert client.get(page("change", cast, hidden.pk)).status_code == 200


def test_another_networks_change_is_not_found_under_this_one(client, cast):
    made = change(cast)
    assert (
        client.get(reverse("wall:change", args=[cast.other_network.slug, made.pk])).status_code
        == 404
    )


def test_no_member_is_named_on_the_wall(client, cast):
    change(cast)
    for name in ("wall", "about", "changes"):
        text = client.get(page(name, cast)).content.decode()
        assert not any(
            person.name in text for person in (cast.alice, cast.bob, cast.sade, cast.dalia)
        )


def test_a_network_of_a_few_says_so_once(client, cast):
    Membership.objects.filter(network=cast.network).exclude(person=cast.alice).delete()
    text = client.get(page("about", cast)).content.decode()
    assert text.count("fewer than 5") == 1
    assert "0 changes" not in text


def test_few_members_are_said_in_words(client, cast):
    text = client.get(page("about", cast)).content.decode()
    assert "6 people" in text
    assert "fewer than 5 of us are students" in text


def test_a_change_can_be_put_first(client, cast):
    old = change(cast, "The older one", changed_on=today() - timedelta(days=300))
    change(cast, "The newer one")
    services.put_first(by=cast.alice, network=cast.network, change=old)
    text = client.get(page("wall", cast)).content.decode()
    assert text.index("The older one") < text.index("The newer one")


def test_what_is_not_shown_cannot_come_first(cast):
    hidden = change(cast, shown=False)
    with pytest.raises(services.StoryError, match="already on the wall"):
        services.put_first(by=cast.alice, network=cast.network, change=hidden)


def test_ten_more_changes_cost_no_more_queries(client, cast, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(12) as asked:
            client.get(page("wall", cast))
        return len(asked)

    change(cast)
    before = count()
    for number in range(10):
        change(cast, f"Change {number}")
    assert count() <= before


def test_a_story_given_twice_by_a_double_click_is_one(client, cast):
    client.force_login(cast.bob)
    sent = {
        "text": "Mine.",
        "audience": "network",
        "expires_on": (today() + timedelta(days=30)).isoformat(),
        "_once": "n1",
    }
    first, second = (client.post(page("give", cast), sent) for _ in range(2))
    assert first.url == second.url
    assert cast.network.stories.count() == 1


def test_a_wrong_day_gets_a_sentence_and_keeps_the_words(client, cast):
    client.force_login(cast.bob)
    sent = {"text": "A long story I typed.", "audience": "network", "expires_on": "2019-01-01"}
    text = client.post(page("give", cast), sent).content.decode()
    assert "between tomorrow and three years" in text
    assert "A long story I typed." in text


def test_a_story_longer_than_the_page_takes_gets_a_sentence_and_keeps_its_words(client, cast):
    client.force_login(cast.bob)
    sent = {
        "text": "x" * 5000,
        "audience": "network",
        "expires_on": (today() + timedelta(days=9)).isoformat(),
    }
    text = client.post(page("give", cast), sent).content.decode()
    assert "x" * 5000 in text
    assert cast.network.stories.count() == 0


@pytest.mark.parametrize("who", ["charlie", "nobody"])
@pytest.mark.parametrize("name", ["my_stories", "give", "desk"])
def test_strangers_cannot_tell_that_the_inner_pages_exist(client, cast, who, name):
    client.force_login(getattr(cast, who))
    assert client.get(page(name, cast)).status_code == 404


def test_the_desk_is_for_those_who_keep_the_wall(client, cast):
    client.force_login(cast.bob)
    assert client.get(page("desk", cast)).status_code == 403
    client.force_login(cast.alice)
    assert client.get(page("desk", cast)).status_code == 200


def test_somebody_elses_story_cannot_be_taken_back_by_guessing_its_number(client, cast):
    story = services.give_story(
        by=cast.bob,
        network=cast.network,
        text="Mine.",
        audience="network",
        expires_on=today() + timedelta(days=9),
    )
    client.force_login(cast.femi)
    assert client.post(page("withdraw", cast, story.pk)).status_code == 404


@pytest.mark.parametrize(("days", "is_read"), [(1, True), (-1, False)])
def test_a_verdict_stands_beside_the_promise_once_the_office_had_its_time(
    client, cast, days, is_read
):
    AskFactory(
        network=cast.network,
        state="judged",
        sent_at=timezone.now() - timedelta(days=99),
        reply_due_on=today() - timedelta(days=85),
        commit_text="Two seats.",
        committed_at=timezone.now() - timedelta(days=90),
        commit_due_on=today() - timedelta(days=30),
        delivered_on=today() - timedelta(days=40),
        evidence="The list of May.",
        verdict="partly",
        verdict_text="One was there.",
        verdict_to_office_at=timezone.now() - timedelta(days=9),
        verdict_public_at=timezone.now() - timedelta(days=days),
    )
    words = client.get(page("commitments", cast)).content.decode()
    assert ("Those affected: partly felt" in words) == is_read


def test_the_wave_of_the_wall_counts_nobody_to_the_person(cast):
    assert {many % 5 for _n, many, _changes in swell_of(cast.network).table_rows} == {0}


def test_a_few_who_do_not_study_are_not_counted_by_taking_the_rest_away(cast):
    for _ in range(6):
        MembershipFactory(network=cast.network, kind="student")
    about = about_of(cast.network)  # 12 of whom 8 study
    assert (about.people, about.students) == ("12 people", "nearly all")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "none"), (4, "fewer than 5"), (5, "5"), (60, "60")]
)
def test_students_among_us_are_counted_without_saying_people_twice(count, words):
    assert count_in_words(count) == words


def test_the_wall_offers_a_member_a_story_to_give_and_a_stranger_a_way_to_join(client, cast):
    give, desk, join = (
        page("give", cast),
        page("desk", cast),
        reverse("networks:join", args=[cast.network.slug]),
    )
    seen = client.get(page("wall", cast)).content.decode()
    assert join in seen
    assert give not in seen
    client.force_login(cast.bob)
    seen = client.get(page("wall", cast)).content.decode()
    assert give in seen
    assert join not in seen
    assert desk not in seen
    client.force_login(cast.alice)
    assert desk in client.get(page("wall", cast)).content.decode()


def test_the_desk_says_which_change_the_wall_opens_with(client, cast):
    older, newer = change(cast, title="Older"), change(cast, title="Newer")
    client.force_login(cast.alice)
    assert client.get(page("desk", cast)).context["first_pk"] == newer.pk
    client.post(page("show", cast, older.pk), {"first": "1"})
    assert client.get(page("desk", cast)).context["first_pk"] == older.pk


def test_a_verdict_stands_on_the_wall_only_after_the_office_had_its_time(client, cast):
    ask = a_verdict(cast)
    seen = client.get(page("commitments", cast)).content.decode()
    assert ask.title in seen
    assert "Those affected" not in seen
    reply_to_verdict(by=office_of(ask, Permission.ASK_REPLY), ask=ask, text="We measure again.")
    for name in ("wall", "commitments"):
        seen = client.get(page(name, cast)).content.decode()
        assert "Those affected: partly felt." in seen
    assert "We measure again." in seen
