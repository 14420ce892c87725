"""What one person's calendar feed holds: meetings, their own actions, the days the institution keeps."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.formats.calendar_out import Entry
from groundswell.meetings.calendars import entry_of
from groundswell.meetings.models import FeedToken, Meeting
from groundswell.meetings.queries.actions import open_actions_of
from groundswell.meetings.queries.planning import visible
from groundswell.networks.queries import calendar_between, networks_of
from groundswell.people.services import absolute

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

BACK, AHEAD = timedelta(days=120), timedelta(days=400)
MOST_NETWORKS, MOST = 10, 200
SHOWN = [Meeting.State.FIXED, Meeting.State.HELD, Meeting.State.CANCELLED]


def has_feed(person_id: int) -> bool:
    """Whether somebody has a feed address."""
    return FeedToken.objects.filter(person_id=person_id).exists()


def feed_entries(person: "Person") -> list[Entry]:
    """Everything in somebody's feed, from all their networks, each thing once."""
    entries: dict[str, Entry] = {}
    for network in networks_of(person)[:MOST_NETWORKS]:
        for entry in _of_network(person, network):
            entries.setdefault(entry.uid, entry)
    return sorted(entries.values(), key=lambda entry: (entry.start, entry.uid))


def _of_network(person: "Person", network: "Network") -> Iterator[Entry]:
    now = timezone.now()
    meetings = visible(network).filter(
        state__in=SHOWN, starts_at__gte=now - BACK, starts_at__lte=now + AHEAD
    )
    for meeting in meetings.order_by("starts_at", "pk")[:MOST]:
        yield entry_of(meeting)
    zone = ZoneInfo(network.time_zone)
    for action in open_actions_of(person.pk, network.pk)[:MOST]:
        if action.due_on:
            title = _("Due: %(what)s") % {"what": action.text}
            path = reverse("meetings:index", args=[network.slug])
            uid = f"action-{action.pk}@groundswell"
            at = action.assigned_at
            yield _whole_day(uid, title, action.due_on, action.due_on, absolute(path), at, zone)
    today = now.astimezone(zone).date()
    for kept in calendar_between(network, today - BACK, today + AHEAD)[:MOST]:
        if kept.kind == kept.Kind.OBSERVANCE:
            uid = f"day-{kept.pk}@groundswell"
            at = datetime.combine(kept.starts_on, time(), tzinfo=zone)
            yield _whole_day(uid, kept.name, kept.starts_on, kept.ends_on, "", at, zone)


def _whole_day(
    uid: str, title: str, first: date, last: date, url: str, at: datetime, zone: ZoneInfo
) -> Entry:
    return Entry(
        uid=uid,
        sequence=0,
        summary=title,
        description="",
        location="",
        start=datetime.combine(first, time(), tzinfo=zone),
        end=datetime.combine(last + timedelta(days=1), time(), tzinfo=zone),
        url=url,
        cancelled=False,
        updated_at=at,
        is_all_day=True,
    )
