"""Slot arithmetic: which times most students can make, and which year groups each of them shuts out.

Nothing here knows of Django or the database. Time is cut into half hours of the wall clock where the network
is; what keeps somebody busy is one long integer with a bit for each half hour of the window. So two
thousand people over four weeks are added up in milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)
A_DAY = 48
FEWEST, MOST = 3, 6
SMALL = 5  # fewer people than this in one place are "a few"


@dataclass(frozen=True)
class Window:
    """The days to look at, both included, as half hours of the wall clock in one zone."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def n_days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def n_cells(self) -> int:
        return self.n_days * A_DAY

    @cached_property
    def opens(self) -> datetime:
        """The first moment of the window."""
        return datetime.combine(self.first, time(), tzinfo=self.zone)

    @cached_property
    def shuts(self) -> datetime:
        """The first moment after the window."""
        return datetime.combine(self.last + timedelta(days=1), time(), tzinfo=self.zone)

    def day_of(self, cell: int) -> date:
        return self.first + timedelta(days=cell // A_DAY)

    def start_of(self, cell: int) -> datetime:
        """The moment a half hour begins."""
        clock = time(cell % A_DAY // 2, cell % 2 * 30)
        return datetime.combine(self.day_of(cell), clock, tzinfo=self.zone)

    def mask(self, spans: Iterable[tuple[datetime, datetime]]) -> int:
        """The half hours that any of these stretches touches."""
        bits = 0
        for start, end in spans:
            if end <= self.opens or start >= self.shuts:
                continue
            low = max(self._floor(start), 0)
            bits |= run(low, max(min(self._ceiling(end), self.n_cells), low + 1))
        return bits

    def days(
        self,
        first: date,
        last: date,
        *,
        hours: tuple[int, int] = (0, 24),
        weekdays: Collection[int] = range(7),
    ) -> int:
        """The half hours between two hours of each day from ``first`` to ``last``."""
        bits = 0
        for n in range(
            max((first - self.first).days, 0), min((last - self.first).days + 1, self.n_days)
        ):
            if (self.first + timedelta(days=n)).weekday() in weekdays:
                bits |= run(n * A_DAY + hours[0] * 2, n * A_DAY + hours[1] * 2)
        return bits

    def weekly(self, cells: Iterable[tuple[int, int]]) -> int:
        """The half hours of a usual week, given as (weekday, half hour), in each week of the window."""
        week = [0] * 7
        for weekday, half_hour in cells:
            week[weekday] |= 1 << half_hour
        bits = 0
        for n in range(self.n_days):
            bits |= week[(self.first + timedelta(days=n)).weekday()] << n * A_DAY
        return bits

    def _floor(self, moment: datetime) -> int:
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        return (wall - datetime.combine(self.first, time())) // HALF_HOUR

    def _ceiling(self, moment: datetime) -> int:
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        return -((datetime.combine(self.first, time()) - wall) // HALF_HOUR)


def run(start: int, end: int) -> int:
    """Bits ``start`` up to but not including ``end``."""
    return (1 << end) - (1 << start) if end > start else 0


def startable(free: int, length: int) -> int:
    """Half hours from which ``length`` free ones follow."""
    for _ in range(length - 1):
        if not free:
            break
        free &= free >> 1
    return free


def tally(masks: Mapping[int, int]) -> list[int]:
    """Add up masks (mask to how many people have it) by position, as planes of a binary counter.

    Plane ``i`` holds bit ``i`` of every position's count, so a mask is added to all positions at once.
    """
    planes: list[int] = []
    for mask, times in masks.items():
        for place in range(times.bit_length()):
            if times >> place & 1:
                _add(planes, mask, place)
    return planes


def _add(planes: list[int], mask: int, place: int) -> None:
    while mask:
        while len(planes) <= place:
            planes.append(0)
        planes[place], mask = planes[place] ^ mask, planes[place] & mask
        place += 1


def count_at(planes: Sequence[int], cell: int) -> int:
    """The count at one position."""
    return sum((plane >> cell & 1) << place for place, plane in enumerate(planes))


@dataclass(frozen=True)
class Block:
    """What keeps a whole year group away: a mask, and the reason in a word the caller chose."""

    reason: str
    busy: int


@dataclass(frozen=True)
class Group:
    """A year group: its name, how many students it has here, what is known to keep all of it away."""

    name: str
    n_students: int
    blocks: tuple[Block, ...] = ()
    pk: int = 0

    @cached_property
    def busy(self) -> int:
        bits = 0
        for block in self.blocks:
            bits |= block.busy
        return bits


@dataclass(frozen=True)
class ShutOut:
    """A year group that cannot come, and why. Never a person."""

    group: str
    reason: str
    n: int

    @property
    def is_few(self) -> bool:
        return self.n < SMALL


@dataclass(frozen=True)
class Proposal:
    """One time, how many could come, and whom it shuts out."""

    cell: int
    starts_at: datetime
    ends_at: datetime
    n_students: int
    n_all: int
    shut_out: tuple[ShutOut, ...]
    lets_in: tuple[str, ...] = ()
    is_avoided: bool = False


@dataclass(frozen=True)
class Crowd:
    """Everybody who might come: how many people have which busy mask, and the year groups."""

    window: Window
    students: Mapping[int, int]
    others: Mapping[int, int]
    groups: tuple[Group, ...] = ()

    @property
    def n_students(self) -> int:
        return sum(self.students.values())

    @property
    def n_all(self) -> int:
        return self.n_students + sum(self.others.values())

    def free_at_start(self, length: int) -> tuple[list[int], list[int]]:
        """How many students, and how many others, could stay for ``length`` half hours, by start."""
        return tally(self._starts(self.students, length)), tally(self._starts(self.others, length))

    def _starts(self, masks: Mapping[int, int], length: int) -> Counter[int]:
        every = run(0, self.window.n_cells)
        starts: Counter[int] = Counter()
        for busy, n in masks.items():
            starts[startable(every & ~busy, length)] += n
        return starts

    def shut_out(self, cell: int, length: int) -> tuple[ShutOut, ...]:
        """The year groups kept away from a slot."""
        slot = run(cell, cell + length)
        return tuple(
            ShutOut(group.name, _reason(group, slot), group.n_students)
            for group in self.groups
            if group.n_students and group.busy & slot
        )


def _reason(group: Group, slot: int) -> str:
    return next(block.reason for block in group.blocks if block.busy & slot)


def propose(
    crowd: Crowd, *, length: int, allowed: int, avoided: int = 0, most: int = MOST
) -> list[Proposal]:
    """Return up to ``most`` times, best first: one a day, and for those whom the first ones shut out.

    ``length`` is in half hours; ``allowed`` and ``avoided`` are masks of the window. A time in ``avoided`` (an
    observance, a vacation) is proposed only when little else is left.
    """
    scored = _candidates(crowd, length, allowed, avoided)
    chosen: list[_Candidate] = []
    days: set[int] = set()
    while scored and len(chosen) < most:
        best = max(scored, key=lambda one: (_worth(one, chosen, crowd), -one.cell))
        if len(chosen) >= FEWEST and best.n_students * 2 < chosen[0].n_students:
            break
        chosen.append(best)
        days.add(best.cell // A_DAY)
        scored = [one for one in scored if one.cell // A_DAY not in days]
    return [_proposal(one, chosen[0], crowd, length) for one in chosen]


@dataclass(frozen=True)
class _Candidate:
    cell: int
    n_students: int
    n_others: int
    is_avoided: bool
    out: frozenset[str]


def _candidates(crowd: Crowd, length: int, allowed: int, avoided: int) -> list[_Candidate]:
    students, others = crowd.free_at_start(length)
    starts = startable(allowed, length)
    found = []
    for cell in range(crowd.window.n_cells):
        if not starts >> cell & 1 or not _is_real(crowd.window, cell, length):
            continue
        n = count_at(students, cell)
        slot = run(cell, cell + length)
        out = frozenset(g.name for g in crowd.groups if g.n_students and g.busy & slot)
        if n or not crowd.n_students:
            found.append(_Candidate(cell, n, count_at(others, cell), bool(slot & avoided), out))
    return found


def _is_real(window: Window, cell: int, length: int) -> bool:
    """Whether the clock shows these half hours, each once: not so in the nights it is changed."""
    start, end = window.start_of(cell), window.start_of(cell + length)
    return end.astimezone(UTC) - start.astimezone(UTC) == HALF_HOUR * length and _exists(start)


def _exists(moment: datetime) -> bool:
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def _worth(one: _Candidate, chosen: Sequence[_Candidate], crowd: Crowd) -> float:
    """Students first; then those nobody has a time for yet; then everybody else, variety and a kind hour."""
    everybody = max(crowd.n_students, 1)
    worth = one.n_students + one.n_others / 4 - (everybody / 2 if one.is_avoided else 0)
    if chosen:
        still_out = frozenset.intersection(*(other.out for other in chosen)) - one.out
        worth += sum(g.n_students for g in crowd.groups if g.name in still_out) / 2
        same_weekday = sum(_weekday(other, crowd) == _weekday(one, crowd) for other in chosen)
        same_hour = sum(other.cell % A_DAY == one.cell % A_DAY for other in chosen)
        worth -= everybody * (0.05 * same_weekday + 0.02 * same_hour)
    return worth - everybody * 0.01 * _awkwardness(one.cell % A_DAY, _weekday(one, crowd))


def _weekday(one: _Candidate, crowd: Crowd) -> int:
    return crowd.window.day_of(one.cell).weekday()


def _awkwardness(half_hour: int, weekday: int) -> float:
    """How far from one o'clock or half past five, in hours; Friday evenings and weekends a little more."""
    away = min(abs(half_hour - 25), abs(half_hour - 35)) / 2
    return away + (1.5 if weekday > 4 or (weekday == 4 and half_hour > 33) else 0)


def _proposal(one: _Candidate, best: _Candidate, crowd: Crowd, length: int) -> Proposal:
    return Proposal(
        cell=one.cell,
        starts_at=crowd.window.start_of(one.cell),
        ends_at=crowd.window.start_of(one.cell + length),
        n_students=one.n_students,
        n_all=one.n_students + one.n_others,
        shut_out=crowd.shut_out(one.cell, length),
        lets_in=tuple(sorted(best.out - one.out)),
        is_avoided=one.is_avoided,
    )
