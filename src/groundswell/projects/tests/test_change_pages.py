"""The pages of changes in a browser without script."""

import pytest
from django.urls import reverse

from groundswell.projects import services
from groundswell.projects.models import Change
from groundswell.projects.reactions.examples import a_policy_change, a_project
from groundswell.projects.tests.factories import ChangeFactory
from groundswell.projects.tests.test_project_pages import hidden, n_queries, text

WORDS = {
    "title": "The kara may stay on",
    "you_said": "I had to take it off.",
    "we_did": "Two hospitals allow it.",
    "changed_on": "2026-03-01",
}
CLAUSE = {
    "clause_document": "Uniform policy 4.2",
    "clause_before": "No wrist wear.",
    "clause_after": "No wrist wear but a kara.",
    "clause_owner": "Trust lead for theatres",
}
SESSION = {
    "edit_session": "Year 3 neonatal week",
    "edit_owner": "Child health",
    "edit_gap": "Only pale skin",
    "edit_change_made": "Starts from brown skin",
    "edit_reaudit_on": "2027-01-10",
}


@pytest.fixture
def go(cast):
    return lambda name, *args: reverse(f"projects:{name}", args=[cast.network.slug, *args])


@pytest.fixture
def bob(client, cast):
    client.force_login(cast.bob)
    return client


def test_the_kind_is_asked_first_and_decides_what_follows(bob, go):
    first = text(bob.get(go("change_new")))
    assert 'name="you_said"' not in first
    assert "clause_before" in text(bob.get(go("change_new") + "?kind=policy"))
    assert "edit_gap" in text(bob.get(go("change_new") + "?kind=curriculum"))
    assert "clause_before" not in text(bob.get(go("change_new") + "?kind=place"))


def test_a_policy_change_shows_the_clause_before_and_after(bob, go):
    page = text(bob.post(go("change_new") + "?kind=policy", {**WORDS, **CLAUSE}, follow=True))
    assert "<ins>" in page
    assert "Trust lead for theatres" in page


def test_a_teaching_change_of_a_project_keeps_its_session(bob, cast, go):
    project = a_project(cast)
    address = go("project_change_new", project.pk) + "?kind=curriculum"
    page = text(bob.post(address, {**WORDS, **SESSION}, follow=True))
    assert "Year 3 neonatal week" in page
    assert Change.objects.get().project == project


def test_a_form_sent_twice_records_one_change(bob, go):
    address = go("change_new") + "?kind=place"
    number = hidden(bob.get(address), "_once")
    for _time in range(2):
        bob.post(address, {**WORDS, "_once": number})
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"changed_on": "2999-01-01"}, "lies ahead"),
        ({"changed_on": "31/02/2026"}, "valid date"),
        ({"review_due_on": "2020-01-01"}, "before the change"),
        ({"we_did": "w" * 4001}, "4001"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(bob, go, wrong, sentence):
    page = text(bob.post(go("change_new") + "?kind=place", {**WORDS, **wrong}))
    assert sentence in page
    assert "I had to take it off." in page
    assert not Change.objects.exists()


def test_two_editors_see_both_texts(bob, cast, go):
    change = ChangeFactory(network=cast.network)
    services.edit_change(by=cast.priya, change=change, version=1, we_did="Priya's words")
    words = {**WORDS, "we_did": "Bob's words", "version": 1}
    page = bob.post(go("change_edit", change.pk), words)
    assert "Priya&#x27;s words" in text(page)
    assert "Bob&#x27;s words" in text(page)
    version = hidden(page, "version")
    assert bob.post(go("change_edit", change.pk), {**words, "version": version}).status_code == 302


def test_a_review_that_came_back_is_answered(bob, cast, go):
    change = a_policy_change(cast)
    Change.objects.filter(pk=change.pk).update(review_due_on="2026-01-01")
    assert "It was to be looked at again" in text(bob.get(go("change", change.pk)))
    answer = {"held": "yes", "text": "All theatres.", "next_review_on": "2020-01-01"}
    assert "has passed" in text(bob.post(go("review", change.pk), answer))
    bob.post(go("review", change.pk), {**answer, "next_review_on": ""})
    page = text(bob.get(go("change", change.pk)))
    assert "All theatres." in page
    assert "It was to be looked at again" not in page


def test_only_a_cochair_puts_a_change_on_the_wall(client, bob, cast, go):
    change = a_policy_change(cast)
    assert "Show it on the wall" not in text(bob.get(go("change", change.pk)))
    assert bob.post(go("change_show", change.pk)).status_code == 403
    client.force_login(cast.alice)
    assert client.get(go("change_show", change.pk)).status_code == 405
    client.post(go("change_show", change.pk))
    client.post(go("change_measured", change.pk))
    change.refresh_from_db()
    assert change.shown_at
    assert change.measured_at
    wall = reverse("wall:change", args=[cast.network.slug, change.pk])
    assert f'href="{wall}"' in text(client.get(go("change", change.pk)))
    client.post(go("change_hide", change.pk))
    change.refresh_from_db()
    assert change.shown_at is None


def test_a_form_says_that_its_words_may_come_to_the_wall(bob, cast, go):
    for address in (go("change_new") + "?kind=place", go("review", a_policy_change(cast).pk)):
        assert "anybody once a co-chair shows it" in text(bob.get(address))


def test_an_empty_listing_teaches(bob, go):
    assert "For example:" in text(bob.get(go("changes")))


def test_ten_more_changes_cost_no_more_queries(bob, cast, go):
    project = a_project(cast)
    ChangeFactory.create_batch(26, network=cast.network, project=project)
    before = n_queries(bob, go("changes"))
    ChangeFactory.create_batch(10, network=cast.network, project=project)
    assert n_queries(bob, go("changes")) == before <= 12
