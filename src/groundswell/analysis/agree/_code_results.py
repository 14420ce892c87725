"""The results of many codes: each from how many units the two coders gave it."""

from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any, ClassVar, NamedTuple

import numpy as np

from groundswell.analysis._inputs import Floats
from groundswell.analysis._result import Result, Table
from groundswell.analysis.agree._coefficient import SAME
from groundswell.analysis.agree._flags import Ints

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
class CodeTally:
    """Of ``n`` units: those both coders gave each code, those the first did, those the second did."""

    codes: tuple[str, ...]
    n: int
    both: Ints
    first: Ints
    second: Ints


def beyond(observed: float | None, chance: float | None) -> float | None:
    """Give the agreement beyond chance, where there is any to be had."""
    if observed is None or chance is None or 1 - chance <= SAME:
        return None
    return (observed - chance) / (1 - chance)


def result_of(counts: CodeTally, unit: str, level: float) -> PerCode:
    """Give every code's agreement, and kappa from the mean agreement and chance over those that have one."""
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
        estimate=beyond(agreed, expected),
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
    counts: CodeTally,
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
        low=low if used and error > SAME else None,  # without width it would look like certainty
        high=high if used and error > SAME else None,
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
