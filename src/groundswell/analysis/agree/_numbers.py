"""Tables of numbers made into codes, in as few passes as there are coders."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError

SMALL = 127  # categories that fit into one byte beside -1
SPAN = 4096  # whole numbers this close together are read without being sorted
Read = tuple[NDArray[Any], tuple[Any, ...]]


def small(n_categories: int) -> type[np.signedinteger[Any]]:
    """Give the smallest type that holds so many categories and -1."""
    return np.int8 if n_categories <= SMALL else np.int32


def from_numbers(table: NDArray[Any], categories: Sequence[object] | None) -> Read:
    """Give codes and scale of a table of numbers with a row for each coder, NaN where one is missing."""
    there = ~np.isnan(table) if table.dtype.kind == "f" else np.ones(table.shape, np.bool_)
    if not there.any():
        raise InputError("The ratings are all missing. Give at least one that is not.")
    if categories is None:
        return _whole_numbers(table, there) or _on_scale(table, there, _values(table[there]))
    scale = list(categories)
    if not all(isinstance(one, int | float | np.number) for one in scale):
        raise InputError(f"The ratings are numbers, but the categories are {scale}.")
    return _on_scale(table, there, scale)


def _whole_numbers(table: NDArray[Any], there: NDArray[np.bool_]) -> Read | None:
    """Read whole numbers that lie close together in one pass; None if they do not."""
    low, high = np.fmin.reduce(table, axis=None), np.fmax.reduce(table, axis=None)
    if not high - low < SPAN or low != np.floor(low):
        return None
    made = np.empty(table.shape, small(int(high - low) + 1))
    used = np.zeros(int(high - low) + 1, np.bool_)
    for index, (row, present) in enumerate(zip(table, there, strict=True)):
        offset = np.where(present, row, low) - low
        place = offset.astype(np.int16)
        if (place != offset).any():
            return None
        used[place[present]] = True
        made[index] = np.where(present, place, np.int16(-1))
    scale = tuple(int(low) + int(one) for one in np.flatnonzero(used))
    if len(scale) < used.size:
        moved = np.append(np.cumsum(used) - 1, -1).astype(small(len(scale)))
        made = moved[made]
    return made, scale


def _on_scale(table: NDArray[Any], there: NDArray[np.bool_], scale: list[Any]) -> Read:
    order = sorted(range(len(scale)), key=lambda index: float(scale[index]))
    line = np.array([float(scale[index]) for index in order])
    if len(set(line.tolist())) != len(scale):
        raise InputError(f"The categories should differ; one is named twice: {scale}.")
    moved = np.array(order, dtype=small(len(scale)))
    made = np.empty(table.shape, small(len(scale)))
    for index, (row, present) in enumerate(zip(table, there, strict=True)):
        made[index] = np.where(present, moved[_looked_up(row, present, line)], -1)
    return made, tuple(scale)


def _looked_up(row: NDArray[Any], there: NDArray[np.bool_], line: NDArray[Any]) -> NDArray[Any]:
    """Find each number's place on the line of categories; that of a missing one is 0."""
    filled = np.where(there, row, line[0])
    if (np.diff(line) == 1).all():
        near: NDArray[Any] = np.clip(filled - line[0], 0, line.size - 1).astype(np.int32)
    else:
        near = np.minimum(np.searchsorted(line, filled), line.size - 1)
    strange = line[near] != filled
    if strange.any():
        raise InputError(
            f"The ratings hold {row[strange][0]!s}, which is not one of the categories: "
            f"{line.tolist()}."
        )
    return near


def _values(found: NDArray[Any]) -> list[Any]:
    if np.isinf(found).any():
        raise InputError(
            "The ratings hold an infinite number. Every one must be finite or missing."
        )
    return [int(one) if float(one).is_integer() else float(one) for one in np.unique(found)]
