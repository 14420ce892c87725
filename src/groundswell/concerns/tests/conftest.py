"""A listener, their desk, and a browser in which it is unlocked."""

import pytest

from groundswell.concerns.services import unlock
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening


@pytest.fixture
def listener(cast):
    """Femi listens, with a key."""
    return listening(cast)


@pytest.fixture
def desk(listener):
    """Femi with the key unlocked, as services see him."""
    return at_desk(listener)


@pytest.fixture
def unlocked_client(client, listener):
    """A browser in which Femi is signed in and his desk is open."""
    client.force_login(listener.person)
    _session, cookie = unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)
    client.cookies["desk"] = cookie
    return client
