"""Find out which time zone a calendar means by the name it uses.

Names are tried as IANA zones, as the names Windows uses, as IANA names behind a vendor's prefix, and last
by the rules the file itself brings (VTIMEZONE), expanded only around the window that is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from groundswell.formats.errors import FormatError
from groundswell.formats.ics_lines import Component, parse_value
from groundswell.formats.recurrence import Budget, UnknownRuleError, expand, parse_rule

_OFFSET: Final = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?")
_NAME: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,3}")
_ALWAYS_UTC: Final = frozenset(("UTC", "GMT", "Z", "ETC/UTC"))


class FileZone(tzinfo):
    """A time zone made of the changes of offset a calendar file lists.

    ``changes`` are (wall-clock time of the change in the old offset, new offset), sorted; ``before`` is
    the offset before the first. A time that does not exist on the day clocks go forward takes the old offset.
    """

    def __init__(
        self, name: str, before: timedelta, changes: list[tuple[datetime, timedelta]]
    ) -> None:
        self._name = name
        self._walls = [wall for wall, _ in changes]
        self._offsets = [before, *(offset for _, offset in changes)]
        old = zip(self._walls, self._offsets, strict=False)
        self._instants = [wall - offset for wall, offset in old]
        # The wall clock counts as changed only once both readings of it have passed.
        self._settled = [
            wall + max(self._offsets[place + 1] - self._offsets[place], timedelta(0))
            for place, wall in enumerate(self._walls)
        ]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the offset at a wall-clock time."""
        if moment is None:
            return self._offsets[0]
        return self._offsets[bisect_right(self._settled, moment.replace(tzinfo=None))]

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return None: the file says what the offset is, not which part of it is daylight saving."""
        return None

    def tzname(self, moment: datetime | None) -> str:
        """Return the name the file uses."""
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """Return the wall-clock time of a UTC moment."""
        return moment + self._offsets[bisect_right(self._instants, moment.replace(tzinfo=None))]


class Zones:
    """The zones of one file: looks a name up once and remembers what was not found."""

    def __init__(self, calendar: Component, low: datetime, high: datetime, budget: Budget) -> None:
        self._rules = {
            block.text("TZID").strip('"').casefold(): block
            for block in calendar.children
            if block.name == "VTIMEZONE"
        }
        self._known: dict[str, tzinfo | None] = {}
        self._low, self._high, self._budget = low, high, budget

    def find(self, name: str) -> tzinfo | None:
        """Return the zone of that name, or None when neither the world nor the file knows it."""
        if name not in self._known:
            self._known[name] = named_zone(name) or self._from_file(name)
        return self._known[name]

    def _from_file(self, name: str) -> tzinfo | None:
        block = self._rules.get(name.casefold())
        if block is None:
            return None
        if (place := block.text("X-LIC-LOCATION")) and (zone := named_zone(place)):
            return zone
        try:
            return self._expand(name, block)
        except FormatError:  # the budget is spent: the whole file is refused
            raise
        except (ValueError, OverflowError, TypeError):
            return None

    def _expand(self, name: str, block: Component) -> FileZone | None:
        changes: list[tuple[datetime, timedelta]] = []
        onsets: list[tuple[datetime, timedelta]] = []
        for part in block.children:
            starts = _wall(parse_value(part.text("DTSTART")))
            before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
            onsets.append((starts, before))
            walls = [
                starts,
                *(
                    _wall(parse_value(one))
                    for line in part.all("RDATE")
                    for one in line.value.split(",")
                ),
            ]
            for line in part.all("RRULE"):
                rule = parse_rule(line.value, partial(_wall, offset=before))
                walls += expand(rule, starts, self._low, self._high, self._budget)
            changes += [(wall, after) for wall in walls]
        if not changes:
            return None
        changes.sort(key=lambda change: change[0])
        return FileZone(name, min(onsets, key=lambda onset: onset[0])[1], changes)


def named_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA or Windows name, with or without a vendor's prefix, or None."""
    name = name.strip().strip('"')
    if name.upper() in _ALWAYS_UTC:
        return UTC
    pieces = [piece for piece in name.split("/") if piece]
    tails = ["/".join(pieces[-length:]) for length in (len(pieces), 3, 2) if length <= len(pieces)]
    for candidate in (WINDOWS_TO_OLSON.get(name), *dict.fromkeys(tails)):
        if candidate and _NAME.fullmatch(candidate):
            try:
                return ZoneInfo(candidate)
            except (KeyError, ValueError, OSError):
                continue
    return None


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    size = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if size >= timedelta(days=1):
        raise ValueError(text)
    return size if match[1] == "+" else -size


def _wall(value: Any, offset: timedelta = timedelta(0)) -> datetime:
    """Return a wall-clock time; one given in UTC is moved by ``offset``."""
    if not isinstance(value, datetime):
        raise UnknownRuleError(str(value))
    return (value + offset).replace(tzinfo=None) if value.tzinfo else value
