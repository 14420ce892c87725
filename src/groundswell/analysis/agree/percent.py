"""The percent agreement: how often coders said the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._result import Interval
from groundswell.analysis.agree._coefficient import Coefficient, Family, How
from groundswell.analysis.agree._family import Nothing, by_t, of_family
from groundswell.analysis.agree._ratings import Absent
from groundswell.analysis.agree._weights import Weights

CITATION = (
    "Holsti OR. Content Analysis for the Social Sciences and Humanities. Addison-Wesley, 1969."
)


@dataclass(frozen=True, kw_only=True)
class Percent(Coefficient):
    """A share of pairs of ratings, 0 to 1; there is no chance in it."""

    name: ClassVar[str] = "The share of pairs of ratings that agree"


def percent(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Percent:
    """Give the share of pairs of ratings of one unit that agree.

    ``ratings``: units in rows, coders in columns, or what :func:`ratings`, :func:`codes`, :func:`crosstab` or
    :func:`tallies` made. ``categories``: the scale in order; needed with weights. ``agreement`` or ``disagreement``:
    weights by name or as a matrix. ``missing``: "refuse", "drop" units that lack a rating, or "use" what is there.
    ``interval``: Wilson's for two coders, Student's t over units for more; a ``Bootstrap``; or None.

    Raises ``InputError`` for malformed ratings and, by default, for missing ones.

    When to use: always, beside a chance-corrected coefficient.

    When not: alone. Coders who use one category most of the time agree often without looking.

    References: Holsti OR. Content Analysis for the Social Sciences and Humanities. Addison-Wesley, 1969.

    >>> percent([["yes", "yes"], ["no", "yes"], ["no", "no"], ["no", "no"]]).estimate
    0.75
    """
    found = of_family(
        ratings,
        Nothing,
        categories=categories,
        missing=missing,
        level=level,
        interval=interval,
        agreement=agreement,
        disagreement=disagreement,
        needs="pair",
        arms=_arms,
    )
    return Percent(
        method=f"pairs of ratings of one unit, averaged over units; {found.weighting} weights",
        citation=CITATION,
        **found.shown,
    )


def _arms(family: Family, estimate: float, error: float, level: float) -> Interval | None:
    is_plain = np.array_equal(family.weights, np.eye(family.weights.shape[0]))
    if family.data.n_coders > 2 or not is_plain:
        return by_t(family, estimate, error, level)
    n = int(family.data.times @ family.parts[1])
    return wilson(estimate, n, level)


def wilson(share: float, n: int, level: float) -> Interval:
    """Give Wilson's interval of a share of n units."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if share == 0 else max(0.0, centre - reach)
    high = 1.0 if share == 1 else min(1.0, centre + reach)
    return Interval(low=low, high=high, level=level, method="Wilson")
