"""How often two values meet in one unit: whole numbers for each number of ratings a unit has, so that sums are
exact."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats
from groundswell.analysis.agree._ratings import Ratings

BLOCK = 8192  # units at a time: what they need stays near the processor
FEW = 64  # categories up to which products of counts are quicker than counting pairs
EXACT = 1 << 24  # whole numbers up to here are exact in single precision


@dataclass
class Sums:
    """``pairs[m]``: ordered pairs of values of units with m ratings. ``singles``: values of units with one; both
    whole."""

    pairs: dict[int, Floats]
    units: dict[int, int]
    unpaired: int

    def matrix(self, size: int) -> Floats:
        """Give the coincidences: every pair counted 1 / (m - 1)."""
        made = np.zeros((size, size))
        for m, pairs in sorted(self.pairs.items()):
            made += pairs / (m - 1)
        return made

    def add(self, other: "Sums") -> None:
        """Take another's counts in."""
        for m, pairs in other.pairs.items():
            self.pairs[m] = self.pairs[m] + pairs if m in self.pairs else pairs
            self.units[m] = self.units.get(m, 0) + other.units[m]
        self.unpaired += other.unpaired


def sizes_of(given: Ratings) -> NDArray[Any]:
    """Count the ratings of each column."""
    there = (given.codes >= 0).view(np.uint8)
    made: NDArray[Any] = there.sum(axis=0, dtype=np.uint8 if given.n_coders < 256 else np.int64)
    return made


def coincidences(given: Ratings) -> Sums:
    """Count every pair of values that meet in a unit."""
    sizes = sizes_of(given)
    found = Sums({}, {}, 0)
    for m, count in _units_by_size(given, sizes).items():
        if m < 2:
            found.unpaired += count
        else:
            found.units[m] = count
    size = len(given.categories)
    found.pairs = {m: np.zeros((size, size)) for m in found.units}
    counted = given.times is None and given.n_coders < 256 and size <= FEW
    fill = _by_products if counted else _by_pairs
    fill(given, sizes, found.pairs)
    return found


def _units_by_size(given: Ratings, sizes: NDArray[Any]) -> dict[int, int]:
    found = np.bincount(sizes, given.times)
    return {int(m): int(found[m]) for m in np.flatnonzero(found)}


def _by_products(given: Ratings, sizes: NDArray[Any], pairs: dict[int, Floats]) -> None:
    size = len(given.categories)
    for block, ends in _blocks(given.codes, sizes):
        counts = np.empty((size, block.shape[1]), np.float32)
        for value in range(size):
            same = (block == value).view(np.uint8)
            counts[value] = np.add.reduce(same, axis=0, dtype=np.uint8)
        for m, into in pairs.items():
            chosen = counts[:, ends[m - 1] : ends[m]]
            if chosen.size:
                into += chosen @ chosen.T
                into[np.diag_indices(size)] -= chosen.sum(axis=1)


def _blocks(codes: NDArray[Any], sizes: NDArray[Any]) -> Iterator[tuple[NDArray[Any], list[int]]]:
    """Give blocks of units sorted by how many ratings they have, and where each number of them ends."""
    step = min(BLOCK, EXACT // codes.shape[0] ** 2)
    for start in range(0, codes.shape[1], step):
        m_of = sizes[start : start + step]
        block = codes[:, start : start + step]
        ends = np.cumsum(np.bincount(m_of, minlength=codes.shape[0] + 1)).tolist()
        is_even = ends.count(0) + ends.count(m_of.size) == len(ends)
        yield block if is_even else block.take(np.argsort(m_of, kind="stable"), axis=1), ends


def _by_pairs(given: Ratings, sizes: NDArray[Any], pairs: dict[int, Floats]) -> None:
    size = len(given.categories)
    for m, into in pairs.items():
        chosen = given.only(sizes == m)
        for one, other in combinations(chosen.codes.astype(np.int64), 2):
            both = (one >= 0) & (other >= 0)
            key = one[both] * size + other[both]
            times = None if chosen.times is None else chosen.times[both]
            made = np.bincount(key, times, size * size).reshape(size, size)
            into += made + made.T


@dataclass
class Alike:
    """Whole numbers enough for nominal alpha: for each m, units and the ordered pairs that agree; and all values."""

    units: dict[int, int]
    agreeing: dict[int, float]
    values: Floats
    unpaired: int


def alike(given: Ratings) -> Alike:
    """Count the pairs that agree without forming any matrix: one comparison of bytes for each pair of coders."""
    sizes = sizes_of(given)
    units = _units_by_size(given, sizes)
    pairs = _equal_pairs(given, sizes)
    found = np.bincount(sizes, pairs if given.times is None else pairs * given.times)
    values = _values(given)
    if 1 in units:
        values = values - _values(given.only(sizes == 1))
    return Alike(
        {m: count for m, count in units.items() if m > 1},
        {m: 2.0 * float(found[m]) for m in units if m > 1},
        values,
        units.get(0, 0) + units.get(1, 0),
    )


def _equal_pairs(given: Ratings, sizes: NDArray[Any]) -> NDArray[Any]:
    """Count, for each unit, the pairs of coders that said the same; two missing are the same too and are taken off."""
    m = given.n_coders
    kind = np.uint8 if m * (m - 1) // 2 < 256 else np.int64
    found: NDArray[Any] = np.zeros(sizes.size, kind)
    step = 1 << 15
    for start in range(0, sizes.size, step):
        part = found[start : start + step]
        block = given.codes[:, start : start + step]
        same = np.empty(part.size, np.bool_)
        for one in range(m):
            for other in range(one + 1, m):
                np.equal(block[one], block[other], out=same)
                np.add(part, same.view(np.uint8), out=part, casting="unsafe")
    gone = m - sizes.astype(np.int64)
    if not gone.any():
        return found
    made: NDArray[Any] = found.astype(np.int64) - gone * (gone - 1) // 2
    return made


def _values(given: Ratings) -> Floats:
    """Count how often each category was given."""
    size = len(given.categories)
    made = np.zeros(size + 1)
    if given.times is None and given.codes.dtype == np.int8:
        return _bytes(given.codes)[:size]
    for row in given.codes.astype(np.int64) + 1:
        made += np.bincount(row, given.times, size + 1)
    values: Floats = made[1:]
    return values


def _bytes(codes: NDArray[Any]) -> Floats:
    """Count bytes two at a time."""
    flat = np.ascontiguousarray(codes).reshape(-1).view(np.uint8)
    even = flat[: flat.size - flat.size % 2].view(np.uint16)
    twos = np.zeros(1 << 16, np.int64)
    for start in range(0, even.size, 1 << 16):
        twos += np.bincount(even[start : start + (1 << 16)], minlength=1 << 16)
    table = twos.reshape(256, 256)
    made: Floats = (table.sum(axis=0) + table.sum(axis=1)).astype(np.float64)
    if flat.size % 2:
        made[flat[-1]] += 1
    return made
