"""What every method gives back: numbers that know their name, their source and what they cannot show.

A result is frozen. ``estimate`` is a number or None, never NaN; None comes with ``reason``, a sentence. What a method
gives besides stands in fields of its own, and in ``tables()`` where it is more than a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from html import escape
from math import isnan
from typing import ClassVar

Cell = str | int | float | None

COMMON = frozenset(
    {
        "estimate", "interval", "n", "n_missing", "method", "assumptions", "warnings", "citation",
        "reason",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From ``low`` to ``high``; ``level`` is the confidence, between 0 and 1; ``method`` says how it was made."""

    low: float
    high: float
    level: float = 0.95
    method: str = ""

    def __str__(self) -> str:
        """Write it as a reader would: 95% CI .21 to .44."""
        return f"{level_said(self.level)} CI {number(self.low)} to {number(self.high)}"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a result, in the words it is shown with."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def lines(self) -> list[str]:
        """Write it for a terminal: the title, then columns under their headings."""
        return [self.title, *_aligned([self.headings, *map(_words, self.rows)])]

    def markup(self) -> str:
        """Write it for a page: a caption, and headings that say what they head; everything in it is escaped."""
        return _table_html(self)


@dataclass(frozen=True, kw_only=True)
class Result:
    """One estimate with its interval, its denominator, and what to know before it is quoted.

    ``n`` counts what was used and ``n_missing`` what was left out, in the units ``method`` names. Fields a method adds
    are numbers, words or None and are shown by their name, underscores as spaces; leave longer things to ``tables``.
    """

    name: ClassVar[str] = "Estimate"
    """What the estimate is called in a sentence and a heading, such as "Cohen's kappa"."""

    estimate: float | None
    interval: Interval | None = None
    n: int
    n_missing: int = 0
    method: str
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    citation: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.estimate is not None and isnan(self.estimate):
            raise ValueError("An estimate is a number or None, never NaN. Give None and a reason.")
        if self.estimate is None and not self.reason:
            raise ValueError("Where there is no estimate, a reason says why.")

    def sentence(self) -> str:
        """Say the result in plain English, with its interval and its denominator."""
        if self.estimate is None:
            return f"{self.name} is not estimable: {self.reason}"
        span = f" ({self.interval})" if self.interval else ""
        left_out = f"; {self.n_missing:,} left out as missing" if self.n_missing else ""
        return f"{self.name} is {number(self.estimate)}{span}, n = {self.n:,}{left_out}."

    def tables(self) -> tuple[Table, ...]:
        """Give what does not fit into one row."""
        return ()

    def to_row(self) -> dict[str, Cell]:
        """Give every number of the result by name, flat, for a table or a file."""
        row: dict[str, Cell] = {"name": self.name, "estimate": self.estimate}
        interval = self.interval
        row["low"], row["high"] = (interval.low, interval.high) if interval else (None, None)
        row["level"] = interval.level if interval else None
        row["n"], row["n_missing"] = self.n, self.n_missing
        row.update(self._own())
        row["method"], row["citation"], row["reason"] = self.method, self.citation, self.reason
        return row

    def to_text(self) -> str:
        """Write the whole result in lines: the sentence, the numbers, the caveats, the source."""
        lines = [self.sentence()]
        lines += [f"  {label}: {value}" for label, value in self.facts()]
        for table in self.tables():
            lines += ["", *table.lines()]
        return "\n".join(lines)

    def to_html(self) -> str:
        """Write the same as markup without styles or scripts; everything in it is escaped."""
        facts = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in self.facts())
        tables = "".join(table.markup() for table in self.tables())
        return f"<section><p>{escape(self.sentence())}</p><dl>{facts}</dl>{tables}</section>"

    def _own(self) -> dict[str, Cell]:
        values = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name not in COMMON
        }
        return {
            name: value
            for name, value in values.items()
            if value is None or isinstance(value, str | int | float)
        }

    def facts(self) -> list[tuple[str, str]]:
        """Give the numbers of this method and what to know of them, as labelled words."""
        own = [
            (name.replace("_", " "), p_value(value) if name.startswith("p_") or name == "p" else word(value))
            for name, value in self._own().items()
        ]  # fmt: skip
        many = [("assumes", one) for one in self.assumptions] + [
            ("note", one) for one in self.warnings
        ]
        source = [("source", self.citation)] if self.citation else []
        how = self.interval.method if self.interval else ""
        span = [("interval", how)] if how else []
        return [*own, ("method", self.method), *span, *many, *source]


def level_said(level: float) -> str:
    """Write a confidence level in full: 95%, 97.5%, 99.9%, and never 100%."""
    return f"{round(100 * level, 10):.12g}%"


def number(value: float, digits: int = 3) -> str:
    """Write a number to ``digits`` significant places at least, whole numbers whole: 0.00235, 3.75, 1,200."""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) >= 10**digits:
        return f"{value:,.1f}"
    return f"{value:.{digits}f}" if abs(value) >= 0.1 else f"{value:.{digits}g}"


def p_value(value: Cell) -> str:
    """Write a p-value: three places, and "< .001" below."""
    if not isinstance(value, float | int):
        return word(value)
    return "< .001" if value < 0.001 else f"{value:.3f}"


def word(value: Cell) -> str:
    """Write any cell; None is "not estimable"."""
    if value is None:
        return "not estimable"
    return value if isinstance(value, str) else number(value)


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(word(value) for value in row)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]  # fmt: skip


def _table_html(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.headings)
    body = "".join(
        "<tr>"
        + f'<th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(one)}</td>" for one in row[1:])
        + "</tr>"
        for row in map(_words, table.rows)
    )
    caption = f"<caption>{escape(table.title)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
