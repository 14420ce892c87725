"""What was published."""

from typing import TYPE_CHECKING

from groundswell.concerns.models import Release

if TYPE_CHECKING:
    from groundswell.networks.models import Network


def latest_release(network: "Network") -> Release | None:
    """The newest figures anybody may see."""
    return Release.objects.filter(network=network).order_by("-starts_on").first()
