"""The private address of one's own calendar feed."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from groundswell.audit.services import record
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import FeedToken

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person


def feed_digest(token: str) -> str:
    """What the database keeps of a feed's address."""
    return hashlib.sha256(f"feed:{token}".encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: "Person", network: "Network") -> str:
    """Give somebody a new feed address, shown once; the old one ends."""
    require(by, Permission.NETWORK_SEE, network)
    token = secrets.token_urlsafe(24)
    feed, _new = FeedToken.objects.update_or_create(
        person=by, defaults={"digest": feed_digest(token), "made_at": timezone.now()}
    )
    record(by, "feed.made", feed, network)
    return token


@transaction.atomic
def end_feed(*, by: "Person", network: "Network") -> None:
    """End one's feed. Doing it twice changes nothing."""
    require(by, Permission.NETWORK_SEE, network)
    for feed in FeedToken.objects.filter(person=by):
        record(by, "feed.ended", feed, network)
        feed.delete()
