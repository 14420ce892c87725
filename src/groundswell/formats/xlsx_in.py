"""Read the first visible sheet of an Excel workbook without ever holding the workbook in memory.

openpyxl reads cells row by row; that mode does not show merged ranges nor formulas without a stored
result, so a second pass over the sheet's XML collects them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from posixpath import join, normpath
from typing import Any, Final
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from groundswell.formats.errors import FormatError, quote
from groundswell.formats.grid import MAX_COLUMNS, MAX_ROWS, SPARE_ROWS, Cell, Grid, Merge
from groundswell.formats.guard import check_zip

_LAST_ROW: Final = 1_048_576
_MAX_MERGES: Final = 2_000
_MAX_SHEETS: Final = 10
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERRORS: Final = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    )
)


@dataclass
class _Notes:
    """What the second pass over a sheet's XML found."""

    merges: list[Merge] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)


def read_xlsx_grid(data: bytes) -> Grid:
    """Return the first visible sheet that has something in it.

    Dates without a time of day come as dates, truth values as TRUE and FALSE, Excel's error values as None with a
    warning. Raises ``FormatError`` for a damaged, locked or oversized workbook.
    """
    check_zip(data)
    try:
        with catch_warnings():
            simplefilter(
                "ignore"
            )  # openpyxl warns of drawings and styles it leaves out, which nobody misses
            return _first_sheet(data)
    except FormatError:
        raise
    except (
        ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError, OverflowError,
        ParseError, DefusedXmlException, zipfile.BadZipFile,
    ) as error:  # fmt: skip
        raise FormatError(
            expected="a workbook Excel can open",
            found="one whose inside is damaged",
            cure="open it in Excel or LibreOffice, save it again and send that copy",
        ) from error


def _first_sheet(data: bytes) -> Grid:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        chosen: Grid | None = None
        others: list[str] = []
        for sheet in [one for one in book.worksheets if one.sheet_state == "visible"][:_MAX_SHEETS]:
            if chosen is None:
                grid = _grid(sheet)
                chosen = grid if grid.rows else None
            elif any(
                cell is not None
                for row in sheet.iter_rows(max_row=50, max_col=20, values_only=True)
                for cell in row
            ):
                others.append(sheet.title)
    finally:
        book.close()
    if chosen is None:
        return Grid([], [])
    notes = _second_pass(data, chosen.sheet)
    chosen.merges = notes.merges
    if others:
        chosen.warnings.append(
            f"Only the sheet {quote(chosen.sheet)} was read, not {', '.join(map(quote, others))}."
        )
    if notes.unsolved:
        chosen.warnings.append(
            f"{len(notes.unsolved):,} formulas, the first in {notes.unsolved[0]}, have no stored result and were"
            " read as empty; open the file in Excel, save it and send it again."
        )
    return chosen


def _grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    grid = Grid([], [], sheet=sheet.title)
    errors = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        if number > _LAST_ROW:
            break
        if cells.count(None) == len(cells):  # a sheet may begin with a million empty rows
            continue
        row = [_cell(value) for value in cells]
        if all(cell is None for cell in row):
            continue
        errors += sum(isinstance(value, str) and value in _ERRORS for value in cells)
        if row[MAX_COLUMNS:] and row[MAX_COLUMNS] is not None:
            raise FormatError(
                expected=f"at most {MAX_COLUMNS} columns",
                found="more",
                cure="delete the columns that are not needed",
                row=number,
            )
        grid.rows.append(row[:MAX_COLUMNS])
        grid.numbers.append(number)
        if len(grid.rows) > MAX_ROWS + SPARE_ROWS:
            raise FormatError(
                expected=f"at most {MAX_ROWS:,} rows",
                found="more",
                cure="split the sheet into smaller ones",
            )
    if errors:
        grid.warnings.append(f"{errors:,} cells show an error such as #N/A and were read as empty.")
    return grid


def _cell(value: object) -> Cell:
    if value is None or (isinstance(value, str) and (not value.strip() or value in _ERRORS)):
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, int | float | date):
        return value
    return _clock(value) if isinstance(value, timedelta) else str(value)


def _clock(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def _second_pass(data: bytes, sheet: str) -> _Notes:
    notes = _Notes()
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_path_of(archive, sheet)) as xml:
        formula = False
        for _, element in iterparse(xml, events=("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag == "f":
                formula = True
            elif tag == "c":
                if formula and not element.findtext("{*}v") and element.get("t") != "str":
                    notes.unsolved.append(element.get("r", "?"))
                formula = False
            elif tag == "mergeCell" and len(notes.merges) < _MAX_MERGES:
                notes.merges.extend(_merge(element.get("ref", "")))
            elif tag == "row":
                element.clear()
    return notes


def _merge(ref: str) -> Iterator[Merge]:
    left, top, right, bottom = range_boundaries(ref)
    if left is not None and top is not None and right is not None and bottom is not None:
        yield Merge(int(top), int(left), int(bottom), int(right))


def _path_of(archive: zipfile.ZipFile, title: str) -> str:
    """Return the name of the part that holds the sheet of that title."""
    book = fromstring(archive.read("xl/workbook.xml"))
    sheets = {
        one.get("name"): one.get(_RELATION) for one in book.iter() if one.tag.endswith("}sheet")
    }
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {one.get("Id"): str(one.get("Target")) for one in links}[sheets[title]]
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
