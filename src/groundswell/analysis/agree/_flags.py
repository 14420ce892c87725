"""Which units have which code, as bytes or packed bits, and how many units two coders gave each code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError, is_missing

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
ROOM = 1 << 15  # bytes added at a time: three such rows stay next to the processor
FULL = 255  # what a byte can count to


@dataclass(frozen=True, eq=False)
class Packed:
    """Eight units to the byte: ``bits`` has a row for each code, filled with noughts to whole words of 64."""

    bits: Bytes
    n_units: int
    codes: tuple[str, ...]


def pack(flags: Any, *, codes: Sequence[str] | None = None) -> Packed:
    """Pack flags to an eighth, to keep many codes over many units and compare them quickest.

    ``flags``: True or 1 where a unit (row) has a code (column), as for :func:`per_code`. ``codes`` names the columns.

    Raises ``InputError`` for anything but flags.

    When to use: flags that are kept, or compared with several others.

    When not: for one comparison; packing costs more than comparing bytes once.

    References: Lemire D, Kaser O, Aouiche K. Sorting improves word-aligned bitmap indexes. Data and Knowledge
    Engineering 2010; 69: 3-28, on bitmaps as an index.

    >>> pack([[True, False], [True, True], [False, False]]).bits[:, 0].tolist()
    [192, 64]
    """
    made, names = as_flags(flags, codes, "flags")
    n_units, n_codes = made.shape
    n_words = -(-n_units // 64)
    bits = np.zeros((n_codes, n_words * 8), np.uint8)
    step = max(1, ROOM * 8 // max(n_units, 1))
    for start in range(0, n_codes, step):
        part = np.ascontiguousarray(made[:, start : start + step].T)
        bits[start : start + step, : -(-n_units // 8)] = np.packbits(part, axis=1)
    return Packed(bits, n_units, names)


def as_flags(given: Any, codes: Sequence[str] | None, what: str) -> tuple[Bytes, tuple[str, ...]]:
    """Read flags as bytes of 0 and 1, units in rows, with the names of the codes."""
    if isinstance(given, Mapping):
        codes, order = _in_order(list(given), codes, what)
        columns = [np.asarray(column) for column in given.values()]
        table = np.array([columns[place] for place in order]).T
    elif hasattr(given, "columns") and hasattr(given, "to_numpy"):
        codes, order = _in_order(list(given.columns), codes, what)
        table = np.asarray(given.to_numpy())
        if order != list(range(len(order))):
            table = table[:, order]
    else:
        table = _table(given, what)
    if table.ndim != 2 or not table.size:
        raise InputError(
            f"{what} should have a row for each unit and a column for each code; it has {table.ndim} dimensions."
        )
    names = tuple(map(str, codes)) if codes is not None else _numbered(table.shape[1])
    if len(names) != table.shape[1] or len(set(names)) != len(names):
        raise InputError(f"{what} has {table.shape[1]} codes; name each once in codes=.")
    if table.dtype == np.bool_:
        return table.view(np.uint8), names
    return _zero_or_one(table, what), names


def _in_order(
    found: list[Any], codes: Sequence[str] | None, what: str
) -> tuple[Sequence[str], list[int]]:
    """Give the codes and where the column of each stands: columns that have names are read by name."""
    names = list(map(str, found))
    if codes is None:
        return names, list(range(len(names)))
    wanted = list(map(str, codes))
    if sorted(wanted) != sorted(names):
        raise InputError(
            f"{what} has columns named {names}; codes= should name the same ones: {wanted}."
        )
    return wanted, [names.index(code) for code in wanted]


def _table(given: Any, what: str) -> NDArray[Any]:
    if np.ma.is_masked(given):
        raise InputError(f"{what} has masked flags. Leave units out that a coder did not see.")
    try:
        return np.asarray(given)
    except ValueError:
        raise InputError(f"Every row of {what} should have a flag for each code.") from None


def _zero_or_one(table: NDArray[Any], what: str) -> Bytes:
    said = f"{what} should hold True and False, or 1 and 0, and nothing else."
    if table.dtype.kind in "iu":
        if int(table.max()) > 1 or int(table.min()) < 0:
            raise InputError(said)
        return np.asarray(table, dtype=np.uint8)
    if table.dtype.kind not in "fO":
        raise InputError(said)
    n_missing = sum(is_missing(one) for one in table.flat)
    if n_missing:
        raise InputError(
            f"{n_missing:,} flags of {what} are missing. "
            "Leave units out, for both coders, that one of them did not see."
        )
    if not np.isin(table, (0, 1)).all():
        raise InputError(said)
    return np.asarray(table, dtype=np.uint8)


def _numbered(n_codes: int) -> tuple[str, ...]:
    return tuple(f"code {number}" for number in range(1, n_codes + 1))


def overlap(first: Bytes, second: Bytes) -> tuple[Ints, Ints, Ints]:
    """Count for each code: the units both coders gave it, those the first did, those the second did."""
    if first.flags.f_contiguous and second.flags.f_contiguous and not first.flags.c_contiguous:
        return _by_code(first, second)
    return _by_unit(np.ascontiguousarray(first), np.ascontiguousarray(second))


def _by_code(first: Bytes, second: Bytes) -> tuple[Ints, Ints, Ints]:
    made = np.empty((3, first.shape[1]), np.int64)
    for index, (one, other) in enumerate(zip(first.T, second.T, strict=True)):
        made[:, index] = (
            np.count_nonzero(one & other),
            np.count_nonzero(one),
            np.count_nonzero(other),
        )
    return made[0], made[1], made[2]


def _by_unit(first: Bytes, second: Bytes) -> tuple[Ints, Ints, Ints]:
    """Add rows as bytes, many units in one long row, and empty the bytes before they run over."""
    n_units, n_codes = first.shape
    together = max(1, min(n_units, ROOM // n_codes))
    n_rows = n_units // together
    whole = n_rows * together
    one, other = (table[:whole].reshape(n_rows, -1) for table in (first, second))
    both = np.empty(together * n_codes, np.uint8)
    totals = np.zeros((3, n_codes), np.int64)
    for start in range(0, n_rows, FULL):
        held = np.zeros((3, together * n_codes), np.uint8)
        for row in range(start, min(start + FULL, n_rows)):
            np.bitwise_and(one[row], other[row], out=both)
            np.add(held[0], both, out=held[0])
            np.add(held[1], one[row], out=held[1])
            np.add(held[2], other[row], out=held[2])
        totals += held.reshape(3, together, n_codes).sum(axis=1, dtype=np.int64)
    rest, last = first[whole:], second[whole:]
    for index, table in enumerate((rest & last, rest, last)):
        totals[index] += table.sum(axis=0, dtype=np.int64)
    return totals[0], totals[1], totals[2]


def overlap_packed(first: Packed, second: Packed) -> tuple[Ints, Ints, Ints]:
    """Count the same from packed bits."""
    one, other = first.bits.view(np.uint64), second.bits.view(np.uint64)
    return _ones(one & other), _ones(one), _ones(other)


def _ones(words: NDArray[np.uint64]) -> Ints:
    made: Ints = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    return made
