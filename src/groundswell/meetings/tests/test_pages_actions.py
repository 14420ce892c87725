"""An action's pages: done or stuck from the mail and at home, passed on, edited by two, listed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import AgendaItem
from groundswell.meetings.services import reassign_action
from groundswell.meetings.tests.factories import ActionFactory
from groundswell.meetings.tests.pages import page, url
from groundswell.people.services import issue_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(cast):
    return ActionFactory(network=cast.network, owner=cast.bob, text="Ask the library")


def link(action, person):
    token = issue_link(
        verb=Permission.ACTION_ANSWER, about=action, network=action.network, person=person
    )
    return reverse("meetings:action_link", args=[token])


def test_one_tap_from_the_mail_says_done_without_signing_in(client, cast, action):
    there = link(action, cast.bob)
    assert client.get(there).status_code == 200
    action.refresh_from_db()
    assert action.state == "open"
    client.post(there, {"do": "done"})
    client.post(there, {"do": "done"})
    action.refresh_from_db()
    assert action.state == "done"
    assert "Thank you" in page(client, there)


def test_stuck_asks_one_question_and_keeps_what_was_typed(client, cast, action):
    there = link(action, cast.bob)
    assert " open" in page(client, f"{there}?stuck").split('class="dialog stuck"')[1][:6]
    assert client.post(there, {"do": "stuck", "why": ""}).status_code == 422
    long = client.post(there, {"do": "stuck", "why": "w" * 2001})
    assert "w" * 2001 in long.content.decode()
    client.post(there, {"do": "stuck", "why": "Nobody answers"})
    assert AgendaItem.objects.get().kind == "action"


def test_after_it_was_passed_on_the_link_says_who_has_it(client, cast, action):
    there = link(action, cast.bob)
    reassign_action(by=cast.alice, action=action, owner=cast.femi)
    assert "Femi Adeyemi" in page(client, there)
    assert client.post(there, {"do": "done"}).status_code == 422


def test_an_expired_link_can_be_renewed_and_a_leavers_opens_nothing(client, cast, action):
    there = link(action, cast.bob)
    cast.bob.links.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(there).status_code == 410
    cast.bob.links.update(expires_at=timezone.now() + timedelta(days=1))
    cast.bob.memberships.update(ended_on=timezone.localdate())
    assert "not a member of that network now" in client.get(there).content.decode()


def test_the_buttons_on_home_answer_and_come_back(bob, cast, action):
    needs = registries.needs_of(registries.looking(cast.bob.pk, cast.network))
    assert [need.title for need in needs if need.part] == ["Ask the library"]
    there = url("answer_action", cast, action.pk)
    answer = bob.post(there, {"do": "done", "as_owner": "1", "back": "/n/tidewell/actions/"})
    assert answer.url == "/n/tidewell/actions/"
    away = bob.post(there, {"do": "done", "back": "https://elsewhere.example/"})
    assert away.url == url("action", cast, action.pk)


def test_the_button_on_home_of_who_passed_it_on_says_so(bob, cast, action):
    reassign_action(by=cast.alice, action=action, owner=cast.femi)
    answer = bob.post(url("answer_action", cast, action.pk), {"do": "done", "as_owner": "1"})
    assert answer.status_code == 422
    assert "Femi Adeyemi" in answer.content.decode()


def test_an_action_is_passed_on_reopened_and_let_go(alice, cast, action):
    there = url("answer_action", cast, action.pk)
    alice.post(there, {"do": "pass", "owner": cast.femi.pk})
    action.refresh_from_db()
    assert action.owner == cast.femi
    assert alice.post(there, {"do": "pass", "owner": cast.charlie.pk}).status_code == 422
    assert alice.post(there, {"do": "drop", "why": ""}).status_code == 422
    alice.post(there, {"do": "drop", "why": "Done by others"})
    action.refresh_from_db()
    assert action.state == "dropped"
    alice.post(there, {"do": "reopen"})
    action.refresh_from_db()
    assert action.state == "open"


def test_two_people_editing_an_action_see_both_texts(bob, cast, action):
    there = url("action", cast, action.pk)
    typed = {"text": "Theirs", "version": 1}
    assert bob.post(there, typed).status_code == 302
    again = bob.post(there, {**typed, "text": "Mine"})
    assert again.status_code == 409
    assert "Theirs" in again.content.decode()
    assert "Mine" in again.content.decode()


def test_mine_all_and_closed(bob, cast, action):
    ActionFactory(network=cast.network, owner=cast.femi, text="Of Femi")
    ActionFactory(
        network=cast.network, owner=cast.bob, text="Over", state="done", closed_at=timezone.now()
    )
    assert "Of Femi" in page(bob, url("actions", cast))
    mine = page(bob, url("actions", cast) + "?show=mine")
    assert "Of Femi" not in mine
    assert "Ask the library" in mine
    assert "Over" in page(bob, url("actions", cast) + "?show=closed")
