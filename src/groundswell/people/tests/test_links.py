"""Signed links: one verb about one thing, until their time is over."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.people.links import LinkActor
from groundswell.people.models import SignedLink
from groundswell.people.services import issue_link, revoke_links
from groundswell.people.web import by_link
from tests.cast import Cast


@by_link(Permission.POLL_ANSWER)
def answer(request: HttpRequest, actor: LinkActor, token: str) -> HttpResponse:
    """A room's page behind a link, as other rooms write them."""
    return HttpResponse(f"{actor.name} {request.method}")


urlpatterns = [path("l/poll/<token>/", answer), path("", include("groundswell.urls"))]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def token(cast: Cast) -> str:
    return issue_link(
        verb=Permission.POLL_ANSWER, about=cast.network, network=cast.network, person=cast.bob
    )


def expire() -> None:
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def test_an_open_link_opens_its_page_for_its_person(client: Client, token: str) -> None:
    assert client.get(f"/l/poll/{token}/").content == b"Bob Okafor-Lim GET"


def test_the_address_stays_out_of_caches_and_of_other_sites_logs(client, token):
    response = client.get(f"/l/poll/{token}/")
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"


def test_looking_leaves_no_trace_and_acting_is_remembered_once_a_day(
    client, token, django_assert_num_queries
):
    client.get(f"/l/poll/{token}/")
    assert SignedLink.objects.get().last_used_at is None
    client.post(f"/l/poll/{token}/")
    used_at = SignedLink.objects.get().last_used_at
    client.post(f"/l/poll/{token}/")
    assert used_at is not None
    assert SignedLink.objects.get().last_used_at == used_at


def test_a_link_for_something_else_does_not_open_the_page(client, cast):
    other = issue_link(
        verb=Permission.ACTION_ANSWER, about=cast.network, network=cast.network, person=cast.bob
    )
    assert client.get(f"/l/poll/{other}/").status_code == 404


def test_a_cut_off_link_is_explained(client, token):
    response = client.get(f"/l/poll/{token[:-3]}/")
    assert response.status_code == 404
    assert "part of it was cut off" in response.content.decode()


def test_a_link_that_was_ended_is_explained_and_cannot_be_renewed(client, cast, token):
    revoke_links(about=cast.network)
    response = client.post(f"/l/poll/{token}/", {"_fresh_link": "1"})
    assert response.status_code == 404
    assert "This link was ended" in response.content.decode()
    assert not Letter.objects.exists()


def test_a_replaced_link_is_mailed_afresh_to_whom_the_newer_one_went(client, cast, token):
    revoke_links(about=cast.network)
    issue_link(
        verb=Permission.POLL_ANSWER, about=cast.network, network=cast.network, person=cast.bob
    )
    response = client.get(f"/l/poll/{token}/")
    assert response.status_code == 410
    assert "replaced by a newer one" in response.content.decode()
    client.post(f"/l/poll/{token}/", {"_fresh_link": "1"})
    letter = Letter.objects.get()
    assert letter.to == "bob@example.org"
    url = next(line for line in letter.text.splitlines() if line.startswith("http"))
    assert client.get(url.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("newer", ["somebody else", "ended too", "expired"])
def test_whoever_has_no_newer_link_gets_none_for_an_ended_one(client, cast, token, newer):
    """An office has a new holder: the old one's link must not bring another."""
    person = cast.alice if newer == "somebody else" else cast.bob
    days = -1 if newer == "expired" else 1
    if newer != "ended too":
        revoke_links(about=cast.network)
    issue_link(
        verb=Permission.POLL_ANSWER,
        about=cast.network,
        network=cast.network,
        person=person,
        days=days,
    )
    if newer == "ended too":
        revoke_links(about=cast.network)
    client.post(f"/l/poll/{token}/", {"_fresh_link": "1"})
    assert not Letter.objects.exists()


def test_an_expired_link_keeps_what_was_typed(client, token):
    expire()
    response = client.post(f"/l/poll/{token}/", {"words": "Tuesday is hard for us"})
    assert response.status_code == 410
    assert "Tuesday is hard for us" in response.content.decode()


def test_an_expired_link_is_mailed_afresh_to_the_same_address_once(client, token):
    expire()
    for _twice in range(2):
        response = client.post(f"/l/poll/{token}/", {"_fresh_link": "1"})
        assert "on its way" in response.content.decode()
    letter = Letter.objects.get()
    assert letter.to == "bob@example.org"
    url = next(line for line in letter.text.splitlines() if line.startswith("http"))
    assert token not in url
    assert client.get(url.removeprefix("http://testserver")).status_code == 200


def test_the_page_of_an_expired_link_does_not_show_the_address(client, token):
    expire()
    assert "bob@example.org" not in client.get(f"/l/poll/{token}/").content.decode()


def test_a_link_that_ended_half_a_year_ago_is_not_renewed(client, token):
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=200))
    response = client.post(f"/l/poll/{token}/", {"_fresh_link": "1"})
    assert not Letter.objects.exists()
    assert "no new one is sent for it" in response.content.decode()


def test_a_link_of_a_closed_account_opens_nothing(client, cast, token):
    cast.bob.is_active = False
    cast.bob.save()
    response = client.get(f"/l/poll/{token}/")
    assert "account that was closed" in response.content.decode()


def test_a_link_never_gives_more_than_its_person_holds_now(cast, token):
    link = LinkActor(SignedLink.objects.get())
    about = SignedLink.objects.get().about
    assert link.holds(Permission.POLL_ANSWER, cast.network, about)
    assert not link.holds(Permission.POLL_ANSWER, cast.other_network, about)
    cast.bob.memberships.update(ended_on="2022-01-01")
    assert not link.holds(Permission.POLL_ANSWER, cast.network, about)


def test_a_link_shows_nothing_to_whoever_left_the_network(client, cast, token):
    membership = cast.bob.memberships.get(network=cast.network)
    membership.ended_on = membership.started_on
    membership.save()
    response = client.get(f"/l/poll/{token}/")
    assert response.status_code == 404
    assert "not a member of that network now" in response.content.decode()


@pytest.mark.parametrize("other", [Permission.ASK_VERDICT, Permission.ACTION_ANSWER])
def test_a_link_for_another_verb_opens_nothing_here(client, cast, other):
    token = issue_link(verb=other, about=cast.network, network=cast.network, person=cast.bob)
    assert client.get(f"/l/poll/{token}/").status_code == 404


def test_a_link_is_for_its_thing_in_its_network_alone(cast, token):
    actor = LinkActor(SignedLink.objects.get())
    here, there = f"networks.network:{cast.network.pk}", "networks.network:9999"
    assert actor.holds(Permission.POLL_ANSWER, cast.network, here)
    assert not actor.holds(Permission.POLL_ANSWER, cast.network, there)
    assert not actor.holds(Permission.POLL_ANSWER, cast.other_network, here)
    assert not actor.holds(Permission.MINUTES_WRITE, cast.network, here)
    assert not actor.holds(Permission.POLL_ANSWER, None, here)


def test_a_broken_link_leaves_who_is_signed_in_a_way_on(client, cast):
    client.force_login(cast.bob)
    assert "To today" in client.get("/l/poll/cut-off/").content.decode()
