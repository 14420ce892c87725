"""Who could come when, counted from timetables, the institution's calendar and painted weeks.

Only counts and year groups leave this module; whose week is whose stays in the database.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models import BusyTime, PaintedHour, Timetable
from groundswell.meetings.slots import HALF_HOUR, Block, Crowd, Group, Proposal, Window, propose
from groundswell.networks.queries import (
    MemberKind,
    calendar_between,
    members,
)

if TYPE_CHECKING:
    from groundswell.networks.models import CalendarEntry, Network

# Parts of a day, in hours.
PARTS = {"morning": (8, 12), "lunch": (12, 14), "afternoon": (14, 17), "evening": (17, 21)}
AWAY_HOURS = (8, 18)  # a placement or an exam day without times
PLACEMENT, EXAMS, TEACHING = "placement", "exams", "teaching"
REASONS = {
    PLACEMENT: _("on placement"),
    EXAMS: _("in exams"),
    TEACHING: _("in teaching"),
}
WHOLE_DAY = timedelta(hours=23)


@dataclass(frozen=True)
class Days:
    """What the institution's calendar says about a window."""

    closed: int
    avoided: int
    notes: tuple["CalendarEntry", ...]
    away: tuple["CalendarEntry", ...]


@dataclass(frozen=True)
class Outlook:
    """What a chair sees when planning: the times proposed, and what they were computed from."""

    proposals: tuple[Proposal, ...]
    crowd: Crowd
    days: Days
    without_timetable: tuple[str, ...]
    is_known: bool  # of any student at all: a timetable, a placement, a painted week


def window_of(network: "Network", first: date, last: date) -> Window:
    """The days between two dates, in the network's zone."""
    return Window(first, last, ZoneInfo(network.time_zone))


