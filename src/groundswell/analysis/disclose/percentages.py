"""Percentages, as fine as they can be without giving a number away."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from .audit import Evidence
from .figures import WHOLES, Figures, Percentages
from .policy import Policy
from .solve import Pool
from .tables import Position, Table
from .words import message

FINEST, COARSER = Fraction(1, 10), (Fraction(1), Fraction(5), Fraction(10))
Value = tuple[Position, Fraction, Fraction]


def add_percentages(
    table: Table,
    figures: Figures,
    policy: Policy,
    whole: str,
    beside: Sequence[Figures],
    seconds: float,
) -> Figures:
    """Give the figures with percentages of the true counts, coarser or none where finer ones would tell."""
    if whole not in WHOLES or (whole == "column" and table.shape.columns is None):
        raise ValueError(
            f"Percentages are of a row, of a column (where there are columns) or of all, not {whole!r}."
        )
    maker = _Maker(table, figures, policy, "all" if table.shape.columns is None else whole)
    every = maker.values(FINEST)
    if not maker.is_safe(every, beside, seconds):
        every = maker.best_lines(beside, seconds)
    return maker.noted(every)


class _Maker:
    """The percentages of one table."""

    def __init__(self, table: Table, figures: Figures, policy: Policy, whole: str) -> None:
        self.table, self.figures, self.policy = table, figures, policy
        self.empty = Percentages(whole, ceil(policy.pct_min), ())
        self.pool = Pool()
        self.wanted = [p for p, _ in figures.cells if p != self.empty.base_of(p)]

    def values(self, step: Fraction, base: Position | None = None) -> tuple[Value, ...]:
        """Give those whose part and whole are shown, all or those of one whole."""
        found = []
        for position in self.wanted:
            whole = self.empty.base_of(position)
            if base not in (None, whole) or not (
                self.figures[position].is_shown and self.figures[whole].is_shown
            ):
                continue
            percent = self.policy.percentage(self.table[position], self.table[whole], step)
            if percent is not None:
                found.append((position, Fraction(str(percent)), step))
        return tuple(found)

    def is_safe(self, values: tuple[Value, ...], beside: Sequence[Figures], seconds: float) -> bool:
        """Say whether nothing more is given away. Exact parts of exact wholes tell nothing new."""
        if self.policy.base == 1 or not values:
            return True
        if any(self.tells_alone(value) for value in values):
            return False
        made = replace(self.figures, percentages=replace(self.empty, values=values))
        return not Evidence([*beside, made], self.policy, seconds, self.pool).has_open()

    def tells_alone(self, value: Value) -> bool:
        """Say whether one percentage with its own part and whole is already too much: quick, and often so."""
        position, percent, step = value
        part, whole = self.figures[position], self.figures[self.empty.base_of(position)]
        if part.high is None or whole.high is None:
            return False
        window = (percent - step / 2, percent + step / 2)
        fits = [
            n
            for n in range(part.low, part.high + 1)
            for d in range(max(whole.low, self.empty.least), whole.high + 1)
            if window[0] * d <= 100 * n < window[1] * d
        ]
        need = self.policy.width if min(fits) < self.policy.minimum else 1
        return max(fits) - min(fits) < need

    def best_lines(self, beside: Sequence[Figures], seconds: float) -> tuple[Value, ...]:
        """For each whole take the finest step that does not tell by itself; all of them where that is safe."""
        wholes = dict.fromkeys(self.empty.base_of(p) for p in self.wanted)
        lines = {
            base: self._steps(base)
            for base in sorted(wholes, key=lambda b: (-self.table[b], str(b)))
        }
        hoped = tuple(value for steps in lines.values() for value in (steps[0] if steps else ()))
        if self.is_safe(hoped, beside, seconds):
            return hoped
        kept: tuple[Value, ...] = ()
        for steps in lines.values():
            kept += next((more for more in steps if self.is_safe(kept + more, beside, seconds)), ())
        return kept

    def _steps(self, base: Position) -> list[tuple[Value, ...]]:
        every = (self.values(step, base) for step in COARSER)
        return [values for values in every if not any(self.tells_alone(value) for value in values)]

    def noted(self, values: tuple[Value, ...]) -> Figures:
        """Give the figures with these percentages and a word on those that are coarse or missing."""
        notes = list(self.figures.notes)
        coarsest = max((step for _, _, step in values), default=FINEST)
        if coarsest > FINEST:
            notes.append(message("percent-coarse", step=int(coarsest)))
        if len(values) < len(self.wanted):
            notes.append(message("percent-hidden", least=self.empty.least))
        made = replace(self.empty, values=values) if values else None
        return replace(self.figures, percentages=made, notes=tuple(notes))
