"""Signing in: by mail, by password, by a second step; and nobody learns who has an account."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.actors import SYSTEM
from groundswell.mail.models import Letter
from groundswell.people.adapters import SecondStepAdapter
from groundswell.people.models import Person, SignIn
from groundswell.people.services import make_account, sign_in_url

ASK = "/accounts/login/code/"
PASSWORD = "four small words here"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db) -> Person:
    return make_account(by=SYSTEM, name="Ada Lovelace", address="Ada@Example.org")


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def path_of(url: str) -> str:
    return url.removeprefix("http://testserver")


def test_the_mailed_link_signs_in_on_any_device_when_its_button_is_pressed(ada, client, letters):
    client.post(ASK, {"email": "ada@example.org"})
    link = letters.link_in(letters.to("ada@example.org")[0])
    phone = Client()
    assert "Sign in as Ada Lovelace" in phone.get(link).content.decode()
    assert not is_signed_in(phone)
    assert phone.post(link)["Location"] == reverse("home:today")
    assert is_signed_in(phone)


def test_the_mailed_code_signs_in_where_it_was_asked_for(ada, client, letters):
    client.post(ASK, {"email": "ada@example.org"})
    code = letters.code_in(letters.to("ada@example.org")[0])
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_signed_in(client)


def test_a_mailed_link_works_once(ada, letters):
    link = path_of(sign_in_url(person=ada))
    Client().post(link)
    again = Client()
    assert again.post(link).status_code == 410
    assert not is_signed_in(again)


def test_a_mailed_link_ends_with_its_days(ada):
    over = path_of(sign_in_url(person=ada, days=-1))
    assert Client().get(over).status_code == 410


def test_a_changed_link_opens_nothing(ada):
    link = path_of(sign_in_url(person=ada))
    for changed in (
        link[:-6] + link[-5:],
        link[:-6] + "AAAA=/",
        link.replace("/l/enter/", "/l/enter/é"),
    ):
        assert Client().get(changed).status_code == 410


def test_a_mailed_link_leads_to_its_page_and_never_to_another_site(ada):
    inside = path_of(sign_in_url(person=ada, to="/me/preferences/"))
    assert Client().post(inside)["Location"] == "/me/preferences/"
    ada.refresh_from_db()
    outside = path_of(sign_in_url(person=ada, to="https://elsewhere.example/"))
    assert Client().post(outside)["Location"] == reverse("home:today")


def test_signing_in_by_link_confirms_the_address(client):
    eve = make_account(by=SYSTEM, name="Eve", address="eve@example.org", verified=False)
    client.post(path_of(sign_in_url(person=eve)))
    assert EmailAddress.objects.get(user=eve).verified


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        (ASK, {}),
        ("/accounts/password/reset/", {}),
        ("/accounts/login/", {"password": "not the password"}),
    ],
    ids=["by mail", "reset", "password"],
)
def test_the_answer_does_not_say_whether_an_address_has_an_account(ada, url, typed):
    pages = []
    for address in ("ada@example.org", "who@example.org"):
        field = "login" if "password" in typed else "email"
        response = Client().post(url, {field: address, **typed}, follow=True)
        page = response.content.decode().replace(address, "…")
        pages.append((response.redirect_chain, page.partition("<main")[2].partition("csrf")[0]))
    assert pages[0] == pages[1]


def test_an_address_without_an_account_is_told_so_by_mail_alone(client, letters):
    client.post(ASK, {"email": "who@example.org"})
    assert "no account has it" in letters.to("who@example.org")[0].text


def test_a_password_signs_in_and_is_kept_as_argon2id(ada, client, settings):
    settings.PASSWORD_HASHERS = ["groundswell.people.hashers.LeanArgon2"]
    ada.set_password(PASSWORD)
    ada.save()
    assert ada.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert is_signed_in(client)


def test_nobody_opens_an_account_by_themselves(client):
    page = client.post(
        "/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD}
    ).content.decode()
    assert "People come in through their network" in page
    assert not Person.objects.filter(email="new@example.org").exists()


def test_no_network_address_is_kept_anywhere(ada, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    where = {"REMOTE_ADDR": "203.0.113.77", "HTTP_X_FORWARDED_FOR": "203.0.113.77"}
    client.post("/accounts/login/", {"login": "ada@example.org", "password": "no"}, **where)
    client.post(path_of(sign_in_url(person=ada)), **where)
    kept = [str(row) for row in SignIn.objects.values()]
    kept += [str(row) for row in Letter.objects.values()]
    kept += [str(client.session.items()), str(vars(caches["default"]))]
    assert "203.0.113.77" not in " ".join(kept)
    assert SignIn.objects.count() == 1


def test_trying_many_times_is_slowed_with_a_page_that_helps(ada):
    answers = {
        Client()
        .post("/accounts/login/", {"login": "ada@example.org", "password": "no"})
        .status_code
        for _n in range(40)
    }
    assert 429 in answers
    page = Client().post("/accounts/login/", {"login": "ada@example.org", "password": "no"})
    assert "A moment, please" in page.content.decode()


def test_a_code_from_an_app_is_asked_for_after_a_mailed_link(ada, client):
    secret = generate_totp_secret()
    stored = SecondStepAdapter().encrypt(secret)
    Authenticator.objects.create(user=ada, type="totp", data={"secret": stored})
    response = client.post(path_of(sign_in_url(person=ada)))
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    now = int(next(iter(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": f"{hotp_value(secret, now):06}"})
    assert is_signed_in(client)


def test_the_secret_of_an_app_is_not_readable_in_the_database():
    box = SecondStepAdapter()
    assert "JBSWY3DP" not in box.encrypt("JBSWY3DP")
    assert box.decrypt(box.encrypt("JBSWY3DP")) == "JBSWY3DP"


def test_a_secret_still_opens_after_the_key_of_the_site_was_changed(settings):
    closed = SecondStepAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one " * 5
    assert SecondStepAdapter().decrypt(closed) == "JBSWY3DP"


def test_a_new_password_keeps_the_list_of_devices_in_step(ada, client):
    client.post(path_of(sign_in_url(person=ada)))
    client.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert is_signed_in(client)
    keys = set(SignIn.objects.values_list("session_key", flat=True))
    assert client.session.session_key in keys


def test_signing_out_takes_the_device_off_the_list(ada, client):
    client.post(path_of(sign_in_url(person=ada)))
    client.post("/accounts/logout/")
    assert not SignIn.objects.exists()


def test_signing_in_keeps_the_language_in_a_cookie(ada, client):
    Person.objects.update(language="ar")
    response = client.post(path_of(sign_in_url(person=ada)))
    assert response.cookies["groundswell_language"].value == "ar"


def test_sign_ins_whose_session_is_over_are_dropped(ada, client):
    from django.contrib.sessions.models import Session

    from groundswell.people.services import drop_ended_sign_ins

    client.post(path_of(sign_in_url(person=ada)))
    assert drop_ended_sign_ins() == 0
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    assert drop_ended_sign_ins() == 1


def test_who_signed_in_a_moment_ago_need_not_show_it_once_more(ada, client):
    ada.set_password(PASSWORD)
    ada.save()
    client.post(path_of(sign_in_url(person=ada)))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        asked = client.get(reverse("mfa_add_webauthn"))
        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert "Is it you?" in client.get(asked.url).content.decode()


def test_a_letter_about_a_change_does_not_say_that_somebody_typed_the_address(cast):
    get_adapter().send_mail(
        "account/email/password_changed",
        cast.bob.email,
        {"user": cast.bob, "timestamp": timezone.now()},
    )
    text = Letter.objects.get(to=cast.bob.email).text
    assert "because it is your account" in text
    assert "typed this address" not in text


@pytest.mark.parametrize(
    "name", ["account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"]
)
def test_who_has_nothing_to_show_again_goes_on_and_is_refused_nothing(ada, client_of, name):
    browser = client_of(ada)
    url = reverse(name)
    assert browser.get(f"{url}?next=/me/devices/")["Location"] == "/me/devices/"
    assert browser.get(f"{url}?next=//elsewhere.example/")["Location"] == reverse("people:me")


def test_who_has_a_password_is_asked_for_it_again(ada, client_of):
    ada.set_password(PASSWORD)
    ada.save()
    assert client_of(ada).get(reverse("account_reauthenticate")).status_code == 200
    assert Client().get(reverse("account_reauthenticate")).status_code == 302
