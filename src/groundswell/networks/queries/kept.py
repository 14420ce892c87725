"""What is the same for everybody who reads a network, kept in this process until something there changes."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model, OuterRef, QuerySet
from django.utils.translation import get_language

from groundswell.audit.queries import n_acts, n_acts_in_all
from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.models import Network

T = TypeVar("T")
M = TypeVar("M", bound=Model)
MINUTE, HOUR = 60, 60 * 60


def networks() -> QuerySet[Network]:
    """Networks that know how many acts were recorded in them, and in all: their version, in the same query."""
    return versioned(Network.objects.annotate(n_acts=n_acts(OuterRef("pk"))))


@prepared
def _named(slug: Slot) -> QuerySet[Network]:
    return networks().filter(slug=slug)


def network_named(slug: str) -> Network | None:
    """The network of that name in addresses, with its version; None when there is none."""
    return next(iter(_named(slug=slug)), None)


def versioned(rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of any kind that know how many acts were recorded in all: for ``version_of_all``."""
    return rows.annotate(n_acts_in_all=n_acts_in_all())  # type: ignore[return-value]


def version_of(network: Network) -> int:
    """Grows with every verb, in the transaction of what it changes."""
    known = getattr(network, "n_acts", None)
    if known is None:
        known = networks().get(pk=network.pk).n_acts  # type: ignore[attr-defined]
    return int(known)


def version_of_all(row: Model) -> int:
    """Grows with every verb in any network, and with those of nobody's network, such as a changed name.

    Read by the door, together with a ``versioned`` row: so before anything that a page goes on to show.
    """
    return int(row.n_acts_in_all or 0)  # type: ignore[attr-defined]


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
