"""PABAK: kappa of two coders and two categories, adjusted for prevalence and bias, with both shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis.agree._coefficient import SAME, Coefficient, How, check_how, notes
from groundswell.analysis.agree._ratings import Absent, distinct, read, with_policy
from groundswell.analysis.agree.cohen import joint
from groundswell.analysis.agree.percent import wilson

BYRT = "Byrt T, Bishop J, Carlin JB. Bias, prevalence and kappa. Journal of Clinical Epidemiology 1993; 46: 423-429."


@dataclass(frozen=True, kw_only=True)
class Pabak(Coefficient):
    """2 Po - 1, with what it leaves out: how far the categories are unequal, and how far the coders lean apart."""

    name: ClassVar[str] = "PABAK"
    kappa: float | None = None
    prevalence_index: float
    bias_index: float


def pabak(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Pabak:
    """Give the prevalence-adjusted and bias-adjusted kappa of two coders on two categories: twice the agreement less 1.

    ``ratings``: units in rows, two columns, or what :func:`ratings`, :func:`codes` or :func:`crosstab` made.
    ``categories``: the two, declared. ``missing``: "refuse", or "drop" units that lack a rating. ``interval``: from
    Wilson's of the agreement, a ``Bootstrap``, or None. Both indices are 0 to 1 and given without sign.

    Raises ``InputError`` unless there are two coders and two declared categories, and by default for missing ratings.

    When to use: beside Cohen's kappa, to show how much of a low kappa is due to a rare category.

    When not: instead of kappa. It is the percent agreement on another scale. More categories: :func:`brennan_prediger`.

    References: Byrt T, Bishop J, Carlin JB. Bias, prevalence and kappa. Journal of Clinical Epidemiology 1993;
    46: 423-429.

    >>> made = pabak([["no", "no"]] * 8 + [["yes", "no"], ["yes", "yes"]], categories=["no", "yes"])
    >>> round(made.estimate, 2), round(made.prevalence_index, 2), round(made.bias_index, 2)
    (0.8, 0.7, 0.1)
    """
    check_how(interval)
    confidence = level_of(level)
    given = read(ratings, categories, n_coders=2)
    if not given.is_declared or len(given.categories) != 2:
        raise InputError(
            "PABAK is for two declared categories. Give categories= with two, "
            "or use brennan_prediger for more."
        )
    if missing == "use":
        raise InputError('Two coders are compared on units both rated. Say missing="drop".')
    two, n_left = with_policy(given, missing)
    kinds = distinct(two)
    (a, b), (c, d) = joint(kinds, 2).tolist()
    observed = a + d
    expected = (a + b) * (a + c) + (c + d) * (b + d)
    span, undefined, drawn = None, 0, 0
    if isinstance(interval, Bootstrap):
        drawn = interval.replicates
        alike = kinds.codes[0] == kinds.codes[1]
        span, undefined = interval.interval(
            lambda counts: 2 * (counts @ alike) / counts.sum(axis=1) - 1, kinds.counts(), confidence
        )
    elif interval == "analytic":
        share = wilson(observed, two.n_units, confidence)
        span = Interval(
            low=2 * share.low - 1,
            high=2 * share.high - 1,
            level=confidence,
            method="from Wilson's interval of the agreement",
        )
    largest = max(2 * a + b + c, 2 * d + b + c) / 2
    return Pabak(
        estimate=2 * observed - 1,
        interval=span,
        n=two.n_units,
        n_missing=n_left,
        observed=observed,
        chance=0.5,
        standard_error=2 * sqrt(observed * (1 - observed) / two.n_units),
        kappa=(observed - expected) / (1 - expected) if 1 - expected > SAME else None,
        prevalence_index=abs(a - d),
        bias_index=abs(b - c),
        n_coders=2,
        n_categories=2,
        n_pairs=two.n_units,
        largest_share=largest,
        method="two coders, two categories, units both rated",
        assumptions=("units were drawn independently",),
        warnings=notes(largest, n_left, undefined, drawn),
        citation=BYRT,
    )
