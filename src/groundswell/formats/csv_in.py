"""Read CSV as it comes out of spreadsheets: any usual encoding, commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from groundswell.formats.errors import FormatError
from groundswell.formats.grid import MAX_COLUMNS, MAX_ROWS, SPARE_ROWS, Cell, Grid
from groundswell.formats.guard import decode_text

_SEPARATOR_LINE: Final = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SEPARATORS: Final = ",;\t"
_SAMPLE_ROWS: Final = 50


def read_csv_grid(data: bytes) -> Grid:
    """Return every record of a CSV file; cells are text without surrounding spaces, or None when empty.

    Raises ``FormatError`` for text that cannot be decoded, a quotation mark that is never closed, more than 5,000
    rows or 100 columns.
    """
    decoded = decode_text(data)
    text = decoded.text.removeprefix("\ufeff")
    warnings = []
    if decoded.encoding == "cp1252":
        warnings.append(
            "The file is in an old Windows encoding; look whether names with accents came in right."
        )
    head = _SEPARATOR_LINE.match(text)
    separator = head[1] if head else _guess_separator(text)
    if head:
        text = text[head.end() :]
    try:
        rows = list(_records(text, separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FormatError(
                expected="a closing quotation mark for each opening one",
                found="one that is never closed",
                cure="find the stray quotation mark, or save the file as .xlsx and send that",
            ) from error
        warnings.append("Some quotation marks are not as CSV wants them; look the rows over.")
        rows = list(_records(text, separator, strict=False))
    first = 2 if head else 1
    return Grid(rows, list(range(first, first + len(rows))), warnings=warnings)


def _records(text: str, separator: str, *, strict: bool) -> Iterator[list[Cell]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    filled = 0
    for number, record in enumerate(_caught(reader, strict=strict), 1):
        row: list[Cell] = [cell.strip() or None for cell in record]
        if any(row[MAX_COLUMNS:]):
            raise FormatError(
                expected=f"at most {MAX_COLUMNS} columns",
                found=f"{len(record):,}",
                cure="delete the columns that are not needed",
                row=number,
            )
        filled += any(row)
        if filled > MAX_ROWS + SPARE_ROWS:
            raise FormatError(
                expected=f"at most {MAX_ROWS:,} rows",
                found="more",
                cure="split the file into smaller ones",
            )
        yield row[:MAX_COLUMNS]


def _caught(reader: Iterator[list[str]], *, strict: bool) -> Iterator[list[str]]:
    """Pass records on; outside strict reading every fault of the file becomes a sentence."""
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if strict and "field larger" not in str(error):
                raise
            raise FormatError(
                expected="cells of an ordinary length",
                found="one that runs on over many lines",
                cure="look for a stray quotation mark in that row",
                row=number,
            ) from error


def _guess_separator(text: str) -> str:
    """Return the separator that cuts most of the first rows into the same number of cells."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            sample = list(
                islice(
                    csv.reader(StringIO(text[:200_000], newline=""), delimiter=separator),
                    _SAMPLE_ROWS,
                )
            )
        except csv.Error:
            return (0, 0)
        widths = Counter(len(record) for record in sample if len(record) > 1)
        if not widths:
            return (0, 0)
        width, often = max(widths.items(), key=lambda item: (item[1], item[0]))
        return (often, width)

    return max(_SEPARATORS, key=fit)
