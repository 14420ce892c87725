"""Percentages, as fine as they can be without giving a number away."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from .audit import Evidence
from .figures import WHOLES, Figures, Percentages
from .policy import Policy
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
    for step in (FINEST, COARSER[0]):
        every = maker.values(step)
        if maker.is_safe(every, beside, seconds):
            return maker.noted(every)
    return maker.noted(maker.line_by_line(beside, seconds))


class _Maker:
    """The percentages of one table."""

    def __init__(self, table: Table, figures: Figures, policy: Policy, whole: str) -> None:
        self.table, self.figures, self.policy = table, figures, policy
        self.empty = Percentages(whole, ceil(policy.pct_min), ())
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
        made = replace(self.figures, percentages=replace(self.empty, values=values))
        return not Evidence([*beside, made], self.policy, seconds).has_open()

    def line_by_line(self, beside: Sequence[Figures], seconds: float) -> tuple[Value, ...]:
        """For each whole, the largest first, take the finest step that is safe beside those taken before."""
        kept: tuple[Value, ...] = ()
        bases = dict.fromkeys(self.empty.base_of(p) for p in self.wanted)
        for base in sorted(bases, key=lambda b: (-self.table[b], str(b))):
            for step in COARSER:
                more = self.values(step, base)
                if self.is_safe(kept + more, beside, seconds):
                    kept += more
                    break
        return kept

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
