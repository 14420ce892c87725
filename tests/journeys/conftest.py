"""What every journey needs: a real browser, a real server on this machine, and somebody to be."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from groundswell.kernel.events import deliver_all_news
from groundswell.mail.models import Letter
from tests.cast import make_cast
from tests.journeys import taps

HERE = Path(__file__).parent
# The browser's driver runs an event loop in this thread; the ORM must not mistake it for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))


def pytest_terminal_summary(terminalreporter):
    """What each step of the loop asked for in this run."""
    if taps.counted:
        terminalreporter.section("taps and screens")
        for name, n_taps, n_screens in sorted(set(taps.counted)):
            terminalreporter.write_line(f"{name}: {n_taps} taps, {n_screens} screens")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM_PATH") or "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def site(live_server, settings):
    """The address of the running server; links in mails point there."""
    settings.SITE_URL = live_server.url
    cache.clear()  # whoever asked for many mails in another story is not slowed down in this one
    return live_server.url


@pytest.fixture
def own(site):
    """``own("people/")``: an address of the cast's network."""
    return lambda path: f"{site}/n/tidewell/{path}"


@pytest.fixture
def players(transactional_db):
    """The cast, committed, so that the server sees them."""
    return make_cast()


@pytest.fixture
def be(site):
    """``be(context, person)``: that browser context is signed in as them, as after a sign-in."""

    def enter(context, person):
        client = Client()
        client.force_login(get_user_model().objects.get(pk=person.pk))
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}]
        )

    return enter


@pytest.fixture
def post(transactional_db):
    """``post(person)`` delivers all news and gives the letters that person has, newest first."""

    def letters(address):
        deliver_all_news()
        return list(Letter.objects.filter(to=getattr(address, "email", address)).order_by("-pk"))

    return letters


@pytest.fixture
def link_in(post):
    """``link_in(person, "/l/times/")``: the newest link of that kind in the letters they have."""

    def find(address, path):
        for letter in post(address):
            found = re.findall(rf"https?://\S+{re.escape(path)}\S+", letter.text)
            if found:
                return found[0]
        raise AssertionError(f"No letter to {address} has a link with {path}")

    return find


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request):
    """Each story that asks for it is told twice: with scripts, and without."""
    return request.param


@pytest.fixture
def pick_up(browser, browser_context_args, be):
    """``pick_up(person)``: a phone of their own, signed in; with nobody, a stranger's phone.

    A page that breaks, or a script or style that our own policy refuses, fails the story.
    """
    contexts, broken = [], []

    def phone(person=None, *, script=True, width=390):
        options = {
            **browser_context_args,
            "viewport": {"width": width, "height": 844},
            "java_script_enabled": script,
        }
        context = browser.new_context(**options)
        contexts.append(context)
        if person is not None:
            be(context, person)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda m: broken.extend([m.text] if "Refused to" in m.text else []))
        page.on("response", lambda r: broken.extend([r.url] if r.status >= 500 else []))
        return page

    yield phone
    for context in contexts:
        context.close()
    assert broken == []
