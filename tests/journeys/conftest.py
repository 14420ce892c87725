"""What every journey needs: a real browser, a real server on this machine, and somebody to be."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client

from groundswell.kernel.events import deliver_all_news
from groundswell.mail.models import Letter
from tests.cast import make_cast

HERE = Path(__file__).parent
# The browser's driver runs an event loop in this thread; the ORM must not mistake it for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))


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
    return live_server.url


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
