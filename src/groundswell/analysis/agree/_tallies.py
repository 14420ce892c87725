"""Counts instead of ratings: how many coders chose each category of a unit, or a table of two coders."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis.agree._ratings import (
    Absent,
    Ints,
    Ratings,
    distinct,
    read,
    scale_of,
    with_policy,
)

MANY = 50_000  # kinds of units beyond which merging costs more than it saves


@dataclass(frozen=True, eq=False)
class Tallies:
    """How many coders put each unit into each category: all that coefficients need which do not ask who said what.

    ``table`` has a row for each kind of unit and a column for each category; ``times`` counts the units of each kind.
    """

    table: Ints
    categories: tuple[Any, ...]
    times: Ints
    n_coders: int
    is_declared: bool = True

    @property
    def sizes(self) -> Ints:
        """Give how many ratings each kind of unit has."""
        made: Ints = self.table.sum(axis=1)
        return made

    def only(self, keep: NDArray[np.bool_]) -> "Tallies":
        """Give the same with some of its kinds of units."""
        return Tallies(
            self.table[keep], self.categories, self.times[keep], self.n_coders, self.is_declared
        )


def tallies(table: Any, *, categories: Sequence[object]) -> Tallies:
    """Take a table that says of each unit how many coders chose each category, as Fleiss (1971) printed it.

    ``table``: whole numbers, 0 or more, a row for each unit and a column for each of ``categories``. The number of
    coders is the largest sum of a row.

    Raises ``InputError`` for anything else than whole numbers, or another number of columns.

    When to use: for published tables, and where who said what was not kept.

    When not: where coders are known; Cohen's, Light's and Conger's coefficients need to know who they were.

    References: Fleiss JL. Measuring nominal scale agreement among many raters. Psychological Bulletin 1971; 76:
    378-382.

    >>> tallies([[0, 3], [2, 1]], categories=["no", "yes"]).n_coders
    3
    """
    made = _whole(table, "A table of tallies")
    if made.shape[1] != len(categories):
        raise InputError(
            f"A table of tallies should have a column for each category: it has {made.shape[1]}, "
            f"and there are {len(categories)} categories."
        )
    sizes = made.sum(axis=1)
    if not sizes.any():
        raise InputError("The table of tallies counts no rating. Give at least one.")
    times = np.ones(made.shape[0], np.int64)
    return Tallies(made, scale_of(categories), times, int(sizes.max()))


def crosstab(table: Any, *, categories: Sequence[object] | None = None) -> Ratings:
    """Take a table of two coders: rows what the first said, columns what the second said of the same units.

    ``table``: whole numbers, 0 or more, square. ``categories`` names rows and columns alike, in order; without it
    they are numbered from 1. Either way the table declares the scale.

    Raises ``InputError`` for a table that is not square or counts nothing.

    When to use: to compute again what a paper printed.

    When not: for raw ratings; making the table by hand loses what was missing.

    References: Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological Measurement 1960;
    20: 37-46.

    >>> crosstab([[40, 9], [6, 45]]).n_units
    100
    """
    made = _whole(table, "A table of two coders")
    size = made.shape[0]
    if made.shape[1] != size:
        raise InputError(
            f"A table of two coders should be square; this has {size} rows and {made.shape[1]} columns."
        )
    scale = scale_of(range(1, size + 1) if categories is None else categories)
    if len(scale) != size:
        raise InputError(f"The table has {size} categories; name each once: {list(scale)}.")
    first, second = np.nonzero(made)
    if not first.size:
        raise InputError("The table of two coders counts no unit. Give at least one.")
    both = np.array([first, second], np.int32)
    return Ratings(both, scale, ("rows", "columns"), True, made[first, second])


def tally(given: Any, categories: Sequence[object] | None, missing: Absent) -> tuple[Tallies, int]:
    """Count what a coefficient was given, under its policy; give how many units were left out as well."""
    if isinstance(given, Tallies):
        return _kept(given, categories, missing)
    chosen, left_out = with_policy(read(given, categories), missing)
    return tallied(unordered(distinct(chosen))), left_out


def unordered(given: Ratings) -> Ratings:
    """Merge units that differ only in who said what, so that a bootstrap does not depend on the order of coders."""
    if given.codes.shape[1] > MANY:
        return given
    return distinct(given.made_of(np.sort(given.codes, axis=0), given.counts()))


def tallied(given: Ratings) -> Tallies:
    """Forget who said what."""
    width = len(given.categories)
    n_columns = given.codes.shape[1]
    made = np.zeros((n_columns, width), np.int64)
    flat = made.reshape(-1)
    start = np.arange(n_columns) * width
    for row in given.codes:
        there = row >= 0
        flat[(start + row)[there]] += 1  # a unit occurs once in each row, so nothing is lost
    return Tallies(made, given.categories, given.counts(), given.n_coders, given.is_declared)


def _kept(
    given: Tallies, categories: Sequence[object] | None, missing: Absent
) -> tuple[Tallies, int]:
    if categories is not None and tuple(categories) != given.categories:
        raise InputError(f"The tallies have their categories already: {list(given.categories)}.")
    whole = given.sizes == given.n_coders
    n_broken = int(given.times[~whole].sum())
    if not n_broken:
        return given, 0
    if missing == "refuse":
        raise InputError(
            f"{n_broken:,} of {int(given.times.sum()):,} units were not rated by all {given.n_coders} coders. "
            'Say missing="drop" to leave them out, or missing="use" to use what is there.'
        )
    keep = whole if missing == "drop" else given.sizes > 0
    if not keep.any():
        raise InputError(
            "No unit is left that the coders rated. Give units that all of them rated."
        )
    return given.only(keep), int(given.times[~keep].sum())


def _whole(table: Any, what: str) -> Ints:
    try:
        given: Floats = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{what} should hold whole numbers in rows of equal length.") from None
    if given.ndim != 2 or not given.size:
        raise InputError(f"{what} should have rows and columns; it has {given.ndim} dimensions.")
    if not np.isfinite(given).all() or (given < 0).any() or (given != np.floor(given)).any():
        raise InputError(f"{what} should hold whole numbers, 0 or more, none of them missing.")
    made: Ints = given.astype(np.int64)
    return made
