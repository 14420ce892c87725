"""Passing on: hop by hop with a yes, or by two listeners where there is a serious risk; and both pages."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Referral, Risk
from groundswell.concerns.queries import desk_needs_you, entries_of, messages
from groundswell.concerns.services import (
    acknowledge,
    answer_referral,
    answer_risk,
    ask_to_pass_on,
    ask_to_refer,
    close,
    look_after_clocks,
    note_referral,
)
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.kernel import limits
from groundswell.mail.models import Letter
from groundswell.networks.services import add_site, put_route

COPY = "A student was told to take off her kara. No patient was harmed."


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def sade(cast, listener):
    return at_desk(listening(cast, cast.sade))


@pytest.fixture
def raiser(cast, sade):
    return opened(cast, raised(cast)[1])


def asked(desk, raiser, to="The guardian at Tidewell General"):
    pk = uuid.uuid4()
    ask_to_refer(by=desk, concern=raiser.concern, route="guardian", to=to, text=COPY, number=pk)
    return pk


def note(desk, raiser, pk, news, text=""):
    note_referral(by=desk, concern=raiser.concern, referral_id=pk, news=news, text=text)
    return Referral.objects.get(pk=pk)


def last(actor, raiser, part="thread"):
    return messages(actor, raiser.concern, part)[-1]


# ------------------------------------------------------------------ with a yes


def test_nothing_is_passed_on_before_the_raisers_yes(desk, raiser):
    pk = asked(desk, raiser)
    with pytest.raises(ConcernError, match="does not follow"):
        note(desk, raiser, pk, "sent")
    assert last(raiser, raiser).text == COPY


def test_a_no_ends_that_hop(desk, raiser):
    pk = asked(desk, raiser)
    answer_referral(by=raiser, referral_id=pk, is_agreed=False, text="Not to them.")
    with pytest.raises(ConcernError):
        note(desk, raiser, pk, "sent")
    with pytest.raises(ConcernError, match="answered already"):
        answer_referral(by=raiser, referral_id=pk, is_agreed=True)


def test_a_yes_holds_for_one_hop_and_no_other(desk, raiser):
    first = asked(desk, raiser)
    answer_referral(by=raiser, referral_id=first, is_agreed=True)
    note(desk, raiser, first, "sent")
    second = asked(desk, raiser, to="The regulator")
    with pytest.raises(ConcernError):
        note(desk, raiser, second, "sent")


def test_acknowledgement_and_outcome_are_written_back_to_the_raiser(desk, raiser):
    pk = asked(desk, raiser)
    answer_referral(by=raiser, referral_id=pk, is_agreed=True)
    note(desk, raiser, pk, "sent")
    assert note(desk, raiser, pk, "received", "They look into it.").state == "received"
    assert last(raiser, raiser).text == "They look into it."
    with pytest.raises(ConcernError, match="what the outcome was"):
        note(desk, raiser, pk, "returned")
    found = note(desk, raiser, pk, "returned", "The list was changed.")
    assert (found.state, found.chase_on) == ("returned", None)
    assert last(raiser, raiser).text == "The list was changed."


def test_it_is_chased_after_thirty_days_by_a_neutral_letter_to_key_holders(
    cast, desk, raiser, time_machine
):
    time_machine.move_to("2026-03-02T09:00Z", tick=False)
    concern = raiser.concern
    pk = asked(desk, raiser)
    answer_referral(by=raiser, referral_id=pk, is_agreed=True)
    acknowledge(by=desk, concern=concern)
    close(by=desk, concern=concern, outcome="referred", text="Passed on.")
    row = note(desk, raiser, pk, "sent")
    assert row.chase_on - row.sent_on == timedelta(days=30)
    time_machine.move_to("2026-03-31T09:00Z", tick=False)
    assert look_after_clocks() == 0
    time_machine.move_to("2026-04-01T09:00Z", tick=False)
    assert desk_needs_you(cast.femi)
    assert look_after_clocks() == 2
    told = [f"{one.subject} {one.text}" for one in Letter.objects.all()]
    assert told
    for whole in told + [f"{one.subject} {one.body}" for one in mail.outbox]:
        assert "guardian" not in whole
        assert str(concern.pk) not in whole
    note(desk, raiser, pk, "chased")
    assert look_after_clocks() == 0


# ------------------------------------------------------------------ without a yes


def risk_of(desk, raiser):
    pk = uuid.uuid4()
    ask_to_pass_on(
        by=desk,
        concern=raiser.concern,
        to="The safeguarding lead",
        why="Somebody under eighteen is not safe.",
        text="What was said on the ward.",
        number=pk,
    )
    return pk


def test_neither_of_two_can_pass_on_alone(desk, sade, raiser):
    pk = risk_of(desk, raiser)
    with pytest.raises(ConcernError, match="Somebody else must agree"):
        answer_risk(by=desk, concern=raiser.concern, risk_id=pk, is_agreed=True)
    with pytest.raises(ConcernError, match="cannot read"):
        answer_risk(by=sade, concern=raiser.concern, risk_id=uuid.uuid4(), is_agreed=True)
    assert Risk.objects.get().state == "asked"
    assert "risk" not in {one.kind.split()[0] for one in messages(raiser, raiser.concern)}


def test_two_agree_and_the_raiser_reads_what_to_whom_and_why(desk, sade, raiser):
    pk = risk_of(desk, raiser)
    answer_risk(by=sade, concern=raiser.concern, risk_id=pk, is_agreed=True)
    told = last(raiser, raiser)
    assert told.text == "What was said on the ward."
    assert told.content["to"] == "The safeguarding lead"
    assert told.content["why"] == "Somebody under eighteen is not safe."
    assert {told.by, told.content["first"]} == {str(desk.listener.pk), str(sade.listener.pk)}
    acts = [one["act"] for one in entries_of(desk, raiser.concern)]
    assert acts[-2:] == ["risk asked", "risk agreed"]


def test_a_no_leaves_nothing_with_the_raiser_and_is_on_record(desk, sade, raiser):
    pk = risk_of(desk, raiser)
    answer_risk(by=sade, concern=raiser.concern, risk_id=pk, is_agreed=False)
    with pytest.raises(ConcernError, match="answered already"):
        answer_risk(by=sade, concern=raiser.concern, risk_id=pk, is_agreed=True)
    assert last(desk, raiser, "desk").kind == "risk refused"
    assert not any("risk" in one.kind for one in messages(raiser, raiser.concern))


# ------------------------------------------------------------------ pages


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def hidden(answer, name):
    """What a hidden field of a page holds."""
    return re.findall(rf'name="{name}" value="([^"]+)"', answer.content.decode())[0]


def at_the_desk(client, concern, **form):
    url = reverse("concerns:concern", args=["tidewell", concern.pk])
    answer = client.post(url, {"number": str(uuid.uuid4()), **form})
    assert answer.status_code == 200
    return says(answer)


def by_receipt(client, receipt, **form):
    return client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": receipt, **form})


def test_words_go_from_desk_to_raiser_and_into_the_waiting_row(unlocked_client, client, cast):
    concern, receipt = raised(cast)
    sent = at_the_desk(
        unlocked_client, concern, do="suggest", title="Kara in theatre", text="Which?"
    )
    assert "The raiser reads these words" in sent
    page = by_receipt(client, receipt)
    assert "May these words go into the open?" in says(page)
    suggested = hidden(page, "suggested")
    form = {"suggested": suggested, "title": "Kara", "text": "", "as": "project", "days": "28"}
    wrong = by_receipt(client, receipt, do="approve", **{**form, "title": " ", "text": "My own"})
    assert "Write in one line" in says(wrong)
    assert "My own" in wrong.content.decode()
    done = by_receipt(client, receipt, do="approve", **form)
    assert "These words wait now, sealed" in says(done)
    carried = hidden(done, "carried")
    assert "It never goes." in says(by_receipt(client, receipt, do="take_back", carried=carried))


def test_a_referral_shows_guardians_and_the_raiser_answers_on_their_page(
    unlocked_client, client, cast
):
    site = add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    put_route(by=cast.alice, site=site, steps={}, guardian="Speak Up guardian")
    concern, receipt = raised(cast)
    asked = at_the_desk(
        unlocked_client, concern, do="refer", route="guardian", to="G", refer_copy=COPY
    )
    assert "Speak Up guardian" in asked
    assert "Pass nothing on before" in asked
    page = by_receipt(client, receipt)
    assert COPY in says(page)
    assert "You are asked something" in says(page)
    assert 'href="#handed-on"' in page.content.decode()
    pk = hidden(page, "referral")
    agreed = says(by_receipt(client, receipt, do="refer_yes", referral=pk))
    assert "This copy may go" in agreed
    assert "You are asked something" not in agreed
    noted = at_the_desk(unlocked_client, concern, do="refer_news", referral=pk, news="sent")
    assert "The raiser reads it" in noted


def test_a_form_that_is_not_whole_keeps_what_was_typed(unlocked_client, cast):
    concern, _receipt = raised(cast)
    url = reverse("concerns:concern", args=["tidewell", concern.pk])
    answer = unlocked_client.post(url, {"do": "risk", "risk_why": "Because", "number": "x"})
    assert "This form was not whole" in says(answer)
    assert "Because" in answer.content.decode()


def test_the_second_listener_agrees_at_their_own_desk(unlocked_client, cast, sade):
    concern, _receipt = raised(cast)
    words = {"risk_to": "Lead", "risk_why": "Not safe", "risk_text": "Words"}
    assert "Another listener must agree" in at_the_desk(
        unlocked_client, concern, do="risk", **words
    )
    pk = Risk.objects.get().pk
    alone = at_the_desk(unlocked_client, concern, do="risk_yes", risk=str(pk))
    assert "Somebody else must agree" in alone
    answer_risk(by=sade, concern=concern, risk_id=pk, is_agreed=True)
    assert "Two listeners passed this on" in at_the_desk(unlocked_client, concern)


def test_before_writing_one_sees_whom_to_tell_where_one_is_placed(client, cast, listener):
    site = add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    put_route(by=cast.alice, site=site, steps={"charge": ("The nurse in charge", "")})
    add_site(by=cast.alice, network=cast.network, name="Harbour Practice")
    page = says(client.get(reverse("concerns:before", args=["tidewell"])))
    assert "Tidewell General" in page
    assert "The nurse in charge" in page
    assert "Harbour Practice" not in page


def test_empty_boxes_are_empty_and_words_of_another_form_stay_out_of_them(
    unlocked_client, client, cast
):
    concern, receipt = raised(cast)
    url = reverse("concerns:concern", args=["tidewell", concern.pk])
    assert 'name="refer_copy"' in unlocked_client.get(url).content.decode()
    assert "{}" not in unlocked_client.get(url).content.decode()
    at_the_desk(unlocked_client, concern, do="suggest", title="General words", text="For all.")
    wrong = by_receipt(
        client, receipt, do="approve", suggested=str(uuid.uuid4()), title="T", text="My own story"
    )
    assert "answered already" in says(wrong) or "Choose from the list" in says(wrong)
    assert "My own story" not in wrong.content.decode()
    assert "For all." in wrong.content.decode()
