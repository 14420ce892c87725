"""Meetings that are over and whose minutes have not left."""

from datetime import timedelta

from django.db.models import QuerySet

from groundswell.kernel.clock import now
from groundswell.meetings.models import Meeting

CHASED = timedelta(days=10)


def unsent() -> QuerySet[Meeting]:
    """Meetings that ended lately, of every network."""
    meetings = Meeting.objects.filter(
        state__in=(Meeting.State.FIXED, Meeting.State.HELD),
        minutes_sent_at=None,
        ends_at__range=(now() - CHASED, now()),
        history_text="",
    )
    return meetings.select_related("network").order_by("pk")


def unsent_in(network_id: int) -> QuerySet[Meeting]:
    """The same in one network."""
    return unsent().filter(network_id=network_id)[:5]
