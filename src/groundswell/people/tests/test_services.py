"""Accounts: made, preferred, left; what a person is told, now or in the evening."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groundswell.audit.queries import first_breaks
from groundswell.kernel import registries
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.models import News
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import Responsibilities, Responsibility
from groundswell.mail.models import Letter
from groundswell.mail.services import File, note_bounce
from groundswell.people.models import Notice, Person, SignedLink, SignIn
from groundswell.people.queries import names_of, open_responsibilities_of, person_by_address
from groundswell.people.services import (
    drop_old_links,
    drop_old_notices,
    fewer_mails_url,
    issue_link,
    leave,
    make_account,
    send_due_digests,
    tell,
    want_fewer_mails,
)
from groundswell.people.services.digests import last_evening

FRESH = "people/mail/fresh_link"  # any letter of the house will do


def say(person, **kwargs):
    given = {"kind": "poll", "template": FRESH, "context": {"name": "O'Brien", "url": "http://x/"}}
    tell(person=person, **{**given, **kwargs})


def wants(person, digest):
    Person.objects.filter(pk=person.pk).update(digest=digest)
    person.refresh_from_db()


def test_an_account_is_made_with_a_confirmed_main_address(db):
    ada = make_account(by=SYSTEM, name=" Ada   Lovelace ", address="Ada@Example.org")
    assert (ada.name, ada.email) == ("Ada Lovelace", "ada@example.org")
    assert not ada.has_usable_password()
    assert EmailAddress.objects.get(user=ada, primary=True).verified


def test_an_address_that_has_an_account_gets_no_second_one(db):
    ada = make_account(by=SYSTEM, name="Ada", address="ada@example.org")
    EmailAddress.objects.create(user=ada, email="ada@home.example", verified=True)
    assert make_account(by=SYSTEM, name="A. L.", address="ADA@home.example") == ada


def test_something_that_is_no_address_is_refused(db):
    with pytest.raises(ValidationError):
        make_account(by=SYSTEM, name="Ada", address="not an address")


def test_an_account_survives_the_loss_of_the_university_address(db):
    ada = make_account(by=SYSTEM, name="Ada", address="ada@uni.example")
    home = EmailAddress.objects.create(user=ada, email="ada@home.example", verified=True)
    home.set_as_primary()
    EmailAddress.objects.get(email="ada@uni.example").remove()
    found = person_by_address("ada@home.example")
    assert found == ada
    assert found.email == "ada@home.example"
    assert person_by_address("ada@uni.example") is None


def test_a_forgotten_person_leaves_no_trace_but_a_pseudonym(cast, client_of):
    bob, was = cast.bob, cast.bob.pseudonym
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    client_of(bob)
    say(bob)
    issue_link(verb=Permission.POLL_ANSWER, about=cast.network, network=cast.network, person=bob)
    leave(by=bob)
    bob.refresh_from_db()
    assert not EmailAddress.objects.filter(user=bob).exists()
    assert not SignIn.objects.exists()
    assert not SignedLink.objects.exists()
    assert not Letter.objects.filter(to="bob@example.org").exists()
    assert (bob.name, bob.is_active, bob.has_usable_password()) == ("", False, False)
    assert "bob" not in str(Person.objects.filter(pk=bob.pk).values())
    assert bob.pseudonym == was
    assert names_of([was]) == {}
    assert first_breaks() == []
    assert News.objects.filter(name="people.PersonLeft", payload={"person_id": bob.pk}).exists()


def test_leaving_twice_changes_nothing(cast):
    leave(by=cast.bob)
    erased_at = Person.objects.get(pk=cast.bob.pk).erased_at
    leave(by=cast.bob)
    assert Person.objects.get(pk=cast.bob.pk).erased_at == erased_at


def test_all_of_leaving_happens_or_none(cast, monkeypatch):
    def fail(person_id):
        raise RuntimeError("a room in trouble")

    entry = registries.PersonalData("x", "x", (), lambda _pk: [], fail, "x")
    monkeypatch.setattr(
        "groundswell.people.services.accounts.personal_data", [*registries.personal_data, entry]
    )
    with pytest.raises(RuntimeError):
        leave(by=cast.bob)
    assert Person.objects.get(pk=cast.bob.pk).name == "Bob Okafor-Lim"


def test_the_last_cochair_may_leave_and_is_told_what_goes_back(cast, client, monkeypatch):
    held = Responsibility("x:1", "action", "Order braids-friendly theatre caps", "/n/tidewell/")
    room = Responsibilities("x", lambda person_id, network_id: [held], lambda **_kw: None)
    monkeypatch.setattr("groundswell.people.queries.responsibilities", [room])
    monkeypatch.setattr(
        "groundswell.people.queries.belongings", [lambda person_id: [cast.network.pk]]
    )
    assert open_responsibilities_of(cast.alice.pk) == [held]
    client.force_login(cast.alice)
    assert held.title in client.get(reverse("people:leave")).content.decode()


def test_what_a_person_is_told_is_not_escaped_and_says_why_it_came(cast):
    say(cast.bob, network=cast.network)
    letter = Letter.objects.get()
    assert "Hello O'Brien," in letter.text
    assert "as a member of Tidewell Medical Network" in letter.text
    assert reverse("people:preferences") in letter.text
    assert letter.unsubscribe_url == fewer_mails_url(cast.bob)


def test_a_closed_account_is_told_nothing(cast):
    leave(by=cast.bob)
    say(Person.objects.get(pk=cast.bob.pk))
    assert not Letter.objects.exists()


def test_what_cannot_wait_and_what_has_a_file_comes_at_once(cast):
    wants(cast.bob, "weekly")
    say(cast.bob, at_once=True)
    say(cast.bob, files=[File("a.ics", "text/calendar", b"x")])
    say(cast.bob)
    assert Letter.objects.count() == 2
    assert Notice.objects.count() == 1


def test_somebody_who_wants_fewer_mails_is_told_only_what_cannot_wait(cast):
    want_fewer_mails(by=cast.bob)
    cast.bob.refresh_from_db()
    say(cast.bob)
    say(cast.bob, at_once=True)
    assert Letter.objects.count() == 1
    assert not Notice.objects.exists()


@pytest.mark.parametrize("digest", ["at_once", "daily"])
def test_the_same_thing_is_told_once(cast, digest):
    wants(cast.bob, digest)
    say(cast.bob, once_key="remind:1")
    say(cast.bob, once_key="remind:1")
    assert Letter.objects.count() + Notice.objects.count() == 1


def test_a_daily_letter_leaves_at_half_past_six_and_only_once(cast):
    wants(cast.bob, "daily")
    with time_machine.travel(datetime(2026, 3, 4, 15, 0, tzinfo=UTC), tick=False):
        say(cast.bob, network=cast.network, once_key="a")
        say(cast.bob, network=cast.network)
        assert send_due_digests() == 0
    with time_machine.travel(datetime(2026, 3, 4, 18, 31, tzinfo=UTC), tick=False):
        assert send_due_digests() == 1
        assert send_due_digests() == 0
        say(cast.bob, once_key="a")
    letter = Letter.objects.get()
    assert "2 things since your last letter" in letter.text
    assert "Hello O'Brien," in letter.text
    assert letter.subject == "What happened in Tidewell Medical Network"
    assert letter.unsubscribe_url
    assert Notice.objects.exclude(text="").count() == 0
    with time_machine.travel(datetime(2026, 3, 5, 20, 0, tzinfo=UTC), tick=False):
        assert send_due_digests() == 0


def test_a_weekly_letter_waits_for_sunday(cast):
    wants(cast.bob, "weekly")
    with time_machine.travel(datetime(2026, 3, 4, 15, 0, tzinfo=UTC), tick=False):
        say(cast.bob)
    for day, expected in ((7, 0), (8, 1), (9, 0)):
        with time_machine.travel(datetime(2026, 3, day, 19, 0, tzinfo=UTC), tick=False):
            assert send_due_digests() == expected


def test_the_evening_is_that_of_the_place_in_summer_too():
    before, after = (datetime(2026, 7, 1, 17, minute, tzinfo=UTC) for minute in (29, 31))
    assert last_evening(before).date() == date(2026, 6, 30)
    assert last_evening(after) == datetime(2026, 7, 1, 17, 30, tzinfo=UTC)
    assert last_evening(after, on_sunday=True).date() == date(2026, 6, 28)


def test_a_digest_to_an_address_that_bounced_is_dropped_and_not_tried_for_ever(cast):
    wants(cast.bob, "daily")
    with time_machine.travel(datetime(2026, 3, 4, 15, 0, tzinfo=UTC), tick=False):
        say(cast.bob)
    note_bounce(address=cast.bob.email, why="5.1.1")
    with time_machine.travel(datetime(2026, 3, 4, 19, 0, tzinfo=UTC), tick=False):
        assert send_due_digests() == 0
    assert not Notice.objects.filter(went_at=None).exists()


def test_asking_for_fewer_mails_needs_no_sign_in_and_no_token_of_a_form(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    url = fewer_mails_url(cast.bob).removeprefix("http://testserver")
    client.get(url)
    assert Person.objects.get(pk=cast.bob.pk).digest == "at_once"
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Person.objects.get(pk=cast.bob.pk).digest == "rarely"
    assert client.post(url[:-3] + "xx/").status_code == 404


def test_keys_of_old_notices_and_links_are_dropped_in_the_end(cast):
    say(cast.bob)
    wants(cast.bob, "daily")
    say(cast.bob)
    Notice.objects.update(went_at=timezone.now() - timedelta(days=400))
    assert drop_old_notices() == 1
    issue_link(
        verb=Permission.POLL_ANSWER, about=cast.network, network=cast.network, person=cast.bob
    )
    assert drop_old_links() == 0
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=200))
    assert drop_old_links() == 1
