"""The exact distribution of a sum of whole-number answers over who could have been in the group."""

from math import comb

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats

MOST_STEPS = 12_000_000
"""Additions that are worth an exact answer: a few hundredths of a second."""
MOST_SUBSETS = 100_000


def steps(counts: NDArray[np.int64], values: NDArray[np.int64], k: int) -> float:
    """Estimate how many additions `sums` takes: group size by range of the sum by people, the last category free."""
    return float((k + 1) * (k * int(values[-1]) + 1) * int(counts[:-1].sum() - counts[0] + 1))


def sums(counts: NDArray[np.int64], values: NDArray[np.int64], k: int) -> tuple[Floats, Floats]:
    """Give each sum ``k`` people can have and its chance, all groups of ``k`` being equally likely.

    ``values`` are whole numbers from 0, rising; ``counts`` says how many people gave each. Category by
    category the ways are added up by how many people are chosen and what their answers sum to: the
    multivariate hypergeometric.
    """
    width = k * int(values[-1]) + 1
    ways = np.zeros((k + 1, width))
    first = min(k, int(counts[0]))
    rows = np.arange(first + 1)
    ways[rows, rows * int(values[0])] = _chances(int(counts[0]))[: first + 1]
    most = first
    for count, value in zip(counts[1:-1].tolist(), values[1:-1].tolist(), strict=True):
        ways, most = _with(ways, most, _chances(count), value, k)
    return _closed(ways, most, int(counts[-1]), int(values[-1]), k)


def _with(ways: Floats, most: int, chances: Floats, value: int, k: int) -> tuple[Floats, int]:
    out = np.zeros_like(ways)
    for j in range(min(chances.size - 1, k) + 1):
        rows = min(most, k - j) + 1
        shift = j * value
        out[j : j + rows, shift:] += chances[j] * ways[:rows, : ways.shape[1] - shift]
    return out, min(k, most + chances.size - 1)


def _closed(ways: Floats, most: int, count: int, value: int, k: int) -> tuple[Floats, Floats]:
    """Add the last category, of which there is one way to fill the group up."""
    total, chances = np.zeros(ways.shape[1]), _chances(count)
    for chosen in range(max(0, k - count), most + 1):
        shift = (k - chosen) * value
        total[shift:] += chances[k - chosen] * ways[chosen, : total.size - shift]
    return np.arange(total.size, dtype=np.float64), total / total.sum()


def _chances(count: int) -> Floats:
    """Give count choose 0, 1, ... as shares of all, so that large groups do not overflow."""
    if count <= 1000:
        all_of_them = 1 << count
        return np.array([comb(count, j) / all_of_them for j in range(count + 1)])
    from groundswell.analysis.compare._two_by_two import log_factorials

    table = log_factorials(1 << count.bit_length())
    j = np.arange(count + 1)
    logs = table[count] - table[j] - table[count - j] - count * np.log(2)
    return np.asarray(np.exp(logs))
