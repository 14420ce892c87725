"""Linear programmes over whole numbers: the only file that calls SciPy.

Every answer is checked again in whole numbers, so a solver's rounding cannot make a table look safe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any


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
    """Whole numbers from 0 to a cap that is out of reach, bound by rows."""

    def __init__(self, n: int, rows: Sequence[Row], *, is_network: bool = False) -> None:
        import numpy as np

        self.n, self.rows, self.is_network = n, rows, is_network
        known = [abs(b) for r in rows for b in (r.low, r.high) if b is not None]
        self.cap = 10 * (max(known, default=0) + 10)
        entries = [(i, j, f) for i, r in enumerate(rows) for j, f in r.factors]
        self._matrix = matrix(entries, (len(rows), n))
        self._low = np.array([-np.inf if r.low is None else r.low for r in rows], dtype=float)
        self._high = np.array([np.inf if r.high is None else r.high for r in rows], dtype=float)
        self._exact = self._matrix.astype(np.int64)

    def holds(self, point: Any) -> bool:
        """Say whether a point of whole numbers obeys every row, without any rounding."""
        if (point < 0).any():
            return False
        sums = self._exact @ point
        return bool((sums >= self._low).all() and (sums <= self._high).all())

    def extreme(self, target: Sequence[int], sign: int, seconds: float) -> tuple[Any, bool]:
        """Find the point that makes the target least (1) or most (-1), and whether that is proven."""
        import numpy as np

        cost = np.zeros(self.n)
        cost[list(target)] = sign
        found = minimise(
            cost, self._matrix, self._low, self._high, upper=np.full(self.n, self.cap),
            whole=np.full(self.n, 0 if self.is_network else 1), seconds=seconds,
        )  # fmt: skip
        if found.x is None:
            return None, False
        point = np.rint(found.x).astype(np.int64)
        if not self.holds(point):
            return None, False
        return point, bool(found.status == 0)


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


class Prober:
    """Works out ranges, remembering every point met: each one narrows the search for all others."""

    def __init__(
        self, system: System, targets: Mapping[Any, Sequence[int]], seconds: float
    ) -> None:
        self.system, self.targets = system, {key: list(t) for key, t in targets.items()}
        self.ends = monotonic() + seconds
        self.met: dict[Any, tuple[int, int]] = {}

    def seen(self, key: Any) -> Range | None:
        """Give the range among the points met so far; the true one holds it."""
        if key not in self.met:
            return None
        low, high = self.met[key]
        return Range(low, None if high >= self.system.cap else high, False)

    def range_of(self, key: Any) -> Range | None:
        """Give the whole range, or what is certain of it where time ran out; None where nothing is."""
        proven = [self._meet(key, sign) for sign in (1, -1)]
        seen = self.seen(key)
        return seen and Range(seen.low, seen.high, all(proven))

    def _meet(self, key: Any, sign: int) -> bool:
        point, proven = self.system.extreme(self.targets[key], sign, self.ends - monotonic())
        if point is None:
            return False
        for other, target in self.targets.items():
            value = int(point[target].sum())
            low, high = self.met.get(other, (value, value))
            self.met[other] = (min(low, value), max(high, value))
        return proven

    def seconds_left(self) -> float:
        """Say how long this may still take."""
        return self.ends - monotonic()
