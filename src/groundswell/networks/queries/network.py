"""Reads about networks, their sisters and the institution around them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.models import (
    CalendarEntry,
    Department,
    Network,
    Office,
    PlacementSite,
    Sisterhood,
)
from groundswell.networks.queries.membership import current

if TYPE_CHECKING:
    from groundswell.people.models import Person

SETUP_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def setup_code() -> str:
    """What opens the founder's page of an empty installation: only who runs it can see this."""
    keyed = salted_hmac("groundswell.networks.setup", "first network", algorithm="sha256").digest()
    letters = [SETUP_LETTERS[byte % len(SETUP_LETTERS)] for byte in keyed[:12]]
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


def is_empty() -> bool:
    """Whether no network lives here yet."""
    return not Network.objects.exists()


def network_called(slug: str) -> Network | None:
    """The network of that name in addresses, for whoever runs the installation."""
    return Network.objects.filter(slug=slug.strip().lower()).first()


def public_networks() -> QuerySet[Network]:
    """Networks whose wall anybody may read, the one that has been here longest first."""
    return Network.objects.filter(is_wall_public=True).order_by("pk")


def open_offices(network: Network) -> QuerySet[Office]:
    """Offices that can be asked something."""
    return Office.objects.filter(network=network, is_closed=False)


def offices(network: Network) -> QuerySet[Office]:
    """All offices, those still open first."""
    return Office.objects.filter(network=network).order_by("is_closed", "name")


def departments(network: Network) -> QuerySet[Department]:
    """Parts of the school."""
    return Department.objects.filter(network=network)


def sites(network: Network) -> QuerySet[PlacementSite]:
    """Where students are placed."""
    return PlacementSite.objects.filter(network=network)


def calendar(network: Network, *, past: bool = False) -> QuerySet[CalendarEntry]:
    """What is in the institution's calendar: still to come, or over (newest first)."""
    rows = CalendarEntry.objects.filter(network=network).select_related("cohort")
    if past:
        return rows.filter(ends_on__lt=today()).order_by("-starts_on", "-pk")
    return rows.filter(ends_on__gte=today()).order_by("starts_on", "pk")


def calendar_between(network: Network, first: date, last: date) -> QuerySet[CalendarEntry]:
    """Closures, exams, placements and observances that touch these days."""
    return CalendarEntry.objects.filter(
        network=network, starts_on__lte=last, ends_on__gte=first
    ).select_related("cohort")


def closure_days(network: Network) -> set[date]:
    """Days the institution is closed, for the working-day clock."""
    entries = CalendarEntry.objects.filter(network=network, kind=CalendarEntry.Kind.CLOSURE)
    return {
        entry.starts_on + timedelta(days=n)
        for entry in entries
        for n in range(min((entry.ends_on - entry.starts_on).days, 400) + 1)
    }


def sisterhoods(network: Network) -> QuerySet[Sisterhood]:
    """Links with sister networks, asked or agreed, not ended."""
    return (
        Sisterhood.objects.filter(Q(one=network) | Q(other=network), ended_at=None)
        .select_related("one", "other")
        .order_by("asked_at")
    )


def sisters(network: Network | Slot) -> QuerySet[Network]:
    """Networks that agreed with this one, both ways, and have not ended it."""
    agreed = Sisterhood.objects.filter(agreed_at__isnull=False, ended_at=None)
    return Network.objects.filter(
        Q(pk__in=agreed.filter(one=network).values("other"))
        | Q(pk__in=agreed.filter(other=network).values("one"))
    ).order_by("name")


def agreed_sisters(network: Network) -> list[Network]:
    """The same as a list: with them chosen meetings and projects may be shared."""
    return _sisters(network=network.pk)


@prepared
def _sisters(network: Slot) -> QuerySet[Network]:
    return sisters(network)


def is_sister_member(person: "Person", network: Network) -> bool:
    """Whether somebody belongs today to a network that is an agreed sister of this one."""
    belongs = Network.objects.filter(
        current(prefix="memberships__"), memberships__person=person
    ).values("pk")
    return (
        Sisterhood.objects.filter(ended_at=None)
        .exclude(agreed_at=None)
        .filter(Q(one=network, other__in=belongs) | Q(other=network, one__in=belongs))
        .exists()
    )


def possible_sisters(network: Network) -> QuerySet[Network]:
    """Networks here that are not linked with this one."""
    linked = sisterhoods(network).values_list("one_id", "other_id")
    taken = {pk for pair in linked for pk in pair} | {network.pk}
    return Network.objects.exclude(pk__in=taken).order_by("name")


def synthetic_network() -> Network | None:
    """The demo's first network, when the demo was built here."""
    return Network.objects.filter(is_synthetic=True).order_by("pk").first()
