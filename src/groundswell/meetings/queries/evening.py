"""Meetings that are over and whose minutes have not left; and what the chairs must see to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from groundswell.kernel.clock import now, today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import Meeting, PollAnswer
from groundswell.networks.queries import members

if TYPE_CHECKING:
    from groundswell.networks.models import Network

CHASED = timedelta(days=10)
AHEAD = timedelta(days=30)
ENOUGH = 0.6  # of the members have answered: the time can be chosen
MOST = 20
State = Meeting.State


def is_unsent(lately: datetime | Slot, moment: datetime | Slot) -> Q:
    """Ended between these two moments, and the minutes have not left."""
    return Q(
        state__in=(State.FIXED, State.HELD),
        minutes_sent_at=None,
        ends_at__range=(lately, moment),
        history_text="",
    )


def unsent() -> QuerySet[Meeting]:
    """Meetings that ended lately, of every network."""
    rows = Meeting.objects.filter(is_unsent(now() - CHASED, now()))
    return rows.select_related("network").order_by("pk")


@dataclass(frozen=True)
class ToTend:
    """A meeting at hand, and what it asks of the chairs."""

    pk: int
    title: str
    closes_on: date | None
    is_over: bool
    is_to_settle: bool


def meetings_to_tend(network: "Network") -> list[ToTend]:
    """Being planned, fixed within thirty days, or over with the minutes not sent. One query."""
    moment, day = now(), today(network.time_zone)
    rows = _to_be_tended(
        network=network.pk,
        day=today(),
        lately=moment - CHASED,
        moment=moment,
        ahead=moment + AHEAD,
    )
    return [_to_tend(row, day) for row in rows]


@prepared
def _to_be_tended(
    network: Slot, day: Slot, lately: Slot, moment: Slot, ahead: Slot
) -> QuerySet[Meeting]:
    is_soon = Q(state=State.FIXED, ends_at__gt=moment, starts_at__lte=ahead)
    is_planned = Q(state__in=(State.PLANNED, State.POLLING))
    said = PollAnswer.objects.filter(slot__poll__meeting=OuterRef("pk")).order_by()
    n_said = said.values("slot__poll").annotate(n=Count("person", distinct=True)).values("n")
    n_members = (
        members(network, day).order_by().values("network").annotate(n=Count("pk")).values("n")
    )
    return (
        Meeting.objects.filter(is_soon | is_planned | is_unsent(lately, moment), network=network)
        .annotate(n_said=Subquery(n_said), n_members=Subquery(n_members))
        .select_related("poll")
        .order_by("poll__closes_on", "pk")[:MOST]
    )


def _to_tend(row: Any, day: date) -> ToTend:
    poll = getattr(row, "poll", None) if row.state == State.POLLING else None
    is_enough = (row.n_said or 0) >= ENOUGH * (row.n_members or 0)
    is_closed = poll is not None and (poll.closed_at is not None or poll.closes_on < day)
    return ToTend(
        pk=row.pk,
        title=row.title,
        closes_on=poll.closes_on if poll else None,
        is_over=row.state in (State.FIXED, State.HELD) and row.ends_at <= now(),
        is_to_settle=poll is not None and (is_closed or is_enough),
    )
