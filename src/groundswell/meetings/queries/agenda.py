"""Reads about what is talked about: agendas, what waits, minutes, decisions."""

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from groundswell.kernel.clock import now
from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import AgendaItem, Meeting, Minute

if TYPE_CHECKING:
    from groundswell.networks.models import Network

State = AgendaItem.State
TO_COME = (Meeting.State.PLANNED, Meeting.State.POLLING, Meeting.State.FIXED)


def open_agenda(network: "Network", after: Meeting | None = None) -> Meeting | None:
    """The next meeting that can take an item: not over, not cancelled, minutes not sent; with no time yet, last."""
    meetings = Meeting.objects.filter(
        Q(starts_at=None) | Q(ends_at__gt=now()),
        network=network,
        state__in=TO_COME,
        minutes_sent_at=None,
    )
    if after is not None:
        meetings = meetings.exclude(pk=after.pk)
        if after.starts_at:
            meetings = meetings.filter(Q(starts_at=None) | Q(starts_at__gt=after.starts_at))
    has_time = Case(When(starts_at=None, then=Value(1)), default=Value(0))
    return meetings.order_by(has_time, "starts_at", "pk").first()


def agenda_of(meeting: Meeting | Slot) -> QuerySet[AgendaItem]:
    """A meeting's items in order: stuck actions, then student items, then the rest, unless the chairs reordered."""
    rank = Case(
        When(kind=AgendaItem.Kind.ACTION, then=Value(0)),
        When(is_student_led=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    items = AgendaItem.objects.filter(meeting=meeting).exclude(state=State.DROPPED)
    items = items.select_related("network", "proposed_by")
    return items.order_by("position", rank, "proposed_at", "pk")


@prepared
def items_of(meeting: Slot) -> QuerySet[AgendaItem]:
    """The same, read at once, without their network."""
    return agenda_of(meeting).select_related(None).select_related("proposed_by")


def waiting_items(network: "Network") -> QuerySet[AgendaItem]:
    """What waits for a meeting, oldest first."""
    items = AgendaItem.objects.filter(network=network, state=State.WAITING)
    return items.select_related("network", "proposed_by").order_by("proposed_at", "pk")


def item(pk: int) -> AgendaItem | None:
    """One item, wherever it stands."""
    return AgendaItem.objects.select_related("network", "meeting").filter(pk=pk).first()


def decision(pk: int) -> Minute | None:
    """One decision."""
    return decisions().filter(pk=pk).first()


def decisions() -> QuerySet[Minute]:
    """Every decision, newest first, with its meeting and item."""
    rows = Minute.objects.filter(kind=Minute.Kind.DECISION)
    return rows.select_related("meeting__network", "item").order_by("-written_at", "-pk")


def decisions_of(item: AgendaItem) -> QuerySet[Minute]:
    """What was decided about an item, oldest first."""
    return decisions().filter(item=item).order_by("written_at", "pk")


def decisions_in(network: "Network") -> QuerySet[Minute]:
    """A network's decisions, newest first."""
    return decisions().filter(meeting__network=network)


@prepared
def lines_of(meeting: Slot) -> QuerySet[Minute]:
    """A meeting's notes and decisions as written, oldest first."""
    return Minute.objects.filter(meeting=meeting).order_by("pk")
