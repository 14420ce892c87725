"""What planning gives to the registries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import ExampleUrl, Occurrence
from groundswell.meetings.queries.planning import fixed_since
from groundswell.meetings.queries.polls import slots_of
from groundswell.meetings.services import answer_poll, ask_everyone, plan_meeting
from groundswell.meetings.times import when_words
from groundswell.people.services import issue_link

MOST = 12


def occurrences(network: Any, since: datetime) -> Iterable[Occurrence]:
    """Times that were chosen, for "what changed since you were here"."""
    for meeting in fixed_since(network.pk, since)[:MOST]:
        zone, slug = network.time_zone, network.slug
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


def a_poll(cast: Any) -> Any:
    """An open poll of the cast's network, made once."""
    if "poll" not in cast.notes:
        start = (timezone.now() + timedelta(days=15)).replace(minute=0, second=0, microsecond=0)
        days = [start + timedelta(days=n) for n in range(3)]
        poll = ask_everyone(
            by=cast.alice,
            network=cast.network,
            title="January meeting",
            slots=[(day, day + timedelta(hours=1)) for day in days],
            closes_on=today() + timedelta(days=6),
        )
        answer_poll(by=cast.alice, poll=poll, answers={slots_of(poll)[0].pk: "yes"})
        cast.notes["poll"] = poll
    return cast.notes["poll"]


def _a_poll_link(cast: Any) -> str:
    poll = a_poll(cast)
    token = issue_link(
        verb=Permission.POLL_ANSWER, about=poll, network=cast.network, person=cast.bob
    )
    return reverse("meetings:poll_link", args=[token])


def _of_poll(name: str) -> ExampleUrl:
    return ExampleUrl(
        name, lambda cast: reverse(name, args=[cast.network.slug, a_poll(cast).meeting_id])
    )


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
    _of_network("meetings:my_week"),
    _of_network("meetings:timetables"),
    _of_network("meetings:feed"),
    _of_meeting("meetings:meeting"),
    _of_meeting("meetings:move"),
    _of_poll("meetings:poll"),
    _of_poll("meetings:results"),
    ExampleUrl("meetings:poll_link", _a_poll_link, public=True),
]
