"""A year group's timetable, and one's own painted week."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.permissions import Permission
from groundswell.meetings.errors import TimetableError
from groundswell.meetings.models import BusyTime, PaintedHour, Timetable

if TYPE_CHECKING:
    from groundswell.networks.models import Cohort, Network

BATCH = 500
WAKING = range(16, 44)  # half hours from eight in the morning to ten at night
WEEK = range(7)


@transaction.atomic
def upload_timetable(
    *,
    by: Actor,
    cohort: "Cohort",
    busy: Iterable[tuple[datetime, datetime]],
    n_events: int,
    covers_from: date | None = None,
    covers_until: date | None = None,
) -> Timetable:
    """Keep when a year group is taught or placed, in place of what was kept before."""
    require(by, Permission.TIMETABLE_UPLOAD, cohort.network)
    spans = sorted(span for span in busy if span[0] < span[1])
    if not spans:
        raise TimetableError(_("This timetable has no busy time. Choose another file."))
    Timetable.objects.filter(cohort=cohort).delete()
    timetable = Timetable(
        cohort=cohort,
        covers_from=covers_from or spans[0][0].date(),
        covers_until=covers_until or spans[-1][1].date(),
        n_events=n_events,
        by_id=by.person_id,
    )
    timetable.full_clean()
    timetable.save(force_insert=True)
    rows = [BusyTime(timetable=timetable, starts_at=start, ends_at=end) for start, end in spans]
    BusyTime.objects.bulk_create(rows, batch_size=BATCH)
    record(by, "timetable.uploaded", timetable, cohort.network, cohort=cohort.pk, n=len(rows))
    return timetable


@transaction.atomic
def remove_timetable(*, by: Actor, cohort: "Cohort") -> None:
    """Forget a year group's timetable. Doing it twice changes nothing."""
    require(by, Permission.TIMETABLE_UPLOAD, cohort.network)
    if Timetable.objects.filter(cohort=cohort).delete()[0]:
        record(by, "timetable.removed", cohort, cohort.network)


@transaction.atomic
def paint_week(
    *,
    by: Actor,
    network: "Network",
    busy: Collection[tuple[int, int]],
    is_rest_free: bool = False,
) -> None:
    """Keep one's own usual week, in place of what was painted before; nothing painted forgets it."""
    require(by, Permission.WEEK_PAINT, network)
    if by.person_id is None:
        raise TimetableError(_("Only a person has a week to paint. Sign in first."))
    cells = {(day, half) for day, half in busy if day in WEEK and 0 <= half < 48}
    rows = [(day, half, PaintedHour.State.BUSY) for day, half in sorted(cells)]
    if is_rest_free:
        rest = {(day, half) for day in WEEK for half in WAKING} - cells
        rows += [(day, half, PaintedHour.State.FREE) for day, half in sorted(rest)]
    PaintedHour.objects.filter(person_id=by.person_id).delete()
    PaintedHour.objects.bulk_create(
        [
            PaintedHour(person_id=by.person_id, weekday=day, half_hour=half, state=state)
            for day, half, state in rows
        ],
        batch_size=BATCH,
    )
