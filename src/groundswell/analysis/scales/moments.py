"""Means and covariances of items, added up chunk by chunk: what alpha and omega need, in flat memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis.scales._blocks import (
    blocks,
    column_sums,
    gram,
    padded,
    pilot_of,
    row_sums,
)
from groundswell.analysis.scales._matrix import matrix

if TYPE_CHECKING:
    from groundswell.analysis.scales.alpha import Alpha

Policy = Literal["refuse", "listwise", "pairwise"]
"""Missing answers: refused, whole people left out, or every pair of items from those who answered both."""

POLICIES = ("refuse", "listwise", "pairwise")


class Moments:
    """Counts, sums and sums of products of items, which may be filled by chunks and added together.

    ``Moments().add(chunk)`` takes people by items in any form ``cronbach_alpha`` takes, and gives itself back;
    ``a + b`` is what one would have from both; ``result()`` is Cronbach's alpha. Sums are taken about a pilot mean, so
    that nothing is lost when answers are large numbers that differ little. Every chunk has the same items in the same
    order. Memory does not grow with the number of people.

    >>> first = Moments().add([[1, 2], [2, 3], [3, 3]])
    >>> second = Moments().add([[4, 5], [5, 4]])
    >>> round((first + second).result().estimate, 6)
    0.904762
    """

    def __init__(self, *, missing: Policy = "refuse") -> None:
        if missing not in POLICIES:
            raise InputError(
                f'missing= should be "refuse", "listwise" or "pairwise"; it is {missing!r}.'
            )
        self.missing: Policy = missing
        self.names: tuple[str, ...] = ()
        self.n_given = 0
        self.n_incomplete = 0
        self.n_silent = 0
        self._pilot: Floats = np.zeros(0)
        self._counts: Floats = np.zeros((0, 0))
        self._sums: Floats = np.zeros((0, 0))  # of item i over those who answered i and j
        self._products: Floats = np.zeros((0, 0))

    @classmethod
    def of_covariance(cls, covariance: Any, *, n: int, names: Sequence[str] | None = None) -> Self:
        """Take a covariance or correlation matrix as it was printed, of ``n`` people."""
        given, values = matrix(covariance, "The covariance matrix")
        square = np.asarray(values, dtype=np.float64)
        if square.shape[0] != square.shape[1] or not np.allclose(square, square.T, atol=1e-9):
            raise InputError("The covariance matrix should be square and the same both ways.")
        if n < 2 or not np.isfinite(square).all():
            raise InputError(
                "A covariance matrix should be whole numbers or fractions, of 2 people or more."
            )
        made = cls()
        made._start(tuple(names or given), np.zeros(len(square)))
        made.n_given = n
        made._counts += n
        made._products += square * (n - 1)
        return made

    @property
    def n(self) -> int:
        """People counted: complete ones, or with pairwise deletion all who answered anything."""
        pairwise = self.missing == "pairwise"
        return self.n_given - (self.n_silent if pairwise else self.n_incomplete)

    def add(self, items: Any) -> Self:
        """Count a chunk of people in."""
        names, values = matrix(items)
        if not self.names:
            self._start(names, pilot_of(values))
        elif names != self.names:
            raise InputError(
                f"Every chunk should have the items {', '.join(self.names)}; this one has {', '.join(names)}."
            )
        k, n = len(names), 0
        sums, products = np.zeros(k), np.zeros((k, k))
        for block, length in blocks(values, self._pilot):
            sum_ = column_sums(block)
            if not np.isfinite(sum_).all():
                broken = np.flatnonzero(~np.isfinite(row_sums(block)))
                self._add_incomplete(block[broken], length)
                block[broken] = 0.0
                length -= len(broken)
                sum_ = column_sums(block)
            sums += sum_
            products += gram(block, block)
            n += length
        self._counts += n
        self._sums += sums[:, None]
        self._products += products
        self.n_given += n
        return self

    def __add__(self, other: "Moments") -> "Moments":
        """Put two together, as if they had been counted as one."""
        if not self.names or not other.names:
            return self._copy() if self.names else other._copy()
        if (self.names, self.missing) != (other.names, other.missing):
            raise InputError("Only moments of the same items and the same policy can be added.")
        made, moved = self._copy(), other._about(self._pilot)
        made.n_given += moved.n_given
        made.n_incomplete += moved.n_incomplete
        made.n_silent += moved.n_silent
        made._counts += moved._counts
        made._sums += moved._sums
        made._products += moved._products
        return made

    def means(self) -> Floats:
        """Give the mean of each item over those who answered it."""
        with np.errstate(invalid="ignore"):
            made: Floats = self._pilot + np.diag(self._sums) / np.diag(self._counts)
        return made

    def covariance(self) -> Floats:
        """Give the covariances, n − 1 below; NaN where fewer than two answered both."""
        with np.errstate(invalid="ignore", divide="ignore"):
            centred = self._products - self._sums * self._sums.T / self._counts
            made: Floats = np.where(self._counts > 1, centred / (self._counts - 1), np.nan)
        return made

    def result(self, *, level: float = 0.95) -> "Alpha":
        """Give Cronbach's alpha with Feldt's interval."""
        from groundswell.analysis.scales.alpha import alpha_of

        return alpha_of(self, level=level)

    def _start(self, names: tuple[str, ...], pilot: Floats) -> None:
        k = len(names)
        self.names, self._pilot = names, pilot
        self._counts, self._sums, self._products = (
            np.zeros((k, k)),
            np.zeros((k, k)),
            np.zeros((k, k)),
        )

    def _add_incomplete(self, block: Floats, looked_at: int) -> None:
        if np.isinf(block).any():
            raise InputError(
                "The items hold an infinite number. Every answer must be a number or missing."
            )
        if self.missing == "refuse":
            raise InputError(
                f"{len(block):,} of {looked_at:,} people looked at have a missing answer. "
                'Say missing="listwise" to leave them out, or missing="pairwise" to use each pair of items.'
            )
        present = ~np.isnan(block)
        self.n_given += len(block)
        self.n_incomplete += len(block)
        self.n_silent += int(len(block) - np.count_nonzero(present.any(axis=1)))
        if self.missing == "pairwise":
            there = padded(present.astype(np.float64))
            filled = padded(np.where(present, block, 0.0))
            self._counts += gram(there, there)
            self._sums += gram(filled, there)
            self._products += gram(filled, filled)

    def _about(self, pilot: Floats) -> "Moments":
        made = self._copy()
        step = pilot - self._pilot
        made._products -= self._sums * step + (self._sums * step).T
        made._products += self._counts * np.outer(step, step)
        made._sums -= self._counts * step[:, None]
        made._pilot = pilot
        return made

    def _copy(self) -> "Moments":
        made = Moments(missing=self.missing)
        made.names, made._pilot = self.names, self._pilot
        made.n_given, made.n_incomplete = self.n_given, self.n_incomplete
        made.n_silent = self.n_silent
        made._counts = self._counts.copy()
        made._sums = self._sums.copy()
        made._products = self._products.copy()
        return made
