"""The pages of an ask: for members, and for an office with no account."""

from datetime import timedelta

import pytest
from django.urls import reverse

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.networks.tests.factories import OfficeFactory
from groundswell.people.services import issue_link
from groundswell.projects.models import Ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast):
    return OfficeFactory(network=cast.network, name="Head of School")


def address(cast, name, *args):
    return reverse(f"projects:{name}", args=[cast.network.slug, *args])


def link(cast, ask, verb, name):
    token = issue_link(
        verb=verb, about=ask, network=cast.network, holder="Head", address="head@example.org"
    )
    return reverse(f"projects:{name}", args=[token])


def test_an_ask_goes_all_the_way_in_the_browser(cast, client, office):
    client.force_login(cast.alice)
    words = {"office": office.pk, "title": "A seat", "text": "Give us a seat", "version": 1}
    words["reply_due_on"] = "2099-01-01"
    assert client.post(address(cast, "ask_new"), words).status_code == 302
    ask = Ask.objects.get()
    assert client.post(address(cast, "ask_send", ask.pk)).status_code == 302
    client.logout()
    page = link(cast, ask, Permission.ASK_ANSWER, "ask_by_link")
    on = today() + timedelta(days=9)
    client.post(page, {"way": "yes", "yes-text": "Two seats", "yes-on": on})
    assert "Two seats" in client.get(page).content.decode()
    client.post(page, {"way": "done", "done-text": "In the minutes", "done-on": today()})
    client.force_login(cast.bob)
    client.post(address(cast, "ask_verdict", ask.pk), {"verdict": "felt", "text": ""})
    client.force_login(cast.alice)
    client.post(address(cast, "ask_judge", ask.pk), {"text": "There is a seat at the table."})
    client.logout()
    page = link(cast, ask, Permission.ASK_REPLY, "reply_by_link")
    client.post(page, {"reply-text": "Glad to hear it."})
    client.force_login(cast.bob)
    body = client.get(address(cast, "ask", ask.pk)).content.decode()
    assert "There is a seat at the table." in body
    assert "Glad to hear it." in body
