"""Expand a calendar's repeat rule (RFC 5545 RRULE) with a bound on the work a rule may cause.

python-dateutil has such an expander, but a rule that never matches (the 30th of February) keeps it busy
until the year 9999, and an uploaded file chooses the rule. This one looks at nothing outside the
window and counts every day it considers. The tests hold it against dateutil's, rule by rule.
Times here are wall-clock times without a zone; the caller adds the zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any, Final

from icalendar.prop import vRecur

from groundswell.formats.errors import FormatError

_SECONDS: Final = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE_DAY: Final = timedelta(days=1)


class UnknownRuleError(ValueError):
    """A repeat rule this library does not read; the event is then left out with a warning."""


@dataclass
class Budget:
    """How many more candidate times one file may make the reader consider."""

    left: int = 3_000_000

    def spend(self, cost: int) -> None:
        """Take ``cost`` off; raise ``FormatError`` once nothing is left."""
        self.left -= cost
        if self.left < 0:
            raise FormatError(
                expected="a timetable whose repeating events can be worked out",
                found="rules that repeat far too often",
                cure="remove events that repeat every few seconds, or export a shorter period",
            )


@dataclass(frozen=True)
class Rule:
    """A parsed repeat rule; names follow RFC 5545. ``by_day`` holds (ordinal or 0, weekday with Monday 0)."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether any BY… part narrows the rule."""
        days = self.by_month or self.by_month_day or self.by_year_day or self.by_day
        return bool(days or self.by_hour or self.by_minute or self.by_second or self.by_position)


def parse_rule(text: str, to_wall: Callable[[Any], datetime]) -> Rule:
    """Read the value of an RRULE line; ``to_wall`` turns its UNTIL into the event's wall-clock time.

    Raises ``UnknownRuleError`` for what is malformed or outside the supported parts (BYWEEKNO, BYEASTER, and
    BY… parts on rules that repeat within a day).
    """
    try:
        parts = vRecur.from_ical(text)
        until = parts.get("UNTIL", [None])[0]
        rule = Rule(
            freq=str(parts["FREQ"][0]).upper(),
            interval=int(parts.get("INTERVAL", [1])[0]),
            count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
            until=None if until is None else to_wall(until),
            week_start=_WEEKDAYS.index(str(parts.get("WKST", ["MO"])[0]).upper()),
            by_day=tuple(
                (int(day.relative or 0), _WEEKDAYS.index(str(day.weekday).upper()))
                for day in parts.get("BYDAY", [])
            ),
            by_month=_numbers(parts, "BYMONTH", 1, 12),
            by_month_day=_numbers(parts, "BYMONTHDAY", -31, 31),
            by_year_day=_numbers(parts, "BYYEARDAY", -366, 366),
            by_hour=_numbers(parts, "BYHOUR", 0, 23),
            by_minute=_numbers(parts, "BYMINUTE", 0, 59),
            by_second=_numbers(parts, "BYSECOND", 0, 59),
            by_position=_numbers(parts, "BYSETPOS", -366, 366),
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise UnknownRuleError(text) from error
    known = rule.freq in _SECONDS or rule.freq in _PERIODS
    if not known or rule.interval < 1 or "BYWEEKNO" in parts or "BYEASTER" in parts:
        raise UnknownRuleError(text)
    if rule.freq in _SECONDS and rule.is_filtered:
        raise UnknownRuleError(text)
    return rule


def _numbers(parts: Any, name: str, low: int, high: int) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in parts.get(name, []))
    if any(not low <= number <= high for number in numbers):
        raise ValueError(name)
    return numbers


def expand(
    rule: Rule, first: datetime, low: datetime, high: datetime, budget: Budget
) -> Iterator[datetime]:
    """Yield, in order, the times of ``rule`` starting at ``first`` that lie in ``low``..``high`` inclusive.

    All times are wall-clock. Without a COUNT the rule is entered near ``low``, however long ago it began.
    """
    if rule.until is not None:
        high = min(high, rule.until)
    seen = 0
    index = 0 if rule.count is not None else max(0, _index_near(rule, first, low) - 1)
    try:
        while (found := _period(rule, first, index, high, budget)) is not None:
            for moment in found:
                if moment < first:
                    continue
                seen += 1
                if moment > high or (rule.count is not None and seen > rule.count):
                    return
                if moment >= low:
                    yield moment
            index += 1
    except OverflowError:  # past the year 9999
        return


def _index_near(rule: Rule, first: datetime, low: datetime) -> int:
    """Return the number of whole periods between ``first`` and ``low``, so that the past costs nothing."""
    if rule.freq in _SECONDS:
        return int((low - first).total_seconds()) // (_SECONDS[rule.freq] * rule.interval)
    if rule.freq in ("DAILY", "WEEKLY"):
        return (low - first).days // ((7 if rule.freq == "WEEKLY" else 1) * rule.interval)
    months = (low.year - first.year) * 12 + low.month - first.month
    return months // ((12 if rule.freq == "YEARLY" else 1) * rule.interval)


