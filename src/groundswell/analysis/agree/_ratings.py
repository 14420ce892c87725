"""Ratings as people have them, made into codes: a row of small integers for each coder, -1 where there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import (
    InputError,
    array_of,
    coded,
    is_missing,
    kept,
    same_length,
    unmasked,
)
from groundswell.analysis.agree._numbers import from_numbers, small

Absent = Literal["refuse", "drop", "use"]
"""What to do with missing ratings: ``refuse`` them, ``drop`` the units that have one, or ``use`` what is there."""

Ints = NDArray[np.int64]
BLOCK = 1 << 18  # units counted at a time


@dataclass(frozen=True, eq=False)
class Ratings:
    """What coders said of units. Made by :func:`ratings`, :func:`codes` or :func:`crosstab`.

    ``codes`` has a row for each coder and a column for each unit; its numbers index ``categories``, and -1 is missing.
    ``times`` says how many units each column stands for, where it is more than one.
    """

    codes: NDArray[Any]
    categories: tuple[Any, ...]
    coders: tuple[str, ...]
    is_declared: bool = True
    times: Ints | None = None

    @property
    def n_coders(self) -> int:
        return int(self.codes.shape[0])

    @property
    def n_units(self) -> int:
        return int(self.codes.shape[1] if self.times is None else self.times.sum())

    def counts(self) -> Ints:
        """Give how many units each column stands for."""
        return np.ones(self.codes.shape[1], np.int64) if self.times is None else self.times

    def only(self, keep: NDArray[np.bool_]) -> "Ratings":
        """Give the same with some of its columns."""
        times = None if self.times is None else self.times[keep]
        return self.made_of(self.codes[:, keep], times)

    def made_of(self, made: NDArray[Any], times: Ints | None) -> "Ratings":
        """Give other codes under the same names."""
        return Ratings(made, self.categories, self.coders, self.is_declared, times)


def ratings(data: Any, *, categories: Sequence[object] | None = None) -> Ratings:
    """Read ratings once, to compute several coefficients from them.

    ``data``: a table with a row for each unit and a column for each coder: an array of two dimensions, a list of
    rows, a pandas or polars frame; or a mapping from coder to column. Values are categories of any kind; None, NaN
    and NA are missing. ``categories``: the scale, in order; what is not on it is refused. Without it the categories
    are those that occur, and coefficients that depend on the scale refuse the ratings.

    Raises ``InputError`` where there is no unit, no coder, or a value outside the scale.

    When to use: before several calls on the same data, or to see what was understood.

    When not: for one call; every coefficient takes the same data.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, on reliability data matrices.

    >>> read = ratings([["yes", "yes"], ["no", "yes"], ["no", None]], categories=["no", "yes"])
    >>> read.codes.tolist()
    [[1, 0, 0], [1, 1, -1]]
    """
    if categories is not None:
        categories = scale_of(categories)
    if isinstance(data, Ratings):
        return data if categories is None else _declared(data, tuple(categories))
    if isinstance(data, np.ndarray):
        data = unmasked(data)
    if isinstance(data, np.ndarray) and data.ndim == 2 and data.dtype.kind in "fiu" and data.size:
        made, found = from_numbers(data.T, categories)
        return Ratings(made, found, _names(data.shape[1]), categories is not None)
    columns = _columns(data)
    same_length(*columns)
    arrays = [(name, array_of(column, f"The column of {name}")) for name, column in columns]
    scale = list(categories) if categories is not None else _found(arrays)
    if not scale:
        raise InputError("The ratings are all missing. Give at least one that is not.")
    read = [coded(column, f"The column of {name}", scale).codes for name, column in arrays]
    made = np.array(read, dtype=small(len(scale)))
    return Ratings(made, tuple(scale), tuple(name for name, _ in arrays), categories is not None)


def codes(data: Any, *, categories: Sequence[object]) -> Ratings:
    """Take ratings that are category numbers already: the fastest way in, checked but not translated.

    ``data``: whole numbers, a row for each unit and a column for each coder; 0 is the first of ``categories``, -1 is
    missing. An array whose columns lie together in memory (Fortran order) of type int8 is used as it is.

    Raises ``InputError`` where a number is outside the scale.

    When to use: for millions of ratings that a database or an array gives as small integers.

    When not: for labels, or for numbers that mean something themselves; :func:`ratings` reads those.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, on reliability data matrices.

    >>> codes([[0, 0], [1, -1]], categories=["no", "yes"]).codes.tolist()
    [[0, 1], [0, -1]]
    """
    given = np.asarray(data)
    if given.ndim != 2 or given.dtype.kind not in "iu" or not given.size:
        raise InputError(
            "Codes should be whole numbers, a row for each unit and a column for each coder; "
            f"these have {given.ndim} dimensions and are of type {given.dtype}."
        )
    scale = scale_of(categories)
    if int(given.max()) >= len(scale) or int(given.min()) < -1:
        raise InputError(
            f"Codes should lie between 0 and {len(scale) - 1}, or be -1 where missing; "
            f"these reach from {int(given.min())} to {int(given.max())}."
        )
    made = np.ascontiguousarray(given.T, dtype=small(len(scale)))
    return Ratings(made, scale, _names(given.shape[1]))


def scale_of(categories: Sequence[object]) -> tuple[Any, ...]:
    """Check a declared scale: one category at least, each once, none of them missing."""
    scale = tuple(categories)
    if not scale or any(is_missing(one) for one in scale) or len(set(scale)) != len(scale):
        raise InputError(
            f"Categories should be named once each, and None and NaN are none; these are {list(scale)}."
        )
    return scale


def read(data: Any, categories: Sequence[object] | None, n_coders: int | None = None) -> Ratings:
    """Read what a coefficient was given, and check the number of its coders."""
    made = ratings(data, categories=categories)
    if n_coders and made.n_coders != n_coders:
        raise InputError(
            f"This coefficient compares {n_coders} coders; there are {made.n_coders} columns. "
            "Give a row for each unit and a column for each coder."
        )
    if made.n_coders < 2:
        raise InputError(
            "Agreement needs two coders at least; there is one column. "
            "Give a row for each unit and a column for each coder."
        )
    return made


def with_policy(given: Ratings, missing: Absent) -> tuple[Ratings, int]:
    """Apply the policy; give what is left, and how many units were left out."""
    if missing not in ("refuse", "drop", "use"):
        raise InputError(f'missing= should be "refuse", "drop" or "use"; it is {missing!r}.')
    there = given.codes >= 0
    n_there = np.count_nonzero(there, axis=0)
    keep: NDArray[np.bool_] = n_there >= (1 if missing == "use" else given.n_coders)
    if keep.all():
        return given, 0
    if missing == "refuse":
        kept(np.repeat(keep, given.counts()), "refuse")
    left = given.only(keep)
    if not left.n_units:
        raise InputError(
            "No unit is left that the coders rated. Give units that all of them rated."
        )
    return left, given.n_units - left.n_units


def distinct(given: Ratings) -> Ratings:
    """Merge units that were rated alike by everybody, so that what follows costs as much as there are kinds of them."""
    base = len(given.categories) + 1
    n_kinds = base**given.n_coders
    if n_kinds > 2**62:
        return given if given.times is not None else given.made_of(given.codes, given.counts())
    if n_kinds <= max(4 * given.codes.shape[1], 65_536):
        found = np.zeros(n_kinds)
        for start in range(0, given.codes.shape[1], BLOCK):
            part = slice(start, start + BLOCK)
            weights = None if given.times is None else given.times[part]
            found += np.bincount(_keys(given.codes[:, part], base, n_kinds), weights, n_kinds)
        kinds = np.flatnonzero(found)
        times = found[kinds].astype(np.int64)
    else:
        key = _keys(given.codes, base, n_kinds)
        kinds, place = np.unique(key, return_inverse=True)
        times = np.bincount(place, given.times, kinds.size).astype(np.int64)
    made = np.empty((given.n_coders, kinds.size), given.codes.dtype)
    for index in range(given.n_coders - 1, -1, -1):
        kinds, rest = np.divmod(kinds, base)
        made[index] = rest - 1
    return given.made_of(made, times)


def _keys(codes: NDArray[Any], base: int, n_kinds: int) -> NDArray[Any]:
    """Write what the coders said of each unit as one number, as small as will hold it."""
    kind = next(one for one in (np.int16, np.int32, np.int64) if n_kinds <= np.iinfo(one).max)
    key: NDArray[Any] = np.zeros(codes.shape[1], kind)
    for row in codes:
        key *= kind(base)
        key += row
        key += kind(1)
    return key


def _declared(given: Ratings, scale: tuple[object, ...]) -> Ratings:
    if given.categories == scale:
        return Ratings(given.codes, scale, given.coders, True, given.times)
    missing = [one for one in given.categories if one not in scale]
    if missing:
        raise InputError(f"The ratings hold {missing[0]!r}, not one of: {list(scale)}.")
    place = np.array([*(scale.index(one) for one in given.categories), -1], small(len(scale)))
    return Ratings(place[given.codes], scale, given.coders, True, given.times)


def _columns(data: Any) -> list[tuple[str, Any]]:
    if isinstance(data, Mapping):
        named = [(str(name), column) for name, column in data.items()]
    elif hasattr(data, "columns") and hasattr(data, "to_numpy"):
        named = [(str(name), data[name]) for name in data.columns]
    elif isinstance(data, np.ndarray) and data.ndim == 2:
        named = list(zip(_names(data.shape[1]), data.T, strict=True))
    elif isinstance(data, Iterable) and not isinstance(data, str | bytes | np.ndarray):
        named = _from_rows(list(data))
    else:
        named = []
    if not named:
        raise InputError(
            "Ratings should be a table: a row for each unit, a column for each coder. Give at least one row."
        )
    return named


def _from_rows(rows: list[Any]) -> list[tuple[str, Any]]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list | tuple | np.ndarray):
            raise InputError(
                f"Ratings should be rows, one for each unit; row {number} is one value. "
                "Give a list of rows, or a mapping from coder to column."
            )
        if len(row) != len(rows[0]):
            raise InputError(
                f"Every row should have a value for each coder, or None: row {number} has {len(row)}, "
                f"the first has {len(rows[0])}."
            )
    columns = [list(column) for column in zip(*rows, strict=True)]
    return list(zip(_names(len(columns)), columns, strict=True))


def _found(arrays: Sequence[tuple[str, NDArray[Any]]]) -> list[object]:
    everything = np.concatenate([column.astype(object) for _, column in arrays])
    return list(coded(everything, "The ratings").labels)


def _names(n_coders: int) -> tuple[str, ...]:
    return tuple(f"coder {number}" for number in range(1, n_coders + 1))
