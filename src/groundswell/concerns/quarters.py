"""Calendar quarters: what is counted is counted by them, so that no count says on which day it was made."""

from collections.abc import Iterator
from datetime import date, timedelta

from groundswell.analysis.disclose import Period

MONTHS = 3


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    first = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    return Period(first, _next(first) - timedelta(days=1))


def last_quarter(day: date) -> Period:
    """The newest quarter that is over."""
    return quarter_of(quarter_of(day).first - timedelta(days=1))


def quarters_in(period: Period) -> Iterator[Period]:
    """The quarters a period touches, in order."""
    first = quarter_of(period.first).first
    while first <= period.last:
        yield quarter_of(first)
        first = _next(first)


def _next(first: date) -> date:
    return date(first.year + (first.month + MONTHS > 12), (first.month + MONTHS - 1) % 12 + 1, 1)
