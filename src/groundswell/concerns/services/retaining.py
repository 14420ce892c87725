"""How long a concern is kept after it was closed, and letting it go when that time is over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q, QuerySet

from groundswell.audit.services import record
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, Norms
from groundswell.concerns.services.items import locked
from groundswell.concerns.services.purging import forget_concern
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission

if TYPE_CHECKING:
    from groundswell.networks.models import Network

NOTICE = timedelta(days=30)  # a shorter time that is set today deletes nothing before that
State, Kept = Concern.State, Concern.Kept


def norms_of(network: "Network") -> Norms:
    """What a network has agreed, or the usual."""
    return Norms.objects.filter(network=network).first() or Norms(network=network)


def kept_until(concern: Concern, norms: Norms) -> date | None:
    """The day after which a closed concern may go; None while it is open."""
    if concern.closed_on is None:
        return None
    ends = concern.closed_on + _time(norms, concern.kept_for)
    return max(ends, norms.retention_on + NOTICE) if norms.retention_on else ends


def over(network: "Network", day: date) -> QuerySet[Concern]:
    """Closed concerns whose time is over on a day and that nobody holds."""
    norms = norms_of(network)
    if norms.retention_on and norms.retention_on + NOTICE >= day:
        return Concern.objects.none()
    closed = Q()
    for kept in Kept:
        closed |= Q(kept_for=kept, closed_on__lt=day - _time(norms, kept))
    return Concern.objects.filter(
        closed, network=network, state=State.CLOSED, is_held=False
    ).order_by("closed_on", "pk")


@dataclass(frozen=True)
class Due:
    """What would go in one network, in counts alone."""

    anonymous: int
    named: int
    held: int


def rehearsal(network: "Network", day: date) -> Due:
    """What ``let_go`` would do now. Changes nothing."""
    found = over(network, day)
    held = Concern.objects.filter(network=network, is_held=True).count()
    return Due(
        found.filter(kept_for=Kept.SHORT).count(), found.filter(kept_for=Kept.LONG).count(), held
    )


def let_go(*, by: Actor, network: "Network") -> int:
    """Forget what is over its time: rows, files and keys. A hold placed meanwhile is looked for once more."""
    require(by, Permission.CONCERN_PURGE, network)
    day = today(network.time_zone)
    n_gone = 0
    for concern in over(network, day).iterator(chunk_size=200):
        with transaction.atomic():
            try:
                fresh = locked(concern)
            except ConcernError:
                continue  # withdrawn meanwhile
            if over(network, day).filter(pk=fresh.pk).exists():
                forget_concern(fresh)
                n_gone += 1
    return n_gone


def set_retention(
    *, by: Actor, network: "Network", anonymous_months: int, named_years: int
) -> Norms:
    """For how long concerns are kept after closing. Whatever would go sooner than before goes after thirty days."""
    require(by, Permission.NETWORK_SETTINGS, network)
    with transaction.atomic():
        norms, _new = Norms.objects.select_for_update().get_or_create(network=network)
        norms.anonymous_months, norms.named_years = anonymous_months, named_years
        norms.retention_on = today(network.time_zone)
        norms.full_clean()
        norms.save()
        record(
            by,
            "concerns.retention_set",
            norms,
            network,
            anonymous_months=anonymous_months,
            named_years=named_years,
        )
    return norms


def _time(norms: Norms, kept: str) -> relativedelta:
    if kept == Kept.LONG:
        return relativedelta(years=norms.named_years)
    return relativedelta(months=norms.anonymous_months)
