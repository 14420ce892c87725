"""Raising on the page: a visitor, a member on a phone, a machine, a double click."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import translation

from groundswell.kernel import limits
from groundswell.mail.models import Letter
from groundswell.suggestions import gate
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.services import answer, close, follow_path
from groundswell.suggestions.tests.factories import raised, raised_by_visitor


@pytest.fixture(autouse=True)
def fresh_gate(monkeypatch):
    """No sendings counted yet, and nobody has to wait three seconds."""
    limits.forget()
    monkeypatch.setattr(gate, "LEAST_SECONDS", 0.0)


@pytest.fixture
def raise_url():
    return reverse("suggestions:raise", args=["tidewell"])


def typed(client, url, **words):
    """What a browser sends back: the form's own hidden fields and what somebody typed."""
    page = client.get(url).content.decode()
    hidden = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="(_once|shown)" value="([^"]*)"', page)
    }
    return {"text": "Who feeds the skeleton?", "to": "group", **hidden, **words}


def test_a_visitor_raises_something_and_comes_back_by_the_private_page(
    client, cast, raise_url, news
):
    sent = client.post(raise_url, typed(client, raise_url, name="Somebody", kind="question"))
    assert sent.status_code == 302
    page = client.get(sent.url)
    assert "Who feeds the skeleton?" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    one = Suggestion.objects.get()
    assert (one.raised_by, one.raised_as, one.kind) == (None, "Somebody", "question")
    answer(by=cast.alice, suggestion=one, text="The porter does.")
    assert "The porter does." in client.get(sent.url).content.decode()


def test_a_visitor_who_leaves_an_address_is_written_to_at_once_with_the_way_back(
    client, cast, raise_url
):
    client.post(raise_url, typed(client, raise_url, address="ama@example.org"))
    letter = Letter.objects.get(to="ama@example.org")
    (path,) = re.findall(r"http://testserver(/l/raised/\S+/)", letter.text)
    assert client.get(path).status_code == 200
    assert "Alice Amoako" in letter.text


def test_a_member_sends_with_the_words_alone(client, cast, raise_url):
    """Open, type, send: everything else is chosen already."""
    client.force_login(cast.bob)
    page = client.get(raise_url)
    chosen = page.context["form"]
    words = {
        "text": "More chairs",
        "to": chosen["to"].value(),
        "as_whom": chosen["as_whom"].value(),
    }
    sent = client.post(raise_url, words)
    one = Suggestion.objects.get()
    assert sent.url == reverse("suggestions:own", args=["tidewell", one.pk])
    assert one.raised_by == cast.bob


def test_emergency_and_the_formal_route_stand_before_the_form(client, cast, raise_url):
    page = client.get(raise_url).content.decode()
    assert page.index("Call 999") < page.index("<textarea")
    assert page.index("https://example.org/report") < page.index("<textarea")
    assert "What must reach nobody here" in page


def test_co_chairs_are_named_to_members_and_not_to_the_public(client, cast, raise_url):
    assert "Sade" not in client.get(raise_url).content.decode()
    client.force_login(cast.bob)
    assert "Sade" in client.get(raise_url).content.decode()


def test_a_form_sent_twice_is_taken_once_and_both_lead_to_the_raiser_s_page(
    client, cast, raise_url
):
    form = typed(client, raise_url)
    first, second = client.post(raise_url, form), client.post(raise_url, form)
    assert Suggestion.objects.count() == 1
    assert client.get(first.url).status_code == client.get(second.url).status_code == 200


def test_too_long_a_text_comes_back_whole_with_a_sentence(client, cast, raise_url):
    long = "word " * 1300
    page = client.post(raise_url, typed(client, raise_url, text=long)).content.decode()
    assert "499 characters longer than the 6000" in page
    assert long.strip() in page
    assert not Suggestion.objects.exists()


def test_nothing_typed_is_lost_when_the_address_is_wrong(client, cast, raise_url):
    form = typed(client, raise_url, address="ama at example", name="Ama", kind="idea")
    page = client.post(raise_url, form).content.decode()
    for kept in ("Who feeds the skeleton?", "ama at example", "Ama"):
        assert kept in page
    assert "does not look like an e-mail address" in page


def test_a_machine_that_fills_every_field_is_stopped_with_a_sentence(client, cast, raise_url):
    page = client.post(raise_url, typed(client, raise_url, website="http://buy.example"))
    assert "Leave this empty" in page.content.decode()
    assert not Suggestion.objects.exists()


