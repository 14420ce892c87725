"""What the tests of this room share."""

import re

import pytest
from django.test import Client

from groundswell.mail.models import Letter
from groundswell.people.services import sign_in_url


class Letters:
    """What was mailed, and where it leads."""

    def to(self, address: str) -> list[Letter]:
        return list(Letter.objects.filter(to=address).order_by("-pk"))

    def link_in(self, letter: Letter) -> str:
        """The path of the first link in a letter."""
        found = re.search(r"https?://testserver(/\S+)", letter.text)
        assert found, letter.text
        return found[1]

    def code_in(self, letter: Letter) -> str:
        """The code on a line of its own."""
        found = re.search(r"^([A-Z0-9-]{6,9})$", letter.text, re.MULTILINE)
        assert found, letter.text
        return found[1]


@pytest.fixture
def letters(db):
    return Letters()


@pytest.fixture
def client_of(db):
    """``client_of(person, user_agent)``: a browser that signed in by a mailed link."""

    def sign_in(person, user_agent=""):
        client = Client(headers={"user-agent": user_agent})
        person.refresh_from_db()
        client.post(sign_in_url(person=person).removeprefix("http://testserver"))
        return client

    return sign_in


@pytest.fixture(autouse=True)
def no_limits_remembered():
    from django.core.cache import cache

    cache.clear()
