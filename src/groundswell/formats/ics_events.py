"""Turn the VEVENT blocks of one calendar into events with a start, a length and their repeats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from groundswell.formats.errors import FormatError, quote
from groundswell.formats.ics_lines import Component, Property, parse_value
from groundswell.formats.ics_zones import Zones, named_zone
from groundswell.formats.recurrence import Rule, UnknownRuleError, parse_rule

_DAY: Final = timedelta(days=1)
_LONGEST: Final = timedelta(days=3660)
_NOTHING: Final = timedelta(0)


class Skipped(ValueError):
    """An event that cannot be used; its text completes the sentence “2 events …”."""


@dataclass(frozen=True)
class Event:
    """One VEVENT. ``start`` and ``extra`` are wall-clock times in ``zone``; ``days`` is added on the wall
    clock, ``exact`` in elapsed time; ``dropped`` and ``replaces`` are UTC moments or whole days."""

    uid: str
    sequence: int
    start: datetime
    zone: tzinfo
    is_day: bool
    days: timedelta
    exact: timedelta
    rules: tuple[Rule, ...]
    extra: tuple[datetime, ...]
    dropped: frozenset[datetime | date]
    replaces: datetime | date | None
    is_busy: bool


@dataclass(frozen=True)
class _When:
    wall: datetime
    zone: tzinfo
    is_day: bool

    @property
    def key(self) -> datetime | date:
        """The moment in UTC, or the day."""
        return (
            self.wall.date() if self.is_day else self.wall.replace(tzinfo=self.zone).astimezone(UTC)
        )

    def in_zone(self, zone: tzinfo) -> datetime:
        """The wall-clock time in another zone; a day keeps its midnight."""
        if self.is_day or self.zone is zone:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)


class Reader:
    """Reads the events of one calendar; ``home`` is the zone for whole days and for times without one."""

    def __init__(self, home: tzinfo, zones: Zones) -> None:
        self._home = home
        self._zones = zones
        self._floating = home
        self._named: tzinfo | None = None
        self._notes: Counter[str] = Counter()
        self._unknown: set[str] = set()

    def read(self, calendar: Component) -> tuple[list[Event], int, Counter[str]]:
        """Return the events, how many were not readable, and notes that complete “2 events …”."""
        self._named = named_zone(calendar.text("X-WR-TIMEZONE"))
        self._floating = self._named or self._home
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        events: list[Event] = []
        skipped = 0
        for block in calendar.children:
            if block.name != "VEVENT":
                continue
            self._unknown.clear()
            try:
                events.append(self._event(block, cancelled=cancelled, number=len(events) + skipped))
            except Skipped as reason:
                skipped += 1
                self._notes[str(reason)] += 1
            self._notes.update(
                f"used the time zone {quote(name)}, which is not known, and were taken as {self._floating}"
                for name in self._unknown
            )
        return events, skipped, self._notes

    def _event(self, block: Component, *, cancelled: bool, number: int) -> Event:
        line = block.one("DTSTART")
        if line is None:
            raise Skipped("had no start and were left out")
        try:
            start = self._when(line)
            days, exact = self._length(block, start)
            repeats = block.one("RRULE") is not None
            # Exports in UTC that name the calendar's zone mean their repeats to follow that zone's clock.
            zone = (
                self._named
                if repeats and self._named and start.zone is UTC and not start.is_day
                else start.zone
            )
            wall = start.in_zone(zone)
            return Event(
                uid=block.text("UID") or f"event {number}",
                sequence=_whole_number(block.text("SEQUENCE")),
                start=wall,
                zone=zone,
                is_day=start.is_day,
                days=days,
                exact=exact,
                rules=tuple(self._rule(one, zone) for one in block.all("RRULE")),
                extra=tuple(one.in_zone(zone) for one in self._whens(block, "RDATE")),
                dropped=frozenset(one.key for one in self._whens(block, "EXDATE")),
                replaces=self._replaces(block),
                is_busy=not cancelled and _is_busy(block),
            )
        except (Skipped, FormatError):
            raise
        except UnknownRuleError:
            raise Skipped("repeat by a rule that is not understood and were left out") from None
        except (ValueError, OverflowError, TypeError, AttributeError):
            raise Skipped("had a date that cannot be read and were left out") from None

    def _length(self, block: Component, start: _When) -> tuple[timedelta, timedelta]:
        if (line := block.one("DTEND")) is not None:
            length, exact = self._when(line).in_zone(start.zone) - start.wall, _NOTHING
            length = length or (_DAY if start.is_day else _NOTHING)
        elif duration := block.text("DURATION"):
            whole = parse_value(duration)
            if not isinstance(whole, timedelta):
                raise Skipped("had a length that cannot be read and were left out")
            length = timedelta(days=whole.days)
            exact = whole - length
        else:
            length, exact = (_DAY if start.is_day else _NOTHING), _NOTHING
        if length + exact < _NOTHING:
            raise Skipped("ended before they began and were left out")
        if length + exact > _LONGEST:
            raise Skipped("lasted more than ten years and were left out")
        return length, exact

    def _rule(self, line: Property, zone: tzinfo) -> Rule:
        def to_wall(until: date | datetime) -> datetime:
            if not isinstance(until, datetime):
                return datetime.combine(until, time(23, 59, 59))
            return until.astimezone(zone).replace(tzinfo=None) if until.tzinfo else until

        return parse_rule(line.value, to_wall)

    def _replaces(self, block: Component) -> datetime | date | None:
        line = block.one("RECURRENCE-ID")
        if line is None:
            return None
        if line.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            self._notes[
                "change a whole series from one date on; only that one date was changed"
            ] += 1
        return self._when(line).key

    def _whens(self, block: Component, name: str) -> list[_When]:
        return [
            self._when(Property(name, line.parameters, value))
            for line in block.all(name)
            for value in line.value.split(",")
            if value.strip()
        ]

    def _when(self, line: Property) -> _When:
        value: Any = parse_value(line.value)
        if isinstance(value, tuple):  # a period: its start
            value = value[0]
        if isinstance(value, datetime):
            if value.tzinfo is not None:
                return _When(value.replace(tzinfo=None), UTC, is_day=False)
            return _When(value, self._zone(line.parameters.get("TZID")), is_day=False)
        if isinstance(value, date):
            return _When(datetime.combine(value, time()), self._home, is_day=True)
        raise Skipped("had a date that cannot be read and were left out")

    def _zone(self, name: str | None) -> tzinfo:
        if not name:
            return self._floating
        zone = self._zones.find(name)
        if zone is None:
            self._unknown.add(name)
        return zone or self._floating


def _is_busy(block: Component) -> bool:
    free = (
        block.text("TRANSP").upper() == "TRANSPARENT"
        or block.text("X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE"
    )
    return not free and block.text("STATUS").upper() != "CANCELLED"


def _whole_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
