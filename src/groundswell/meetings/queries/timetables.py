"""Which timetables there are, and one's own painted week."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from groundswell.kernel.clock import today
from groundswell.meetings.models import PaintedHour, Timetable
from groundswell.networks.queries import present_cohorts

if TYPE_CHECKING:
    from groundswell.networks.models import Cohort, Network


@dataclass(frozen=True)
class YearGroup:
    """A year group and what is known of its time."""

    cohort: "Cohort"
    timetable: Timetable | None
    is_current: bool


def year_groups(network: "Network") -> list[YearGroup]:
    """Year groups that have not graduated, each with its timetable if there is one."""
    day: date = today(network.time_zone)
    found = list(present_cohorts(network, day)[:50])
    kept = {t.cohort_id: t for t in Timetable.objects.filter(cohort__in=found)}
    return [
        YearGroup(
            cohort,
            kept.get(cohort.pk),
            cohort.pk in kept and kept[cohort.pk].covers_until >= day,
        )
        for cohort in found
    ]


def painted_week(person_id: int) -> dict[tuple[int, int], str]:
    """One's own painted half hours: (weekday, half hour) to state."""
    rows = PaintedHour.objects.filter(person_id=person_id)
    return {
        (weekday, half_hour): state
        for weekday, half_hour, state in rows.values_list("weekday", "half_hour", "state")
    }
