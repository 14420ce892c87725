"""The pages of an ask: for members, and for an office with no account."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from groundswell.kernel.clock import now, today
from groundswell.kernel.kept import forget_pages
from groundswell.kernel.permissions import Permission
from groundswell.networks.tests.factories import OfficeFactory
from groundswell.people.services import issue_link
from groundswell.projects.models import Ask
from groundswell.projects.reactions.ask_examples import (
    a_delivery,
    a_promise,
    a_refusal,
    a_sent_ask,
)
from groundswell.projects.tests.factories import AskFactory, ProjectFactory, ProjectPartFactory

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
    assert "before anybody else" in client.get(page).content.decode()
    client.post(page, {"reply-text": "Glad to hear it."})
    assert "before anybody else" not in client.get(page).content.decode()
    client.force_login(cast.bob)
    body = client.get(address(cast, "ask", ask.pk)).content.decode()
    assert "There is a seat at the table." in body
    assert "Glad to hear it." in body


def test_a_lead_is_offered_their_own_projects_only(cast, client, office):
    client.force_login(cast.bob)
    assert client.get(address(cast, "ask_new")).status_code == 403
    mine, other = ProjectFactory(network=cast.network), ProjectFactory(network=cast.network)
    ProjectPartFactory(project=mine, person=cast.bob)
    body = client.get(address(cast, "ask_new")).content.decode()
    assert mine.title in body
    assert other.title not in body


def test_an_ask_that_cannot_be_sent_says_why_on_its_page(cast, client, office):
    client.force_login(cast.alice)
    ask = AskFactory(network=cast.network, office=office)
    office.email = ""
    office.save()
    response = client.post(address(cast, "ask_send", ask.pk))
    assert "no address in the directory" in response.content.decode()


def test_a_draft_is_not_found_by_a_member_who_does_not_write_it(cast, client, office):
    ask = AskFactory(network=cast.network, office=office)
    client.force_login(cast.bob)
    assert client.get(address(cast, "ask", ask.pk)).status_code == 404


def test_a_cochair_brings_an_ask_to_a_meeting_and_ends_it(cast, client):
    ask = a_refusal(cast)
    client.force_login(cast.alice)
    assert client.post(address(cast, "ask_to_agenda", ask.pk)).status_code == 302
    assert client.post(address(cast, "ask_say", ask.pk), {"text": " "}).status_code == 200
    client.post(address(cast, "ask_close", ask.pk), {"outcome": "We ask the dean next."})
    body = client.get(address(cast, "ask", ask.pk)).content.decode()
    assert "We ask the dean next." in body


def test_the_index_is_filtered_by_office_and_by_how_things_stand(cast, client):
    a_refusal(cast)
    promise = a_promise(cast)
    client.force_login(cast.bob)
    page = client.get(address(cast, "asks") + f"?office={promise.office_id}")
    assert list(page.context["page"]) == [promise]
    assert len(client.get(address(cast, "asks") + "?tab=not").context["page"]) == 1
    assert client.get(address(cast, "asks") + "?tab=rubbish&office=x").status_code == 200


@pytest.mark.parametrize("name", ["asks", "office_record"])
def test_ten_more_asks_cost_no_more_queries(
    cast, client, office, name, django_assert_max_num_queries
):
    client.force_login(cast.bob)
    args = [office.pk] if name == "office_record" else []

    def more(n):
        for _time in range(n):
            AskFactory(
                network=cast.network,
                office=office,
                state="committed",
                sent_at=now(),
                committed_at=now(),
                commit_due_on=today(),
                commit_text="Yes",
            )

    more(2)
    client.get(address(cast, name, *args))
    with django_assert_max_num_queries(12):
        client.get(address(cast, name, *args))
    more(10)
    with django_assert_max_num_queries(12):
        client.get(address(cast, name, *args))


def test_a_project_shows_what_was_asked_for_it_and_leads_to_the_next_ask(cast, client, office):
    project = ProjectFactory(network=cast.network, stage="doing")
    ask = AskFactory(network=cast.network, office=office, project=project)
    page = address(cast, "project", project.pk)
    offer = address(cast, "ask_new") + f"?project={project.pk}"
    client.force_login(cast.alice)
    body = client.get(page).content.decode()
    assert ask.title in body
    assert offer in body
    chosen = client.get(offer).content.decode()
    assert f'<option value="{project.pk}" selected>' in chosen
    client.force_login(cast.bob)
    body = client.get(page).content.decode()
    assert ask.title not in body  # a draft that is not theirs
    assert offer not in body
    ProjectPartFactory(project=project, person=cast.bob)
    forget_pages()  # no verb was done
    assert offer in client.get(page).content.decode()


def test_a_cochair_writes_down_an_answer_and_the_page_says_who_wrote_it(cast, client):
    ask = a_sent_ask(cast)
    page = address(cast, "ask_record", ask.pk)
    client.force_login(cast.bob)
    assert client.get(page).status_code == 403
    client.force_login(cast.alice)
    assert page in client.get(address(cast, "ask", ask.pk)).content.decode()
    words = {"way": "yes", "text": "By phone: two seats", "on": ""}
    refused = client.post(page, words).content.decode()
    assert "A commitment has a date" in refused
    assert "By phone: two seats" in refused
    assert client.post(page, words | {"on": "2027-03-01"}).status_code == 302
    body = client.get(address(cast, "ask", ask.pk)).content.decode()
    assert f"{cast.network.name} wrote this down for the office" in body


def test_a_promise_whose_day_has_passed_says_so(cast, client):
    ask = a_promise(cast)
    client.force_login(cast.bob)
    page = address(cast, "ask", ask.pk)
    assert "its day has passed" not in client.get(page).content.decode()
    Ask.objects.filter(pk=ask.pk).update(commit_due_on=today() - timedelta(days=2))
    assert "The office said yes, and its day has passed" in client.get(page).content.decode()


def test_what_a_round_says_when_it_closes_has_a_day_people_read(cast, client):
    ask = a_delivery(cast)
    client.force_login(cast.bob)
    client.post(address(cast, "ask_verdict", ask.pk), {"verdict": "felt", "text": ""})
    client.force_login(cast.alice)
    after = client.post(address(cast, "ask_judge", ask.pk), {"text": "It is felt."}, follow=True)
    ask.refresh_from_db()
    due = ask.office_reply_due_on
    assert due is not None
    assert (
        f"It is public after {date_format(due, 'j F')}, or once it replied."
        in after.content.decode()
    )
    assert due.isoformat() not in after.content.decode()


def test_an_office_that_leaves_out_a_day_is_asked_for_it_in_words(cast, client):
    page = link(cast, a_sent_ask(cast), Permission.ASK_ANSWER, "ask_by_link")
    refused = client.post(page, {"way": "yes", "yes-text": "Two seats", "yes-on": ""})
    body = refused.content.decode()
    assert "No day is given yet. Choose a day." in body
    assert "Two seats" in body
    assert "required." not in body


def test_without_an_office_the_way_to_add_one_is_offered(client, cast):
    client.force_login(cast.alice)
    page = client.get(address(cast, "ask_new")).content.decode()
    assert "The directory has no office yet" in page
    assert f'href="{reverse("networks:office_new", args=[cast.network.slug])}"' in page
