"""Who sees this room's pages."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast


@pytest.fixture
def address(cast: Cast) -> str:
    return reverse("roomname:index", args=[cast.network.slug])


def test_a_member_sees_the_page(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.bob)
    assert client.get(address).status_code == 200


def test_strangers_cannot_tell_the_page_exists(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.charlie)
    assert client.get(address).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
