"""A CSV file as people have it: read whole, its columns by name, and a sentence where it cannot be read."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

ABSENT = frozenset({"", "NA", "N/A", "NaN", "nan"})
"""What counts as missing in a file; the help of each command says so."""

DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
WITH_COMMA = re.compile(r"[+-]?\d+,\d+")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BLOCK = 20_000

Column = list[str | None]
Told = Callable[[int, int, str], None]


class FileError(Exception):
    """Why a file cannot be read: what was expected, what was found, what to do."""


@dataclass(frozen=True)
class CsvFile:
    """The columns of a file, None where a value is missing; ``digest`` is the SHA-256 of its bytes."""

    name: str
    digest: str
    columns: dict[str, Column]
    notes: tuple[str, ...] = ()

    @property
    def n_rows(self) -> int:
        return len(next(iter(self.columns.values())))

    def column(self, name: str) -> Column:
        """Give one column, or say which there are."""
        if name not in self.columns:
            some = ", ".join(f"“{one}”" for one in islice(self.columns, 12))
            raise FileError(f"{self.name} has no column “{name}”. It has: {some}.")
        return self.columns[name]


def read_csv(path: Path, told: Told = lambda done, total, what: None) -> CsvFile:
    """Read a file with a line of headings; commas, semicolons or tabs between values."""
    data = bytes_of(path)
    words = _decoded(data, path.name)
    lines, between, notes = _separated(words)
    rows = csv.reader(StringIO(lines, newline=""), delimiter=between, strict=True)
    try:
        names = _headings(next((row for row in rows if any(row)), []), path.name, between)
        columns = _columns(rows, names, path.name, lines.count("\n"), told)
    except csv.Error as error:
        raise FileError(
            f"{path.name} cannot be read as CSV at line {rows.line_num:,}: {error}. Look at the quotation marks there."
        ) from None
    if between == ";" and _with_points(columns):
        notes.append("Numbers with a decimal comma were read as such.")
    return CsvFile(path.name, sha256(data).hexdigest(), columns, tuple(notes))


def bytes_of(path: Path) -> bytes:
    """Give what is in a file; a sentence where there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise FileError(f"{path} cannot be read: {reason}. Check its name and place.") from None
    if not data.strip(b"\xef\xbb\xbf \r\n\t"):
        raise FileError(f"{path.name} is empty. It should begin with a line of headings.")
    return data


def as_numbers(column: Column) -> list[float | None] | None:
    """Make a column numbers where every value is one; else None."""
    if not all(one is None or DECIMAL.fullmatch(one) for one in column):
        return None
    made = [None if one is None else float(one) for one in column]
    return made if any(one is not None for one in made) else None


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(WORKBOOKS):
        raise FileError(f"{name} is a workbook, not CSV. In Excel choose Save as, “CSV UTF-8”.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4096]:
        raise FileError(f"{name} is in UTF-16. Save it again as “CSV UTF-8”.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{name} should be UTF-8; line {line:,} holds a byte that is not. Save it again as “CSV UTF-8”."
        ) from None


def _separated(words: str) -> tuple[str, str, list[str]]:
    """Find what stands between values: what Excel declares, or what the first line has most of."""
    first, _, rest = words.partition("\n")
    if found := re.fullmatch(r"sep=(.)\r?", first):
        return rest, found[1], []
    bare = re.sub(r'"[^"]*"', "", first)
    between = max(",;\t", key=bare.count)
    said = {";": "semicolons", "\t": "tabs"}
    return words, between, [f"Values are parted by {said[between]}."] if between in said else []


def _headings(first: list[str], name: str, between: str) -> list[str]:
    names = [one.strip() for one in first]
    if not names:
        raise FileError(
            f"{name} has no lines with values. It should begin with a line of headings."
        )
    if all(DECIMAL.fullmatch(one) or one in ABSENT for one in names):
        found = ", ".join(names[:4])
        raise FileError(
            f"The first line of {name} should name the columns; it reads {found}. Put a line of headings above."
        )
    for place, one in enumerate(names, start=1):
        if not one:
            raise FileError(f"Column {place} of {name} has no heading. Give every column a name.")
        if names.index(one) < place - 1:
            raise FileError(f"Two columns of {name} are headed “{one}”. Give each its own name.")
    return names


def _columns(rows: Any, names: list[str], name: str, about: int, told: Told) -> dict[str, Column]:
    held: list[Column] = [[] for _ in names]
    count = 0
    for row in rows:
        if not row or (len(row) == 1 and not row[0].strip()):
            continue
        if len(row) != len(names):
            raise FileError(
                f"Line {rows.line_num:,} of {name} has {len(row)} values and the headings are {len(names)}. "
                "Mend the line; a value that holds the separator needs quotation marks around it."
            )
        for column, value in zip(held, row, strict=True):
            bare = value.strip()
            column.append(None if bare in ABSENT else bare)
        count += 1
        if not count % BLOCK:
            told(count, max(about, count), f"reading {name}")
    if not count:
        raise FileError(f"{name} has headings and no rows below them. Give at least two rows.")
    return dict(zip(names, held, strict=True))


def _with_points(columns: dict[str, Column]) -> bool:
    """Write decimal commas as points, in columns where every value is a number that way."""
    is_changed = False
    for name, column in columns.items():
        present = [one for one in column if one is not None]
        if any(WITH_COMMA.fullmatch(one) for one in present) and all(
            WITH_COMMA.fullmatch(one) or DECIMAL.fullmatch(one) for one in present
        ):
            columns[name] = [None if one is None else one.replace(",", ".") for one in column]
            is_changed = True
    return is_changed
