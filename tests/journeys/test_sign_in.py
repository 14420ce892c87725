"""Signing in with a browser: by a mailed link, and by a passkey alone."""

import re

import pytest
from playwright.sync_api import expect

from groundswell.kernel.actors import SYSTEM
from groundswell.people.services import make_account, sign_in_url


@pytest.fixture
def passkeys(page, site):
    """A phone that keeps passkeys and always agrees. Passkeys know localhost, not a number."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def ada(transactional_db):
    return make_account(by=SYSTEM, name="Ada Lovelace", address="ada@example.org")


def complaints(page):
    """What the browser says about our pages: a script it refused, a file it did not find."""
    said = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_mailed_link_signs_in_with_one_press(page, site, ada, post):
    said = complaints(page)
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Mail me a sign-in link").click()
    expect(page.get_by_role("heading", name="Look at your mail")).to_be_visible()
    page.goto(re.findall(r"http\S+/l/enter/\S+", post(ada)[0].text)[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{site}/me/")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert said == []


def test_a_passkey_is_added_and_then_signs_in_alone(page, passkeys, ada):
    said = complaints(page)
    page.goto(
        sign_in_url(person=ada, to="/accounts/2fa/webauthn/add/").replace("127.0.0.1", "localhost")
    )
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{passkeys}/accounts/2fa/webauthn/")
    expect(page.get_by_text("My phone")).to_be_visible()

    page.goto(f"{passkeys}/me/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{passkeys}/accounts/login/?next=/me/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert said == []


def test_a_passkey_that_is_cancelled_says_so_and_loses_nothing(page, site, ada):
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(Error('no')); }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work, or was cancelled")).to_be_visible()
    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@example.org")


def test_a_link_page_takes_a_form_from_a_browser(page, site, ada):
    """The page keeps its address from other sites, yet its own form is no forgery."""
    page.goto(sign_in_url(person=ada))
    response = page.request.get(page.url)
    assert response.headers["referrer-policy"] == "same-origin"
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(re.compile("/l/enter/"))
