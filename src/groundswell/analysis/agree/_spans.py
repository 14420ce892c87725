"""Coded stretches of a text as character units: every character counts once for each code."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError

Span = tuple[str, int, int]
"""A code, and the characters it covers: from ``start`` up to but without ``end``, counted from 0."""
Stretch = tuple[int, int]


def by_code(spans: Iterable[Any], length: int) -> dict[str, list[Stretch]]:
    """Sort spans by code, and merge those that overlap or touch."""
    checked_length(length)
    found: dict[str, list[Stretch]] = {}
    for number, span in enumerate(spans, 1):
        code, start, end = checked_span(span, number, length)
        found.setdefault(code, []).append((start, end))
    return {code: merged(stretches) for code, stretches in found.items()}


def merged(stretches: list[Stretch]) -> list[Stretch]:
    """Merge stretches that overlap or touch."""
    made: list[Stretch] = []
    for start, end in sorted(stretches):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def covered(stretches: Sequence[Stretch]) -> int:
    """Count the characters of merged stretches."""
    return sum(end - start for start, end in stretches)


def shared(first: Sequence[Stretch], second: Sequence[Stretch]) -> int:
    """Count the characters two lists of merged stretches have in common."""
    total = one = other = 0
    while one < len(first) and other < len(second):
        start = max(first[one][0], second[other][0])
        end = min(first[one][1], second[other][1])
        total += max(0, end - start)
        if first[one][1] < second[other][1]:
            one += 1
        else:
            other += 1
    return total


def to_units(
    spans: Iterable[Span], *, length: int, codes: Sequence[str] | None = None
) -> NDArray[np.bool_]:
    """Turn spans into character units: a row for each character, a column for each code.

    ``spans``: (code, start, end) with ``end`` just after the last character, counted from 0. ``length``: characters
    of the text. ``codes``: the columns, in order; without it the codes that occur, sorted. Codings of one code that
    overlap count once. :func:`to_spans` turns them back.

    Raises ``InputError`` for spans outside the text or of codes that are not named.

    When to use: to look at units, or to compare texts cut otherwise than by character.

    When not: for agreement on a long text; :func:`per_code_spans` counts without making units.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, chapter 5, on unitizing.

    >>> to_units([("care", 1, 3), ("care", 2, 4)], length=5).ravel().tolist()
    [False, True, True, True, False]
    """
    found = by_code(spans, length)
    names = sorted(found) if codes is None else list(codes)
    strange = [code for code in found if code not in names]
    if strange:
        raise InputError(f"{strange[0]!r} is not one of the codes named: {names}.")
    made = np.zeros((length, len(names)), np.bool_)
    for index, code in enumerate(names):
        for start, end in found.get(code, ()):
            made[start:end, index] = True
    return made


def to_spans(units: Any, *, codes: Sequence[str]) -> list[Span]:
    """Turn character units back into spans, sorted by code and place.

    ``units``: True or 1 where a character (row) has a code (column). ``codes`` names the columns.

    Raises ``InputError`` where the columns and the names differ in number.

    When to use: after working with units.

    When not: to get back codings that overlapped or touched: they come back as one.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, chapter 5, on unitizing.

    >>> to_spans([[False], [True], [True]], codes=["care"])
    [('care', 1, 3)]
    """
    table = np.asarray(units, dtype=np.bool_)
    if table.ndim != 2 or table.shape[1] != len(codes) or not table.size:
        raise InputError(
            f"Units should have a row for each character and a column for each of {len(codes)} codes."
        )
    made = []
    for code, column in sorted(zip(codes, table.T, strict=True)):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], column.astype(np.int8), [0]])))
        made += [(code, int(start), int(end)) for start, end in edges.reshape(-1, 2)]
    return made


def checked_length(length: Any) -> None:
    """Refuse a text without characters."""
    if not isinstance(length, int | np.integer) or length < 1:
        raise InputError(
            f"length= should be the number of characters, 1 or more; it is {length!r}."
        )


def checked_span(span: Any, number: int, length: int) -> Span:
    """Read one span, or say what is wrong with it."""
    try:
        code, start, end = span
    except (TypeError, ValueError):
        raise InputError(
            f"Span {number} should be a code, a start and an end; it is {span!r}."
        ) from None
    whole = all(isinstance(one, int | np.integer) for one in (start, end))
    if not whole or not 0 <= start < end <= length:
        raise InputError(
            f"Span {number} should lie within the text's {length:,} characters and end after it starts; "
            f"it is {start!r} to {end!r}."
        )
    return str(code), int(start), int(end)
