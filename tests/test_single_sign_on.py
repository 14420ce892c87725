"""A university's sign-in is a second way into an account one has, and never a way to get one."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from groundswell.kernel.actors import SYSTEM
from groundswell.people.models import Person
from groundswell.people.services import make_account
from groundswell.settings import env
from tests import issuer as university

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]
NAMES = {"OIDC_CLIENT_ID": "groundswell", "OIDC_CLIENT_SECRET": "s3cret", "OIDC_NAME": "Tidewell"}


@pytest.fixture
def issuer(monkeypatch, settings):
    with university.running() as running:
        for name, value in {**NAMES, "OIDC_ISSUER": running.url}.items():
            monkeypatch.setenv(f"GROUNDSWELL_{name}", value)
        name, providers, _hosts = env.single_sign_on()
        settings.SINGLE_SIGN_ON_NAME, settings.SOCIALACCOUNT_PROVIDERS = name, providers
        yield running


@pytest.fixture
def ada(db):
    return make_account(by=SYSTEM, name="Ada", address="ada@uni.example")


def come_back(client, issuer, **claims):
    """Press the button, sign in at the university, come back."""
    issuer.claims = {"sub": "42", "name": "Ada L", **claims}
    away = client.post("/accounts/oidc/sso/login/")
    asked = parse_qs(urlsplit(away.url).query)
    assert away.url.startswith(f"{issuer.url}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(
        "/accounts/oidc/sso/login/callback/", {"code": "c", "state": asked["state"][0]}
    )


def is_signed_in(client):
    return client.get(reverse("people:me")).status_code == 200


def test_it_is_offered_where_it_is_configured(client, issuer):
    assert "Sign in with Tidewell" in client.get("/accounts/login/").content.decode()


def test_a_confirmed_address_leads_into_the_account_that_has_it(client, issuer, ada):
    come_back(client, issuer, email="Ada@uni.example", email_verified=True)
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == ada


def test_nothing_is_kept_of_what_the_university_says(client, issuer, ada):
    for _twice in range(2):
        come_back(client, issuer, email="ada@uni.example", email_verified=True, birthdate="1815")
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    assert Person.objects.get(pk=ada.pk).name == "Ada"


def test_an_unconfirmed_address_leads_nowhere(client, issuer, ada):
    come_back(client, issuer, email="ada@uni.example", email_verified=False)
    assert not is_signed_in(client)


def test_an_address_somebody_only_claims_here_leads_nowhere(client, issuer, ada):
    EmailAddress.objects.create(user=ada, email="dean@uni.example", verified=False)
    come_back(client, issuer, email="dean@uni.example", email_verified=True)
    assert not is_signed_in(client)


def test_a_stranger_gets_no_account_and_is_told_how_to_join(client, issuer):
    response = come_back(client, issuer, email="new@uni.example", email_verified=True)
    assert "ask to join" in response.content.decode()
    assert not Person.objects.filter(email="new@uni.example").exists()


def test_addresses_of_a_named_domain_count_as_confirmed(client, issuer, ada, monkeypatch, settings):
    monkeypatch.setenv("GROUNDSWELL_OIDC_DOMAINS", "uni.example")
    _name, settings.SOCIALACCOUNT_PROVIDERS, _hosts = env.single_sign_on()
    come_back(client, issuer, email="ada@uni.example")
    assert is_signed_in(client)


def test_somebody_signed_in_can_connect_it_under_another_address(client, issuer, ada):
    client.force_login(ada)
    issuer.claims = {"sub": "42", "email": "lovelace@old.example", "email_verified": True}
    away = client.post("/accounts/oidc/sso/login/?process=connect")
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    client.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": state})
    assert SocialAccount.objects.get().user == ada
    assert not EmailAddress.objects.filter(email="lovelace@old.example").exists()


def test_without_an_issuer_there_is_no_single_sign_on(monkeypatch):
    monkeypatch.delenv("GROUNDSWELL_OIDC_ISSUER", raising=False)
    assert env.single_sign_on() == ("", {}, [])


def test_an_issuer_without_a_secret_is_a_sentence(monkeypatch):
    monkeypatch.setenv("GROUNDSWELL_OIDC_ISSUER", "https://login.uni.example/realm")
    monkeypatch.delenv("GROUNDSWELL_OIDC_CLIENT_ID", raising=False)
    with pytest.raises(ImproperlyConfigured, match="GROUNDSWELL_OIDC_CLIENT_ID is not set"):
        env.single_sign_on()


def test_forms_may_lead_to_the_university_and_to_the_hosts_it_names(monkeypatch):
    for name, value in NAMES.items():
        monkeypatch.setenv(f"GROUNDSWELL_{name}", value)
    monkeypatch.setenv("GROUNDSWELL_OIDC_ISSUER", "https://login.uni.example/realm/")
    monkeypatch.setenv("GROUNDSWELL_OIDC_HOSTS", "https://idp.uni.example")
    hosts = env.single_sign_on()[2]
    assert hosts == ["https://login.uni.example", "https://idp.uni.example"]
