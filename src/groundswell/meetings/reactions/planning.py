"""What planning gives to the registries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.registries import ExampleUrl, Occurrence
from groundswell.meetings.queries.planning import fixed_since
from groundswell.meetings.services import plan_meeting
from groundswell.meetings.times import when_words

MOST = 12


def occurrences(network_id: int, since: datetime) -> Iterable[Occurrence]:
    """Times that were chosen, for "what changed since you were here"."""
    for meeting in fixed_since(network_id, since)[:MOST]:
        zone, slug = meeting.network.time_zone, meeting.network.slug
        when = when_words(meeting.starts_at, None, zone) if meeting.starts_at else ""
        title = _("%(title)s is on %(when)s") % {"title": meeting.title, "when": when}
        url = reverse("meetings:meeting", args=[slug, meeting.pk])
        yield Occurrence(at=meeting.changed_at, title=title, url=url, kind="meeting")


def a_meeting(cast: Any) -> Any:
    """A fixed meeting of the cast's network, made once."""
    if "meeting" not in cast.notes:
        start = (timezone.now() + timedelta(days=10)).replace(minute=0, second=0, microsecond=0)
        cast.notes["meeting"] = plan_meeting(
            by=cast.alice,
            network=cast.network,
            title="December meeting",
            place="Atrium",
            starts_at=start,
            ends_at=start + timedelta(hours=1),
        )
    return cast.notes["meeting"]


def _of_meeting(name: str) -> ExampleUrl:
    return ExampleUrl(
        name, lambda cast: reverse(name, args=[cast.network.slug, a_meeting(cast).pk])
    )


def _of_network(name: str) -> ExampleUrl:
    return ExampleUrl(name, lambda cast: reverse(name, args=[cast.network.slug]))


registries.occurrences.append(occurrences)
registries.example_urls += [
    _of_network("meetings:index"),
    _of_network("meetings:plan"),
    _of_meeting("meetings:meeting"),
    _of_meeting("meetings:move"),
]
