"""Resampling of units by how often each kind of unit is drawn, so that many units alike cost as much as one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Interval

BLOCK = 1 << 20  # drawn counts held at a time


@dataclass(frozen=True, kw_only=True)
class Bootstrap:
    """A percentile interval from ``replicates`` draws of units with replacement; ``rng`` is a seed or a generator."""

    rng: int | np.random.Generator
    replicates: int = 1000

    def __post_init__(self) -> None:
        if not isinstance(self.rng, int | np.integer | np.random.Generator):
            raise InputError("rng= should be a whole number, the seed, or a NumPy generator.")
        if self.replicates < 40:
            raise InputError(f"replicates= should be 40 at least; it is {self.replicates!r}.")

    def __str__(self) -> str:
        """Name the seed, so that the interval can be made again."""
        seed = (
            "generator given" if isinstance(self.rng, np.random.Generator) else f"seed {self.rng}"
        )
        return f"{self.replicates:,} replicates, {seed}"

    def draws(self, times: NDArray[np.int64]) -> Iterator[Floats]:
        """Give blocks of rows: how often each kind of unit is drawn, where ``times`` counts the units of each kind."""
        rng = np.random.default_rng(self.rng)
        total, kinds = int(times.sum()), times.size
        rows = max(1, BLOCK // max(kinds, 1))
        chances = times / total
        for start in range(0, self.replicates, rows):
            size = min(rows, self.replicates - start)
            if kinds * 4 < total:
                yield rng.multinomial(total, chances, size=size).astype(np.float64)
            else:
                yield np.array([_drawn(rng, times, total) for _ in range(size)])

    def interval(
        self, estimate: Callable[[Floats], Floats], times: NDArray[np.int64], level: float
    ) -> tuple[Interval | None, int]:
        """Give the interval of ``estimate``, a function of drawn counts, and how many draws had no value."""
        confidence = level_of(level)
        made = np.concatenate([estimate(drawn) for drawn in self.draws(times)])
        defined = made[~np.isnan(made)]
        left_out = int(made.size - defined.size)
        if defined.size < 0.5 * made.size:
            return None, left_out
        tail = (1 - confidence) / 2
        low, high = np.quantile(defined, [tail, 1 - tail])
        how = f"percentile bootstrap over units, {self}"
        return Interval(low=float(low), high=float(high), level=confidence, method=how), left_out


def _drawn(rng: np.random.Generator, times: NDArray[np.int64], total: int) -> Floats:
    """Draw units one by one: quicker than by kinds where nearly every unit is a kind of its own."""
    if times.size == total:
        chosen = rng.integers(0, total, total)
    else:
        chosen = np.searchsorted(np.cumsum(times), rng.integers(0, total, total), side="right")
    return np.bincount(chosen, minlength=times.size).astype(np.float64)
