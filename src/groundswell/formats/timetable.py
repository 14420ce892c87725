"""Read a timetable (.ics) as times when somebody is busy, and nothing else.

``read_timetable`` gives the busy times of a year group or a person within a window of days. Titles, places
and people never leave the reader. All-day events (placements) are whole days in the network's zone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from groundswell.formats.errors import FormatError, quote
from groundswell.formats.guard import KIND_NAMES, MEGABYTE, check_size, decode_text, sniff
from groundswell.formats.ics_events import Event, Reader, Skipped
from groundswell.formats.ics_lines import Component, read_components
from groundswell.formats.ics_zones import Zones
from groundswell.formats.recurrence import Budget, expand

MAX_BYTES: Final = 10 * MEGABYTE
MAX_DAYS: Final = 366 * 6
_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=400)


@dataclass(frozen=True, order=True)
class Busy:
    """A busy time, ``end`` exclusive; both are aware and in UTC. ``all_day``: it came as whole days."""

    start: datetime
    end: datetime
    all_day: bool = False


@dataclass(frozen=True)
class Timetable:
    """What a calendar file says about a window.

    ``busy`` is merged: sorted, never overlapping or touching. ``n_events`` counts the events in the file
    (a repeating one once), ``n_skipped`` those among them that mark nobody as busy: cancelled, shown as
    free, or not readable. ``warnings`` are sentences about what was left out or assumed; they name no event.
    """

    busy: tuple[Busy, ...]
    n_events: int
    n_skipped: int
    warnings: tuple[str, ...]


def read_timetable(
    data: bytes, *, start: date, end: date, zone: str, limit: int = 20_000
) -> Timetable:
    """Return when the calendar is busy between the days ``start`` and ``end``, both included.

    ``zone`` (an IANA name such as Europe/London) bounds those days, gives all-day events their midnights, and is
    taken for times that carry no zone, unless the calendar names one (X-WR-TIMEZONE). A session that
    reaches over the edge of the window is kept whole. Repeats follow the wall clock, so a nine o'clock
    lecture stays at nine when the clocks change. ``limit`` is the most single sessions in the window.

    Raises ``FormatError`` for what is not a calendar, is cut short, is over 10 MB, or repeats too often.
    """
    home = _home(zone)
    if not start <= end <= start + timedelta(days=MAX_DAYS):
        raise FormatError(
            expected="a window of one day to six years",
            found=f"{start.isoformat()} to {end.isoformat()}",
            cure="choose a first day and a later last day",
        )
    window = (_midnight(start, home), _midnight(end + _DAY, home))
    low, high = (datetime.combine(day, time()) for day in (start, end))
    budget, notes, busy = Budget(), Counter[str](), list[Busy]()
    n_events = n_skipped = 0
    for calendar in _calendars(data):
        zones = Zones(calendar, low - _YEAR, high + _YEAR, budget)
        events, skipped, found = Reader(home, zones).read(calendar)
        notes.update(found)
        n_events += len(events) + skipped
        n_skipped += skipped
        for event, removed in _with_overrides(events):
            if not event.is_busy:
                n_skipped += 1
                continue
            try:
                busy += _limited(
                    _sessions(event, removed, window, budget), limit - len(busy), limit
                )
            except (OverflowError, Skipped):
                n_skipped += 1
                notes["had a date no calendar reaches"] += 1
    return Timetable(tuple(merge_busy(busy)), n_events, n_skipped, _sentences(notes))


def merge_busy(busy: Iterable[Busy]) -> list[Busy]:
    """Return the busy times sorted, with overlapping and touching ones joined.

    A joined time is ``all_day`` only when whole days alone cover it from end to end. Times of no length go.
    """
    every = list(busy)
    whole = set(_joined((one.start, one.end) for one in every if one.all_day))
    spans = _joined((one.start, one.end) for one in every)
    return [Busy(start, end, (start, end) in whole) for start, end in spans]


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _home(zone: str) -> tzinfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise FormatError(
            expected="the name of a time zone such as Europe/London",
            found=quote(zone),
            cure="choose the zone from the list in the settings",
        ) from error


def _calendars(data: bytes) -> list[Component]:
    check_size(data, most=MAX_BYTES)
    if (kind := sniff(data)) != "ics":
        raise FormatError(
            expected="a calendar file (.ics), which begins with BEGIN:VCALENDAR",
            found=KIND_NAMES[kind],
            cure="use the export or subscribe link of the timetable, not the page that shows it",
        )
    calendars = [one for one in read_components(decode_text(data).text) if one.name == "VCALENDAR"]
    if not any(child.name == "VEVENT" for one in calendars for child in one.children):
        raise FormatError(
            expected="a calendar with at least one event",
            found="none",
            cure="check that the export covers the right dates and year group",
        )
    return calendars


def _with_overrides(events: list[Event]) -> Iterator[tuple[Event, frozenset[datetime | date]]]:
    """Give each event the instances of it that another event in the file replaces, newest sequence only."""
    newest: dict[tuple[str, object], int] = defaultdict(int)
    replaced: dict[str, set[datetime | date]] = defaultdict(set)
    for event in events:
        key = (event.uid, event.replaces)
        newest[key] = max(newest[key], event.sequence)
        if event.replaces is not None:
            replaced[event.uid].add(event.replaces)
    for event in events:
        if event.sequence >= newest[(event.uid, event.replaces)]:
            yield (
                event,
                frozenset(() if event.replaces is not None else replaced.get(event.uid, ())),
            )


def _sessions(
    event: Event,
    removed: frozenset[datetime | date],
    window: tuple[datetime, datetime],
    budget: Budget,
) -> Iterator[Busy]:
    """Yield the single sessions of one event that touch the window."""
    low, high = window
    wall_low = low.replace(tzinfo=None) - event.days - event.exact - 2 * _DAY
    wall_high = high.replace(tzinfo=None) + 2 * _DAY
    repeats = (expand(rule, event.start, wall_low, wall_high, budget) for rule in event.rules)
    seen = set[datetime]()
    for wall in chain((event.start, *event.extra), *repeats):
        if wall in seen or not wall_low <= wall <= wall_high:
            continue
        seen.add(wall)
        one = _session(event, wall)
        if one.start < high and one.end > low and not _is_removed(event, removed, wall, one.start):
            yield one


def _is_removed(
    event: Event, removed: frozenset[datetime | date], wall: datetime, begin: datetime
) -> bool:
    day = wall.date()
    return begin in event.dropped or day in event.dropped or begin in removed or day in removed


def _session(event: Event, wall: datetime) -> Busy:
    begin = wall.replace(tzinfo=event.zone).astimezone(UTC)
    finish = (wall + event.days).replace(tzinfo=event.zone).astimezone(UTC) + event.exact
    if finish < begin:  # its end falls into the hour that the clocks skip
        finish = begin + event.days
    return Busy(begin, finish, event.is_day)


def _limited(sessions: Iterator[Busy], left: int, limit: int) -> list[Busy]:
    kept: list[Busy] = []
    for one in sessions:
        if len(kept) >= left:
            raise FormatError(
                expected=f"at most {limit:,} sessions between the two dates",
                found="more",
                cure="export a shorter period, or remove the event that repeats every few moments",
            )
        kept.append(one)
    return kept


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _sentences(notes: Counter[str]) -> tuple[str, ...]:
    return tuple(
        f"{count:,} {'event' if count == 1 else 'events'} {note}."
        for note, count in sorted(notes.items())
    )
