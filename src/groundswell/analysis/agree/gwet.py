"""Gwet's AC1 and AC2, and Brennan and Prediger's coefficient: chance that does not punish a skewed category."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError
from groundswell.analysis.agree._coefficient import Coefficient, How, p_of_t
from groundswell.analysis.agree._family import ByHardness, BySize, Found, of_family
from groundswell.analysis.agree._ratings import Absent, Ratings
from groundswell.analysis.agree._tallies import Tallies
from groundswell.analysis.agree._weights import Weights

GWET = (
    "Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of "
    "Mathematical and Statistical Psychology 2008; 61: 29-48."
)
BRENNAN = (
    "Brennan RL, Prediger DJ. Coefficient kappa: some uses, misuses, and alternatives. Educational and Psychological "
    "Measurement 1981; 41: 687-699."
)
ASSUMES = ("units were drawn independently", "the scale is all that coders could have chosen from")


@dataclass(frozen=True, kw_only=True)
class Gwet(Coefficient):
    """AC1, or AC2 where weights were given; ``p`` tests it against 0."""

    name: ClassVar[str] = "Gwet's AC"
    p: float | None = None


@dataclass(frozen=True, kw_only=True)
class BrennanPrediger(Coefficient):
    """Agreement beyond categories drawn equally often; ``p`` tests it against 0."""

    name: ClassVar[str] = "Brennan and Prediger's coefficient"
    p: float | None = None


def gwet(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Gwet:
    """Give Gwet's AC1, or with weights AC2: agreement beyond chance, where chance falls on units that are hard to rate.

    ``ratings``: units in rows, coders in columns, or what :func:`ratings`, :func:`codes`, :func:`crosstab` or
    :func:`tallies` made. ``categories``: the whole scale, in order; it must be declared, since chance depends on its
    size. ``agreement``: "linear", "quadratic", "gwet_ordinal", "radical", "ratio", "circular", "bipolar" or a matrix
    with 1 on its diagonal; ``disagreement``: a matrix with 0 there. ``missing``: "refuse", "drop" units that lack a
    rating, or "use" what is there. ``interval``: Student's t over units, a ``Bootstrap``, or None.

    Raises ``InputError`` where the scale is not declared, and for malformed or, by default, missing ratings.

    When to use: where one category holds most units and kappa falls though coders hardly ever disagree.

    When not: as a way to a larger number after kappa was seen. Choose the coefficient before coding.

    References: Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. British
    Journal of Mathematical and Statistical Psychology 2008; 61: 29-48.

    >>> made = gwet([["no", "no"]] * 90 + [["no", "yes"]] * 9 + [["yes", "yes"]], categories=["no", "yes"])
    >>> round(made.estimate, 3), round(made.standard_error, 3)
    (0.9, 0.035)
    """
    _declared(ratings, categories)
    found = of_family(
        ratings,
        ByHardness,
        categories=categories,
        missing=missing,
        level=level,
        interval=interval,
        agreement=agreement,
        disagreement=disagreement,
        needs="scale",
    )
    which = "AC1" if found.weighting == "identity" else f"AC2, {found.weighting} weights"
    return Gwet(
        method=f"{which}; standard error over units",
        assumptions=ASSUMES,
        citation=GWET,
        p=_p(found),
        **found.shown,
    )


def brennan_prediger(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> BrennanPrediger:
    """Give agreement beyond chance where chance is one draw from equally likely categories (also called S, or
    Randolph's).

    Arguments as for :func:`gwet`; ``categories`` must be declared, since chance is 1 over their number.

    Raises ``InputError`` where the scale is not declared, and for malformed or, by default, missing ratings.

    When to use: where nothing suggested to coders how often a category occurs.

    When not: on a scale with categories nobody would choose: each one makes the coefficient larger.

    References: Brennan RL, Prediger DJ. Coefficient kappa: some uses, misuses, and alternatives. Educational and
    Psychological Measurement 1981; 41: 687-699.

    >>> round(brennan_prediger([[1, 1], [2, 2], [3, 1], [1, 1]], categories=[1, 2, 3]).estimate, 3)
    0.625
    """
    _declared(ratings, categories)
    found = of_family(
        ratings,
        BySize,
        categories=categories,
        missing=missing,
        level=level,
        interval=interval,
        agreement=agreement,
        disagreement=disagreement,
        needs="scale",
    )
    return BrennanPrediger(
        method=f"{found.weighting} weights; standard error over units",
        assumptions=ASSUMES,
        citation=BRENNAN,
        p=_p(found),
        **found.shown,
    )


def _declared(ratings: Any, categories: Sequence[object] | None) -> None:
    has_scale = isinstance(ratings, Ratings | Tallies) and ratings.is_declared
    if categories is None and not has_scale:
        raise InputError(
            "This coefficient depends on the whole scale. Give categories=, also those nobody used."
        )


def _p(found: Found) -> float | None:
    error = found.shown.get("standard_error")
    if not error or found.estimate is None:
        return None
    return p_of_t(found.estimate / error, found.shown["n"] - 1)
