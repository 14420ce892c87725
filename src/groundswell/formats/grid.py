"""A sheet as read, before anything is known about its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 100
# Rows that may stand above the headings, so that a full table below a title is still read.
SPARE_ROWS: Final = 50

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Merge:
    """A merged range: first and last row and column, all counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return (
            f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"
        )


@dataclass
class Grid:
    """Rows of cells, each with the number the spreadsheet shows; rows may differ in length."""

    rows: list[list[Cell]]
    numbers: list[int]
    sheet: str = ""
    merges: Sequence[Merge] = ()
    warnings: list[str] = field(default_factory=list)

    def fill_merged(self, *, from_number: int) -> list[str]:
        """Repeat each merged value in all its cells at or below a row; return a warning for each range."""
        places = {number: place for place, number in enumerate(self.numbers)}
        warnings = []
        for merge in self.merges:
            if merge.top < from_number or merge.left > MAX_COLUMNS or merge.top not in places:
                continue
            source = self.rows[places[merge.top]]
            value = source[merge.left - 1] if merge.left <= len(source) else None
            if value is None:
                continue
            for number in range(merge.top, min(merge.bottom, self.numbers[-1]) + 1):
                if number in places:
                    self._fill(self.rows[places[number]], merge, value)
            warnings.append(
                f"The cells {merge} were merged; their value was repeated in each of them."
            )
        return warnings

    def _fill(self, row: list[Cell], merge: Merge, value: Cell) -> None:
        right = min(merge.right, MAX_COLUMNS)
        row.extend([None] * (right - len(row)))
        row[merge.left - 1 : right] = [value] * (right - merge.left + 1)
