"""Standardised differences of two groups at baseline, from summaries as papers print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval, Result
from groundswell.analysis.compare._comparison import INDEPENDENT, hedges_j, real, whole, z_of

AUSTIN = (
    "Austin PC. Balance diagnostics for comparing the distribution of baseline covariates between treatment "
    "groups. Stat Med 2009; 28: 3083-3107."
)
YANG = (
    "Yang D, Dalton JE. A unified approach to measuring the effect size between two groups using SAS. "
    "SAS Global Forum 2012, paper 335."
)
FLAG = 0.1
"""Above this an imbalance is worth a line (Austin 2009); it is a convention, not a test."""


@dataclass(frozen=True, kw_only=True)
class StandardisedDifference(Result):
    """First group minus second, in standard deviations."""

    name: ClassVar[str] = "The standardised difference (group minus reference)"
    standard_error: float | None
    hedges_g: float | None = None
    correction: float | None = None
    variance_ratio: float | None = None


def standardised_mean_difference(
    mean: Any,
    sd: Any,
    n: Any,
    reference_mean: Any,
    reference_sd: Any,
    reference_n: Any,
    *,
    level: float = 0.95,
) -> StandardisedDifference:
    """Give the difference of two means in standard deviations, from means, standard deviations and counts.

    The denominator is the square root of the mean of the two variances, as for baseline tables (Austin 2009).
    ``sd`` are sample standard deviations, not negative; counts of at least 2. ``hedges_g`` is the
    estimate times Hedges's exact correction J; where the groups differ in size it is not the g of `two_means`, whose
    denominator is the pooled standard deviation. Raises InputError for numbers that cannot be.

    When to use: to judge how alike two groups are on a number, from a paper's own table.

    When not: for the effect of something on an outcome: `two_means` keeps its units.

    References: Austin 2009, Statistics in Medicine 28: 3083-3107; Hedges 1981.

    >>> made = standardised_mean_difference(27.4, 2.3, 100, 26.8, 2.1, 100)
    >>> round(made.estimate, 6), round(made.hedges_g, 6)
    (0.272446, 0.271412)
    """
    m1, m2 = real(mean, "mean"), real(reference_mean, "reference_mean")
    s1, s2 = (real(s, w, above=-1e-300) for s, w in ((sd, "sd"), (reference_sd, "reference_sd")))
    n1, n2 = whole(n, "n", at_least=2), whole(reference_n, "reference_n", at_least=2)
    correction = hedges_j(n1 + n2 - 2)
    d = smd_of_means(m1, s1 * s1, m2, s2 * s2)
    made = of_difference(
        d, n1, n2, level_of(level), "Difference of means over the root of the mean variance."
    )
    return StandardisedDifference(
        **made,
        hedges_g=None if d is None else d * correction,
        correction=correction,
        variance_ratio=s1 * s1 / (s2 * s2) if s2 else None,
    )


def standardised_share_difference(
    share: Any, n: Any, reference_share: Any, reference_n: Any, *, level: float = 0.95
) -> StandardisedDifference:
    """Give the difference of two shares in standard deviations, from shares between 0 and 1 and counts.

    Raises InputError for shares outside 0 to 1 (give 0.55, not 55) and counts below 1.

    When to use: to judge how alike two groups are on a yes/no characteristic, from a paper's percentages.

    When not: for an outcome (`risk_difference`).

    References: Austin 2009, Statistics in Medicine 28: 3083-3107.

    >>> round(standardised_share_difference(0.50, 100, 0.55, 100).estimate, 6)
    -0.100251
    """
    p1, p2 = (_share(p, w) for p, w in ((share, "share"), (reference_share, "reference_share")))
    n1, n2 = whole(n, "n", at_least=1), whole(reference_n, "reference_n", at_least=1)
    d = smd_of_means(p1, p1 * (1 - p1), p2, p2 * (1 - p2))
    said = "Difference of shares over the root of the mean of p(1 - p)."
    return StandardisedDifference(**of_difference(d, n1, n2, level_of(level), said))


def smd_of_means(m1: float, v1: float, m2: float, v2: float) -> float | None:
    """Give (m1 - m2) / sqrt((v1 + v2) / 2): 0 where nothing varies or differs, None where it would be infinite."""
    if v1 + v2 > 0:
        return (m1 - m2) / sqrt((v1 + v2) / 2)
    return 0.0 if m1 == m2 else None


def smd_of_counts(mine: Sequence[int], theirs: Sequence[int]) -> float | None:
    """Give the difference of two distributions over categories: signed of the second for two, Mahalanobis for more.

    Categories nobody is in are left out. None where a group is empty or the distance would be infinite.
    """
    c1, c2 = np.array(mine, dtype=float), np.array(theirs, dtype=float)
    if not c1.sum() or not c2.sum():
        return None
    p1, p2 = c1 / c1.sum(), c2 / c2.sum()
    if len(p1) <= 2:
        a, b = float(p1[-1]), float(p2[-1])
        return smd_of_means(a, a * (1 - a), b, b * (1 - b))
    used = (c1 + c2) > 0
    if used.sum() < 2:
        return 0.0
    p1, p2 = p1[used][1:], p2[used][1:]
    spread = (np.diag(p1) - np.outer(p1, p1) + np.diag(p2) - np.outer(p2, p2)) / 2
    gap = p1 - p2
    if np.linalg.matrix_rank(spread) < gap.size:
        return 0.0 if not gap.any() else None
    return sqrt(max(0.0, float(gap @ np.linalg.solve(spread, gap))))


def standard_error(d: float, n1: int, n2: int) -> float:
    """Give the large-sample standard error of a standardised difference."""
    return sqrt(1 / n1 + 1 / n2 + d * d / (2 * (n1 + n2)))


def of_difference(d: float | None, n1: int, n2: int, level: float, method: str) -> dict[str, Any]:
    """Give the fields every standardised difference has."""
    error = None if d is None else standard_error(d, n1, n2)
    half = None if error is None else z_of(level) * error
    span = None
    if d is not None and half is not None:
        span = Interval(low=d - half, high=d + half, level=level, method="large-sample")
    return {
        "estimate": d,
        "interval": span,
        "n": n1 + n2,
        "method": f"{method} Its interval is a large-sample one.",
        "standard_error": error,
        "assumptions": (INDEPENDENT,),
        "citation": AUSTIN,
        "reason": "" if d is not None else "neither group varies, and they differ.",
    }


def _share(value: Any, what: str) -> float:
    p = real(value, what)
    if not 0 <= p <= 1:
        raise InputError(f"{what} should lie between 0 and 1, such as 0.55; it is {p:g}.")
    return p
