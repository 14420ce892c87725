"""Answers to a scale's items as numbers, with the four kinds of missing apart from them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import (
    Floats,
    InputError,
    array_of,
    is_missing,
    numbers,
    same_length,
)
from groundswell.analysis.scales.scale import Gap, Item, Scale

GAPS = tuple(Gap)
Kinds = NDArray[np.int8]
"""Which of ``GAPS`` an answer is; -1 is an answer."""


def answers_of(answers: Any, scale: Scale) -> tuple[Floats, Kinds]:
    """Give the keyed answers (reversed where the item is), people by items, NaN where missing, and why."""
    columns = _columns(answers, scale)
    same_length(*((item.name, column) for item, column in zip(scale.items, columns, strict=True)))
    read = [
        _read(array_of(column, item.name), item, scale)
        for item, column in zip(scale.items, columns, strict=True)
    ]
    return np.column_stack([one for one, _ in read]), np.column_stack([kind for _, kind in read])


def _columns(answers: Any, scale: Scale) -> list[Any]:
    named = isinstance(answers, Mapping) or hasattr(answers, "columns")
    if named:
        there = set(answers.columns if hasattr(answers, "columns") else answers)
        gone = [item.name for item in scale.items if item.name not in there]
        if gone:
            raise InputError(
                f"The answers should have a column for each item of {scale.name}; "
                f"missing: {', '.join(gone)}."
            )
        return [answers[item.name] for item in scale.items]
    if isinstance(answers, str | bytes) or not hasattr(answers, "__iter__"):
        raise InputError("The answers should be a table with one column for each item.")
    rows = answers if isinstance(answers, np.ndarray) else list(answers)
    width = len(scale.items)
    if not len(rows):
        raise InputError("The answers are empty. Give one row for each person.")
    if any(not hasattr(row, "__len__") or len(row) != width for row in rows[:1000]):
        raise InputError(f"Each row of answers should have {width} values, one for each item.")
    if isinstance(rows, np.ndarray):
        return [rows[:, index] for index in range(width)]
    return [[row[index] for row in rows] for index in range(width)]


def _read(column: NDArray[Any], item: Item, scale: Scale) -> tuple[Floats, Kinds]:
    kinds = np.full(len(column), -1, dtype=np.int8)
    if column.dtype.kind in "fiub":
        values = numbers(column, item.name)
        for code, gap in scale.gaps.items():
            if isinstance(code, int | float):
                kinds[values == code] = GAPS.index(gap)
        kinds[np.isnan(values)] = GAPS.index(scale.blank)
    else:
        listed = [_one(value, scale) for value in column.tolist()]
        kinds[:] = [GAPS.index(one) if isinstance(one, Gap) else -1 for one in listed]
        values = numbers([None if isinstance(one, Gap) else one for one in listed], item.name)
    values[kinds >= 0] = np.nan
    strange = np.flatnonzero((values < item.low) | (values > item.high))
    if strange.size:
        raise InputError(
            f"{item.name} should lie between {item.low:g} and {item.high:g}; row {strange[0] + 1} has "
            f"{values[strange[0]]:g}. If that stands for a missing answer, say so in the scale's gaps."
        )
    return (item.low + item.high - values if item.reverse else values), kinds


def _one(value: Any, scale: Scale) -> Any:
    if isinstance(value, Gap):
        return value
    try:
        if value in scale.gaps:
            return scale.gaps[value]
    except (TypeError, ValueError):  # neither a list nor NA can be looked up
        pass
    if is_missing(value) or (isinstance(value, str) and not value.strip()):
        return scale.blank
    return value
