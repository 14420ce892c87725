"""Agreement of two coders on each of many codes, where a unit may have several, and on all of them pooled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any, ClassVar, NamedTuple

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Result, Table
from groundswell.analysis.agree._coefficient import SAME, Coefficient
from groundswell.analysis.agree._flags import Ints, Packed, as_flags, overlap, overlap_packed
from groundswell.analysis.agree._spans import Span, by_code, covered, shared

POOLED = (
    "De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater "
    "agreement across many items. Field Methods 2008; 20: 272-282."
)
NEVER = "neither coder used the code."
ALWAYS = "both coders gave the code to every unit."
HEADINGS = (
    "Code", "First", "Second", "Both", "Agreement", "Kappa", "Low", "High", "PABAK", "AC1", "Holsti",
)  # fmt: skip


class CodeAgreement(NamedTuple):
    """One code: units each coder gave it, units both did, what follows; ``reason`` says why there is no kappa."""

    code: str
    n: int
    first: int
    second: int
    both: int
    observed: float
    chance: float
    kappa: float | None
    standard_error: float | None
    low: float | None
    high: float | None
    pabak: float
    ac1: float
    holsti: float | None
    reason: str = ""

    @property
    def share(self) -> float:
        """Give the mean share of units the two coders gave the code."""
        return (self.first + self.second) / (2 * self.n)

    @property
    def prevalence_index(self) -> float:
        """Give how far units with and without the code are unequal, 0 to 1."""
        return abs(1 - 2 * self.share)

    @property
    def bias_index(self) -> float:
        """Give how far the coders differ in how often they used the code, 0 to 1."""
        return abs(self.first - self.second) / self.n


@dataclass(frozen=True, kw_only=True)
class PerCode(Result):
    """The pooled kappa, with the agreement on each code in ``by_code``; ``n`` counts units."""

    name: ClassVar[str] = "Pooled kappa"
    observed: float | None = None
    chance: float | None = None
    n_codes: int
    n_unused: int
    by_code: tuple[CodeAgreement, ...] = field(default=(), repr=False)

    def tables(self) -> tuple[Table, ...]:
        rows = tuple(
            (
                one.code, one.first, one.second, one.both, one.observed, one.kappa, one.low, one.high,
                one.pabak, one.ac1, one.holsti,
            )
            for one in self.by_code
        )  # fmt: skip
        return (Table(title="Each code", headings=HEADINGS, rows=rows),)


@dataclass(frozen=True, kw_only=True)
class Pooled(Result):
    """A coefficient made from the mean agreement and the mean chance agreement of several."""

    name: ClassVar[str] = "The pooled coefficient"
    observed: float | None = None
    chance: float | None = None
    n_pooled: int


class CodeCounts:
    """Agreement per code over chunks, texts or sites: add flags or spans as they come, add counts, ask for the result.

    ``codes`` names the codes, in order. ``counts.add(first, second)`` takes what :func:`per_code` takes,
    ``counts.add_spans(first, second, length=…)`` what :func:`per_code_spans` takes, and ``a + b`` makes the counts of
    both.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(map(str, codes))
        if not self.codes or len(set(self.codes)) != len(self.codes):
            raise InputError(f"Name each code once; these are {list(self.codes)}.")
        self.n = 0
        self.both = np.zeros(len(self.codes), np.int64)
        self.first = self.both.copy()
        self.second = self.both.copy()

    def add(self, first: Any, second: Any) -> "CodeCounts":
        """Count units with flags of two coders. Gives itself back."""
        both, one, other, n, _ = _counted(first, second, self.codes)
        return self._take(both, one, other, n)

    def add_spans(
        self, first: Iterable[Span], second: Iterable[Span], *, length: int
    ) -> "CodeCounts":
        """Count the characters of one text. Gives itself back."""
        one, other = by_code(first, length), by_code(second, length)
        strange = sorted((one.keys() | other.keys()) - set(self.codes))
        if strange:
            raise InputError(f"{strange[0]!r} is not one of the codes named: {list(self.codes)}.")
        empty: list[tuple[int, int]] = []
        pairs = [(one.get(code, empty), other.get(code, empty)) for code in self.codes]
        return self._take(
            np.array([shared(a, b) for a, b in pairs]),
            np.array([covered(a) for a, _ in pairs]),
            np.array([covered(b) for _, b in pairs]),
            length,
        )

    def __add__(self, other: "CodeCounts") -> "CodeCounts":
        """Give the counts of both."""
        if self.codes != other.codes:
            raise InputError("Counts of different codes cannot be added. Name the same codes.")
        made = CodeCounts(self.codes)
        made._take(self.both, self.first, self.second, self.n)
        return made._take(other.both, other.first, other.second, other.n)

    def result(self, *, unit: str = "units", level: float = 0.95) -> PerCode:
        """Give the agreement on each code, and pooled."""
        confidence = level_of(level)
        if not self.n:
            raise InputError("Nothing has been counted. Add flags or spans first.")
        return _result(self, unit, confidence)

    def _take(self, both: Ints, first: Ints, second: Ints, n: int) -> "CodeCounts":
        self.both = self.both + both
        self.first = self.first + first
        self.second = self.second + second
        self.n += n
        return self


