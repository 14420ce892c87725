"""Columns of a frame, as numbers or as small codes, without a loop over their values where that can be helped."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Coded, InputError, coded, is_missing, numbers

ROWS_AT_ONCE = 262_144
"""Rows of a lazy frame that are in memory at a time."""


def columns_of(data: Any) -> dict[str, Any]:
    """Name the columns of a mapping, a pandas or a polars frame, without copying any."""
    if isinstance(data, Mapping):
        return {str(name): data[name] for name in data}
    if hasattr(data, "columns") and hasattr(data, "__getitem__"):
        return {str(name): data[name] for name in data.columns}
    raise InputError(
        "data should be columns by name: a dict of lists or arrays, or a pandas or polars frame; "
        f"it is of type {type(data).__name__}."
    )


def pieces_of(data: Any) -> Iterator[Any]:
    """Give a lazy polars frame in slices that fit into memory, anything else as it is."""
    if not (hasattr(data, "collect") and hasattr(data, "slice")):
        yield data
        return
    start = 0
    while True:
        piece = data.slice(start, ROWS_AT_ONCE).collect()
        if start and not len(piece):
            return
        yield piece
        if len(piece) < ROWS_AT_ONCE:
            return
        start += ROWS_AT_ONCE


def is_numeric(column: Any) -> bool:
    """Tell whether a column holds numbers: by its type, or among plain objects by the first value that is there."""
    if isinstance(column, Coded):
        return False
    dtype = getattr(column, "dtype", None)
    kind = getattr(dtype, "kind", None)
    if kind is not None and (kind != "O" or str(dtype) != "object"):  # NumPy and pandas
        return kind in "fiu" and not hasattr(column, "cat")
    if kind is None and dtype is not None:  # polars
        return str(dtype).startswith(("Int", "UInt", "Float", "Decimal"))
    plain = column.to_numpy() if hasattr(column, "to_numpy") else column
    first = next((one for one in plain if not is_missing(one)), None)
    return isinstance(first, int | float | np.number) and not isinstance(first, bool | np.bool_)


def as_numbers(column: Any, what: str) -> NDArray[Any]:
    """Make numbers of a column without copying where it already is; missing ones become NaN."""
    if isinstance(column, np.ma.MaskedArray):
        return numbers(column, what)
    if isinstance(column, np.ndarray) and column.dtype.kind in "fiu" and column.ndim == 1:
        return column
    made = getattr(column, "to_numpy", None)
    dtype = str(getattr(column, "dtype", ""))
    if made is not None and dtype in ("Int64", "Float64", "Int32") and hasattr(column, "array"):
        return np.asarray(made(dtype=np.float64, na_value=np.nan))  # pandas with NA
    if made is not None:
        values = np.asarray(made())
        if values.dtype.kind in "fiu" and values.ndim == 1:
            return values
    return numbers(column, what)


def as_codes(column: Any, what: str) -> Coded:
    """Make a column of categories into codes, by the fastest way its type offers; labels in order, -1 missing."""
    if isinstance(column, Coded):
        return column
    if hasattr(column, "cat") and hasattr(
        column.cat, "categories"
    ):  # pandas category: its own order
        return Coded(column.cat.codes.to_numpy(), tuple(column.cat.categories))
    if hasattr(column, "factorize"):  # pandas
        codes, labels = column.factorize()
        return _in_order(codes, list(labels))
    if type(column).__module__.startswith("polars"):
        return _of_polars(column)
    if type(column) is np.ndarray and column.dtype.kind == "b" and column.ndim == 1:
        return Coded(column.view(np.int8), (False, True))
    return coded(column, what)


def _of_polars(column: Any) -> Coded:
    polars = sys.modules["polars"]
    said = str(column.dtype)
    if said.startswith("Enum"):  # a scale that was declared
        return Coded(_filled(column.to_physical()), tuple(column.dtype.categories))
    if said == "Boolean":
        return Coded(_filled(column.cast(polars.Int8)), (False, True))
    if said in ("String", "Utf8"):
        column = column.cast(polars.Categorical)
    found = column.unique().drop_nulls()
    labels = found.to_list()
    physical = found.to_physical().to_numpy().astype(np.int64)
    codes = _filled(column.to_physical())
    if physical.size and physical.min() >= 0 and physical.max() < 1 << 20:
        place = np.full(int(physical.max()) + 2, -1, dtype=np.int32)
        place[physical] = np.arange(physical.size)
        return _in_order(place[codes], labels)
    return coded(column.to_list(), "a column")


def _filled(physical: Any) -> NDArray[Any]:
    """Codes of a polars column with -1 for null; -1 also reads the last place of a lookup, which is kept for it."""
    if physical.null_count():
        physical = physical.cast(sys.modules["polars"].Int64).fill_null(-1)
    return np.asarray(physical.to_numpy())


def _in_order(codes: NDArray[Any], labels: list[Any]) -> Coded:
    """Put the labels in order and the codes with them; -1 stays."""
    try:
        order = sorted(range(len(labels)), key=labels.__getitem__)
    except TypeError:
        order = sorted(range(len(labels)), key=lambda i: (type(labels[i]).__name__, str(labels[i])))
    if order == list(range(len(labels))):
        return Coded(codes, tuple(labels))
    place = np.full(len(labels) + 1, -1, dtype=np.int32)
    place[order] = np.arange(len(labels))
    return Coded(place[codes], tuple(labels[i] for i in order))
