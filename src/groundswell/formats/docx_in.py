"""Read the lines of a Word document: its paragraphs and the rows of its tables, in order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from groundswell.formats.errors import FormatError
from groundswell.formats.guard import check_zip
from groundswell.formats.headings import guess_columns
from groundswell.formats.raw_lines import RawLine

_COLUMNS: Final = {
    "action": ("actions", "action point", "action item", "task", "what"),
    "owner": ("who", "lead", "responsible", "person responsible", "assigned to", "by whom"),
    "due": ("due date", "by when", "deadline", "when", "date due", "timescale"),
}
_MOST_CELLS: Final = 50_000
_SPACES: Final = re.compile(r"[ \t\xa0]+")


def read_docx_lines(data: bytes) -> list[RawLine]:
    """Return the lines of a .docx; text deleted under tracked changes is gone, inserted text is there.

    Raises ``FormatError`` for damaged or locked documents, and those that unpack to far too much.
    """
    check_zip(data)
    try:
        return list(_lines(data))
    except FormatError:
        raise
    except (
        OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, IndexError, AttributeError, TypeError, OSError,
    ) as error:  # fmt: skip
        raise FormatError(
            expected="a Word document (.docx) that Word can open",
            found="one whose inside is damaged, or that carries macros",
            cure="open it, save it as a .docx without macros and send that copy",
        ) from error


def _lines(data: bytes) -> Iterator[RawLine]:
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from _table(block)


def _paragraph(paragraph: Paragraph) -> Iterator[RawLine]:
    style = str(getattr(paragraph.style, "name", "") or "").casefold()
    listed = style.startswith("list") or bool(paragraph._p.xpath("./w:pPr/w:numPr"))
    heading = style.startswith("heading") or style in ("title", "subtitle")
    for text in _text(paragraph._p).split("\n"):
        if line := _SPACES.sub(" ", text).strip():
            yield RawLine("heading" if heading else "bullet" if listed else "text", line)


def _text(element: Any) -> str:
    """Return an element's text as it would print, tracked insertions included and deletions left out."""
    pieces = []
    for node in element.xpath(".//w:t[not(ancestor::w:del)] | .//w:tab | .//w:br | .//w:cr"):
        tag = str(node.tag).rpartition("}")[2]
        pieces.append((node.text or "") if tag == "t" else "\t" if tag == "tab" else "\n")
    return "".join(pieces)


def _table(table: Table) -> Iterator[RawLine]:
    rows = [[_cell(cell) for cell in row.xpath("./w:tc")] for row in table._tbl.xpath("./w:tr")]
    if sum(map(len, rows)) > _MOST_CELLS:
        raise FormatError(
            expected="a table of an ordinary size",
            found="one of very many cells",
            cure="remove it from the minutes",
        )
    columns = guess_columns(rows[0], _COLUMNS) if rows else {}
    if "action" in columns and len(columns) > 1:
        yield from _actions(rows[1:], columns)
        return
    for row in rows:
        if any(row):
            yield RawLine("text", " | ".join(row))


def _actions(rows: list[list[str]], columns: dict[str, int]) -> Iterator[RawLine]:
    def at(row: list[str], name: str) -> str:
        place = columns.get(name, len(row))
        return row[place] if place < len(row) else ""

    for row in rows:
        if text := at(row, "action"):
            yield RawLine("action", text, owner=at(row, "owner"), due=at(row, "due"))


def _cell(cell: Any) -> str:
    texts = (
        _SPACES.sub(" ", _text(paragraph)).replace("\n", " ").strip()
        for paragraph in cell.xpath(".//w:p")
    )
    return " ".join(text for text in texts if text)
