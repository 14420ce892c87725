"""One pass over a chunk: moments of numbers and counts of categories, for each group."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError

BLOCK = 8_192
"""Rows at a time: with twenty columns they stay in the second cache of a small machine."""

FEW_CELLS = 28
"""Up to this many cells, comparing bytes once a cell is faster than counting them in one go."""


@dataclass
class Moments:
    """How many numbers, their mean, and the sum of squares about it. Two can be joined."""

    n: int = 0
    mean: float = 0.0
    squares: float = 0.0

    @property
    def variance(self) -> float | None:
        """The sample variance; None of fewer than two numbers."""
        return self.squares / (self.n - 1) if self.n > 1 else None

    def __add__(self, other: "Moments") -> "Moments":
        """Join the moments of two disjoint sets of numbers (Chan, Golub and LeVeque)."""
        n = self.n + other.n
        if not n:
            return Moments()
        gap = other.mean - self.mean
        return Moments(
            n,
            self.mean + gap * other.n / n,
            self.squares + other.squares + gap * gap * self.n * other.n / n,
        )


@dataclass
class Tally:
    """A variable in each group: moments for numbers, or counts by label; and how many were missing."""

    numeric: bool
    moments: dict[object, Moments] = field(default_factory=dict)
    counts: dict[object, dict[object, int]] = field(default_factory=dict)
    missing: dict[object, int] = field(default_factory=dict)
    labels: tuple[object, ...] = ()
    only_noughts_and_ones: bool = True

    def __add__(self, other: "Tally") -> "Tally":
        """Join the tallies of two chunks."""
        groups = dict.fromkeys([*self.missing, *other.missing])
        labels = (*self.labels, *(one for one in other.labels if one not in self.labels))
        if self.labels and other.labels and labels != self.labels:
            labels = tuple(sorted(labels, key=lambda one: (type(one).__name__, one)))
        return Tally(
            self.numeric,
            {g: self.moments.get(g, Moments()) + other.moments.get(g, Moments()) for g in groups}
            if self.numeric
            else {},
            {} if self.numeric else {g: _joined(self, other, g, labels) for g in groups},
            {g: self.missing.get(g, 0) + other.missing.get(g, 0) for g in groups},
            labels,
            self.only_noughts_and_ones and other.only_noughts_and_ones,
        )


def _joined(one: Tally, other: Tally, group: object, labels: Sequence[object]) -> dict[object, int]:
    mine, theirs = one.counts.get(group, {}), other.counts.get(group, {})
    return {label: mine.get(label, 0) + theirs.get(label, 0) for label in labels}


def moments_of(
    columns: Sequence[NDArray[Any]], names: Sequence[str], codes: NDArray[Any], n_groups: int
) -> list[list[Moments]]:
    """Give the moments of each column in each group, block by block, after subtracting a pilot mean.

    Sums and sums of squares of a block are two products with the groups' indicator; NaN is met only where a
    product shows it.
    """
    k, n = len(columns), codes.size
    pilots = np.array([_pilot(column) for column in columns])
    counts, sums, squares = (np.zeros((k, n_groups)) for _ in range(3))
    room = np.empty((k, min(BLOCK, n)))
    members = np.arange(n_groups)[:, None]
    for start in range(0, n, BLOCK):
        here = codes[start : start + BLOCK]
        inside = np.equal(here, members).astype(np.float64).T
        block = room[:, : here.size]
        for j, column in enumerate(columns):
            np.subtract(column[start : start + BLOCK], pilots[j], out=block[j])
        part = block @ inside
        counts += inside.sum(axis=0)
        if not np.isfinite(part).all():
            strange = np.flatnonzero(~np.isfinite(part).all(axis=1))
            counts -= _without_missing(block, inside, strange, names)
            part = block @ inside
        sums += part
        np.multiply(block, block, out=block)
        squares += block @ inside
    with np.errstate(invalid="ignore", divide="ignore"):
        means, about = sums / counts, squares - sums * sums / counts
    return [
        [
            Moments(int(counts[j, g]), float(pilots[j] + means[j, g]), max(0.0, float(about[j, g])))
            if counts[j, g]
            else Moments()
            for g in range(n_groups)
        ]
        for j in range(k)
    ]


def _without_missing(
    block: Floats, inside: Floats, rows: NDArray[Any], names: Sequence[str]
) -> Floats:
    """Set missing numbers of a block to the pilot, and give how many there were in each group."""
    gone = np.zeros((block.shape[0], inside.shape[1]))
    for j in rows:
        missing = np.isnan(block[j])
        if np.isinf(block[j]).any():
            raise InputError(
                f"{names[j]} holds an infinite number. Every value must be a number or missing."
            )
        gone[j] = missing.astype(np.float64) @ inside
        block[j, missing] = 0.0
    return gone


def _pilot(column: NDArray[Any]) -> float:
    some = column[:1000].astype(np.float64)
    some = some[np.isfinite(some)]
    return float(some.mean()) if some.size else 0.0


def counts_by_group(
    codes: NDArray[Any], n_labels: int, groups: NDArray[np.int8], n_groups: int
) -> NDArray[np.int64]:
    """Count each label in each group (groups by labels); codes and groups of -1 are left out."""
    cells = n_labels * n_groups
    if cells and max(n_labels, n_groups) <= 120 and cells <= FEW_CELLS:
        small = codes if codes.dtype.itemsize == 1 else codes.astype(np.int8)
        return _by_bytes(small, n_labels, groups, n_groups)
    place = groups.astype(np.int64) * n_labels + codes
    there = (codes >= 0) & (groups >= 0)
    return np.bincount(place[there], minlength=cells).reshape(n_groups, n_labels)


def _by_bytes(
    codes: NDArray[Any], n_labels: int, groups: NDArray[np.int8], n_groups: int
) -> NDArray[np.int64]:
    inside = [groups == g for g in range(n_groups)]
    out = np.empty((n_groups, n_labels), dtype=np.int64)
    same = np.empty(codes.size, dtype=bool)
    both = np.empty(codes.size, dtype=bool)
    for label in range(n_labels):
        np.equal(codes, label, out=same)
        for g in range(n_groups):
            np.logical_and(same, inside[g], out=both)
            out[g, label] = np.count_nonzero(both)
    return out