def _period(
    rule: Rule, first: datetime, index: int, high: datetime, budget: Budget
) -> list[datetime] | None:
    """Return the times in period number ``index``, or None when the period begins after ``high``."""
    budget.spend(1)
    if rule.freq in _SECONDS:
        moment = first + timedelta(seconds=_SECONDS[rule.freq] * rule.interval * index)
        return [moment] if moment <= high else None
    days = _PERIODS[rule.freq](rule, first, index, high.date())
    if days is None:
        return None
    budget.spend(len(days))
    chosen = [day for day in days if _matches(rule, day)]
    moments = _at_times(rule, first, chosen, budget)
    return _positions(rule, moments) if rule.by_position else moments


def _days_of_day(rule: Rule, first: datetime, index: int, last: date) -> list[date] | None:
    day = first.date() + timedelta(days=rule.interval * index)
    return [day] if day <= last else None


def _days_of_week(rule: Rule, first: datetime, index: int, last: date) -> list[date] | None:
    back = (first.weekday() - rule.week_start) % 7
    monday = first.toordinal() - back + 7 * rule.interval * index
    if monday > last.toordinal():
        return None
    weekdays = {weekday for _, weekday in rule.by_day} or {first.weekday()}
    offsets = sorted((weekday - rule.week_start) % 7 for weekday in weekdays)
    return [
        date.fromordinal(monday + offset)
        for offset in offsets
        if 0 < monday + offset <= date.max.toordinal()
    ]


def _days_of_month(rule: Rule, first: datetime, index: int, last: date) -> list[date] | None:
    months = first.year * 12 + first.month - 1 + rule.interval * index
    year, month = divmod(months, 12)
    if (year, month + 1) > (last.year, last.month):
        return None
    if rule.by_month and month + 1 not in rule.by_month:
        return []
    return _month(rule, first, year, month + 1)


def _days_of_year(rule: Rule, first: datetime, index: int, last: date) -> list[date] | None:
    year = first.year + rule.interval * index
    if year > last.year:
        return None
    spread = rule.by_day or rule.by_month_day or rule.by_year_day
    months = sorted(set(rule.by_month)) or (range(1, 13) if spread else [first.month])
    return [day for month in months for day in _month(rule, first, year, month)]


_PERIODS: Final = {
    "DAILY": _days_of_day,
    "WEEKLY": _days_of_week,
    "MONTHLY": _days_of_month,
    "YEARLY": _days_of_year,
}


def _month(rule: Rule, first: datetime, year: int, month: int) -> list[date]:
    """Return the days of a month the rule might mean: only its own day when no part says otherwise."""
    start, end = date(year, month, 1), _month_end(year, month)
    if not (rule.by_day or rule.by_month_day or rule.by_year_day):
        return [start.replace(day=first.day)] if first.day <= end.day else []
    return [start + timedelta(days=offset) for offset in range(end.day)]


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _ONE_DAY


def _matches(rule: Rule, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _counted(
        day, date(day.year, day.month, 1), _month_end(day.year, day.month), rule.by_month_day
    ):
        return False
    if rule.by_year_day and not _counted(
        day, date(day.year, 1, 1), date(day.year, 12, 31), rule.by_year_day
    ):
        return False
    return not rule.by_day or any(_is_weekday(rule, day, *wanted) for wanted in rule.by_day)


def _counted(day: date, start: date, end: date, wanted: tuple[int, ...]) -> bool:
    """Whether the day is one of the ``wanted`` numbers, counted from the start or, negative, from the end."""
    return (day - start).days + 1 in wanted or (day - end).days - 1 in wanted


def _is_weekday(rule: Rule, day: date, ordinal: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not ordinal or rule.freq not in ("MONTHLY", "YEARLY"):
        return True
    monthly = rule.freq == "MONTHLY" or rule.by_month
    start = date(day.year, day.month, 1) if monthly else date(day.year, 1, 1)
    end = _month_end(day.year, day.month) if monthly else date(day.year, 12, 31)
    return ordinal in ((day - start).days // 7 + 1, -((end - day).days // 7 + 1))


def _at_times(rule: Rule, first: datetime, days: list[date], budget: Budget) -> list[datetime]:
    hours = sorted(set(rule.by_hour)) or [first.hour]
    minutes = sorted(set(rule.by_minute)) or [first.minute]
    seconds = sorted(set(rule.by_second)) or [first.second]
    budget.spend(len(days) * len(hours) * len(minutes) * len(seconds))
    times = [time(*clock) for clock in product(hours, minutes, seconds)]
    return [datetime.combine(day, clock) for day in days for clock in times]


def _positions(rule: Rule, moments: list[datetime]) -> list[datetime]:
    count = len(moments)
    wanted = {place - 1 if place > 0 else count + place for place in rule.by_position}
    return [moment for place, moment in enumerate(moments) if place in wanted]
