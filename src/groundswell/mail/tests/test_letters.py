"""Letters leave once, are tried again, and stop going where they were refused."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from groundswell.mail.models import Bounce, Enclosure, Letter
from groundswell.mail.services import (
    RETRY_AFTER,
    File,
    clear_bounce,
    drop_old_words,
    note_bounce,
    queue_letter,
    read_bounce,
    send_due_letters,
)

pytestmark = pytest.mark.django_db

REPORT = b"""\
From: MAILER-DAEMON@mx.uni.example
To: groundswell@network.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.uni.example

Final-Recipient: rfc822; Bob@Uni.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User
 unknown

Final-Recipient: rfc822; alice@uni.example
Action: delayed
Status: 4.4.1

--x
Content-Type: message/rfc822

Subject: When can you come?
To: bob@uni.example

Hello
--x--
"""


def queue(to="bob@example.org", **kwargs):
    return queue_letter(**{"to": to, "subject": "Hi", "text": "Hello\n", "kind": "poll", **kwargs})


@pytest.fixture
def refusing(monkeypatch):
    """``refusing(error)``: every letter meets this from now on; None: all is well again."""

    def set_error(error):
        def send(self, messages):
            if error:
                raise error
            return len(messages)

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)

    return set_error


def test_a_letter_leaves_with_its_file_and_says_it_is_automatic():
    queue(files=[File("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    assert send_due_letters() == 1
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == (["bob@example.org"], "Hi")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.attachments[0][0] == "meeting.ics"


def test_sending_twice_sends_once():
    queue()
    assert send_due_letters() + send_due_letters() == 1
    assert len(mail.outbox) == 1


def test_a_letter_with_a_key_is_queued_once():
    assert queue(once_key="a") is not None
    assert queue(once_key="a") is None


def test_a_digest_says_where_to_ask_for_fewer():
    queue(unsubscribe_url="https://network.example/l/fewer/abc/")
    send_due_letters()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == "<https://network.example/l/fewer/abc/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_line_break_in_a_subject_cannot_forge_a_header():
    letter = queue(subject="Hi\r\nBcc: everyone@example.org")
    assert letter.subject == "Hi Bcc: everyone@example.org"


def test_a_letter_is_tried_again_later_and_later_until_given_up(refusing):
    letter = queue()
    refusing(ConnectionRefusedError())
    moment = timezone.now() + timedelta(seconds=1)
    for wait in RETRY_AFTER:
        with time_machine.travel(moment, tick=False):
            assert send_due_letters() == 0
            assert send_due_letters() == 0
        moment += wait + timedelta(seconds=1)
    letter.refresh_from_db()
    assert letter.n_attempts == len(RETRY_AFTER)
    assert letter.gave_up_at is not None
    assert letter.last_error == "ConnectionRefusedError"
    assert not Bounce.objects.exists()


def test_a_letter_leaves_once_the_server_is_back(refusing):
    queue()
    refusing(smtplib.SMTPServerDisconnected())
    send_due_letters()
    refusing(None)
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert send_due_letters() == 1


@pytest.mark.parametrize(("code", "is_for_good"), [(550, True), (451, False)])
def test_only_a_refusal_for_good_stops_mail_to_an_address(refusing, code, is_for_good):
    queue()
    refused = {"bob@example.org": (code, b"no such user")}
    refusing(smtplib.SMTPRecipientsRefused(refused))
    send_due_letters()
    assert Bounce.objects.exists() is is_for_good
    assert (queue() is None) is is_for_good


def test_a_bounced_address_still_gets_what_its_owner_asked_for_this_minute():
    note_bounce(address="bob@example.org", why="5.1.1")
    assert queue() is None
    assert queue(kind="sign-in") is not None
    clear_bounce(address="Bob@example.org")
    assert queue() is not None


def test_a_delivery_report_names_what_failed_for_good_and_not_what_is_late():
    assert read_bounce(REPORT) == ["bob@uni.example"]
    bounce = Bounce.objects.get()
    assert bounce.address == "bob@uni.example"
    assert bounce.why == "5.1.1 550 5.1.1 User unknown"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: Out of office\n\nBack on Monday\n",
        b"\xff\xfe\x00 not a mail",
        REPORT.replace(b"Bob@Uni.example", b"not an address"),
        REPORT.replace(b"Action: failed", b"Action: delivered"),
        REPORT[: REPORT.index(b"Final-Recipient")],
    ],
    ids=["nothing", "out of office", "bytes", "no address", "a receipt", "cut off"],
)
def test_anything_else_notes_no_bounce(raw):
    assert read_bounce(raw) == []


def test_what_a_letter_said_is_dropped_thirty_days_after_it_left():
    queue(files=[File("a.ics", "text/calendar", b"x")])
    send_due_letters()
    assert drop_old_words() == 0
    Letter.objects.update(sent_at=timezone.now() - timedelta(days=31))
    assert drop_old_words() == 1
    assert Letter.objects.get().text == ""
    assert not Enclosure.objects.exists()


LINK = "http://testserver/l/times/Zk3aTqQ_9LmPzAb-Zk3aTqQ_9LmPzAbc/"


def test_the_copy_of_a_letter_that_left_opens_nothing(settings):
    settings.READABLE_OUTBOX = False
    letter = queue_letter(to="bob@example.org", subject="Come", text=f"Tap: {LINK}\n", kind="poll")
    send_due_letters()
    assert LINK in mail.outbox[0].body
    assert letter is not None
    letter.refresh_from_db()
    assert letter.text == "Tap: http://testserver/l/times/…/\n"


def test_a_letter_nobody_could_deliver_keeps_no_link_and_loses_its_words_in_time(
    settings, monkeypatch
):
    settings.READABLE_OUTBOX = False

    def refuse(self):
        raise smtplib.SMTPRecipientsRefused({"bob@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    letter = queue_letter(to="bob@example.org", subject="Come", text=f"Tap: {LINK}\n", kind="poll")
    send_due_letters()
    assert letter is not None
    letter.refresh_from_db()
    assert "Zk3aTqQ" not in letter.text
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert drop_old_words() == 1
