"""What waits to be counted, and what was counted."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from groundswell.analysis.disclose import Period
from groundswell.concerns.models import Concern, Listener, Release, Tally
from groundswell.concerns.quarters import last_quarter, quarters_in
from groundswell.concerns.queries.desk import concerns_of
from groundswell.kernel.clock import today

if TYPE_CHECKING:
    from groundswell.networks.models import Network


def period_to_count(network: "Network") -> Period | None:
    """The quarter that ended, while nothing of it is published or looked at; what was closed later waits."""
    period = last_quarter(today(network.time_zone))
    taken = Release.objects.filter(
        network=network, starts_on__lte=period.last, ends_on__gte=period.first
    ).exclude(state=Release.State.REFUSED)
    return None if taken.exists() else period


def to_be_counted(listener: Listener, period: Period) -> QuerySet[Concern]:
    """Closed concerns this listener holds a key of, by the end of a period, that were not counted yet."""
    closed = concerns_of(listener).filter(state=Concern.State.CLOSED, closed_on__lte=period.last)
    return closed.filter(is_counted=False).order_by("pk")


def counted_in(network: "Network", period: Period) -> dict[tuple[str, str], int]:
    """What the counters of a period's quarters add up to, by field and value."""
    firsts = [quarter.first for quarter in quarters_in(period)]
    rows = Tally.objects.filter(network=network, period__in=firsts)
    found: dict[tuple[str, str], int] = {}
    for field, value, n in rows.values_list("field", "value", "n"):
        found[field, value] = found.get((field, value), 0) + n
    return found


def quarters_to_release(network: "Network") -> list[Period]:
    """Quarters that are over, back to the first that was counted, and not published; the newest first."""
    newest = last_quarter(today(network.time_zone))
    first = (
        Tally.objects.filter(network=network).order_by("period").values_list("period", flat=True)
    )
    oldest = first.first()
    if oldest is None:
        return []
    taken = list(
        Release.objects.filter(network=network, state=Release.State.PUBLISHED).values_list(
            "starts_on", "ends_on"
        )
    )
    periods = list(quarters_in(Period(min(oldest, newest.first), newest.last)))
    return [
        one for one in reversed(periods) if not any(one.overlaps(Period(a, b)) for a, b in taken)
    ]
