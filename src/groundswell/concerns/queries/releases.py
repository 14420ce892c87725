"""What was published, and what is about to be."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from groundswell.concerns.models import Release

if TYPE_CHECKING:
    from groundswell.networks.models import Network

State = Release.State


def published(network: "Network") -> QuerySet[Release]:
    """Everything anybody may see, the newest first."""
    return Release.objects.filter(network=network, state=State.PUBLISHED).order_by("-starts_on")


def latest_release(network: "Network") -> Release | None:
    """The newest figures anybody may see."""
    return published(network).first()


def unpublished(network: "Network") -> QuerySet[Release]:
    """Releases that are worked out or looked at, for listeners alone."""
    rows = Release.objects.filter(network=network).exclude(state__in=[State.PUBLISHED, State.LEFT])
    return rows.order_by("-starts_on")


def releases_asked() -> QuerySet[Release]:
    """What waits to be worked out, in all networks."""
    return Release.objects.filter(state=State.ASKED).order_by("pk")
