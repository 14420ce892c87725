"""Mail takes in so much an hour and no more; one sentence goes back, to few."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from groundswell.cli import main
from groundswell.mail.models import Letter
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.services import mail_limits, raise_from_mail
from groundswell.suggestions.tests.factories import raised_by_visitor

NOON = datetime(2028, 4, 3, 12, tzinfo=UTC)


def mail(number, sender="ama@example.org"):
    return (
        f"From: {sender}\nTo: raise+tidewell@h.example\nMessage-ID: <{number}@example.org>\n\nIt is cold.\n"
    ).encode()


@pytest.fixture
def clock(cast):
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def over(cast, clock):
    """Ama has raised by mail what is taken in an hour."""
    for number in range(mail_limits.MOST_FROM_ONE):
        assert raise_from_mail(mail(number)) is not None


def sentences():
    return Letter.objects.filter(kind=mail_limits.KIND)


def test_what_is_over_is_not_kept_and_its_sender_is_told_once(over):
    for number in range(100, 110):
        assert raise_from_mail(mail(number, "AMA@example.org")) is None
    assert Suggestion.objects.count() == mail_limits.MOST_FROM_ONE
    letter = sentences().get()
    assert letter.to == "ama@example.org"
    assert "was not kept" in letter.text
    assert "/n/tidewell/raise/" in letter.text


def test_an_hour_later_it_is_taken_in_again(over, clock):
    clock.shift(timedelta(hours=1))
    assert raise_from_mail(mail(100)) is not None


def test_others_are_taken_in_meanwhile(over):
    assert raise_from_mail(mail(100, "kofi@example.org")) is not None
    assert not sentences().exists()


def test_a_mail_delivered_twice_is_no_second_one(over):
    assert raise_from_mail(mail(0)) == Suggestion.objects.order_by("pk").first()
    assert not sentences().exists()


def test_what_came_by_the_form_is_not_counted(cast, clock):
    for _each in range(mail_limits.MOST_FROM_ONE):
        raised_by_visitor(cast, address="ama@example.org")
    assert raise_from_mail(mail(1)) is not None


def test_many_senders_together_have_a_limit_and_few_of_them_get_a_sentence(
    cast, clock, monkeypatch
):
    """Their addresses may be forged: whoever never wrote is not to be flooded by us."""
    monkeypatch.setattr(mail_limits, "MOST_IN_ALL", 8)
    monkeypatch.setattr(mail_limits, "MOST_SENTENCES", 3)
    for number in range(20):
        raise_from_mail(mail(number, f"one-{number}@example.org"))
    assert Suggestion.objects.count() == 8
    assert sentences().count() == 3


def test_without_a_sender_there_is_a_limit_and_nobody_to_tell(cast, clock):
    for number in range(10):
        raise_from_mail(mail(number, "nobody"))
    assert Suggestion.objects.count() == mail_limits.MOST_FROM_ONE
    assert not sentences().exists()


@pytest.mark.parametrize(
    ("raw", "ends", "said"),
    [(mail(1), 0, ""), (b"To: x@h.example\n\nwords", 65, "names no network")],
)
def test_the_command_takes_a_mail_in_or_says_why_not(cast, monkeypatch, capsys, raw, ends, said):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["mail", "raise"]) == ends
    assert said in capsys.readouterr().err
    assert Suggestion.objects.exists() == (ends == 0)
