"""Read the dates people write in spreadsheets and minutes."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from groundswell.formats.errors import FormatError, quote

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
# Excel counts days from here; the smallest and largest serials are 1954 and 2100, so that a year is no date.
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = (20_000, 73_415)

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT: Final = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_WORD: Final = r"([a-z]{3,9})\.?"
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(\d{4}|\d{2}|'\d{2})"
_GAP: Final = r"[\s,/.-]+"
_WEEKDAY: Final = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?[\s,]+"
)
_CLOCK: Final = re.compile(
    r"[\st,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?$"
)

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS: Final = re.compile(rf"(\d{{1,2}})\s*[/.\- ]\s*(\d{{1,2}})\s*[/.\- ]\s*{_YEAR}")
_DAY_FIRST: Final = re.compile(rf"{_DAY}(?:\s+of\s+|{_GAP}|){_WORD}(?:{_GAP}|){_YEAR}")
_MONTH_FIRST: Final = re.compile(rf"{_WORD}{_GAP}{_DAY}{_GAP}{_YEAR}")
_MONTH_ONLY: Final = re.compile(rf"{_WORD}{_GAP}(\d{{4}}|'\d{{2}})")
_NUMERIC_MONTH: Final = re.compile(r"(\d{1,2})[/.-](\d{4})")
_ISO_MONTH: Final = re.compile(r"(\d{4})[-/](\d{1,2})")
_YEARLESS: Final = (re.compile(rf"{_DAY}(?:\s+of)?[\s-]+{_WORD}"), re.compile(rf"{_WORD}\s+{_DAY}"))


def parse_date(cell: object, *, day_first: bool = True) -> date:
    """Return the day a cell means.

    Reads dates and datetimes; ISO; 31/12/2024, 31.12.24 and 31-12-24 (month first when ``day_first`` is False);
    31 Dec 2024; Dec 31, 2024; Excel's day numbers; and a month alone (Sept 2023, 09/2023), which
    becomes its first day. A time of day is dropped. Two-digit years are 1970 to 2069.
    Raises ``FormatError`` for anything else: an impossible day, a year outside 1900 to 2100, a bare year.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(cell)
    if not isinstance(cell, str) or not cell.strip():
        raise _refusal("an empty cell" if cell is None or cell == "" else quote(cell))
    return _from_text(cell, day_first)


def find_yearless(text: str, *, after: date) -> date | None:
    """Return the first such day on or after ``after`` for a day and month without a year (“3 May”), or None."""
    plain = _WEEKDAY.sub("", _plain(text), count=1)
    day_first, month_first = (pattern.fullmatch(plain) for pattern in _YEARLESS)
    if day_first:
        day, word = day_first[1], day_first[2]
    elif month_first:
        word, day = month_first[1], month_first[2]
    else:
        return None
    month = _month(word)
    for year in range(after.year, after.year + 9):  # eight years reach the next 29 February
        if (
            month
            and 1 <= int(day) <= monthrange(year, month)[1]
            and (found := date(year, month, int(day))) >= after
        ):
            return found
    return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def _from_serial(number: float) -> date:
    if not _SERIALS[0] <= number <= _SERIALS[1]:  # also refuses "not a number"
        raise _refusal(quote(number))
    return _EXCEL_EPOCH + timedelta(days=int(number))


def _from_text(cell: str, day_first: bool) -> date:
    if len(cell) > 60:
        raise _refusal(quote(cell))
    text = _CLOCK.sub("", _WEEKDAY.sub("", _plain(cell), count=1))
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]), cell)
    if match := _NUMBERS.fullmatch(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        return _from_numbers(_full_year(match[3]), int(month), int(day), cell, day_first)
    if match := _DAY_FIRST.fullmatch(text):
        return _checked(_full_year(match[3]), _month(match[2]), int(match[1]), cell)
    if match := _MONTH_FIRST.fullmatch(text):
        return _checked(_full_year(match[3]), _month(match[1]), int(match[2]), cell)
    if match := _MONTH_ONLY.fullmatch(text):
        return _checked(_full_year(match[2]), _month(match[1]), 1, cell)
    if match := _NUMERIC_MONTH.fullmatch(text):
        return _checked(int(match[2]), int(match[1]), 1, cell)
    if match := _ISO_MONTH.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), 1, cell)
    if text.replace(".", "", 1).isdecimal() and len(text) <= 12:
        return _from_serial(float(text))
    raise _refusal(quote(cell))


def _from_numbers(year: int, month: int, day: int, cell: str, day_first: bool) -> date:
    if month > 12 >= day:
        order = "day before month" if day_first else "month before day"
        raise FormatError(
            expected=f"a date with the {order}",
            found=quote(cell),
            cure="choose the other order for this column, or write the date as 2024-12-31",
        )
    return _checked(year, month, day, cell)


def _full_year(text: str) -> int:
    year = int(text.lstrip("'"))
    return year if len(text.lstrip("'")) == 4 else year + (2000 if year < 70 else 1900)


def _month(word: str) -> int:
    """Return the month's number for its name or a clear beginning of it, or 0."""
    number = _SHORT.get(word[:3], 0)
    return number if number and _MONTHS[number - 1].startswith(word) else 0


def _checked(year: int, month: int, day: int, cell: object) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise FormatError(
            expected="a day that exists",
            found=quote(cell),
            cure="correct it, for example to 31/12/2024",
        ) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FormatError(
            expected=f"a year from {FIRST_YEAR} to {LAST_YEAR}",
            found=quote(cell),
            cure="check the year",
        )
    return found


def _refusal(found: str) -> FormatError:
    return FormatError(
        expected="a date such as 31/12/2024, 31 Dec 2024 or Sept 2023",
        found=found,
        cure="write it in one of these ways",
    )
