"""The institution's year: closures, exams, observances, placement blocks."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import CalendarEntry, Cohort, Network
from groundswell.networks.services.errors import NetworkError

LONGEST_DAYS = 400


@transaction.atomic
def add_entry(
    *,
    by: Actor,
    network: Network,
    kind: str,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    cohort: Cohort | None = None,
) -> CalendarEntry:
    """Note a stretch of days for everybody, or for one year group."""
    require(by, Permission.CALENDAR_EDIT, network)
    last = ends_on or starts_on
    if last < starts_on:
        raise NetworkError(_("The last day lies before the first day. Correct one of the two."))
    if (last - starts_on).days > LONGEST_DAYS:
        raise NetworkError(_("That is longer than a year. Check the years of the two days."))
    entry = CalendarEntry(
        network=network, kind=kind, name=name, starts_on=starts_on, ends_on=last, cohort=cohort
    )
    entry.full_clean()
    entry.save(force_insert=True)
    record(by, "calendar.added", entry, network, kind=kind, starts_on=starts_on)
    return entry


@transaction.atomic
def remove_entry(*, by: Actor, entry: CalendarEntry) -> None:
    """Take a stretch of days out of the calendar."""
    require(by, Permission.CALENDAR_EDIT, entry.network)
    record(by, "calendar.removed", entry, entry.network)
    entry.delete()
