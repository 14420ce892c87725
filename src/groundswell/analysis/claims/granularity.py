"""Whether a printed mean or percentage can come from whole people at all, and from how many."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any, ClassVar, Literal

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result, Table, number
from groundswell.analysis.claims._numbers import finite, whole_number

Kind = Literal["mean", "percent"]

GRIM = (
    "Brown NJL, Heathers JAJ. The GRIM test: a simple technique detects numerous anomalies in the reporting of "
    "results in psychology. Soc Psychol Personal Sci 2017; 8: 363-369."
)
ROUNDING = 1e-9
"""How far beyond half a last digit still rounds to the printed number: for binary fractions only."""


@dataclass(frozen=True, kw_only=True)
class Granularity(Result):
    """Which totals give the printed number; ``estimate`` is how many do, 0 where none can."""

    name: ClassVar[str] = "The number of totals that give the printed value"
    printed: float
    decimals: int
    kind: str
    below: float
    above: float
    totals: tuple[int, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any whole total rounds to what was printed."""
        return bool(self.totals)

    def sentence(self) -> str:
        """Say whether it can be, and what the nearest values are."""
        shown = f"{self.printed:.{self.decimals}f}"
        what = f"{shown} per cent" if self.kind == "percent" else f"A mean of {shown}"
        if self.is_possible:
            return f"{what} of {self.n:,} can come from whole answers."
        return (
            f"{what} of {self.n:,} cannot come from whole answers: the nearest possible values are "
            f"{number(self.below, self.decimals + 2)} and {number(self.above, self.decimals + 2)}."
        )


@dataclass(frozen=True, kw_only=True)
class Denominators(Result):
    """Group sizes that fit every printed percentage; ``estimate`` is the smallest."""

    name: ClassVar[str] = "The smallest group size that fits"
    sizes: tuple[int, ...]
    looked_from: int
    looked_to: int

    def sentence(self) -> str:
        """Say how many sizes fit, and the first of them."""
        if self.estimate is None:
            return super().sentence()
        first = ", ".join(f"{one:,}" for one in self.sizes[:8])
        more = " and more" if len(self.sizes) > 8 else ""
        return (
            f"Of the group sizes {self.looked_from:,} to {self.looked_to:,}, {len(self.sizes):,} fit all "
            f"{self.n:,} printed percentages: {first}{more}."
        )

    def tables(self) -> tuple[Table, ...]:
        """Give every size that fits."""
        rows = tuple((one,) for one in self.sizes)
        return (Table(title="Group sizes that fit", headings=("size",), rows=rows),)


def grim(
    printed: Any, n: Any, *, decimals: int, kind: Kind = "mean", items: int = 1
) -> Granularity:
    """Tell whether a printed mean, or percentage, of whole-number answers can come from ``n`` people.

    ``printed`` as in the paper (45 for 45 per cent), with its ``decimals`` as printed, 0 to 10; ``kind`` "mean" or
    "percent"; ``items`` is how many whole-number items are averaged for each person (a mean only). Numbers halfway
    between two last digits may be rounded either way. Raises InputError for a count below 1 or an unknown kind.

    When to use: before quoting a table, on means of counts or single Likert items and on percentages.

    When not: for quantities that are measured, not counted (an age in fractions of years), for weighted survey
    estimates, and where n times items is larger than 10 to the number of decimals: then everything is possible.

    References: Brown and Heathers 2017.

    >>> grim(3.45, 20, decimals=2).is_possible, grim(3.44, 20, decimals=2).is_possible
    (True, False)
    >>> print(grim(45, 97, decimals=0, kind="percent").sentence())
    45 per cent of 97 can come from whole answers.
    """
    value, people = finite(printed, "printed"), whole_number(n, "n", at_least=1)
    places = whole_number(decimals, "decimals", at_least=0)
    if places > 10:
        raise InputError(f"decimals should be at most 10; it is {places}.")
    if kind not in ("mean", "percent"):
        raise InputError(f'kind should be "mean" or "percent"; it is {kind!r}.')
    if kind == "percent" and not 0 <= value <= 100:
        raise InputError(f"A percentage lies between 0 and 100; it is {number(value)}.")
    parts = people * whole_number(items, "items", at_least=1)
    unit = 100.0 if kind == "percent" else 1.0
    half = 0.5 * 10.0**-places + ROUNDING
    low, high = (value - half) * parts / unit, (value + half) * parts / unit
    totals = tuple(range(ceil(low - ROUNDING), floor(high + ROUNDING) + 1)[:100])
    return Granularity(
        estimate=float(max(0, floor(high + ROUNDING) - ceil(low - ROUNDING) + 1)),
        n=people,
        printed=value,
        decimals=places,
        kind=kind,
        below=floor(value * parts / unit) * unit / parts,
        above=ceil(value * parts / unit) * unit / parts,
        totals=totals,
        method="Whole totals whose quotient by n times items rounds to the printed value, halves either way.",
        assumptions=("Every answer is a whole number.", "Nothing was weighted or imputed."),
        warnings=_too_coarse(parts, places, kind),
        citation=GRIM,
    )


def possible_denominators(
    percentages: Any, *, decimals: int, largest: int, smallest: int = 1
) -> Denominators:
    """Find every group size from ``smallest`` to ``largest`` that fits all the printed percentages of one group.

    ``percentages`` as printed, 0 to 100, all with the same number of ``decimals``. Raises InputError for none, and
    for sizes in the wrong order.

    When to use: where a table prints percentages and no denominators, or where the denominators it names may not be
    those that were used.

    When not: where each percentage has its own denominator (missing answers left out by row): then try rows apart.

    References: Brown and Heathers 2017.

    >>> possible_denominators([33.3, 66.7], decimals=1, largest=12).sizes
    (3, 6, 9, 12)
    """
    values = _percentages(percentages)
    first = whole_number(smallest, "smallest", at_least=1)
    last = whole_number(largest, "largest", at_least=1)
    if last < first:
        raise InputError(f"largest should be at least smallest: {last:,} is below {first:,}.")
    if last > 1_000_000:
        raise InputError(f"largest should be at most 1,000,000; it is {last:,}.")
    places = whole_number(decimals, "decimals", at_least=0)
    half = 0.5 * 10.0**-places + ROUNDING
    sizes = tuple(
        n
        for n in range(first, last + 1)
        if all(
            ceil((value - half) * n / 100 - ROUNDING) <= floor((value + half) * n / 100 + ROUNDING)
            for value in values
        )
    )
    return Denominators(
        estimate=float(sizes[0]) if sizes else None,
        n=len(values),
        sizes=sizes,
        looked_from=first,
        looked_to=last,
        method="Every group size for which each percentage is some whole number of people, halves either way.",
        assumptions=("All percentages share one denominator.", "Nothing was weighted."),
        citation=GRIM,
        reason="" if sizes else f"no group of {first:,} to {last:,} people gives all of them.",
    )


def _percentages(values: Any) -> list[float]:
    if isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise InputError("percentages should be a list of numbers, such as [12, 45].")
    found = [finite(one, "A percentage") for one in values]
    if not found:
        raise InputError("percentages is empty. Give at least one.")
    for one in found:
        if not 0 <= one <= 100:
            raise InputError(f"A percentage lies between 0 and 100; one is {number(one)}.")
    return found


def _too_coarse(parts: int, places: int, kind: str) -> tuple[str, ...]:
    digits = places + (2 if kind == "percent" else 0)
    if parts < 10**digits:
        return ()
    return ("With so many answers to so few decimals every value is possible: this shows nothing.",)
