"""Intervals and tests of 2x2 tables, for one table or many at once. Undefined values are NaN here and nowhere else."""

from functools import lru_cache
from math import log1p

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats

Ints = NDArray[np.int64]

TIE = 1e-7
"""Tables this much more likely than the observed one still count as equally likely (as in R's fisher.test)."""

CELLS_AT_ONCE = 1 << 16
MOST_ROWS = 512
LARGEST = 2_000_000
"""The most people for whom Fisher's test is computed: above it chi-square says the same."""


def wilson(x: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Give Wilson's limits; exactly 0 where nobody and exactly 1 where everybody."""
    middle = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * np.sqrt(x * (n - x) / n + z * z / 4)
    return np.where(x == 0, 0.0, middle - half), np.where(x == n, 1.0, middle + half)


def newcombe(x1: Floats, n1: Floats, x2: Floats, n2: Floats, z: float) -> tuple[Floats, Floats]:
    """Give the limits of p1 - p2 from the Wilson limits of each (Newcombe's method 10)."""
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson(x1, n1, z)
    low2, high2 = wilson(x2, n2, z)
    difference = p1 - p2
    below = np.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    above = np.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return difference - below, difference + above


def pearson(x1: Floats, n1: Floats, x2: Floats, n2: Floats, *, corrected: bool = False) -> Floats:
    """Give chi-square of each table, with Yates's correction where asked; NaN where a margin is empty."""
    total, yes = n1 + n2, x1 + x2
    cross = np.abs(x1 * (n2 - x2) - x2 * (n1 - x1))
    if corrected:
        cross = np.maximum(cross - total / 2, 0)
    margins = n1 * n2 * yes * (total - yes)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(margins > 0, total * cross * cross / margins, np.nan)


def fisher(x1: Ints, n1: Ints, x2: Ints, n2: Ints) -> Floats:
    """Give Fisher's two-sided p of each table: all tables of the same margins that are no more likely.

    Tables are sorted by how many values their first cell can take and done in blocks, so that little is padded.
    """
    yes = x1 + x2
    low = np.maximum(0, yes - n2)
    width = np.minimum(n1, yes) - low + 1
    widest = int(width.max(initial=1))
    factorials = _padded(int((n1 + n2).max(initial=1)), widest)
    order = np.argsort(width, kind="stable")
    out = np.empty(x1.size)
    start = 0
    while start < order.size:
        end = min(order.size, start + MOST_ROWS)
        fits = max(1, CELLS_AT_ONCE // int(width[order[end - 1]]))
        rows = order[start : min(end, start + fits)]
        out[rows] = _fisher_block(
            factorials, x1[rows], n1[rows], n2[rows], yes[rows], low[rows], widest
        )
        start += rows.size
    return out


def _fisher_block(
    table: Floats, x1: Ints, n1: Ints, n2: Ints, yes: Ints, low: Ints, pad: int
) -> Floats:
    width = int((np.minimum(n1, yes) - low).max()) + 1
    rising, falling = sliding_window_view(table, width), sliding_window_view(table[::-1], width)
    last = table.size - 1 - pad  # where the factorial of nought stands when read from the end
    logs = rising[low + pad]
    logs += rising[n2 - yes + low + pad]
    logs += falling[last - n1 + low]
    logs += falling[last - yes + low]
    np.negative(logs, out=logs)
    here = logs[np.arange(x1.size), x1 - low]
    most = logs.max(axis=1)
    logs -= most[:, None]
    as_extreme = logs <= (here - most + log1p(TIE))[:, None]
    weights = np.exp(logs, out=logs)
    total = weights.sum(axis=1)
    weights *= as_extreme
    chances: Floats = np.minimum(weights.sum(axis=1) / total, 1.0)
    return chances


def _padded(most: int, pad: int) -> Floats:
    """Log-factorials from 0, with infinity before them: a negative count has no probability."""
    rounded = 1 << max(10, (most + pad).bit_length())
    table = log_factorials(rounded)[: most + pad + 1]
    return np.concatenate([np.full(pad, np.inf), table])


@lru_cache(maxsize=1)
def log_factorials(most: int) -> Floats:
    """Give log(0!) to log(most!), summed in extended precision where the machine has it."""
    logs = np.log(np.arange(1, most + 1, dtype=np.longdouble))
    table = np.concatenate([[0.0], np.cumsum(logs)]).astype(np.float64)
    table.flags.writeable = False
    return table
