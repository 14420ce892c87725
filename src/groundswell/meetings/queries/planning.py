"""Which meetings there are: next, upcoming, being planned, past."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import Meeting, MeetingShare, Minute

if TYPE_CHECKING:
    from groundswell.networks.models import Network

State = Meeting.State
A_WEEK = timedelta(days=7)


def of_network(network: "Network") -> QuerySet[Meeting]:
    """A network's own meetings."""
    return Meeting.objects.filter(network=network)


def visible(network: "Network") -> QuerySet[Meeting]:
    """A network's own meetings and those its sisters share with it."""
    shared = MeetingShare.objects.filter(sister=network).values("meeting")
    return Meeting.objects.filter(Q(network=network) | Q(pk__in=shared)).select_related("network")


def upcoming(network: "Network") -> QuerySet[Meeting]:
    """Meetings with a time that are not over, soonest first; shared ones of sisters too."""
    now = timezone.now()
    return visible(network).filter(state=State.FIXED, ends_at__gt=now).order_by("starts_at", "pk")


def next_meeting(network: "Network") -> Meeting | None:
    """The network's own next meeting, the one going on included."""
    return upcoming(network).filter(network=network).first()


def with_following(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each with ``following_at``: when its network meets next, a week from now or later, in the same query."""
    later = Meeting.objects.filter(
        network=OuterRef("network"), state=State.FIXED, starts_at__gte=timezone.now() + A_WEEK
    ).exclude(pk=OuterRef("pk"))
    return meetings.annotate(following_at=later.order_by("starts_at").values("starts_at")[:1])


def being_planned(network: "Network") -> QuerySet[Meeting]:
    """Own meetings without a time yet, newest first."""
    states = [State.PLANNED, State.POLLING]
    return of_network(network).filter(state__in=states).select_related("poll").order_by("-pk")


def past(network: "Network", words: str = "") -> QuerySet[Meeting]:
    """Own meetings that were, newest first; with words, those whose title or minutes have them.

    Each carries ``n_decisions``, how many decisions its minutes have.
    """
    over = Q(state=State.HELD) | Q(state=State.FIXED, ends_at__lte=timezone.now())
    found = of_network(network).filter(over).order_by("-starts_at", "-pk")
    decided = Count("minutes", filter=Q(minutes__kind=Minute.Kind.DECISION))
    found = found.annotate(n_decisions=decided)
    if not words:
        return found
    said = Minute.objects.filter(meeting=OuterRef("pk"), text__icontains=words)
    return found.filter(Q(title__icontains=words) | Q(history_text__icontains=words) | Exists(said))


def is_polling(network: "Network") -> bool:
    """Whether the network is being asked when it can come."""
    return of_network(network).filter(state=State.POLLING).exists()


def shared_with(meeting: Meeting) -> list["Network"]:
    """Sister networks that see a meeting."""
    return [share.sister for share in _shares(meeting=meeting.pk)]


@prepared
def _shares(meeting: Slot) -> QuerySet[MeetingShare]:
    shares = MeetingShare.objects.filter(meeting=meeting).select_related("sister")
    return shares.order_by("sister__name")[:50]


def fixed_since(network_id: int, since: datetime) -> QuerySet[Meeting]:
    """Meetings whose time was chosen or changed since a moment, newest first."""
    found = Meeting.objects.filter(
        network_id=network_id, state=State.FIXED, changed_at__gte=since, ends_at__gt=since
    )
    return found.select_related("network").order_by("-changed_at")
