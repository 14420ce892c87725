"""``{{ meeting|when:zone }}``, ``{{ slot.starts_at|day:zone }}``, ``{{ slot.starts_at|clock:zone }}``."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from groundswell.meetings import times
from groundswell.meetings.queries.availability import REASONS
from groundswell.meetings.slots import SMALL, ShutOut

register = template.Library()


class _Timed(Protocol):
    starts_at: datetime | None
    ends_at: datetime | None


@register.filter
def when(timed: _Timed, zone: str) -> str:
    """A meeting's or a slot's time in words, in a zone."""
    return times.when_words(timed.starts_at, timed.ends_at, zone) if timed.starts_at else ""


@register.filter
def day_in(moment: datetime, zone: str) -> str:
    """The day of a moment in a zone."""
    return times.day_words(moment, zone)


@register.filter
def clock_in(moment: datetime, zone: str) -> str:
    """The time of day of a moment in a zone."""
    return times.clock_words(moment, zone)


@register.filter
def short_day_in(moment: datetime, zone: str) -> str:
    """``Tue 8``, for a button."""
    return formats.date_format(moment.astimezone(ZoneInfo(zone)), "D j")


@register.filter
def zone_name(zone: str) -> str:
    """A zone as people call it."""
    return times.zone_words(zone)


@register.filter
def count_words(n: int) -> str:
    """A count of people in a year group; fewer than five are "a few"."""
    return _("a few") if n < SMALL else str(n)


@register.filter
def shut_out_words(shut_out: Iterable[ShutOut]) -> str:
    """``Class of 2028 (12), on placement; Class of 2027 (a few), in exams``."""
    return "; ".join(
        _("%(group)s (%(count)s), %(reason)s")
        % {"group": one.group, "count": count_words(one.n), "reason": REASONS[one.reason]}
        for one in shut_out
    )
