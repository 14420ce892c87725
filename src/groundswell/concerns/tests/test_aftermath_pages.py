"""What a raiser is asked after closing, on the page their receipt opens."""

import re
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from groundswell.concerns.models import Concern
from groundswell.concerns.queries import messages
from groundswell.concerns.services import acknowledge, close, pause, reply
from groundswell.concerns.tests.factories import at_desk, listening, raised
from groundswell.kernel import limits


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


def thread(receipt, **form):
    answer = Client().post(
        reverse("concerns:back", args=["tidewell"]), {"receipt": receipt, **form}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def says(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def closed(cast, listener):
    """Something closed on the second of February, and its receipt."""
    with time_machine.travel("2026-02-02T10:00:00+00:00", tick=False):
        concern, receipt = raised(cast)
        close(by=at_desk(listener), concern=concern, outcome="policy", text="A rule changed.")
    return concern, receipt


def test_dates_pauses_and_the_outcome_are_on_the_raisers_page(cast, desk):
    concern, receipt = raised(cast)
    acknowledge(by=desk, concern=concern)
    pause(by=desk, concern=concern, reason="You asked us to wait for exams.")
    shown = says(thread(receipt))
    assert "paused since" in shown
    assert "You asked us to wait for exams." in shown
    reply(by=desk, concern=concern, text="Here is what we can do.")
    close(by=desk, concern=concern, outcome="policy", text="A rule changed.")
    shown = says(thread(receipt))
    assert "Closed. A rule or practice was changed. A rule changed." in shown


def test_it_is_asked_at_once_whether_it_worked_and_no_more_once_it_was_said(closed, desk):
    _concern, receipt = closed
    question = "Anything you want to say with it"
    with time_machine.travel("2026-02-03T10:00:00+00:00", tick=False):
        asked = thread(receipt)
        assert question in asked
        assert "How has it been since?" not in asked
        wrong = thread(receipt, do="worked", worked="", words="My words")
        assert "Choose from the list" in wrong
        assert ">\nMy words</textarea>" in wrong
        said = thread(receipt, do="worked", worked="partly", words="Half of it.")
        assert "Thank you" in said
        assert question not in said
    last = messages(desk, Concern.objects.get())[-1]
    assert (last.kind, last.text, last.content["worked"]) == ("worked", "Half of it.", "partly")


def test_after_thirty_and_ninety_days_it_is_asked_how_it_has_been(closed):
    _concern, receipt = closed
    for day, is_asked in (("03-03", False), ("03-04", True), ("05-02", False), ("05-03", True)):
        with time_machine.travel(f"2026-{day}T10:00:00+00:00", tick=False):
            assert ("How has it been since?" in thread(receipt)) == is_asked
            if is_asked:
                thread(receipt, do="checkin", detriment="no", number=str(uuid.uuid4()))
                assert "How has it been since?" not in thread(receipt)
    with time_machine.travel("2027-01-01T10:00:00+00:00", tick=False):
        assert "How has it been since?" not in thread(receipt)


def test_harm_since_opens_it_again_for_the_listeners(cast, closed, desk):
    _concern, receipt = closed
    with time_machine.travel("2026-03-04T10:00:00+00:00", tick=False):
        said = thread(receipt, do="checkin", detriment="yes", words="My rota changed.", number="x")
    assert "open again" in said
    found = Concern.objects.get()
    assert found.state == "acknowledged"
    assert str(found.reply_due_on) == "2026-03-18"
    listening(cast, cast.sade)
    assert messages(desk, found)[-1].content["detriment"] == "yes"


def test_a_check_in_without_its_answer_or_of_something_open_is_a_sentence(closed, cast):
    _concern, receipt = closed
    with time_machine.travel("2026-03-04T10:00:00+00:00", tick=False):
        answer = thread(receipt, do="checkin", worked="helped", words="My words")
        assert "Choose from the list" in answer
        assert 'value="helped" checked' in answer
    _concern, other = raised(cast)
    assert "open again" in thread(other, do="checkin", detriment="no")
