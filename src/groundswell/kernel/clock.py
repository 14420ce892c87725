"""Working days, bank holidays and closures; today where the network is."""

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.utils import timezone

REGIONS = ("ENG", "SCT", "WLS", "NIR")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today(zone: str = "Europe/London") -> date:
    """The date in a time zone."""
    return timezone.now().astimezone(ZoneInfo(zone)).date()


@cache
def bank_holidays(region: str, year: int) -> frozenset[date]:
    """Public holidays of one year. ``region`` is ENG, SCT, WLS, NIR, or a country code such as IE."""
    import holidays  # heavy: kept out of the web's start-up

    if region in REGIONS:
        return frozenset(holidays.country_holidays("GB", subdiv=region, years=year))
    return frozenset(holidays.country_holidays(region, years=year))


def is_working_day(day: date, *, region: str = "ENG", closures: Container[date] = ()) -> bool:
    """Monday to Friday, no bank holiday, and not one of the institution's closures."""
    return day.weekday() < 5 and day not in closures and day not in bank_holidays(region, day.year)


def add_working_days(
    start: date, days: int, *, region: str = "ENG", closures: Container[date] = ()
) -> date:
    """The date that many working days after ``start`` (negative: before it)."""
    step = timedelta(days=1 if days >= 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day, region=region, closures=closures)
    return day


def working_days_between(
    start: date, end: date, *, region: str = "ENG", closures: Container[date] = ()
) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start, region=region, closures=closures)
    span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, region=region, closures=closures) for day in span)