def outlook(
    network: "Network",
    *,
    first: date,
    last: date,
    minutes: int,
    parts: Iterable[str],
    weekends: bool = False,
    not_before: datetime | None = None,
) -> Outlook:
    """Propose times between two days, in the chosen parts of the day."""
    window = window_of(network, first, last)
    days = days_of(network, window)
    crowd = crowd_of(network, window, days.away)
    covered = _covered(network, window)
    without = tuple(group.name for group in crowd.groups if group.pk not in covered)
    weekdays = range(7) if weekends else range(5)
    allowed = 0
    for part in parts:
        allowed |= window.days(first, last, hours=PARTS[part], weekdays=weekdays)
    allowed &= ~days.closed
    if not_before is not None:
        allowed &= ~window.mask([(window.opens, not_before)])
    length = -(-minutes // 30)
    proposals = propose(crowd, length=length, allowed=allowed, avoided=days.avoided)
    is_known = any(crowd.students) or len(without) < len(crowd.groups)
    return Outlook(tuple(proposals), crowd, days, without, is_known)


def days_of(network: "Network", window: Window) -> Days:
    """Read the institution's calendar for a window."""
    entries = list(calendar_between(network, window.first, window.last)[:500])
    closed = avoided = 0
    for entry in entries:
        if entry.kind == entry.Kind.CLOSURE and entry.cohort_id is None:
            closed |= window.days(entry.starts_on, entry.ends_on)
        elif entry.kind in {entry.Kind.OBSERVANCE, entry.Kind.HOLIDAY}:
            avoided |= window.days(entry.starts_on, entry.ends_on)
    away = {"exams", "placement"}
    return Days(
        closed=closed,
        avoided=avoided,
        notes=tuple(entry for entry in entries if entry.kind not in away),
        away=tuple(entry for entry in entries if entry.kind in away),
    )


class Here(NamedTuple):
    """One member, as far as counting needs it."""

    person: int
    kind: str
    cohort_id: int | None
    cohort: str | None
    graduates_on: date | None


def everybody(network: "Network") -> list[Here]:
    """Today's members with their year groups. One query."""
    rows = members(network).order_by("cohort__graduates_on", "cohort__name")
    fields = ("person_id", "kind", "cohort_id", "cohort__name", "cohort__graduates_on")
    return [Here(*row) for row in rows.values_list(*fields)]


def crowd_of(
    network: "Network",
    window: Window,
    away: Iterable["CalendarEntry"] = (),
    here: Iterable[Here] | None = None,
) -> Crowd:
    """Everybody's busy half hours, and the year groups still here in the window, soonest to graduate first."""
    rows = list(everybody(network) if here is None else here)
    years = {
        row.cohort_id: row.cohort or ""
        for row in rows
        if row.cohort_id and row.graduates_on and row.graduates_on >= window.first
    }
    everyone = {row.cohort_id for row in rows if row.cohort_id}
    shared = _shared_blocks(network, window, list(away), everyone)
    painted = _painted(network, window)
    students: Counter[int] = Counter()
    others: Counter[int] = Counter()
    sizes: Counter[int | None] = Counter()
    busy_of = {cohort: _together(blocks) for cohort, blocks in shared.items()}
    for row in rows:
        if row.kind == MemberKind.STUDENT:
            sizes[row.cohort_id] += 1
            busy = busy_of.get(row.cohort_id, busy_of.get(None, 0))
            students[busy | painted.get(row.person, 0)] += 1
        else:
            others[painted.get(row.person, 0)] += 1
    groups = tuple(
        Group(name, sizes[pk], tuple(shared.get(pk, ())), pk)
        for pk, name in years.items()
        if sizes[pk]
    )
    return Crowd(window, students, others, groups)


def busy_of_person(
    network: "Network",
    person_id: int,
    cohort_id: int | None,
    window: Window,
    *,
    is_covered: bool,
) -> tuple[int, int]:
    """One person's busy half hours and those known to be free, for filling in their own answers."""
    away = days_of(network, window).away
    shared = _shared_blocks(network, window, list(away), [cohort_id] if cohort_id else [])
    busy = _together(shared.get(cohort_id, shared.get(None, [])))
    free = ~busy if is_covered else 0
    cells: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for weekday, half_hour, state in PaintedHour.objects.filter(person_id=person_id).values_list(
        "weekday", "half_hour", "state"
    ):
        cells[state].append((weekday, half_hour))
    busy |= window.weekly(cells[PaintedHour.State.BUSY])
    free = (free | window.weekly(cells[PaintedHour.State.FREE])) & ~busy
    return busy, free


def _together(blocks: Iterable[Block]) -> int:
    bits = 0
    for block in blocks:
        bits |= block.busy
    return bits


def _painted(network: "Network", window: Window) -> dict[int, int]:
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    here = members(network).order_by().values("person_id")
    rows = PaintedHour.objects.filter(person_id__in=here, state=PaintedHour.State.BUSY)
    for person, weekday, half_hour in rows.values_list("person_id", "weekday", "half_hour"):
        cells[person].append((weekday, half_hour))
    return {person: window.weekly(painted) for person, painted in cells.items()}


def _shared_blocks(
    network: "Network",
    window: Window,
    away: list["CalendarEntry"],
    years: Collection[int],
) -> dict[int | None, list[Block]]:
    """What keeps each year group away, most telling reason first; None is for students of no year group."""
    spans: dict[tuple[int | None, str], list[tuple[datetime, datetime]]] = defaultdict(list)
    busy = BusyTime.objects.filter(
        timetable__cohort__network=network,
        timetable__cohort__in=years,
        starts_at__lt=window.shuts,
        ends_at__gt=window.opens,
    )
    for cohort, start, end in busy.values_list("timetable__cohort_id", "starts_at", "ends_at"):
        spans[cohort, PLACEMENT if end - start >= WHOLE_DAY else TEACHING].append((start, end))
    masks = {key: window.mask(found) for key, found in spans.items()}
    for entry in away:
        bits = window.days(entry.starts_on, entry.ends_on, hours=AWAY_HOURS)
        for year in [entry.cohort_id] if entry.cohort_id else [*years, None]:
            masks[year, entry.kind] = masks.get((year, entry.kind), 0) | bits
    blocks: dict[int | None, list[Block]] = defaultdict(list)
    for reason in (PLACEMENT, EXAMS, TEACHING):
        for year in {year for year, _reason in masks}:
            if masks.get((year, reason)):
                blocks[year].append(Block(reason, masks[year, reason]))
    return blocks


def reaching(window: Window) -> QuerySet[Timetable]:
    """Timetables that reach over the window."""
    return Timetable.objects.filter(covers_from__lte=window.last, covers_until__gte=window.first)


def _covered(network: "Network", window: Window) -> set[int]:
    found = reaching(window).filter(cohort__network=network)
    return set(found.values_list("cohort_id", flat=True))


def slot_mask(window: Window, starts_at: datetime, ends_at: datetime) -> int:
    """The half hours of one slot."""
    return window.mask([(starts_at, max(ends_at, starts_at + HALF_HOUR))])
