"""What is the same for everybody who reads a network, kept in this process until something there changes."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet
from django.utils.translation import get_language

from groundswell.audit.queries import n_acts
from groundswell.kernel.clock import today
from groundswell.networks.models import Network

T = TypeVar("T")
MINUTE, HOUR = 60, 60 * 60


def networks() -> QuerySet[Network]:
    """Networks that know how many acts were recorded in them: their version, in the same query."""
    return Network.objects.annotate(n_acts=n_acts(OuterRef("pk")))


def version_of(network: Network) -> int:
    """Grows with every verb, in the transaction of what it changes."""
    known = getattr(network, "n_acts", None)
    if known is None:
        known = networks().get(pk=network.pk).n_acts  # type: ignore[attr-defined]
    return int(known)


def kept(network: Network, what: str, make: Callable[[], T], seconds: int = MINUTE) -> T:
    """What ``make`` gives, made again once anything in the network changed, the day or the language is another.

    ``seconds`` bounds how late it follows the clock. Only for what every reader of it may see.
    """
    place = f"{what}-{network.pk}-{version_of(network)}-{today():%Y%m%d}-{get_language()}"
    found = cache.get(place)
    if found is None:
        found = (make(),)  # in a pair of brackets, so that nothing found is remembered too
        cache.set(place, found, seconds)
    made: T = found[0]
    return made
