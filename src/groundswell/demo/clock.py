"""Living in the past: what happens inside happened then, for every clock in the process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import time_machine

from groundswell.kernel.actors import roles_seen

ZONE = ZoneInfo("Europe/London")
FIRST_MONTH = date(2020, 3, 1)


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Everybody's clock stands at this moment, and roles are looked up once, as in one request."""
    token = roles_seen.set({})
    try:
        with time_machine.travel(moment, tick=False):
            yield
    finally:
        roles_seen.reset(token)


def at(day: date, hour: int = 18, minute: int = 0) -> datetime:
    """A moment in the network's own zone."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def month(number: int) -> date:
    """The first day of the story's n-th month; month 0 is March 2020."""
    index = FIRST_MONTH.month - 1 + number
    return date(FIRST_MONTH.year + index // 12, index % 12 + 1, 1)


def month_number(day: date) -> int:
    """How many months after the first meeting a day lies."""
    return (day.year - FIRST_MONTH.year) * 12 + day.month - FIRST_MONTH.month
