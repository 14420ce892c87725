"""Correlation: Pearson's r, Spearman's rho and Kendall's tau-b, with intervals that say how they were made."""

from collections.abc import Callable
from dataclasses import dataclass
from math import atanh, erfc, sqrt, tanh
from statistics import NormalDist
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import (
    Floats,
    InputError,
    Missing,
    kept,
    level_of,
    numbers,
    same_length,
)
from groundswell.analysis._result import Interval, Result
from groundswell.analysis.relate._concordance import (
    chance_of_at_most,
    orders,
    pairs,
    ranks,
    tie_sums,
)

EXACT = 50  # people up to whom Kendall's p is counted out
COUNTED = 10  # pairs below which Spearman's p is counted over all orders


@dataclass(frozen=True, kw_only=True)
class Correlation(Result):
    """A correlation between -1 and 1, with the p-value of there being none."""

    name: ClassVar[str] = "The correlation"

    p: float | None = None
    p_method: str = ""

    def sentence(self) -> str:
        """Say the correlation, and what it is compatible with where chance could have made it."""
        said = super().sentence()
        if self.p is None or self.interval is None:
            return said
        low, high = self.interval.low, self.interval.high
        around = low <= 0 <= high
        if self.p < 0.05 and not around:
            return said
        none = ", none included" if around else ""
        return (
            f"{said} The data are compatible with any relation from {low:.2f} to {high:.2f}{none}."
        )


@dataclass(frozen=True, kw_only=True)
class Pearson(Correlation):
    """Pearson's r."""

    name: ClassVar[str] = "Pearson's r"


@dataclass(frozen=True, kw_only=True)
class Spearman(Correlation):
    """Spearman's rho."""

    name: ClassVar[str] = "Spearman's rho"


@dataclass(frozen=True, kw_only=True)
class Kendall(Correlation):
    """Kendall's tau-b."""

    name: ClassVar[str] = "Kendall's tau-b"

    concordant: int = 0
    discordant: int = 0


def pearson(x: Any, y: Any, *, missing: Missing = "refuse", level: float = 0.95) -> Pearson:
    """Give Pearson's r: how near the points lie to a straight line.

    ``x``, ``y``: equally long columns of numbers, a pair for each person. ``missing``: "refuse" or "drop" the pair.
    The interval is Fisher's z, the p-value Student's t with n - 2 degrees of freedom. ``InputError`` for anything else.

    When to use: two numeric measures of the same people, related by something like a line.

    When not: ordered answers or outliers (``spearman``, ``kendall``); a curve; two measures of the same thing, whose
    agreement is another question; people in groups, where a relation within and between may run opposite ways.

    References: Fisher 1921, Metron 1: 3-32.

    >>> print(pearson([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5]).sentence())
    Pearson's r is 0.792 (95% CI -0.0553 to 0.976), n = 6. The data are compatible with any relation
    from -0.06 to 0.98, none included.
    """
    a, b, left_out = _columns(x, y, missing)
    estimate = _r(a, b)
    p = None if estimate is None else _p_of_t(estimate, len(a))
    return Pearson(
        **_common(
            estimate, len(a), left_out, level, 1.0, 3, "Fisher's z, standard error 1/√(n − 3)"
        ),
        p=p,
        p_method="Student's t" if p is not None else "",
        method="Product-moment correlation of pairs; n counts pairs.",
        assumptions=("pairs are independent", "the interval: both are normal together"),
        citation="Fisher RA. On the probable error of a coefficient of correlation. Metron 1921; 1: 3-32.",
    )


def spearman(
    x: Any,
    y: Any,
    *,
    interval: Literal["bonett-wright", "fieller", "fisher"] = "bonett-wright",
    missing: Missing = "refuse",
    level: float = 0.95,
) -> Spearman:
    """Give Spearman's rho: how near the two orders of people are to each other.

    ``x``, ``y``, ``missing``: as for ``pearson``; ties share the mean of their ranks. The interval is Fisher's z
    with the standard error of Bonett and Wright, √((1 + rho²/2) / (n − 3)); of Fieller, √(1.06 / (n − 3)); or "fisher",
    1/√(n − 3), which is too narrow for ranks and is what some packages print. p is counted out over all orders for
    fewer than ten pairs, ties and all, and Student's t from there on.
    ``InputError`` for anything else.

    When to use: ordered answers, outliers, or a relation that rises without being a line.

    When not: a relation that rises and falls; very few people, for whom hardly any relation can be shown; many ties
    (``kendall``).

    References: Bonett & Wright 2000; Fieller, Hartley & Pearson 1957.

    >>> print(spearman([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5]).sentence())
    Spearman's rho is 0.829 (95% CI -0.127 to 0.986), n = 6. The data are compatible with any relation
    from -0.13 to 0.99, none included.
    """
    kinds: dict[str, tuple[Callable[[float], float], str]] = {
        "bonett-wright": (
            lambda r: 1 + r * r / 2,
            "Fisher's z, standard error √((1 + rho²/2) / (n − 3)) of Bonett and Wright",
        ),
        "fieller": (lambda _: 1.06, "Fisher's z, standard error √(1.06 / (n − 3)) of Fieller"),
        "fisher": (lambda _: 1.0, "Fisher's z as for Pearson's r; too narrow for ranks"),
    }
    if interval not in kinds:
        raise InputError(f"interval= should be one of {', '.join(kinds)}; it is {interval!r}.")
    a, b, left_out = _columns(x, y, missing)
    estimate = _r(ranks(a), ranks(b))
    spread, said = kinds[interval]
    p, how = (None, "") if estimate is None else _p_of_ranks(ranks(a), ranks(b), estimate)
    common = _common(estimate, len(a), left_out, level, spread(estimate or 0.0), 3, said)
    return Spearman(
        **common,
        p=p,
        p_method=how,
        method="Correlation of ranks, ties sharing their mean; n counts pairs.",
        assumptions=("pairs are independent",),
        citation="Bonett DG, Wright TA. Sample size requirements for estimating Pearson, Kendall and Spearman "
        "correlations. Psychometrika 2000; 65: 23-28.",
    )


