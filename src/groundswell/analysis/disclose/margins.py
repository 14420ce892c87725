"""One release of several tables, each by one attribute of the same people.

Such tables tell of each other through one number alone: how many people there are in all. Whatever counts add up to
that number in one table can stand beside whatever adds up to it in another. So it is enough to find which totals fit
every table, and to audit each table against those: exact, and as quick as one table after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from .audit import Audit, Evidence, audit
from .cells import Cell, Mark
from .figures import Figures
from .period import Period
from .policy import Policy
from .releases import Release, release
from .tables import Axis, Shape, Table
from .words import message

ALL = "\0all"


@dataclass(frozen=True)
class Known:
    """What anyone can work out of one hidden number: the row, None for the total."""

    title: str
    row: int | None
    low: int
    high: int | None


def release_margins(
    tables: Sequence[Table],
    policy: Policy,
    *,
    name: str,
    period: Period,
    earlier: Sequence[Release] = (),
    seconds: float = 60.0,
) -> tuple[Release, tuple[Known, ...]]:
    """Publish one-way tables of the same people, or raise ``Refused``. What cannot stand beside the others is withheld.

    Put the table that matters most first: the last one goes first.
    """
    totals = {table[None, None] for table in tables}
    if not tables or len(totals) > 1 or any(table.shape.columns for table in tables):
        raise ValueError("These are tables by one attribute each, of the same people, or none.")
    ends = monotonic() + seconds
    made: list[Figures] = []
    for table in tables:
        one = release(
            [table], policy, name=name, period=period, earlier=earlier,
            seconds=max(ends - monotonic(), 1.0) / 2,
        )  # fmt: skip
        made.append(one.figures[0])
    return _together(made, policy, name, period, ends)


def _together(
    made: list[Figures], policy: Policy, name: str, period: Period, ends: float
) -> tuple[Release, tuple[Known, ...]]:
    """Withhold one table after another, the last first, until what stands is safe taken together."""
    while True:
        audits = _audits(made, policy, max(ends - monotonic(), 1.0))
        if all(one.is_safe for one in audits):
            break
        last = max(number for number, figures in enumerate(made) if figures.withheld is None)
        made[last] = made[last].withhold(message("withheld", minimum=policy.minimum))
    own = [[f for f in one.findings if f.key[0] == 0] for one in audits]
    checked = Audit(tuple(f for found in own for f in found), policy.minimum, policy.width)
    known = [
        Known(figures.shape.title, f.key[1][0], f.range.low, f.range.high)
        for figures, found in zip(_shown(made), own, strict=True)
        for f in found
        if isinstance(f.key[1], tuple)
    ]
    return Release(name, period, policy.name, tuple(made), checked), tuple(known)


def _shown(made: Sequence[Figures]) -> list[Figures]:
    return [figures for figures in made if figures.withheld is None]


def _audits(made: Sequence[Figures], policy: Policy, seconds: float) -> list[Audit]:
    """Audit each table beside the totals that fit all of them."""
    shown = _shown(made)
    if not shown:
        return []
    each = seconds / (2 * len(shown))
    ranges = [_totals(figures, policy, each) for figures in shown]
    low = max(low for low, _ in ranges)
    highs = [high for _, high in ranges if high is not None]
    beside = _total_alone(shown[0], policy, low, min(highs, default=None))
    return [audit(figures, beside, policy=policy, seconds=each) for figures in shown]


def _totals(figures: Figures, policy: Policy, seconds: float) -> tuple[int, int | None]:
    """Say how many people there can be in all, by one table alone."""
    total = figures[None, None]
    if total.mark is Mark.EXACT and total.value is not None:
        return total.value, total.value
    found = Evidence([figures], policy, seconds).range_of((0, (None, None)))
    return found.low, found.high


def _total_alone(figures: Figures, policy: Policy, low: int, high: int | None) -> Figures:
    """Make a table of one row that says nothing but how many there are in all."""
    if low == high and policy.base == 1:
        cell = Cell(Mark.EXACT, low, low, low)
    else:
        mark = Mark.ROUNDED if policy.base > 1 else Mark.HIDDEN
        cell = Cell(mark, None, low, high)
    shape = Shape("", Axis(ALL, (ALL,)), None, (), figures.shape.period)
    cells = (((0, None), cell), ((None, None), cell))
    return Figures(shape, figures.minimum, figures.width, cells)
