"""Answers as people have them, made into one array: a row for each person, a column for each item."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError, numbers, same_length, unmasked

Values = NDArray[Any]
"""Numbers of any kind, people by items; missing is NaN."""


def matrix(items: Any, what: str = "The items") -> tuple[tuple[str, ...], Values]:
    """Give the names of the items and their values, without copying what is an array of numbers already."""
    if isinstance(items, Mapping):
        return _from_columns(dict(items), what)
    columns = getattr(items, "columns", None)
    if columns is not None and hasattr(items, "to_numpy"):
        whole = np.asarray(items.to_numpy())
        if whole.dtype.kind not in "fiub":
            return _from_columns({str(name): items[name] for name in columns}, what)
        return _checked(tuple(map(str, columns)), whole, what)
    whole = unmasked(items) if isinstance(items, np.ndarray) else _from_rows(items, what)
    if whole.ndim != 2:
        raise InputError(
            f"{what} should be a table, one row for each person and one column for each item; "
            f"it has {whole.ndim} dimension{'s' if whole.ndim != 1 else ''}."
        )
    if whole.dtype.kind not in "fiub":
        flat = numbers(whole.ravel(), what)
        whole = flat.reshape(whole.shape)
    names = tuple(f"item {index + 1}" for index in range(whole.shape[1]))
    return _checked(names, whole, what)


def _from_columns(columns: Mapping[Any, Any], what: str) -> tuple[tuple[str, ...], Values]:
    if not columns:
        raise InputError(f"{what} are empty. Give one column for each item.")
    made = [(str(name), numbers(column, str(name))) for name, column in columns.items()]
    same_length(*made)
    return _checked(tuple(name for name, _ in made), np.column_stack([c for _, c in made]), what)


def _from_rows(rows: Any, what: str) -> Values:
    if isinstance(rows, str | bytes) or not hasattr(rows, "__iter__"):
        raise InputError(
            f"{what} should be a table, one row for each person; it is of type {type(rows).__name__}."
        )
    listed = [list(row) if hasattr(row, "__iter__") else [row] for row in rows]
    if not listed:
        raise InputError(f"{what} are empty. Give one row for each person.")
    if len({len(row) for row in listed}) > 1:
        raise InputError(f"The rows of {what[:1].lower()}{what[1:]} should be equally long.")
    made: Floats = np.array([numbers(row, what) for row in listed])
    return made


def _checked(names: tuple[str, ...], values: Values, what: str) -> tuple[tuple[str, ...], Values]:
    if not values.size:
        raise InputError(f"{what} are empty. Give at least one person and one item.")
    if len(set(names)) != len(names):
        raise InputError(f"The items should have different names: {', '.join(names)}.")
    return names, values
