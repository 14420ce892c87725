"""A timetable file on its way in: read, shown, and carried sealed to the button that saves it.

What is read from the file are times and nothing else. Between the page that shows it and the button, the times
travel in the form, signed; so nothing half-done is kept anywhere.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core import signing
from django.utils import formats
from django.utils.translation import gettext as _

from groundswell.formats.errors import FormatError
from groundswell.formats.timetable import read_timetable
from groundswell.meetings.errors import TimetableError

LOOK_BACK, LOOK_AHEAD = timedelta(days=60), timedelta(days=420)
SALT = "meetings.timetable"
HOLDS_FOR = timedelta(hours=6)
MINUTE = 60


@dataclass(frozen=True)
class Found:
    """What was found in a file. ``busy`` are stretches in UTC; no title ever leaves the reader."""

    busy: tuple[tuple[datetime, datetime], ...]
    n_events: int
    n_skipped: int
    warnings: tuple[str, ...]
    covers_from: date
    covers_until: date


def read_upload(data: bytes, *, zone: str, today: date) -> Found:
    """Read a file somebody chose, or say what is wrong with it."""
    first, last = today - LOOK_BACK, today + LOOK_AHEAD
    try:
        read = read_timetable(data, start=first, end=last, zone=zone)
    except FormatError as error:
        raise TimetableError(str(error)) from error
    if not read.busy:
        raise TimetableError(
            _(
                "The calendar has %(n)s events, but none from %(first)s to %(last)s that mark anybody as"
                " busy. Export this academic year’s timetable and choose that file."
            )
            % {
                "n": read.n_events,
                "first": formats.date_format(first, "j F Y"),
                "last": formats.date_format(last, "j F Y"),
            }
        )
    home = ZoneInfo(zone)
    return Found(
        busy=tuple((one.start, one.end) for one in read.busy),
        n_events=read.n_events,
        n_skipped=read.n_skipped,
        warnings=read.warnings,
        covers_from=read.busy[0].start.astimezone(home).date(),
        covers_until=(read.busy[-1].end - timedelta(seconds=1)).astimezone(home).date(),
    )


def seal(found: Found, cohort_id: int) -> str:
    """The times as a signed text for a hidden field."""
    numbers = [int(m.timestamp()) // MINUTE for span in found.busy for m in span]
    facts = [cohort_id, found.n_events, str(found.covers_from), str(found.covers_until), numbers]
    return signing.dumps(facts, salt=SALT, compress=True)


def unseal(sealed: str, cohort_id: int) -> Found:
    """The times again, if this is what was shown here a short while ago."""
    try:
        facts = signing.loads(sealed, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature as error:
        raise TimetableError(
            _("What was shown is too old to save. Choose the file once more.")
        ) from error
    if facts[0] != cohort_id:
        raise TimetableError(_("This was read for another year group. Choose the file once more."))
    moments = [datetime.fromtimestamp(n * MINUTE, UTC) for n in facts[4]]
    return Found(
        busy=tuple(zip(moments[::2], moments[1::2], strict=True)),
        n_events=facts[1],
        n_skipped=0,
        warnings=(),
        covers_from=date.fromisoformat(facts[2]),
        covers_until=date.fromisoformat(facts[3]),
    )
