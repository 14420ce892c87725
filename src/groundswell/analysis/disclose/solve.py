"""Linear programmes over whole numbers: the only file that calls SciPy.

Every answer is checked again in whole numbers, so a solver's rounding cannot make a table look safe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

PROVEN, INFEASIBLE, UNSURE = 0, 2, 4


@dataclass(frozen=True)
class Row:
    """One line of a system: low <= sum of factor times variable <= high."""

    factors: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


def row(members: Sequence[int], low: int | None, high: int | None) -> Row:
    """Give the line for a plain sum."""
    return Row(tuple((m, 1) for m in members), low, high)


class System:
    """Whole numbers from 0 up, bound by rows."""

    def __init__(self, n: int, rows: Sequence[Row], *, is_network: bool = False) -> None:
        import numpy as np

        self.n, self.rows, self.is_network = n, rows, is_network
        known = [abs(b) for r in rows for b in (r.low, r.high) if b is not None]
        self.cap = 10 * (sum(known) + 10)
        """Out of reach of whatever the rows bound."""
        self.upper = np.full(n, self.cap, dtype=np.int64)
        for r in rows:
            if r.high is not None and all(factor == 1 for _, factor in r.factors):
                members = [j for j, _ in r.factors]
                self.upper[members] = np.minimum(self.upper[members], r.high)
        entries = [(i, j, f) for i, r in enumerate(rows) for j, f in r.factors]
        self._matrix = matrix(entries, (len(rows), n))
        self._low = np.array([-np.inf if r.low is None else r.low for r in rows], dtype=float)
        self._high = np.array([np.inf if r.high is None else r.high for r in rows], dtype=float)
        self._exact = self._matrix.astype(np.int64)

    def holding(self, points: Any) -> Any:
        """Keep the points (one a line) that obey every row, without any rounding."""
        sums = self._exact @ points.T
        fits = (sums >= self._low[:, None]) & (sums <= self._high[:, None])
        return points[fits.all(axis=0) & (points >= 0).all(axis=1)]

    def extreme(self, target: Sequence[int], sign: int, seconds: float) -> tuple[Any, int]:
        """Find the point that makes the target least (1) or most (-1), if any, and the solver's status."""
        import numpy as np

        cost = np.zeros(self.n)
        cost[list(target)] = sign
        found = minimise(
            cost, self._matrix, self._low, self._high, upper=self.upper,
            whole=np.full(self.n, 0 if self.is_network else 1), seconds=seconds,
        )  # fmt: skip
        if found.x is None:
            return None, found.status
        points = self.holding(np.rint(found.x).astype(np.int64)[None, :])
        return (points, found.status) if len(points) else (None, UNSURE)


def matrix(entries: Sequence[tuple[int, int, int]], shape: tuple[int, int]) -> Any:
    """Build a sparse matrix from (row, column, value)."""
    import numpy as np
    from scipy.sparse import csr_array

    i, j, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array(
        (np.array(values, dtype=float), (np.array(i, dtype=int), np.array(j, dtype=int))),
        shape=shape,
    )


def minimise(
    cost: Any, rows: Any, low: Any, high: Any, *, upper: Any, whole: Any, seconds: float
) -> Any:
    """Call HiGHS; the variables run from 0 to `upper`."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    constraints = [LinearConstraint(rows, low, high)] if rows.shape[0] else []
    return milp(
        cost, constraints=constraints, bounds=Bounds(0, upper), integrality=whole,
        options={"time_limit": max(seconds, 0.05), "mip_rel_gap": 0.0},
    )  # fmt: skip


@dataclass(frozen=True)
class Range:
    """What can be worked out about one sum. `high` is None where there is no end to it."""

    low: int
    high: int | None
    is_exact: bool = True

    @property
    def width(self) -> float:
        """How many numbers it could be, less one."""
        return float("inf") if self.high is None else self.high - self.low


class Pool:
    """Points met so far: most of them fit the next question too, and save asking."""

    def __init__(self) -> None:
        self.points: Any = None

    def add(self, points: Any) -> None:
        """Keep some more."""
        import numpy as np

        self.points = points if self.points is None else np.concatenate([self.points, points])


class Prober:
    """Works out ranges, remembering every point met: each one narrows the search for all others."""

    def __init__(
        self,
        system: System,
        targets: Mapping[Any, Sequence[int]],
        seconds: float,
        pool: Pool | None = None,
    ) -> None:
        self.system, self.targets = system, {key: list(t) for key, t in targets.items()}
        self.ends = monotonic() + seconds
        self.met: dict[Any, tuple[int, int]] = {}
        self.is_impossible = False
        self.pool = pool or Pool()
        if self.pool.points is not None:
            self._learn(system.holding(self.pool.points))

    def seen(self, key: Any) -> Range | None:
        """Give the range among the points met so far; the true one holds it."""
        if key not in self.met:
            return None
        low, high = self.met[key]
        is_endless = (
            high >= self.system.cap
            and (self.system.upper[self.targets[key]] >= self.system.cap).any()
        )
        return Range(low, None if is_endless else high, False)

    def range_of(self, key: Any) -> Range | None:
        """Give the whole range, or what is certain of it where time ran out; None where nothing is."""
        proven = [self._meet(key, sign) for sign in (1, -1)]
        seen = self.seen(key)
        return seen and Range(seen.low, seen.high, all(proven))

    def _meet(self, key: Any, sign: int) -> bool:
        points, status = self.system.extreme(self.targets[key], sign, self.ends - monotonic())
        self.is_impossible = self.is_impossible or status == INFEASIBLE
        if points is None:
            return False
        self.pool.add(points)
        self._learn(points)
        return bool(status == PROVEN)

    def _learn(self, points: Any) -> None:
        if not len(points):
            return
        for key, target in self.targets.items():
            values = points[:, target].sum(axis=1)
            low, high = self.met.get(key, (values[0], values[0]))
            self.met[key] = (min(int(low), int(values.min())), max(int(high), int(values.max())))
