"""Figures behind the pictures: how the network grew, who stayed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from groundswell.kernel.clock import today
from groundswell.networks.models import Membership, Network

FEWEST = 5
MOST_MONTHS = 24
MOST_YEARS = 8


@dataclass(frozen=True)
class Growth:
    """Members at the end of each month since the first, by kind."""

    months: list[date]
    kinds: dict[str, list[int]]

    @property
    def totals(self) -> list[int]:
        return [sum(column) for column in zip(*self.kinds.values(), strict=True)]

    def in_brief(self) -> "Growth":
        """Every third month back from the last, once there are more than two years of them."""
        if len(self.months) <= MOST_MONTHS:
            return self
        shown = slice((len(self.months) - 1) % 3, None, 3)
        return Growth(self.months[shown], {k: counts[shown] for k, counts in self.kinds.items()})


def members_by_month(network: Network) -> Growth:
    """How many of each kind belonged at the end of each month. One query."""
    rows = list(
        Membership.objects.filter(network=network, started_on__lte=today()).values_list(
            "kind", "started_on", "ended_on"
        )
    )
    first = min((start for _kind, start, _end in rows), default=today())
    months = _months(min(first, network.founded_on) if rows else first, today())
    change = {kind: [0] * (len(months) + 1) for kind in Membership.Kind.values}
    for kind, start, end in rows:
        if end == start:
            continue
        change[kind][_place(months, start)] += 1
        if end and end <= today():
            change[kind][_place(months, end)] -= 1
    return Growth(months, {kind: _running(steps[:-1]) for kind, steps in change.items()})


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(min(max(count, 1), 12 * 60))
    ]


def _place(months: list[date], day: date) -> int:
    return (day.year - months[0].year) * 12 + day.month - months[0].month


def _running(steps: list[int]) -> list[int]:
    total, sums = 0, []
    for step in steps:
        total += step
        sums.append(total)
    return sums


@dataclass(frozen=True)
class Retention:
    """Of one year group, the per cent still here 0, 1, 2 … years after joining; None is not known yet."""

    cohort: str
    n: int
    shares: list[float | None]


def retention_by_cohort(network: Network) -> list[Retention]:
    """Who stayed, by year group, as alumni too. Groups of fewer than five are left out. One query."""
    rows = Membership.objects.filter(network=network).exclude(cohort=None)
    stays: dict[tuple[date, str], dict[int, list[tuple[date, date | None]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for name, graduates_on, person, start, end in rows.order_by("started_on").values_list(
        "cohort__name", "cohort__graduates_on", "person_id", "started_on", "ended_on"
    ):
        stays[graduates_on, name][person].append((start, end))
    return [
        Retention(name, len(people), _shares(list(people.values())))
        for (_on, name), people in sorted(stays.items())
        if len(people) >= FEWEST
    ]


def _shares(people: list[list[tuple[date, date | None]]]) -> list[float | None]:
    shares: list[float | None] = []
    for years in range(MOST_YEARS):
        known = [(stays, day) for stays in people if (day := _after(stays[0][0], years)) <= today()]
        if len(known) < FEWEST:
            break
        here = sum(_is_here(stays, day) for stays, day in known)
        shares.append(100 * here / len(known))
    return shares


def _after(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def _is_here(stays: list[tuple[date, date | None]], day: date) -> bool:
    return any(
        start <= max(day, stays[0][0]) and (end is None or end > day) for start, end in stays
    )
