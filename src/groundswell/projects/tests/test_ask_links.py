"""An office at its page: no account, one link, one ask."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.people.models import SignedLink
from groundswell.people.services import revoke_links
from groundswell.projects.models import Ask, AskVerdict
from groundswell.projects.reactions import ask_examples as made
from groundswell.projects.reactions.ask_examples import a_token

ANSWER, REPLY, VERDICT = Permission.ASK_ANSWER, Permission.ASK_REPLY, Permission.ASK_VERDICT


def page(ask, verb=ANSWER, person=None):
    return reverse(made.PAGES[verb], args=[a_token(ask, verb, person)])


def yes(**more):
    return {"way": "yes", "yes-text": "We will", "yes-on": today() + timedelta(days=9), **more}


def test_looking_at_the_page_changes_nothing_and_names_no_student(client, cast):
    ask = made.a_sent_ask(cast)
    body = client.get(page(ask)).content.decode()
    assert cast.network.name in body
    for person in (cast.alice, cast.bob):
        assert person.name not in body
    ask.refresh_from_db()
    assert ask.state == "sent"


def test_a_replayed_answer_is_taken_once(client, cast):
    ask = made.a_sent_ask(cast)
    address = page(ask)
    for _time in range(2):
        assert client.post(address, yes(_once="n1")).status_code == 302
    assert ask.steps.filter(what="committed").count() == 1
    body = client.post(address, yes(_once="n2", **{"yes-text": "Twice"})).content.decode()
    assert "answered already" in body
    assert "Twice" in body  # what was typed is not lost


def test_a_wrong_date_keeps_the_words_and_opens_the_form_again(client, cast):
    ask = made.a_sent_ask(cast)
    body = client.post(page(ask), yes(**{"yes-on": "2020-01-01"})).content.decode()
    assert "still to come" in body
    assert 'id="yes" open' in body
    assert "We will" in body


def test_a_link_out_of_time_explains_itself(client, cast):
    address = page(made.a_sent_ask(cast))
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(address).status_code == 410
    assert client.post(address, yes()).status_code == 410
    assert Ask.objects.get().state == "sent"


def test_a_revoked_link_opens_nothing(client, cast):
    ask = made.a_sent_ask(cast)
    address = page(ask)
    revoke_links(about=ask, verb=ANSWER)
    assert client.post(address, yes()).status_code == 404
    assert Ask.objects.get().state == "sent"


def test_a_link_of_one_kind_opens_no_page_of_another(client, cast):
    ask = made.a_verdict(cast)
    token = a_token(ask, ANSWER)
    assert client.get(reverse("projects:reply_by_link", args=[token])).status_code == 404
    assert client.get(reverse("projects:verdict_by_link", args=[token])).status_code == 404


def test_a_link_about_another_thing_of_the_same_number_opens_nothing(client, cast):
    ask = made.a_sent_ask(cast)
    address = page(ask)
    SignedLink.objects.update(about=f"projects.project:{ask.pk}")
    assert client.get(address).status_code == 404


def test_a_link_of_another_network_opens_nothing(client, cast):
    address = page(made.a_sent_ask(cast))
    SignedLink.objects.update(network_id=cast.other_network.pk)
    assert client.get(address).status_code == 404


def test_the_office_reads_the_verdict_and_nobody_elses_words(client, cast):
    body = client.get(page(made.a_verdict(cast), REPLY)).content.decode()
    assert "Welcome, but not yet on every panel." in body
    assert "One panel in three has it." not in body
    assert "Fewer than 5 people answered." in body


def test_a_member_answers_from_the_mail_until_they_leave(client, cast):
    ask = made.a_delivery(cast)
    address = page(ask, VERDICT, cast.priya)
    client.post(address, {"verdict": "felt", "text": ""})
    assert AskVerdict.objects.filter(person=cast.priya).count() == 1
    cast.priya.memberships.update(ended_on=today())
    assert client.post(address, {"verdict": "partly", "text": ""}).status_code == 404


def test_members_do_not_read_the_verdict_while_the_office_may_reply(client, cast):
    ask = made.a_verdict(cast)
    address = reverse("projects:ask", args=[cast.network.slug, ask.pk])
    client.force_login(cast.bob)
    assert "not yet on every panel" not in client.get(address).content.decode()
    client.force_login(cast.alice)
    assert "not yet on every panel" in client.get(address).content.decode()
