"""Write tables people open in a spreadsheet, without letting a cell run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from groundswell.formats.errors import FormatError

Value = str | int | float | bool | date | None

_LONGEST: Final = 32_767
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_A_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a CSV file in UTF-8 with a mark, so that Excel shows accents and Arabic right.

    Text that begins with = + - @ or a tab gets an apostrophe before it, because spreadsheets would run it;
    numbers stay numbers. Dates are written as 2024-12-31, moments as 2024-12-31T18:00:00+00:00, None as nothing.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_guarded(heading) for heading in headings])
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(
    headings: Sequence[str], rows: Iterable[Sequence[Value]], *, sheet: str = "Sheet1"
) -> bytes:
    """Return an Excel workbook of one sheet: bold headings that stay in view, dates as dates.

    Text is always stored as text, never as a formula, and a moment with a zone as text with its offset.
    Raises ``FormatError`` for a text longer than the 32,767 characters a cell can hold.
    """
    # Every value is checked before writing begins: a writer left half way cannot be closed cleanly.
    lines = [
        [_storable(value, number, column) for column, value in enumerate(row, 1)]
        for number, row in enumerate(rows, 2)
    ]
    top = [_storable(heading, 1, column) for column, heading in enumerate(headings, 1)]
    book = Workbook(write_only=True)
    page = book.create_sheet(
        _NOT_IN_A_TITLE.sub(" ", _printable(sheet)).strip("' ")[:31] or "Sheet1"
    )
    page.freeze_panes = "A2"
    for column, heading in enumerate(headings, 1):
        page.column_dimensions[get_column_letter(column)].width = min(max(len(heading) + 4, 12), 40)
    page.append([_cell(page, heading, bold=True) for heading in top])
    for line in lines:
        page.append([_cell(page, value) for value in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _guarded(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return _written(value)
    text = value.replace("\x00", "")
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _written(value: int | float | bool | date) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return value.isoformat() if isinstance(value, date) else str(value)


def _printable(text: str) -> str:
    return _CONTROL.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def _storable(value: Value, row: int, column: int) -> Value:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = _printable(value)
    if len(text) > _LONGEST:
        raise FormatError(
            expected=f"a text of at most {_LONGEST:,} characters, all that a cell holds",
            found=f"{len(text):,}",
            cure="download the table as CSV instead",
            row=row,
            column=get_column_letter(column),
        )
    return text


def _cell(page: Any, value: Value, *, bold: bool = False) -> Cell:
    stored: Any = value  # its stubs forget that a date is a value, too
    cell: Cell = WriteOnlyCell(page, value=stored)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
