"""Read the spreadsheet a network already keeps: CSV or XLSX, with its own headings.

``read_table`` gives headings and rows; ``parse_date`` and ``guess_columns`` make sense of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter

from groundswell.formats.csv_in import read_csv_grid
from groundswell.formats.dates import parse_date
from groundswell.formats.errors import FormatError, quote
from groundswell.formats.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid
from groundswell.formats.guard import MEGABYTE, check_kind, check_size
from groundswell.formats.headings import guess_columns
from groundswell.formats.xlsx_in import read_xlsx_grid

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "Table",
    "guess_columns",
    "parse_date",
    "read_table",
]

MAX_BYTES: Final = 5 * MEGABYTE
_LOOK_FOR_HEADINGS: Final = 30


@dataclass(frozen=True)
class Table:
    """A sheet below its row of headings.

    Every row is as long as ``headings``; a cell is text, a number, a date (a datetime when it has a time of
    day) or None when empty. ``row_numbers`` holds each row's number as the spreadsheet shows it. ``sheet``
    is the sheet's name, '' for CSV. A column without a heading is called “Column C”. ``warnings`` are sentences
    about what was assumed or left out.
    """

    headings: list[str]
    rows: list[list[Cell]]
    sheet: str
    warnings: tuple[str, ...]
    row_numbers: list[int]


def read_table(data: bytes, filename: str) -> Table:
    """Return the table in a CSV or XLSX file; ``filename`` is only used to tell what it claims to be.

    CSV may be UTF-8, UTF-16 or Windows encoded, with commas, semicolons or tabs; its cells stay text. Of a workbook the
    first visible sheet with something in it is read; formulas give their stored results and merged cells
    each get the value they share. Lines of title above the headings are passed over; empty rows are dropped.
    Raises ``FormatError`` over 5 MB, 5,000 rows or 100 columns, for locked or damaged files, and for files that
    are not what they are called.
    """
    check_size(data, most=MAX_BYTES)
    wanted = {"xlsx": "an Excel workbook (.xlsx)", "text": "a CSV file"}
    kind = check_kind(
        data, filename, wanted=wanted, cure="save the sheet as .xlsx or CSV and send that"
    )
    called_excel = filename.lower().endswith((".xlsx", ".xlsm"))
    grid = read_xlsx_grid(data) if kind == "xlsx" else read_csv_grid(data)
    table = _below_headings(grid)
    if (kind == "xlsx") == called_excel or not filename.lower().endswith(
        (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")
    ):
        return table
    really = "an Excel workbook" if kind == "xlsx" else "a CSV file"
    note = f"The file is called {quote(filename)} but is {really}; it was read as that."
    return Table(
        table.headings, table.rows, table.sheet, (note, *table.warnings), table.row_numbers
    )


def _below_headings(grid: Grid) -> Table:
    filled = [place for place, row in enumerate(grid.rows) if any(cell is not None for cell in row)]
    if not filled:
        raise FormatError(
            expected="a row of headings and rows below it",
            found="a sheet with nothing in it",
            cure="check that the right sheet comes first and is not hidden",
        )
    top = _headings_at([grid.rows[place] for place in filled[:_LOOK_FOR_HEADINGS]])
    warnings = list(grid.warnings)
    if top:
        warnings.append(
            f"The headings were found in row {grid.numbers[filled[top]]}; the rows above were passed over."
        )
    elif not _is_heading(grid.rows[filled[0]]):
        warnings.append(
            f"Row {grid.numbers[filled[0]]} was taken as the headings, though it looks like data."
        )
    start = filled[top]
    warnings += grid.fill_merged(from_number=grid.numbers[start])
    kept = [place for place in filled[top + 1 :] if place > start]
    body = [grid.rows[place] for place in kept]
    if len(body) > MAX_ROWS:
        raise FormatError(
            expected=f"at most {MAX_ROWS:,} rows",
            found=f"{len(body):,}",
            cure="split the file into smaller ones",
        )
    headings = _headings(grid.rows[start], body, warnings)
    rows = [(row + [None] * len(headings))[: len(headings)] for row in body]
    return Table(
        headings, rows, grid.sheet, tuple(warnings), [grid.numbers[place] for place in kept]
    )


def _headings_at(rows: Sequence[Sequence[Cell]]) -> int:
    """Return which row holds the headings: the first that is all text and nearly as wide as the widest."""
    widths = [sum(cell is not None for cell in row) for row in rows]
    enough = max(1, round(max(widths) * 0.6))
    for place, (row, width) in enumerate(zip(rows, widths, strict=True)):
        if width >= enough and _is_heading(row):
            return place
    return 0


def _is_heading(row: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not _is_value(cell)) for cell in row)


def _is_value(text: str) -> bool:
    """Whether a text is plainly a value and no heading: a number, a date, a mail address."""
    if "@" in text or text.replace(",", "").replace(".", "").lstrip("-").isdecimal():
        return True
    try:
        return isinstance(parse_date(text), date)
    except FormatError:
        return False


def _headings(
    top: Sequence[Cell], body: Sequence[Sequence[Cell]], warnings: list[str]
) -> list[str]:
    width = max((_width(row) for row in (top, *body)), default=0)
    if width > MAX_COLUMNS:
        raise FormatError(
            expected=f"at most {MAX_COLUMNS} columns",
            found=f"something in column {get_column_letter(width)}",
            cure="delete the columns that are not needed",
        )
    headings: list[str] = []
    for column in range(width):
        cell = top[column] if column < len(top) else None
        text = "" if cell is None else " ".join(str(cell).split())
        headings.append(text or f"Column {get_column_letter(column + 1)}")
        if not text and any(column < len(row) and row[column] is not None for row in body):
            warnings.append(f"Column {get_column_letter(column + 1)} has no heading.")
    twice = sorted({heading for heading in headings if headings.count(heading) > 1})
    warnings += [
        f"The heading {quote(heading)} stands above more than one column." for heading in twice
    ]
    return headings


def _width(row: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell is not None), default=0)
