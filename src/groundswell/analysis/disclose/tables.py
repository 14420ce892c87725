"""True counts by one attribute or two, and what they are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import index
from typing import SupportsIndex

from .period import Period

By = tuple[str, Sequence[str]]
Position = tuple[int | None, int | None]
"""Row and column; None stands for all of them, so (None, None) is the total of everything."""


@dataclass(frozen=True)
class Axis:
    """One attribute and all its categories, those for "not known" included."""

    name: str
    labels: tuple[str, ...]
    covers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Finer labels that other tables use, for each label that stands for several."""

    def __post_init__(self) -> None:
        if not self.name or not self.labels:
            raise ValueError("An axis needs a name and at least one label.")
        if len(set(self.labels)) < len(self.labels):
            raise ValueError(
                f"Each label of {self.name} stands once; one of these stands twice: {list(self.labels)}."
            )


@dataclass(frozen=True)
class Shape:
    """What a table is about: nothing in it is secret."""

    title: str
    rows: Axis
    columns: Axis | None = None
    filters: tuple[tuple[str, str], ...] = ()
    period: Period | None = None

    def __post_init__(self) -> None:
        if len(set(self.attributes)) < len(self.attributes):
            raise ValueError(
                f"Each attribute is used once in a table; one of these twice: {list(self.attributes)}."
            )

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of all attributes in use, those that are only filtered by included."""
        columns = (self.columns.name,) if self.columns else ()
        return (self.rows.name, *columns, *(name for name, _ in self.filters))

    @property
    def positions(self) -> tuple[Position, ...]:
        """Every place that holds a number: cells first, then totals."""
        rows = range(len(self.rows.labels))
        columns = range(len(self.columns.labels)) if self.columns else range(0)
        cells: list[Position] = [(r, c) for r in rows for c in columns]
        return (*cells, *((r, None) for r in rows), *((None, c) for c in columns), (None, None))

    def name_of(self, position: Position, total: str = "Total") -> str:
        """Name a place by its labels."""
        row, column = position
        words = [] if row is None else [self.rows.labels[row]]
        if column is not None and self.columns:
            words.append(self.columns.labels[column])
        return ", ".join(words) or total


@dataclass(frozen=True)
class Table:
    """True counts. It stays with whoever may know them; only what comes of `protect` goes out."""

    shape: Shape
    counts: tuple[tuple[int, ...], ...]

    def __getitem__(self, position: Position) -> int:
        row, column = position
        lines = self.counts if row is None else (self.counts[row],)
        return sum(sum(line) if column is None else line[column] for line in lines)

    def items(self) -> Iterator[tuple[Position, int]]:
        """Every place with its true number."""
        return ((position, self[position]) for position in self.shape.positions)

    def during(self, period: Period) -> "Table":
        """Give the same table, said to be about this period."""
        return replace(self, shape=replace(self.shape, period=period))

    def by_rows(self) -> "Table":
        """Give the one-way table that is left without the columns."""
        return Table(replace(self.shape, columns=None), tuple((sum(line),) for line in self.counts))


def one_way(
    counts: Iterable[SupportsIndex],
    by: By | Axis,
    *,
    title: str = "",
    filters: Mapping[str, str] | None = None,
    period: Period | None = None,
) -> Table:
    """Make a table by one attribute, for instance ``one_way([12, 3], ("Outcome", ["Answered", "Open"]))``."""
    shape = Shape(title, _axis(by), None, tuple((filters or {}).items()), period)
    return Table(shape, _counts([[count] for count in counts], shape, 1))


def two_way(
    counts: Iterable[Iterable[SupportsIndex]],
    rows: By | Axis,
    columns: By | Axis,
    *,
    title: str = "",
    filters: Mapping[str, str] | None = None,
    period: Period | None = None,
) -> Table:
    """Make a table by two attributes: a list of counts for each row."""
    across = _axis(columns)
    shape = Shape(title, _axis(rows), across, tuple((filters or {}).items()), period)
    return Table(shape, _counts(counts, shape, len(across.labels)))


def _axis(by: By | Axis) -> Axis:
    return by if isinstance(by, Axis) else Axis(str(by[0]), tuple(str(label) for label in by[1]))


def _counts(
    counts: Iterable[Iterable[SupportsIndex]], shape: Shape, across: int
) -> tuple[tuple[int, ...], ...]:
    lines = [list(line) for line in counts]
    down = len(shape.rows.labels)
    if len(lines) != down or any(len(line) != across for line in lines):
        found = (
            f"{len(lines)} by {', '.join(sorted({str(len(line)) for line in lines})) or 'nothing'}"
        )
        raise ValueError(
            f"{shape.title or 'The table'} has labels for {down} by {across} counts and got {found}."
        )
    return tuple(tuple(_count(count, shape) for count in line) for line in lines)


def _count(count: SupportsIndex, shape: Shape) -> int:
    """Take any whole number, a NumPy one included; a table counts people, so nothing else will do."""
    try:
        number = index(count)
    except TypeError:
        number = -1
    if number < 0 or isinstance(count, bool):
        raise ValueError(
            f"{shape.title or 'The table'}: a count is a whole number from 0 up, not {count!r}."
        )
    return number
