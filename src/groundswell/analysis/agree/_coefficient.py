"""What the coefficients of agreement have in common: the result, its interval, and when there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import NormalDist
from typing import Any, Literal, Protocol

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Interval, Result
from groundswell.analysis.agree._tallies import Tallies

How = Literal["analytic"] | Bootstrap | None
"""How to make the interval: by formula, by a :class:`Bootstrap` over units, or not at all."""

Needs = Literal["pair", "scale", "spread"]
"""What a coefficient needs to be defined: a pair of ratings; two categories on the scale; two categories in use."""

SAME = 1e-12  # a chance agreement this close to 1 leaves nothing to correct for

NO_PAIR = "no unit was rated by two coders."
ONE_CATEGORY = (
    "every rating is of one category, so agreement by chance would be complete as well. "
    "Report the percent agreement."
)
ONE_ON_SCALE = "the scale has one category only, so coders could not have disagreed."


@dataclass(frozen=True, kw_only=True)
class Coefficient(Result):
    """An agreement beyond chance: ``observed`` and ``chance`` are shares of pairs of ratings, 0 to 1."""

    observed: float | None = None
    chance: float | None = None
    standard_error: float | None = None
    n_coders: int
    n_categories: int
    n_pairs: int
    largest_share: float | None = None
    """The share of the most used category: where it is near 1, chance-corrected coefficients fall."""


class Chance(Protocol):
    """Agreement by chance, from the shares of the categories (last axis of ``shares``)."""

    def of(self, shares: Floats) -> Floats:
        """Give the chance agreement for each row of shares."""

    def each(self, mix: Floats, shares: Floats) -> Floats:
        """Give what each kind of unit, with its own mix of categories, adds to it."""


@dataclass(frozen=True)
class Family:
    """Coefficients (Pa - Pe) / (1 - Pe) over units that any number of coders rated: one Pa, several Pe."""

    data: Tallies
    weights: Floats
    chance: Chance

    @property
    def n_units(self) -> int:
        return int(self.data.times.sum())

    @cached_property
    def parts(self) -> tuple[Floats, Floats, Floats]:
        """Give, for each kind of unit: its agreement, whether it has a pair, its mix of categories."""
        table = self.data.table.astype(np.float64)
        sizes = table.sum(axis=1)
        paired = sizes >= 2
        alike = (table * (table @ self.weights - 1)).sum(axis=1)
        within = np.divide(alike, sizes * (sizes - 1), out=np.zeros_like(alike), where=paired)
        return within, paired.astype(np.float64), table / sizes[:, None]

    def estimates(self, drawn: Floats) -> tuple[Floats, Floats, Floats]:
        """Give coefficient, Pa and Pe for each row of counts of units; NaN where it is not defined."""
        within, paired, mix = self.parts
        observed = drawn @ np.stack([within, paired], axis=1)
        shares = drawn @ mix / drawn.sum(axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            agreed = observed[:, 0] / observed[:, 1]
            expected = self.chance.of(shares)
            made = np.where(1 - expected > SAME, (agreed - expected) / (1 - expected), np.nan)
        return made, agreed, expected

    def variance(self, estimate: float, expected: float) -> float | None:
        """Give the sampling variance by Gwet's linearisation, dividing by n (n - 1)."""
        within, paired, mix = self.parts
        times = self.data.times
        n = self.n_units
        if n < 2:
            return None
        shares = times @ mix / n
        scale = n / float(times @ paired)
        each = scale * (within - expected * paired) / (1 - expected)
        bent = 2 * (1 - estimate) * (self.chance.each(mix, shares) - expected) / (1 - expected)
        return float(times @ (each - bent - estimate) ** 2) / (n * (n - 1))


def n_pairs(data: Tallies) -> int:
    """Count the pairs of ratings of one unit."""
    return int((data.times * data.sizes * (data.sizes - 1)).sum() // 2)


def largest_share(data: Tallies) -> float | None:
    """Give the share of the most used category among all ratings."""
    totals = data.times @ data.table
    return float(totals.max() / totals.sum()) if totals.sum() else None


def t_interval(estimate: float, error: float, n: int, level: float) -> Interval | None:
    """Give the interval by Student's t with n - 1 degrees of freedom, clipped to -1 and 1."""
    from scipy.special import stdtrit

    reach = float(stdtrit(n - 1, 0.5 + level_of(level) / 2)) * error
    return clipped(estimate, reach, level, f"t with {n - 1:,} degrees of freedom")


def z_interval(estimate: float, error: float, level: float) -> Interval | None:
    """Give the interval by the normal distribution, clipped to -1 and 1."""
    reach = NormalDist().inv_cdf(0.5 + level_of(level) / 2) * error
    return clipped(estimate, reach, level, "normal")


def clipped(estimate: float, reach: float, level: float, how: str) -> Interval | None:
    """Give an interval of equal arms that stays within -1 and 1, and says so where it had to; none without width."""
    if reach < SAME:
        return None
    low, high = estimate - reach, estimate + reach
    cut = ", clipped" if low < -1 or high > 1 else ""
    return Interval(low=max(low, -1.0), high=min(high, 1.0), level=level, method=how + cut)


def no_width(span: Interval | None, how: How) -> tuple[str, ...]:
    """Say why a formula gave no interval."""
    if span is not None or how != "analytic":
        return ()
    return (
        "the formula gives an interval without width, which is not certainty, so none is shown",
    )


def p_of_z(z: float) -> float:
    """Give the two-sided p of a standard normal value."""
    from scipy.special import erfc

    return float(erfc(abs(z) / sqrt(2)))


def p_of_t(t: float, freedom: int) -> float:
    """Give the two-sided p of Student's t."""
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(t)))


def check_how(how: How) -> None:
    """Refuse anything that is not a way to make an interval."""
    if how is not None and how != "analytic" and not isinstance(how, Bootstrap):
        raise InputError(
            f'interval= should be "analytic", a Bootstrap(rng=…) or None; it is {how!r}.'
        )


def why_not(data: Tallies, needs: Needs) -> str:
    """Say why there is no estimate, or nothing where there is one."""
    if not n_pairs(data):
        return NO_PAIR
    if needs == "spread" and np.count_nonzero(data.times @ data.table) < 2:
        return ONE_CATEGORY
    if needs != "pair" and len(data.categories) < 2:
        return ONE_ON_SCALE
    return ""


def notes(share: float | None, n_left: int, n_undefined: int, drawn: int) -> tuple[str, ...]:
    """Give what a reader should know before quoting the coefficient."""
    said = []
    if share is not None and share >= 0.8:
        said.append(
            f"one category holds {share:.0%} of the ratings: percent agreement is then high and "
            "kappa low, whatever coders do; show both"
        )
    if n_left:
        said.append(f"{n_left:,} units were left out because ratings were missing")
    if n_undefined:
        said.append(f"{n_undefined:,} of {drawn:,} replicates had no estimate and were left out")
    return tuple(said)


def look_turned(n_units: int, n_coders: int) -> tuple[str, ...]:
    """Warn where the table looks as if it lay on its side."""
    if n_coders <= n_units:
        return ()
    return (
        f"there are more coders ({n_coders}) than units ({n_units}): rows should be units, columns coders",
    )


def text_of(categories: Sequence[Any]) -> tuple[str, ...]:
    """Write categories as they are shown."""
    return tuple(str(one) for one in categories)
