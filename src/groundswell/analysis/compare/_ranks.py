"""Ranks with ties, and the exact distributions of rank sums."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats

EXACT_UP_TO = 50
"""Groups, or pairs, up to this many are counted exactly (also with ties); above it the normal limit is used."""


def midranks(values: Floats) -> tuple[Floats, Floats]:
    """Give ranks from 1, ties sharing their mean rank, and the sizes of the ties."""
    _, place, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    return (ends - (sizes - 1) / 2)[place], sizes.astype(np.float64)


def tie_term(sizes: Floats) -> float:
    """Give the sum of t³ - t over ties."""
    return float((sizes**3 - sizes).sum())


def p_of_rank_sum(doubled: NDArray[np.int64], n: int, observed: int) -> float:
    """Give the exact two-sided p of a sum of ``n`` of the doubled ranks: sums as far from their mean or further.

    Counts by dynamic programming how many ways each sum can come about, ties and all.
    """
    width = int(np.sort(doubled)[-n:].sum()) + 1
    ways = np.zeros((n + 1, width))
    ways[0, 0] = 1.0
    for rank in doubled.tolist():
        for k in range(n, 0, -1):
            ways[k, rank:] += ways[k - 1, : width - rank]
    sums, mean = np.arange(width), n * doubled.mean()
    return _both_sides(ways[n], sums, mean, observed)


def p_of_signed_sum(doubled: NDArray[np.int64], observed: int) -> float:
    """Give the exact two-sided p of the sum of the ranks whose sign is plus, each sign being a toss."""
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1.0
    for rank in doubled.tolist():
        ways[rank:] = ways[rank:] + ways[: ways.size - rank]
        ways /= 2
    return _both_sides(ways, np.arange(ways.size), doubled.sum() / 2, observed)


def _both_sides(ways: Floats, sums: Any, mean: float, observed: int) -> float:
    far = np.abs(sums - mean) >= abs(observed - mean) - 1e-9
    return float(min(1.0, ways[far].sum() / ways.sum()))
