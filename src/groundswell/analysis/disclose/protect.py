"""From a true table to one that may be published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

from .audit import Audit, Evidence, audit
from .cells import hide, publish
from .complement import choose, hideable
from .figures import Figures
from .percentages import add_percentages
from .policy import Policy
from .show import bullets
from .solve import Pool
from .tables import Position, Shape, Table
from .words import Message, Translate, message

EXACT_PLACES, EXACT_KEYS = 100, 24
"""Up to so many places (60 cells and their totals) the cheapest choice of what to hide is searched for."""
ROUNDS = 6


class Refused(ValueError):
    """What was asked for must not be published at all; the message says why and what to do."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.message = why


@dataclass(frozen=True)
class Protected:
    """A table that may go out, and the audit that says so. It holds nothing that is not published."""

    figures: Figures
    audit: Audit
    is_cheapest: bool
    """Whether no choice of hidden numbers that loses less would have been safe."""

    def to_rows(self, translate: Translate = str) -> list[tuple[str, ...]]:
        """Give the table as printed: headings, rows, totals. Empty where it is withheld."""
        return self.figures.to_rows(translate)

    def to_text(self, translate: Translate = str) -> str:
        """Give the table, its notes and what the audit found."""
        return "\n".join([self.figures.to_text(translate), *self.audit.to_lines(translate)])

    def to_html(self, translate: Translate = str) -> str:
        """Give an accessible table, its notes and what the audit found; everything in it is escaped."""
        return self.figures.to_html(translate) + bullets(self.audit.to_lines(translate))


def protect(
    table: Table,
    policy: Policy,
    *,
    percentages: str | None = None,
    beside: Sequence[Figures] = (),
    seconds: float = 20.0,
) -> Protected:
    """Hide or round what must be, with everything in `beside` already known to the reader.

    `percentages` names their whole: "row", "column" or "all". Where nothing helps, the table is tried without
    its columns, and then withheld: see ``figures.withheld``.
    """
    _check_attributes(table, policy)
    near = _near([f for f in beside if f.withheld is None], table.shape)
    ends = monotonic() + seconds
    first = _Attempt(table, policy, near, ends).result(percentages)
    if first.figures.withheld is None or not table.shape.columns:
        return first
    coarse = _Attempt(table.by_rows(), policy, near, ends).result("all" if percentages else None)
    if coarse.figures.withheld is not None:
        return first
    why = message("coarser", rows=table.shape.rows.name, columns=table.shape.columns.name)
    figures = replace(coarse.figures, notes=(*coarse.figures.notes, why))
    return replace(coarse, figures=figures)


def _check_attributes(table: Table, policy: Policy) -> None:
    names = table.shape.attributes
    if len(names) > policy.max_attributes:
        raise Refused(
            message("attributes", most=policy.max_attributes, n=len(names), names=", ".join(names))
        )


def _near(beside: list[Figures], shape: Shape) -> list[Figures]:
    """Keep what speaks of the same days, and of the same days as those, and so on: a year ties its halves together."""
    reached, found = [shape], [False] * len(beside)
    while reached:
        now = reached.pop()
        for number, figures in enumerate(beside):
            if not found[number] and _meet(figures.shape, now):
                found[number] = True
                reached.append(figures.shape)
    return [figures for figures, is_near in zip(beside, found, strict=True) if is_near]


def _meet(one: Shape, other: Shape) -> bool:
    """Say whether two tables can speak of the same people; a missing period means they may."""
    return one.period is None or other.period is None or one.period.overlaps(other.period)


def is_class_disclosed(table: Table) -> bool:
    """Say whether everybody in some row or column, or in the whole table, is in one cell."""
    lines = [list(line) for line in table.counts]
    if table.shape.columns is None:
        lines = [[count for (count,) in table.counts]]
    else:
        lines += [list(column) for column in zip(*table.counts, strict=True)]
    return any(len(line) > 1 and sum(line) == max(line) > 0 for line in lines)


class _Attempt:
    """One table on its way through: first the small counts, then what would give them away."""

    def __init__(self, table: Table, policy: Policy, beside: list[Figures], ends: float) -> None:
        self.table, self.beside, self.ends = table, beside, ends
        self.asked = policy
        self.policy = policy.for_attributes(table.shape.attributes)
        notes = [message("rounded", base=policy.base)] if policy.base > 1 else []
        if self.policy.show_zero and is_class_disclosed(table):
            self.policy = replace(self.policy, show_zero=False)
            notes.append(message("class"))
        cells = tuple((position, publish(count, self.policy)) for position, count in table.items())
        self.figures = Figures(
            table.shape, self.policy.minimum, self.policy.width, cells, notes=tuple(notes)
        )
        self.is_cheapest = True
        self.pool = Pool()

    def result(self, whole: str | None) -> Protected:
        if not self._hide_until_safe():
            why = message("withheld", minimum=self.policy.minimum)
            return Protected(self.figures.withhold(why), audit(policy=self.policy), False)
        if whole:
            self.figures = add_percentages(
                self.table, self.figures, self.policy, whole, self.beside, self.left()
            )
        checked = audit(*self.beside, self.figures, policy=self.policy, seconds=self.left())
        return Protected(self.figures, checked, self.is_cheapest)

    def left(self) -> float:
        return max(self.ends - monotonic(), 1.0)

    def _hide_until_safe(self) -> bool:
        for turn in range(ROUNDS):
            evidence = self._evidence()
            narrow = evidence.open_keys()
            if not narrow:
                if turn > 1 or not self.is_cheapest:
                    self._show_again()
                return True
            small = len(self.figures.cells) <= EXACT_PLACES and len(narrow) <= EXACT_KEYS
            exact = turn == 0 and small and evidence.world.is_plain
            chosen = exact and choose(
                evidence, self.table, self.policy, narrow, exact=True, seconds=self.left() / 2
            )
            if chosen:
                self.is_cheapest = chosen.is_cheapest
                self._hide(chosen.positions)
            else:
                self.is_cheapest = False
                self._hide_one_by_one(turn)
        return False

    def _evidence(self) -> Evidence:
        """What is published as it stands, beginning with the points that earlier turns have met."""
        return Evidence([*self.beside, self.figures], self.policy, self.left(), self.pool)

    def _hide(self, positions: Sequence[Position]) -> None:
        self.figures = self.figures.with_cells({p: hide(self.policy) for p in positions})

    def _hide_one_by_one(self, turn: int) -> None:
        """Guard one number after another; on late turns hide all that can be hidden."""
        evidence = self._evidence()
        if turn >= ROUNDS - 2:
            self._hide(hideable(evidence, self.table, self.policy))
            return
        for key in evidence.open_keys():
            now = self._evidence()
            if not now.range_if_narrow(key):
                continue
            chosen = choose(
                now, self.table, self.policy, [key], exact=False, seconds=self.left() / 4
            )
            if chosen:
                self._hide(chosen.positions)

    def _show_again(self) -> None:
        """Take back each hidden number that turns out not to be needed, the dearest first."""
        price = dict(self.table.items())
        hidden = [p for p in self.figures.hidden() if not self.policy.is_hidden(self.table[p])]
        for position in sorted(hidden, key=lambda p: (-price[p], str(p))):
            if self.ends - monotonic() < 1:
                return
            before = self.figures
            self.figures = before.with_cells({position: publish(self.table[position], self.policy)})
            if self._evidence().has_open():
                self.figures = before
