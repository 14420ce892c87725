"""Pairs of people in the same order on both measures, counted without looking at every pair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Pairs of people: all, tied on x, on y and on both, and those the two measures put in opposite order."""

    n: int
    total: int
    tied_x: int
    tied_y: int
    tied_both: int
    discordant: int

    @property
    def balance(self) -> int:
        """Pairs in the same order less pairs in opposite order."""
        return self.total - self.tied_x - self.tied_y + self.tied_both - 2 * self.discordant


def ranks(values: Floats) -> Floats:
    """Give ranks from 1, ties sharing the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    made: Floats = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return made


def orders(n: int) -> NDArray[np.int8]:
    """Give every order of ``n`` things, one a row: each is put in at every place of the orders of those before it."""
    made = np.zeros((1, 1), dtype=np.int8)
    for one in range(1, n):
        made = np.concatenate([np.insert(made, place, one, axis=1) for place in range(one + 1)])
    return made


def pairs(x: Floats, y: Floats) -> Pairs:
    """Count pairs of two columns."""
    a, b = np.unique(x, return_inverse=True)[1], np.unique(y, return_inverse=True)[1]
    n, wide = len(a), int(b.max()) + 1
    both = a.astype(np.int64) * wide + b
    in_order = b[np.argsort(both, kind="stable")]
    return Pairs(
        n=n,
        total=n * (n - 1) // 2,
        tied_x=_tied(a),
        tied_y=_tied(b),
        tied_both=_tied(np.unique(both, return_inverse=True)[1]),
        discordant=inversions(in_order.astype(np.int64)),
    )


def inversions(values: Ints) -> int:
    """Count pairs of which the earlier is larger, in as many passes as the largest number has bits.

    Values are split by their bits from the top. Within a group that agrees so far, every 1 that stands before a 0 is
    such a pair, and then the group's noughts go before its ones, each in the order they stood.
    """
    total, values = 0, values.copy()
    for bit in range(int(values.max()).bit_length() - 1, -1, -1):
        group, one = values >> (bit + 1), (values >> bit) & 1
        starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
        ones_before = np.cumsum(one) - one
        sizes = np.diff(np.r_[starts, len(values)])
        own = ones_before - np.repeat(ones_before[starts], sizes)
        total += int(own[one == 0].sum())
        noughts = np.add.reduceat(1 - one, starts)
        first = np.repeat(starts, sizes)
        within = np.arange(len(values)) - first
        place = first + np.where(one == 1, np.repeat(noughts, sizes) + own, within - own)
        moved = np.empty_like(values)
        moved[place] = values
        values = moved
    return total


def tie_sums(values: Floats) -> tuple[float, float, float]:
    """Give the sums over ties of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5) that the variance of the balance needs."""
    t = np.unique(values, return_counts=True)[1].astype(np.float64)
    return (
        float((t * (t - 1)).sum()),
        float((t * (t - 1) * (t - 2)).sum()),
        float((t * (t - 1) * (2 * t + 5)).sum()),
    )


def chance_of_at_most(discordant: int, n: int) -> float:
    """Give the chance that ``n`` people in random order have so few pairs turned round, or fewer; no ties."""
    chances = np.ones(1)
    for more in range(
        2, n + 1
    ):  # the next person stands before 0 to more - 1 of the others, each equally likely
        chances = np.convolve(chances, np.full(more, 1 / more))
    return float(chances[: discordant + 1].sum())


def _tied(codes: NDArray[np.intp]) -> int:
    counts = np.bincount(codes)
    return int((counts * (counts - 1) // 2).sum())
