"""Figures and pictures of the public pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groundswell.networks.queries import Growth, MemberKind, members_by_month
from groundswell.projects.queries import public_changes
from groundswell.ui import charts
from groundswell.wall.queries import FEWEST, count_in_words, people_in_words

if TYPE_CHECKING:
    from datetime import date

    from groundswell.networks.models import Network
    from groundswell.projects.queries import Tally


@dataclass(frozen=True)
class About:
    """Who a network is, as anybody may know it."""

    people: str
    students: str
    n_changes: int
    growth: charts.Chart | None


def changes_by_month(network: "Network", months: "list[date]") -> list[int]:
    """How many changes each month brought."""
    rows = (
        public_changes(network)
        .select_related(None)
        .order_by()
        .annotate(month=TruncMonth("changed_on"))
    )
    counted: dict[tuple[int, int], int] = {}
    for month in rows.values_list("month", flat=True):
        counted[month.year, month.month] = counted.get((month.year, month.month), 0) + 1
    return [counted.get((month.year, month.month), 0) for month in months]


def swell_of(network: "Network", growth: Growth | None = None) -> charts.Chart:
    """The header wave: members far off, changes near. Flat for a network born today."""
    growth = growth or members_by_month(network)
    title = _("Members and changes by month since %(month)s") % {
        "month": date_format(growth.months[0], "F Y")
    }
    return charts.swell(
        to_fives(growth.totals), changes_by_month(network, growth.months), title=title
    )


def commitments_strip(tally: "Tally") -> charts.Chart | None:
    """Kept, in time, late: one strip."""
    if not (tally.kept or tally.in_time or tally.late):
        return None
    return charts.strip(
        tally.kept,
        tally.in_time,
        tally.late,
        title=_("How the commitments stand"),
        labels=(_("kept"), _("in time"), _("late")),
        headings=(_("How it stands"), _("Commitments")),
    )


def about_of(network: "Network", growth: Growth | None = None) -> About:
    """Numbers of people go out in words when they are below five, and no picture then shows them."""
    growth = growth or members_by_month(network)
    total = growth.totals[-1]
    students = growth.kinds[MemberKind.STUDENT][-1]
    return About(
        people=people_in_words(total),
        students=_students_in_words(students, total),
        n_changes=public_changes(network).count(),
        growth=_growth_picture(growth.months, growth.totals) if total >= FEWEST else None,
    )


def _students_in_words(students: int, total: int) -> str:
    """Students among all. Where all but a few study, the number itself would count those few."""
    if students >= FEWEST and 0 < total - students < FEWEST:
        return _("nearly all")
    return count_in_words(students)


def to_fives(counts: list[int]) -> list[int]:
    """Counts of people as a picture may show them: to the nearest five, and none below five."""
    return [5 * round(n / 5) if n >= FEWEST else 0 for n in counts]


def _growth_picture(months: "list[date]", totals: list[int]) -> charts.Chart:
    # One line for all, rounded to fives: a kind of member with two people in it would name them.
    return charts.area_growth(
        [date_format(month, "M Y") for month in months],
        {_("members, to the nearest five"): to_fives(totals)},
        title=_("How we grew"),
        month_heading=_("Month"),
        total_heading=_("Members, to the nearest five"),
    )
