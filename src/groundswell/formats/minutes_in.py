"""Read past minutes from Word (.docx), Markdown or plain text, and find what was decided and who does what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from groundswell.formats.dates import parse_date
from groundswell.formats.errors import FormatError, quote
from groundswell.formats.guard import MEGABYTE, check_kind, check_size, decode_text
from groundswell.formats.minutes_lines import Line, classify
from groundswell.formats.raw_lines import RawLine
from groundswell.formats.text_in import read_text_lines

__all__ = ["MAX_BYTES", "MAX_LINES", "Line", "Minutes", "read_minutes"]

MAX_BYTES: Final = 5 * MEGABYTE
MAX_LINES: Final = 5_000
MAX_LINE: Final = 20_000
_TOP: Final = 15
_DATED: Final = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting; ``held_on`` is None when neither the text nor the file's name tells it."""

    title: str
    held_on: date | None
    paragraphs: tuple[Line, ...]


def read_minutes(data: bytes, filename: str) -> Minutes:
    """Return the minutes in a .docx, .md or .txt file.

    Lines such as “Decision: …”, “Agreed: …”, “ACTION (Sam, by 3 May 2023): …”, “Action: Sam to …” and ticked-off
    lists “- [ ] …” are recognised; so are tables with an Action column. Text deleted under tracked changes,
    macros, headers and pictures are left out. A due day without a year is the next one after the meeting.
    Raises ``FormatError`` over 5 MB, 5,000 lines or 20,000 characters in a line, for files with nothing in
    them, and for other kinds of file.
    """
    check_size(data, most=MAX_BYTES)
    names = "a Word document (.docx)"
    wanted = {"docx": names, "docm": names, "text": "a Markdown or text file"}
    kind = check_kind(
        data, filename, wanted=wanted, cure="save the minutes as .docx or plain text and send that"
    )
    raw = _text_lines(data) if kind == "text" else _word_lines(data)
    if not raw:
        raise FormatError(
            expected="minutes with some text",
            found="a document without any",
            cure="check that it is the right file",
        )
    if len(raw) > MAX_LINES:
        raise FormatError(
            expected=f"at most {MAX_LINES:,} lines",
            found=f"{len(raw):,}",
            cure="split the file, one meeting each",
        )
    for line in raw:
        _check_length(line.text)
    title = _title(raw, filename)
    held_on = _held_on([title, *(line.text for line in raw[:_TOP])], filename)
    body = raw[1:] if raw[0].kind == "heading" and raw[0].text == title else raw
    return Minutes(title, held_on, tuple(classify(line, held_on) for line in body))


def _word_lines(data: bytes) -> list[RawLine]:
    # Ten megabytes that no other page of a web worker should pay for.
    from groundswell.formats.docx_in import read_docx_lines

    return read_docx_lines(data)


def _text_lines(data: bytes) -> list[RawLine]:
    text = decode_text(data).text
    _check_length(max(text.splitlines(), key=len, default=""))
    return read_text_lines(text)


def _check_length(line: str) -> None:
    # What looks for names and days in a line takes far longer on one of a million characters.
    if len(line) > MAX_LINE:
        raise FormatError(
            expected=f"lines of at most {MAX_LINE:,} characters",
            found=f"one of {len(line):,} that begins {quote(line[:200])}",
            cure="break it into paragraphs",
        )


def _title(raw: list[RawLine], filename: str) -> str:
    if raw[0].kind == "heading":
        return raw[0].text
    first = next((line.text for line in raw[:_TOP] if line.kind == "heading"), "")
    return first or re.sub(r"[_\s]+", " ", PurePath(filename).stem).strip() or "Minutes"


def _held_on(texts: Iterable[str], filename: str) -> date | None:
    """Return the first full date near the top, a line that says “Date” first, else one in the file's name."""
    ordered = sorted(
        texts, key=lambda text: not re.match(r"(?:date|held|meeting)\b", text, re.IGNORECASE)
    )
    for text in ordered:
        if re.search(r"\b(?:next meeting|previous|last meeting|due|by)\b", text, re.IGNORECASE):
            continue
        for match in _DATED.finditer(text):
            try:
                return parse_date(match[0])
            except FormatError:
                continue
    if named := _IN_NAME.search(filename):
        try:
            return parse_date("-".join(named.groups()))
        except FormatError:
            return None
    return None
