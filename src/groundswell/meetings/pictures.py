"""Pictures of when people can come. Counts of many only; nobody's own week is drawn."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from groundswell.meetings.queries.availability import Outlook
from groundswell.meetings.queries.polls import Results
from groundswell.meetings.slots import A_DAY, Window, count_at, run
from groundswell.meetings.times import when_words
from groundswell.meetings.uploads import Found
from groundswell.ui.charts import Chart, bars_horizontal, heat_week

HOURS = range(8, 21)
A_MONDAY = date(2024, 1, 1)


def week_of(found: Outlook) -> Chart | None:
    """How many students are usually free in each hour of the week, over the days looked at."""
    window = found.crowd.window
    if not found.crowd.n_students:
        return None
    free, _others = found.crowd.free_at_start(2)
    weekdays = [
        [n for n in range(window.n_days) if (window.first + timedelta(days=n)).weekday() == day]
        for day in range(5)
    ]
    counts = [
        [_mean([count_at(free, cell) for cell in _open(found, days, hour)]) for days in weekdays]
        for hour in HOURS
    ]
    return heat_week(
        [formats.date_format(A_MONDAY + timedelta(days=n), "D") for n in range(5)],
        [f"{hour:02d}:00" for hour in HOURS],
        counts,
        title=_("Students who are usually free, by hour"),
        time_heading=_("Time"),
        description=_(
            "The mean over the weeks looked at, from timetables, the calendar and painted weeks."
        ),
        best=[
            (one.starts_at.hour - HOURS.start, one.starts_at.weekday())
            for one in found.proposals[:3]
            if one.starts_at.weekday() < 5 and one.starts_at.hour in HOURS
        ],
    )


def _open(found: Outlook, days: list[int], hour: int) -> list[int]:
    """The cells of an hour on those days when the institution is open."""
    cells = [n * A_DAY + hour * 2 for n in days]
    return [cell for cell in cells if not found.days.closed & run(cell, cell + 2)]


def _mean(values: list[int]) -> int:
    return round(sum(values) / len(values)) if values else 0


def bars_of(found: Results, zone: str) -> Chart | None:
    """How many students can come, by time."""
    if not found.n_answered:
        return None
    return bars_horizontal(
        [(when_words(row.slot.starts_at, None, zone), row.n_students) for row in found.rows],
        title=_("Students who can come"),
        headings=(_("Time"), _("Students")),
        description=_("Of those who have answered; “if need be” counts as can."),
        maximum=max(found.n_students_answered, 1),
    )


def teaching_week(found: Found, zone: str) -> Chart:
    """How often each hour of the week is taken, over the weeks of a timetable: to see that it is the right one."""
    window = Window(found.covers_from, found.covers_until, ZoneInfo(zone))
    busy = window.mask(found.busy)
    counts = [[0] * 5 for _hour in HOURS]
    for n in range(window.n_days):
        weekday = (window.first + timedelta(days=n)).weekday()
        if weekday < 5:
            for row, hour in enumerate(HOURS):
                counts[row][weekday] += bool(busy >> n * A_DAY + hour * 2 & 3)
    return heat_week(
        [formats.date_format(A_MONDAY + timedelta(days=n), "D") for n in range(5)],
        [f"{hour:02d}:00" for hour in HOURS],
        counts,
        title=_("In how many weeks each hour is taken"),
        time_heading=_("Time"),
        description=_(
            "A Monday to Friday of this timetable, eight in the morning to nine at night."
        ),
    )
