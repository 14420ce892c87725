"""What all comparisons say in the same words, and small arithmetic they share."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis._result import Result, number, p_value

INDEPENDENT = "Each person is counted once, and independently of the others."
CAUSE = (
    "It compares two groups as they are. It speaks of cause only where chance, or a design that "
    "is described, decided who was in which."
)
EXPLORATORY = "Unless it was named as primary before the data, read this as exploratory."


@dataclass(frozen=True, kw_only=True)
class Comparison(Result):
    """A result with a p-value, which is said last and never without the interval."""

    p: float | None = None

    def sentence(self) -> str:
        """Say the estimate and its interval, then p; at .05 or above, what the data are compatible with."""
        return super().sentence() + self._closing()

    def _closing(self) -> str:
        if self.estimate is None or self.p is None:
            return ""
        said = f" {p_said(self.p)}."
        if self.p < 0.05 or self.interval is None:
            return said
        low, high = number(self.interval.low), number(self.interval.high)
        return f"{said} The data are compatible with any value from {low} to {high}."


def mean_and_sd(values: Floats) -> tuple[float, float]:
    """Give mean and sample standard deviation; exactly 0 where all are equal, whatever is lost in adding them up."""
    if values[0] == values[-1] and (values == values[0]).all():
        return float(values[0]), 0.0
    return float(values.mean()), float(values.std(ddof=1))


def p_said(p: float) -> str:
    """Write a p-value inside a sentence."""
    return f"p {p_value(p)}" if p < 0.001 else f"p = {p_value(p)}"


def percent(share: float) -> str:
    """Write a share as per cent to one place, 45%, 33.3%; to more where it would look like nobody or everybody."""
    shown = round(share * 100, 1)
    if 0 < share < 1 and shown in (0, 100):
        rest = float(f"{100 * min(share, 1 - share):.1g}")
        return f"{rest if share < 0.5 else 100 - rest:.12g}%"
    return f"{shown:g}%"


def z_of(level: float) -> float:
    """Give the normal quantile of a two-sided interval: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def t_of(level: float, df: float) -> float:
    """Give the t quantile of a two-sided interval."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + level / 2))


def hedges_j(df: float) -> float:
    """Give Hedges's exact correction of a standardised difference for small samples."""
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2) - math.log(df / 2) / 2)


def welch_df(v1: float, n1: int, v2: float, n2: int) -> float:
    """Give Welch's degrees of freedom from the squared standard errors of two means, not both 0."""
    share = v1 / (v1 + v2)
    return 1 / (share**2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1))


def p_of_z(z: float) -> float:
    """Give the two-sided p of a standard normal value."""
    return math.erfc(abs(z) / math.sqrt(2))


def p_of_t(t: float, df: float) -> float:
    """Give the two-sided p of a t value."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def p_of_chi_square(statistic: float, df: int) -> float:
    """Give the upper tail of chi-square; one degree of freedom needs no SciPy."""
    if df == 1:
        return math.erfc(math.sqrt(statistic / 2))
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic))


def p_of_chi_squares(statistics: Floats) -> Floats:
    """Give the upper tail of chi-square with one degree of freedom for many values at once."""
    if statistics.size < 64:
        return np.array([math.erfc(math.sqrt(one / 2)) for one in statistics.tolist()])
    from scipy.special import erfc

    return np.asarray(erfc(np.sqrt(statistics / 2)))


def whole(value: Any, what: str, *, at_least: int = 0) -> int:
    """Check a count: a whole number of at least ``at_least``."""
    if not isinstance(value, int | float | np.integer | np.floating) or isinstance(value, bool):
        raise InputError(f"{what} should be a whole number; it is {value!r}. Give a count.")
    if not math.isfinite(value) or value != int(value) or value < at_least:
        raise InputError(
            f"{what} should be a whole number of at least {at_least}; it is {value!r}. Give a count."
        )
    return int(value)


def real(value: Any, what: str, *, above: float | None = None) -> float:
    """Check one finite number, greater than ``above`` where that is given."""
    if not isinstance(value, int | float | np.integer | np.floating) or isinstance(value, bool):
        raise InputError(f"{what} should be a number; it is {value!r}.")
    if not math.isfinite(value) or (above is not None and value <= above):
        limit = "" if above is None else f" greater than {above:g}"
        raise InputError(f"{what} should be a number{limit}; it is {value!r}.")
    return float(value)
