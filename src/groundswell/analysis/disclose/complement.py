"""Which further numbers to hide, so that the small ones cannot be worked out, at the least loss.

Two made-up tables per endangered number, both agreeing with everything shown, must hold values for it that are
far enough apart. Which places must then differ, and so be hidden, is a mixed-integer programme; without the
whole-number condition on the choice it is the quick rule for large tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .audit import Evidence, Key
from .cells import hide
from .policy import Policy
from .solve import matrix, minimise
from .tables import Position, Table

NOTICEABLE = 1e-6


@dataclass(frozen=True)
class Choice:
    """Places to hide, and whether no cheaper choice exists."""

    positions: tuple[Position, ...]
    is_cheapest: bool


def costs(table: Table) -> dict[Position, float]:
    """Say what hiding each place takes from the reader: totals more than cells, large more than small."""
    whole = table[None, None] + 1
    kind = {0: 1.0, 1: 4.0, 2: 12.0}
    is_one_way = table.shape.columns is None
    found = {}
    for number, (position, count) in enumerate(table.items()):
        totals = (
            2 if position == (None, None) else sum(p is None for p in position) * (not is_one_way)
        )
        found[position] = kind[totals] * (1 + count / whole) + number * 1e-4
    return found


def hideable(evidence: Evidence, table: Table, policy: Policy) -> list[Position]:
    """Name the places of the newest table that still show a number which may be taken away."""
    figures = evidence.figures[-1]
    return [
        p
        for p, cell in figures.cells
        if cell.is_shown and (policy.base > 1 or table[p] >= policy.hide_below)
    ]


def choose(
    evidence: Evidence,
    table: Table,
    policy: Policy,
    keys: Sequence[Key],
    *,
    exact: bool,
    seconds: float,
) -> Choice | None:
    """Choose what to hide in the newest table; None where nothing helps or time ran out."""
    programme = _Programme(evidence, table, policy, keys)
    found = programme.solve(exact=exact, seconds=seconds)
    if found.x is None:
        return None
    chosen = [p for p, z in zip(programme.choices, found.x, strict=False) if z > NOTICEABLE]
    return Choice(tuple(chosen), exact and found.status == 0)


class _Programme:
    """Variables: one choice per place, then two made-up tables for each endangered number."""

    def __init__(
        self, evidence: Evidence, table: Table, policy: Policy, keys: Sequence[Key]
    ) -> None:
        self.evidence, self.table, self.policy = evidence, table, policy
        self.choices = hideable(evidence, table, policy)
        self.width = evidence.width
        # In one table a way round through others never needs to move any number by more than this.
        self.reach = self.width if evidence.world.is_plain else 3 * self.width + policy.minimum
        self.entries: list[tuple[int, int, int]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.size = len(self.choices)
        for key in keys:
            self._guard(evidence.targets[key])

    def _line(self, factors: Sequence[tuple[int, int]], low: float, high: float) -> None:
        self.entries += [(len(self.low), j, f) for j, f in factors if f]
        self.low.append(low)
        self.high.append(high)

    def _guard(self, target: Sequence[int]) -> None:
        starts = []
        for _ in range(2):
            starts.append(self.size)
            self._made_up_table(self.size)
            self.size += self.evidence.world.n_groups
        less, more = starts
        difference = [(less + m, -1) for m in target] + [(more + m, 1) for m in target]
        self._line(difference, self.width, float("inf"))

    def _made_up_table(self, start: int) -> None:
        inf = float("inf")
        last = len(self.evidence.figures) - 1
        for number in range(last):
            for r in self.evidence.rows_of(number):
                moved = [(start + j, f) for j, f in r.factors]
                self._line(
                    moved, -inf if r.low is None else r.low, inf if r.high is None else r.high
                )
        places, chosen = (
            self.evidence.world.places[last],
            {p: z for z, p in enumerate(self.choices)},
        )
        for position, cell in self.evidence.figures[last].cells:
            sums = [(start + m, 1) for m in places[position]]
            high = inf if cell.high is None else cell.high
            if position not in chosen:
                self._line(sums, cell.low, high)
                continue
            truth, free = self.table[position], hide(self.policy)
            least = min(cell.low, max(free.low, truth - self.reach))
            most = max(int(high), truth + self.reach)
            self._line([*sums, (chosen[position], cell.low - least)], cell.low, inf)
            self._line([*sums, (chosen[position], int(high) - most)], -inf, high)

    def solve(self, *, exact: bool, seconds: float) -> Any:
        import numpy as np

        rows = matrix(self.entries, (len(self.low), self.size))
        price = costs(self.table)
        cost = np.zeros(self.size)
        cost[: len(self.choices)] = [price[p] for p in self.choices]
        upper = np.full(self.size, float(self.evidence.system.cap))
        upper[: len(self.choices)] = 1
        whole = np.zeros(self.size)
        whole[: len(self.choices)] = int(exact)
        return minimise(
            cost,
            rows,
            np.array(self.low),
            np.array(self.high),
            upper=upper,
            whole=whole,
            seconds=seconds,
        )
