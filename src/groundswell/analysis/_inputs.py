"""Columns as people have them, made into arrays: lists, NumPy, pandas or polars, with None, NaN and NA as missing.

Neither pandas nor polars is imported: a column is anything that can become an array. Nothing given is changed.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AnySet
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Missing = Literal["refuse", "drop"]
"""What to do with missing values: ``refuse`` them with a sentence, or ``drop`` what has one, counted."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]


class InputError(ValueError):
    """Input that cannot be used. The message says what was expected, what was found and what to do."""


@dataclass(frozen=True)
class Coded:
    """A column of categories: ``codes`` index ``labels``, -1 is missing."""

    codes: Codes
    labels: tuple[object, ...]


def is_missing(value: object) -> bool:
    """Tell whether a value is None, NaN or NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # NA will not say whether it is itself
        return True


def array_of(column: Any, what: str) -> NDArray[Any]:
    """Make one column an array of one dimension, without changing what was given."""
    if isinstance(column, str | bytes | Mapping | AnySet) or not (
        hasattr(column, "__array__") or hasattr(column, "__iter__")
    ):
        raise InputError(
            f"{what} should be a column of values; it is {_kind(column)}. Give a list or an array."
        )
    if hasattr(column, "to_numpy"):
        made = np.asarray(column.to_numpy())
        if hasattr(column, "to_list") and _is_inexact(made):
            made = _from_list(column.to_list(), what)  # whole numbers that became floats for a null
    elif isinstance(column, np.ndarray):
        made = unmasked(column)
    else:
        made = _from_list(list(column), what)
    if made.ndim != 1:
        raise InputError(
            f"{what} should be one column; "
            f"it has {made.ndim} dimensions. "
            "Give one column at a time."
        )
    return made


def unmasked(array: NDArray[Any]) -> NDArray[Any]:
    """Give an array with its masked entries as missing ones: a mask is not carried through arithmetic."""
    if not isinstance(array, np.ma.MaskedArray):
        return array
    if not np.ma.getmaskarray(array).any():
        return np.asarray(array.data)
    filled = array.data.astype(object)
    filled[np.ma.getmaskarray(array)] = None
    return filled.astype(np.float64) if array.dtype.kind == "f" else filled


def numbers(column: Any, what: str) -> Floats:
    """Make a column of numbers; missing ones become NaN. Infinite ones and words are refused."""
    made = array_of(column, what)
    if made.dtype.kind not in "fiub":
        made = np.array([_number(value, what) for value in made], dtype=np.float64)
    out = made.astype(np.float64)
    if np.isinf(out).any():
        raise InputError(
            f"{what} holds an infinite number. Every value must be a number or missing."
        )
    return out


def coded(column: Any, what: str, categories: Sequence[object] | None = None) -> Coded:
    """Make a column of categories. Given ``categories`` are the scale, in order; others are refused.

    Without them the labels are those that occur, sorted where they can be compared.
    """
    made = array_of(column, what)
    if (
        made.dtype.kind in "biu"
    ):  # nothing is missing in whole numbers: look at each that differs once
        distinct, at = np.unique(made, return_inverse=True)
        values = distinct.tolist()
    else:
        values = [None if is_missing(value) else value for value in made.tolist()]
        at = None
    found = {value for value in values if value is not None}
    labels = list(categories) if categories is not None else _sorted(found)
    place = {value: index for index, value in enumerate(labels)}
    if len(place) != len(labels):
        raise InputError(f"The categories of {what} should differ; one is named twice: {labels}.")
    strange = found - place.keys()
    if strange:
        raise InputError(
            f"{what} holds {_sorted(strange)[0]!r}, which is not one of its categories: {labels}."
        )
    codes = np.array([place.get(value, -1) for value in values], dtype=np.int32)
    if at is not None:
        codes = codes[at]
    return Coded(codes, tuple(labels))


def same_length(*columns: tuple[str, Any]) -> int:
    """Refuse columns of different lengths, and empty ones; give the length."""
    lengths = {what: len(column) for what, column in columns}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{what} has {count:,}" for what, count in lengths.items())
        raise InputError(f"The columns should be equally long: {found}.")
    length = next(iter(lengths.values()))
    if not length:
        raise InputError(f"{columns[0][0]} is empty. Give at least one value.")
    return length


def kept(present: NDArray[np.bool_], missing: Missing) -> int:
    """Apply the policy: how many are left out; with ``refuse``, any at all is refused with a sentence."""
    left_out = int(present.size - np.count_nonzero(present))
    may_leave_out(left_out, present.size, missing)
    return left_out


def may_leave_out(left_out: int, of: int, missing: Missing) -> None:
    """Apply the policy to counts."""
    if missing not in ("refuse", "drop"):
        raise InputError(f'missing= should be "refuse" or "drop"; it is {missing!r}.')
    if left_out and missing == "refuse":
        raise InputError(
            f"{left_out:,} of {of:,} have a missing value. "
            'Say missing="drop" to leave them out and count them.'
        )


def level_of(level: Any) -> float:
    """Check a confidence level: between 0 and 1, not 95."""
    if not isinstance(level, float | int) or not 0 < level < 1:
        raise InputError(f"level= should lie between 0 and 1, such as 0.95; it is {level!r}.")
    return float(level)


def _from_list(values: list[Any], what: str) -> NDArray[Any]:
    if values and all(type(value) in (int, float, bool) for value in values):
        alike = np.array(values)
        if not _is_inexact(alike):
            return alike
    made = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):
        if isinstance(value, list | tuple | dict | set | np.ndarray):
            raise InputError(
                f"{what} should hold single values; number {index + 1} is {_kind(value)}."
            )
        made[index] = value
    return made


def _is_inexact(made: NDArray[Any]) -> bool:
    """Tell whether floats are so large that two whole numbers may have become one."""
    return made.dtype.kind == "f" and bool((np.abs(made) >= 2.0**53).any())


def _number(value: object, what: str) -> float:
    if is_missing(value):
        return float("nan")
    if isinstance(value, str | bytes):
        raise InputError(
            f"{what} should hold numbers; it holds {value!r}. Turn words into numbers first."
        )
    try:
        if isinstance(value, complex | np.complexfloating):
            raise TypeError
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{what} should hold numbers; it holds {_kind(value)}.") from None


def _sorted(values: set[Any]) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: (type(value).__name__, str(value)))


def _kind(value: object) -> str:
    return "nothing" if value is None else f"of type {type(value).__name__}"
