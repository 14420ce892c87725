"""Who is signed in on the pages of this room."""

import pytest


@pytest.fixture
def bob(client, cast):
    client.force_login(cast.bob)
    return client


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client
