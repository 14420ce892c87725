"""The audit: what anyone can work out from everything published, taken together.

Every number, mark and percentage is a bound on sums of the same unknown counts. For each hidden count the
least and the greatest value that fits all bounds is found. It needs no secret: a stranger can run it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from .cells import Mark
from .figures import Figures
from .policy import Policy
from .solve import Pool, Prober, Range, Row, System, row
from .tables import Position, Shape
from .words import Message, Translate, message
from .world import World

Key: TypeAlias = tuple[int, Position | int]
"""A place in one of the tables, or (-1, group) for a group that no table shows by itself."""
SECONDS = 20.0


@dataclass(frozen=True)
class Finding:
    """What can be worked out about one hidden number."""

    what: str
    range: Range
    is_open: bool
    """Whether that is too much."""
    key: Key

    def message(self) -> Message:
        """Say it."""
        if self.range.high is None:
            return message("interval-open", what=self.what, low=self.range.low)
        return message("interval", what=self.what, low=self.range.low, high=self.range.high)


@dataclass(frozen=True)
class Audit:
    """What can be worked out, for each hidden number and for whatever else is too narrow."""

    findings: tuple[Finding, ...]
    minimum: int
    width: int

    @property
    def is_safe(self) -> bool:
        """Whether nothing small can be worked out more closely than the policy allows."""
        return not any(finding.is_open for finding in self.findings)

    @property
    def is_exact(self) -> bool:
        """Whether every range is proven; where it is not, the true one is wider."""
        return all(finding.range.is_exact for finding in self.findings)

    def message(self) -> Message:
        """Say it in one sentence."""
        n_open = sum(finding.is_open for finding in self.findings)
        if n_open:
            return message("unsafe", n_open=n_open, minimum=self.minimum)
        if not self.findings:
            return message("safe-nothing", minimum=self.minimum)
        return message("safe", n_hidden=len(self.findings), values=self.width + 1)

    def to_lines(self, translate: Translate = str) -> list[str]:
        """Give the verdict, then what can be worked out about each hidden number."""
        return [
            said.say(translate) for said in (self.message(), *(f.message() for f in self.findings))
        ]


class Evidence:
    """All that was published, as bounds on the groups of one world."""

    def __init__(
        self,
        figures: Sequence[Figures],
        policy: Policy,
        seconds: float = SECONDS,
        pool: Pool | None = None,
    ) -> None:
        self.figures, self.policy = figures, policy
        self.world = World([f.shape for f in figures])
        rows = [r for number in range(len(figures)) for r in self.rows_of(number)]
        has_percentages = any(f.percentages for f in figures)
        self.system = System(
            self.world.n_groups, rows, is_network=self.world.is_plain and not has_percentages
        )
        self.targets = dict(self._targets())
        self.width = min(f.width for f in figures)
        """How wide a range must stay: where tables of two policies meet, the lesser has been given away already."""
        self.prober = Prober(self.system, self.targets, seconds, pool)

    def rows_of(self, number: int) -> Iterator[Row]:
        """Give the bounds that one table sets."""
        figures, places = self.figures[number], self.world.places[number]
        for position, cell in figures.cells:
            yield row(places[position], cell.low, cell.high)
        yield from _percent_rows(figures, places)

    def _targets(self) -> Iterator[tuple[Key, tuple[int, ...]]]:
        for number, figures in enumerate(self.figures):
            for position, cell in figures.cells:
                if cell.mark is not Mark.EXACT:
                    yield (number, position), self.world.places[number][position]
        if not self.world.is_plain:
            yield from (((-1, group), (group,)) for group in range(self.world.n_groups))

    def too_narrow(self, key: Key, found: Range) -> bool:
        """Say whether a range gives away what the policy protects."""
        number, place = key
        if isinstance(place, int):
            is_shown_zero = self.policy.show_zero and found.high == 0
            is_blurred, least = self.policy.base > 1, self.policy.minimum
        else:
            cell = self.figures[number][place]
            is_shown_zero, least = False, self.figures[number].minimum
            is_blurred = cell.mark is Mark.ROUNDED or (cell.mark is Mark.HIDDEN and not cell.low)
        if found.low >= least:
            return is_blurred and found.width < 1
        return found.width < self.width and not is_shown_zero

    def open_keys(self) -> list[Key]:
        """Name what can be worked out too closely."""
        return [key for key in self.targets if self.range_if_narrow(key)]

    def has_open(self) -> bool:
        """Say whether anything can be worked out too closely, and stop at the first."""
        return any(self.range_if_narrow(key) for key in self.targets)

    def range_if_narrow(self, key: Key) -> Range | None:
        """Give the range where it is too narrow; what is already known to be wide costs nothing."""
        seen = self.prober.seen(key)
        if seen and seen.width >= self.width:
            return None
        found = self.range_of(key)
        return found if self.too_narrow(key, found) else None

    def range_of(self, key: Key) -> Range:
        """Give what can be worked out about one sum."""
        found = self.prober.range_of(key)
        if self.prober.is_impossible:
            raise ValueError(
                "These tables contradict each other: no counts fit all of them. Check that they count "
                "the same people, and that each attribute lists all its categories."
            )
        return found or Range(0, 0, is_exact=False)

    def name_of(self, key: Key) -> str:
        """Name a sum for people."""
        number, place = key
        if isinstance(place, tuple):
            shape = self.figures[number].shape
            return ": ".join(word for word in (shape.title, shape.name_of(place)) if word)
        where = [
            name
            for n, places in enumerate(self.world.places)
            for position, groups in places.items()
            if place in groups and (name := _short(self.figures[n].shape, position))
        ]
        return " / ".join(dict.fromkeys(where)) or "Total"


def audit(*figures: Figures, policy: Policy, seconds: float = SECONDS) -> Audit:
    """Work out what all these published tables give away together."""
    told = [f for f in figures if f.withheld is None]
    if not told:
        return Audit((), policy.minimum, policy.width)
    evidence = Evidence(told, policy, seconds)
    findings = []
    for key in evidence.targets:
        if is_hidden(evidence, key):
            found = evidence.range_of(key)
            findings.append(
                Finding(evidence.name_of(key), found, evidence.too_narrow(key, found), key)
            )
        elif narrow := evidence.range_if_narrow(key):
            findings.append(Finding(evidence.name_of(key), narrow, True, key))
    return Audit(tuple(findings), min(f.minimum for f in told), min(f.width for f in told))


def is_hidden(evidence: Evidence, key: Key) -> bool:
    """Say whether the sum is a place of a table where no number stands."""
    number, place = key
    return isinstance(place, tuple) and not evidence.figures[number][place].is_shown


def _short(shape: Shape, position: Position) -> str:
    return "" if position == (None, None) and not shape.filters else shape.name_of(position)


def _percent_rows(figures: Figures, places: Mapping[Position, Sequence[int]]) -> Iterator[Row]:
    """Bound part and whole by the percentage: it was rounded, halves up, to its step."""
    shown = figures.percentages
    if not shown:
        return
    for position, percent, step in shown.values:
        part, whole = places[position], places[shown.base_of(position)]
        yield row(whole, shown.least, None)
        yield _share(part, whole, percent - step / 2, at_least=True)
        yield _share(part, whole, percent + step / 2, at_least=False)


def _share(part: Sequence[int], whole: Sequence[int], percent: Fraction, *, at_least: bool) -> Row:
    scale = percent.denominator
    factors = dict.fromkeys(whole, -percent.numerator)
    for m in part:
        factors[m] = factors.get(m, 0) + 100 * scale
    return Row(tuple(factors.items()), 0 if at_least else None, None if at_least else -1)