def per_code(
    first: Any, second: Any, *, codes: Sequence[str] | None = None, level: float = 0.95
) -> PerCode:
    """Give the agreement of two coders on each of many codes at once, and the kappa pooled over codes.

    ``first``, ``second``: True or 1 where a unit (row) has a code (column): arrays, lists of rows, frames, mappings
    from code to column, or what :func:`pack` made; of both coders alike. ``codes`` names the columns. A unit may have
    several codes or none. There are no missing flags: leave units out that a coder did not see. Intervals of kappa
    are normal, by the standard error of Fleiss, Cohen and Everitt.

    Raises ``InputError`` where the two differ in shape or codes, and for anything but flags.

    When to use: thematic coding, where every unit was judged for every code.

    When not: where each unit has exactly one code: :func:`cohen` takes the codes as one scale.

    References: De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater agreement
    across many items. Field Methods 2008; 20: 272-282.

    >>> ana = [[1, 0], [1, 1], [0, 0], [0, 0]]
    >>> ben = [[1, 0], [0, 1], [0, 0], [0, 0]]
    >>> made = per_code(ana, ben, codes=["silence", "care"])
    >>> [(one.code, one.both, one.kappa) for one in made.by_code], round(made.estimate, 3)
    ([('silence', 1, 0.5), ('care', 1, 1.0)], 0.714)
    """
    both, one, other, n, names = _counted(first, second, codes)
    counts = CodeCounts(names)._take(both, one, other, n)
    return counts.result(level=level)


def per_code_spans(
    first: Iterable[Span],
    second: Iterable[Span],
    *,
    length: int,
    codes: Sequence[str] | None = None,
    level: float = 0.95,
) -> PerCode:
    """Give the agreement of two coders on each code of a text, every character being a unit, as NVivo counts.

    ``first``, ``second``: spans (code, start, end), ``end`` just after the last character, counted from 0. ``length``:
    characters of the text. ``codes``: all codes there were; without it those that occur. Codings of one code by one
    coder that overlap count once.

    Raises ``InputError`` for spans outside the text.

    When to use: to compare with figures of programs that count characters, and for long codings of one text.

    When not: to test. Characters of one passage are not independent, so intervals are far too narrow; a longer text
    without codings raises every kappa. For where segments begin and end, use a coefficient for unitizing.

    References: QSR International. NVivo: coding comparison query. Krippendorff K. Content Analysis. 4th ed. Sage, 2019.

    >>> made = per_code_spans([("care", 0, 140)], [("care", 90, 200)], length=1000)
    >>> round(made.by_code[0].observed, 2), round(made.by_code[0].kappa, 4), made.by_code[0].holsti
    (0.85, 0.3157, 0.4)
    """
    one, other = list(first), list(second)
    names = codes if codes is not None else sorted(by_code([*one, *other], length))
    if not names:
        raise InputError("There is no span. Give at least one, or codes= that nobody used.")
    counts = CodeCounts(names).add_spans(one, other, length=length)
    return counts.result(unit="characters", level=level)


def pooled(results: Sequence[Coefficient]) -> Pooled:
    """Give the pooled coefficient: from the mean agreement and the mean chance agreement of several results.

    ``results``: what :func:`cohen`, :func:`scott`, :func:`fleiss`, :func:`gwet` and their kin gave, one for each code
    or item, all of one kind. Those without an estimate are left out and counted.

    Raises ``InputError`` where there is nothing to pool, or kinds are mixed.

    When to use: one figure for many items, each with few units.

    When not: to hide an item nobody agrees on. Show the items beside it.

    References: De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater agreement
    across many items. Field Methods 2008; 20: 272-282.

    >>> from groundswell.analysis.agree import cohen, crosstab
    >>> each = [cohen(crosstab([[40, 9], [6, 45]])), cohen(crosstab([[80, 10], [5, 5]]))]
    >>> round(pooled(each).estimate, 3)
    0.583
    """
    given = list(results)
    if not given or not all(isinstance(one, Coefficient) for one in given):
        raise InputError("Pool results of coefficients such as cohen or gwet. Give at least one.")
    if len({type(one) for one in given}) > 1:
        raise InputError("Pool results of one kind: all of cohen, or all of gwet.")
    used = [one for one in given if one.estimate is not None and one.chance is not None]
    observed = float(np.mean([one.observed for one in used])) if used else None
    chance = float(np.mean([one.chance for one in used])) if used else None
    made = _beyond(observed, chance)
    n_left = len(given) - len(used)
    return Pooled(
        estimate=made,
        reason="" if made is not None else "none of the results has an estimate.",
        observed=observed,
        chance=chance,
        n_pooled=len(used),
        n=sum(one.n for one in used),
        method=f"mean agreement and mean chance agreement of {len(used):,} results; n adds up their units",
        warnings=(f"{n_left:,} results without an estimate were left out",) if n_left else (),
        citation=POOLED,
    )