def test_a_form_back_faster_than_anybody_types_can_be_sent_again(
    client, cast, raise_url, monkeypatch
):
    monkeypatch.setattr(gate, "LEAST_SECONDS", 3.0)
    form = typed(client, raise_url)
    page = client.post(raise_url, form).content.decode()
    assert "press send again" in page
    assert "Who feeds the skeleton?" in page
    monkeypatch.setattr(gate, "LEAST_SECONDS", 0.0)
    assert client.post(raise_url, form).status_code == 302


def test_very_many_sendings_from_one_part_of_the_net_are_slowed_and_no_address_is_kept(
    client, cast, raise_url, monkeypatch
):
    monkeypatch.setattr(gate, "MOST_AN_HOUR", 1)
    there = {"REMOTE_ADDR": "203.0.113.7"}
    assert client.post(raise_url, typed(client, raise_url), **there).status_code == 302
    page = client.post(raise_url, typed(client, raise_url), REMOTE_ADDR="203.0.113.99")
    assert "try again in an hour" in page.content.decode()
    assert (
        client.post(raise_url, typed(client, raise_url), REMOTE_ADDR="2001:db8::1").status_code
        == 302
    )
    assert not any("203.0.113" in key for key in limits._seen)


def test_a_forgotten_counter_starts_again(rf, monkeypatch):
    monkeypatch.setattr(gate, "MOST_AN_HOUR", 1)
    monkeypatch.setattr(gate, "HOUR", 0.0)
    asked = rf.post("/", HTTP_X_FORWARDED_FOR="10.0.0.1, not-an-address")
    assert [gate.is_too_often(asked), gate.is_too_often(asked)] == [False, False]


def test_a_network_without_a_public_wall_is_no_place_for_visitors(client, cast, raise_url):
    cast.network.is_wall_public = False
    cast.network.save()
    assert client.get(raise_url).status_code == 404
    client.force_login(cast.bob)
    assert client.get(raise_url).status_code == 200


def test_a_network_without_co_chairs_offers_the_group_alone(client, cast):
    cast.network.terms.all().delete()
    client.force_login(cast.bob)
    page = client.get(reverse("suggestions:raise", args=["tidewell"])).content.decode()
    assert 'value="group"' in page
    assert 'value="cochair"' not in page


def test_opening_a_link_changes_nothing_and_pressing_a_button_does(client, cast):
    one = raised_by_visitor(cast)
    close(by=cast.alice, suggestion=one, outcome="New hats are here.")
    path = follow_path(one)
    client.get(path)
    one.refresh_from_db()
    assert one.rating == ""
    client.post(path, {"do": "rate", "rating": "helped", "rating_text": "At last."})
    one.refresh_from_db()
    assert (one.rating, one.rating_text) == ("helped", "At last.")


def test_an_answer_without_words_gets_a_sentence(client, cast):
    one = raised(cast)
    client.force_login(cast.alice)
    page = client.post(reverse("suggestions:handle", args=["tidewell", one.pk]), {"text": " "})
    assert "Write a few words" in page.content.decode()


@pytest.mark.parametrize("name", ["agenda", "project", "close", "pass"])
def test_a_co_chair_takes_each_next_step_from_its_page(client, cast, name):
    one = raised(cast, to="cochair")
    client.force_login(cast.alice)
    url = reverse(f"suggestions:{name}", args=["tidewell", one.pk])
    assert client.get(url).status_code == 200
    words = {
        "agenda": {"title": "Hats", "text": "They do not fit."},
        "project": {"title": "Hats", "kind": "placement"},
        "close": {"text": "No, because there are none to buy."},
        "pass": {"to": str(cast.sade.pk)},
    }
    assert client.post(url, {**words[name], "_once": "1"}).status_code == 302
    one.refresh_from_db()
    reached = {"agenda": one.agenda_item, "project": one.project, "close": one.outcome}
    assert one.owner == cast.sade if name == "pass" else reached[name]


@pytest.mark.parametrize("listing", ["board", "group", "mine"])
def test_ten_more_rows_cost_no_more_queries(
    client, cast, listing, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(cast.alice)
    url = reverse(f"suggestions:{listing}", args=["tidewell"])
    raised(cast, by=cast.alice)
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    for _n in range(10):
        raised(cast, by=cast.alice)
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_the_page_reads_in_another_language_without_losing_its_form(client, cast, raise_url):
    with translation.override("ar"):
        page = client.get(raise_url, HTTP_ACCEPT_LANGUAGE="ar").content.decode()
    assert 'dir="rtl"' in page
    assert "<textarea" in page