def kendall(x: Any, y: Any, *, missing: Missing = "refuse", level: float = 0.95) -> Kendall:
    """Give Kendall's tau-b: of two people picked at random, how much likelier the same order than the opposite.

    ``x``, ``y``, ``missing``: as for ``pearson``. Ties are taken out of the denominator on their side. The interval is
    Fisher's z with Fieller's standard error √(0.437 / (n − 4)). p is counted out for up to 50 pairs without ties and
    otherwise normal with the variance that ties leave. ``InputError`` for anything else.

    When to use: ordered answers with few values, small samples, or where "of two people" is how it should be said.

    When not: a relation that rises and falls; comparing with a Pearson's r, which is larger for the same relation.

    References: Kendall 1945; Fieller, Hartley & Pearson 1957; Bonett & Wright 2000.

    >>> made = kendall([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5])
    >>> round(made.estimate, 3), round(made.p, 4)
    (0.6, 0.1361)
    """
    a, b, left_out = _columns(x, y, missing)
    found = pairs(a, b)
    below = (found.total - found.tied_x) * (found.total - found.tied_y)
    estimate = found.balance / sqrt(below) if below and len(a) > 2 else None
    p, how = (None, "") if estimate is None else _p_of_balance(a, b)
    return Kendall(
        **_common(
            estimate,
            len(a),
            left_out,
            level,
            0.437,
            4,
            "Fisher's z, standard error √(0.437 / (n − 4)) of Fieller",
        ),
        p=p,
        p_method=how,
        concordant=found.balance + found.discordant,
        discordant=found.discordant,
        method="Tau-b of pairs of people; n counts people.",
        assumptions=("people are independent",),
        citation="Kendall MG. The treatment of ties in ranking problems. Biometrika 1945; 33: 239-251. "
        "Interval: Fieller EC, Hartley HO, Pearson ES. Tests for rank correlation coefficients. "
        "Biometrika 1957; 44: 470-481.",
    )


def _columns(x: Any, y: Any, missing: Missing) -> tuple[Floats, Floats, int]:
    a, b = numbers(x, "x"), numbers(y, "y")
    same_length(("x", a), ("y", b))
    present = ~np.isnan(a) & ~np.isnan(b)
    left_out = kept(present, missing)
    if not present.any():
        raise InputError("Every pair has a missing value. Give at least one that is whole.")
    return a[present], b[present], left_out


def _r(a: Floats, b: Floats) -> float | None:
    if len(a) < 3:
        return None
    u, v = a - a.mean(), b - b.mean()
    scale_u, scale_v = np.abs(u).max(), np.abs(v).max()
    if scale_u <= 1e-13 * np.abs(a).max() or scale_v <= 1e-13 * np.abs(b).max():
        return None
    u, v = u / scale_u, v / scale_v
    return float(np.clip(u @ v / sqrt(float(u @ u) * float(v @ v)), -1, 1))


def _common(
    estimate: float | None,
    n: int,
    left_out: int,
    level: float,
    variance: float,
    less: int,
    said: str,
) -> dict[str, Any]:
    level_of(level)
    interval: Interval | None = None
    notes: tuple[str, ...] = ()
    if estimate is not None and n <= less:
        notes = (f"No interval: it needs {less + 1} pairs or more.",)
    elif estimate is not None and abs(estimate) > 1 - 1e-12:
        notes = ("No interval: the relation is perfect in these data.",)
    elif estimate is not None:
        half = NormalDist().inv_cdf((1 + level) / 2) * sqrt(variance / (n - less))
        low, high = tanh(atanh(estimate) - half), tanh(atanh(estimate) + half)
        interval = Interval(low=low, high=high, level=level, method=said)
    reason = "fewer than three pairs." if n < 3 else "one of the two does not vary."
    return {
        "estimate": estimate,
        "interval": interval,
        "n": n,
        "n_missing": left_out,
        "warnings": notes,
        "reason": "" if estimate is not None else reason,
    }


def _p_of_t(r: float, n: int) -> float:
    from scipy import special

    if abs(r) > 1 - 1e-15:
        return 0.0
    return float(2 * special.stdtr(n - 2, -abs(r) * sqrt((n - 2) / (1 - r * r))))


def _p_of_ranks(a: Floats, b: Floats, rho: float) -> tuple[float, str]:
    if len(a) >= COUNTED:
        return _p_of_t(rho, len(a)), "Student's t of the ranks"
    sums = b[orders(len(b))] @ a
    middle = len(a) * a.mean() * b.mean()
    far = np.abs(sums - middle) >= abs(float(a @ b) - middle) - 1e-9
    return float(far.mean()), "exact, over all orders"


def _p_of_balance(a: Floats, b: Floats) -> tuple[float, str]:
    found = pairs(a, b)
    if not found.tied_x and not found.tied_y and found.n <= EXACT:
        fewest = min(found.discordant, found.total - found.discordant)
        return min(1.0, 2 * chance_of_at_most(fewest, found.n)), "exact"
    n, m = found.n, found.n * (found.n - 1)
    x, x2, x5 = tie_sums(a)
    y, y2, y5 = tie_sums(b)
    variance = (m * (2 * n + 5) - x5 - y5) / 18 + x * y / (2 * m) + x2 * y2 / (9 * m * (n - 2))
    return erfc(abs(found.balance) / sqrt(2 * variance)), "normal, corrected for ties"