def _beyond(observed: float | None, chance: float | None) -> float | None:
    if observed is None or chance is None or 1 - chance <= SAME:
        return None
    return (observed - chance) / (1 - chance)


def _counted(
    first: Any, second: Any, codes: Sequence[str] | None
) -> tuple[Ints, Ints, Ints, int, tuple[str, ...]]:
    if isinstance(first, Packed) != isinstance(second, Packed):
        raise InputError("Pack the flags of both coders, or of neither.")
    if isinstance(first, Packed) and isinstance(second, Packed):
        if first.n_units != second.n_units or first.codes != second.codes:
            raise InputError("Both coders should have the same units and codes, in the same order.")
        if codes is not None and tuple(codes) != first.codes:
            raise InputError(f"The flags have their codes already: {list(first.codes)}.")
        return *overlap_packed(first, second), first.n_units, first.codes
    one, names = as_flags(first, codes, "first")
    other, again = as_flags(second, codes, "second")
    if one.shape != other.shape:
        raise InputError(
            f"Both coders should have the same units and codes: first has {one.shape[0]:,} by {one.shape[1]:,}, "
            f"second {other.shape[0]:,} by {other.shape[1]:,}."
        )
    if names != again:
        raise InputError("Both coders should have the same codes, in the same order.")
    return *overlap(one, other), one.shape[0], names


def _result(counts: CodeCounts, unit: str, level: float) -> PerCode:
    n = counts.n
    first, second, both = counts.first / n, counts.second / n, counts.both / n
    observed = 1 - first - second + 2 * both
    chance = first * second + (1 - first) * (1 - second)
    used = (counts.first + counts.second > 0) & (1 - chance > SAME)
    each = _each(counts, first, second, both, observed, chance, used, level)
    n_unused = int(used.size - np.count_nonzero(used))
    agreed = float(observed[used].mean()) if used.any() else None
    expected = float(chance[used].mean()) if used.any() else None
    left_out = (
        f"{n_unused:,} codes that nobody used, or that both gave to every unit, are not in it"
    )
    return PerCode(
        estimate=_beyond(agreed, expected),
        reason="" if used.any() else "no code was used by either coder and left out by one.",
        observed=agreed,
        chance=expected,
        n=n,
        n_codes=len(counts.codes),
        n_unused=n_unused,
        by_code=each,
        method=f"two coders, every code yes or no, {unit}; mean agreement and mean chance over codes",
        assumptions=("coders worked independently", f"{unit} are independent"),
        warnings=(left_out,) if n_unused else (),
        citation=POOLED,
    )


def _each(
    counts: CodeCounts,
    first: Floats,
    second: Floats,
    both: Floats,
    observed: Floats,
    chance: Floats,
    used: Any,
    level: float,
) -> tuple[CodeAgreement, ...]:
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa = (observed - chance) / (1 - chance)
        error = _errors(first, second, both, kappa, chance, counts.n)
        holsti = 2 * counts.both / (counts.first + counts.second)
    reach = NormalDist().inv_cdf(0.5 + level / 2) * error
    low, high = np.maximum(kappa - reach, -1), np.minimum(kappa + reach, 1)
    share = (first + second) / 2
    hard = 2 * share * (1 - share)
    ac1 = (observed - hard) / (1 - hard)
    columns = (
        counts.first, counts.second, counts.both, observed, chance, kappa, error, low, high, ac1, holsti,
    )  # fmt: skip
    rows = zip(counts.codes, used.tolist(), *(column.tolist() for column in columns), strict=True)
    return tuple(_one(counts.n, *row) for row in rows)


def _one(
    n: int,
    code: str,
    used: bool,
    first: int,
    second: int,
    both: int,
    observed: float,
    chance: float,
    kappa: float,
    error: float,
    low: float,
    high: float,
    ac1: float,
    holsti: float,
) -> CodeAgreement:
    reason = "" if used else ALWAYS if first else NEVER
    return CodeAgreement(
        code=code,
        n=n,
        first=first,
        second=second,
        both=both,
        observed=observed,
        chance=chance,
        kappa=kappa if used else None,
        standard_error=error if used else None,
        low=low if used else None,
        high=high if used else None,
        pabak=2 * observed - 1,
        ac1=ac1,
        holsti=holsti if first + second else None,
        reason=reason,
    )


def _errors(
    first: Floats, second: Floats, both: Floats, kappa: Floats, chance: Floats, n: int
) -> Floats:
    """Give the standard errors of Fleiss, Cohen and Everitt for tables of two by two."""
    neither = 1 - first - second + both
    bent = 1 - kappa
    alike = both * (1 - (first + second) * bent) ** 2
    alike += neither * (1 - (2 - first - second) * bent) ** 2
    apart = (first - both) * (second + 1 - first) ** 2 + (second - both) * (1 - second + first) ** 2
    spread = alike + bent**2 * apart - (kappa - chance * bent) ** 2
    made: Floats = np.sqrt(np.maximum(spread, 0) / n) / (1 - chance)
    return made
