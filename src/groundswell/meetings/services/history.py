"""Bring in the minutes of meetings before Groundswell: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import GroundswellError
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Meeting, Minute

if TYPE_CHECKING:
    from groundswell.networks.models import Network

MOST_TEXT = 200_000
NOON = time(12)


class HistoryError(GroundswellError):
    """Past minutes could not be brought in."""


@dataclass(frozen=True)
class PastMeeting:
    """One meeting of the past, as somebody checked it on the screen."""

    title: str
    held_on: date
    text: str
    decisions: Sequence[str] = ()


@transaction.atomic
def import_minutes(
    *, by: Actor, network: "Network", meetings: Sequence[PastMeeting]
) -> list[Meeting]:
    """Make a held meeting of each. One that is there already (same day, same title) is left alone.

    Old actions stay words in the text: nobody is reminded of what was to be done years ago.
    """
    require(by, Permission.MINUTES_IMPORT, network)
    made = []
    for past in meetings:
        _require_sensible(past, network)
        if not _is_there(network, past):
            made.append(_bring_in(by, network, past))
    record(by, "minutes.imported", network, network, n=len(made))
    return made


def _require_sensible(past: PastMeeting, network: "Network") -> None:
    if past.held_on > today(network.time_zone):
        raise HistoryError(
            _("“%(title)s” is dated %(day)s, which is still to come. Correct its date.")
            % {"title": past.title, "day": past.held_on.isoformat()}
        )
    if len(past.text) > MOST_TEXT:
        raise HistoryError(
            _("“%(title)s” is longer than %(most)s characters. Split it in two.")
            % {"title": past.title, "most": MOST_TEXT}
        )


def _is_there(network: "Network", past: PastMeeting) -> bool:
    zone = ZoneInfo(network.time_zone)
    day = datetime.combine(past.held_on, time(0), zone)
    same = Meeting.objects.filter(network=network, title=past.title.strip())
    return same.filter(starts_at__range=(day, day + timedelta(days=1))).exists()


def _bring_in(by: Actor, network: "Network", past: PastMeeting) -> Meeting:
    starts_at = datetime.combine(past.held_on, NOON, ZoneInfo(network.time_zone))
    meeting = Meeting(
        network=network,
        title=past.title.strip(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        state=Meeting.State.HELD,
        history_text=past.text.strip(),
        minutes_sent_at=now(),  # nobody is mailed, and nobody is reminded to send them
        made_by_id=by.person_id,
    )
    meeting.full_clean()
    meeting.save(force_insert=True)
    lines = [
        Minute(
            meeting=meeting,
            kind=Minute.Kind.DECISION,
            text=text.strip()[:6000],
            written_at=starts_at,
        )
        for text in past.decisions
        if text.strip()
    ]
    Minute.objects.bulk_create(lines)
    record(by, "meeting.imported", meeting, network, held_on=past.held_on)
    return meeting
