"""What has been published: nothing in here is secret, and earlier releases are kept in this form."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from . import show
from .cells import Cell
from .tables import Position, Shape
from .words import Message, Translate

WHOLES = ("row", "column", "all")


@dataclass(frozen=True)
class Percentages:
    """Percentages of a table: what their whole is, and those that are shown, each with its step."""

    whole: str
    least: int
    """As many at least stand behind each that is shown."""
    values: tuple[tuple[Position, Fraction, Fraction], ...]

    def base_of(self, position: Position) -> Position:
        """Name the place that is 100 percent for this one."""
        row, column = position
        return {"row": (row, None), "column": (None, column), "all": (None, None)}[self.whole]


@dataclass(frozen=True)
class Figures:
    """The numbers of one published table."""

    shape: Shape
    minimum: int
    width: int
    """What its policy keeps open: see ``Policy.width``."""
    cells: tuple[tuple[Position, Cell], ...]
    percentages: Percentages | None = None
    withheld: Message | None = None
    notes: tuple[Message, ...] = ()
    by_position: dict[Position, Cell] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_position", dict(self.cells))

    def __getitem__(self, position: Position) -> Cell:
        return self.by_position[position]

    def hidden(self) -> tuple[Position, ...]:
        """Name the places where no number stands."""
        return tuple(position for position, cell in self.cells if not cell.is_shown)

    def with_cells(self, changed: dict[Position, Cell]) -> "Figures":
        """Give the same table with other cells."""
        cells = tuple((position, changed.get(position, cell)) for position, cell in self.cells)
        return replace(self, cells=cells)

    def withhold(self, why: Message) -> "Figures":
        """Give the same table with nothing in it."""
        return replace(self, cells=(), percentages=None, withheld=why, notes=())

    def percent_at(self, position: Position) -> tuple[Fraction, Fraction] | None:
        """Give the percentage at a place and its step, where there is one."""
        values = self.percentages.values if self.percentages else ()
        return next(((percent, step) for place, percent, step in values if place == position), None)

    def marks(self, translate: Translate = str) -> list[tuple[str, str, int | None, int | None]]:
        """Give for each row: label, words on the page, the number if shown, the most it can be, for pictures."""
        if self.withheld is not None:
            return []
        cells = [(label, self[row, None]) for row, label in enumerate(self.shape.rows.labels)]
        return [
            (label, cell.text(translate), cell.value, None if cell.is_shown else cell.high)
            for label, cell in cells
        ]

    def to_rows(self, translate: Translate = str) -> list[tuple[str, ...]]:
        """Give the table as printed: headings, rows, totals. Empty where it is withheld."""
        return show.rows_of(self, translate)

    def to_text(self, translate: Translate = str) -> str:
        """Give the table in plain characters with its notes."""
        return show.to_text(self, translate)

    def to_html(self, translate: Translate = str) -> str:
        """Give an accessible table with its notes; everything in it is escaped."""
        return show.to_html(self, translate)
