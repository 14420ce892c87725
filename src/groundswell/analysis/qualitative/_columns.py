"""Columns of coded segments as whole numbers, quickly where they are numbers already."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError, array_of, coded, numbers

Ints = NDArray[np.int64]


def factor(
    column: Any, what: str, labels: Sequence[object] | None = None
) -> tuple[Ints, tuple[object, ...]]:
    """Give a column as places in its labels: those that occur, sorted, or those given. Missing entries are refused."""
    made = array_of(column, what)
    if not made.size:
        raise InputError(f"The {what} are empty. Give one for each coded segment.")
    if made.dtype.kind in "iu" and labels is None:
        return _of_numbers(made)
    found = coded(made, what, labels)
    missing = int(np.count_nonzero(found.codes < 0))
    if missing:
        raise InputError(
            f"{missing:,} of the {what} are missing. Leave those segments out, and say so."
        )
    return found.codes.astype(np.int64), found.labels


def positions(starts: Any, ends: Any, n: int) -> tuple[Ints, Ints]:
    """Give starts and ends as whole numbers; refuse what is no segment of a text."""
    if starts is None or ends is None:
        raise InputError('Overlap needs starts= and ends=. Without positions say by="document".')
    start, end = (_whole(one, what) for one, what in ((starts, "starts"), (ends, "ends")))
    if len(start) != n or len(end) != n:
        raise InputError(
            f"The columns should be equally long: codes has {n:,}, starts {len(start):,}, ends {len(end):,}."
        )
    wrong = np.flatnonzero((start < 0) | (end <= start))
    if wrong.size:
        at = wrong[0]
        raise InputError(
            f"A segment should start at 0 or later and end after its start; "
            f"number {at + 1} goes from {start[at]} to {end[at]}."
        )
    return start, end


def places(labels: Sequence[object], known: Mapping[object, int]) -> Ints:
    """Give where each label stands."""
    return np.array([known[label] for label in labels], dtype=np.int64)


def _whole(column: Any, what: str) -> Ints:
    made = array_of(column, what)
    if made.dtype.kind in "iu":
        return made.astype(np.int64, copy=False)
    values = numbers(made, what)
    if np.isnan(values).any() or (values != np.floor(values)).any():
        raise InputError(f"The {what} should be whole numbers, none missing.")
    return values.astype(np.int64)


def _of_numbers(made: NDArray[Any]) -> tuple[Ints, tuple[object, ...]]:
    low, high = int(made.min()), int(made.max())
    if high - low > 4 * len(made) + 1000:
        labels, place = np.unique(made, return_inverse=True)
        return place.astype(np.int64), tuple(labels.tolist())
    shifted = made.astype(np.int64) - low
    there = np.zeros(high - low + 1, dtype=bool)
    there[shifted] = True
    labels = np.flatnonzero(there)
    if len(labels) == len(there):
        return shifted, tuple(range(low, high + 1))
    return (np.cumsum(there) - 1)[shifted], tuple((labels + low).tolist())
