"""Conger's kappa: several coders who keep their own leaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis.agree._coefficient import (
    ONE_CATEGORY,
    SAME,
    Coefficient,
    Family,
    How,
    check_how,
    largest_share,
    look_turned,
    n_pairs,
    no_width,
    notes,
    t_interval,
    why_not,
)
from groundswell.analysis.agree._family import Nothing
from groundswell.analysis.agree._ratings import Absent, Ratings, distinct, read, with_policy
from groundswell.analysis.agree._tallies import tallied
from groundswell.analysis.agree._weights import Weights, agreement_weights

CONGER = (
    "Conger AJ. Integration and generalization of kappas for multiple raters. Psychological "
    "Bulletin 1980; 88: 322-328. Standard error and missing ratings: Gwet KL. Handbook of "
    "Inter-Rater Reliability. 4th ed. 2014."
)


@dataclass(frozen=True, kw_only=True)
class Conger(Coefficient):
    """Cohen's kappa for several coders: chance is averaged over all pairs of coders."""

    name: ClassVar[str] = "Conger's kappa"


def conger(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Conger:
    """Give Conger's kappa: agreement beyond chance, where each coder draws from their own use of the categories.

    ``ratings``: units in rows, coders in columns, or what :func:`ratings`, :func:`codes` or :func:`crosstab` made.
    ``categories``: the scale in order; needed with weights. ``agreement`` or ``disagreement``: weights by name or as a
    matrix. ``missing``: "refuse", "drop" units that lack a rating, or "use" what is there (Gwet's way). ``interval``:
    Student's t over units, a ``Bootstrap``, or None. Two coders: the estimate is Cohen's kappa.

    Raises ``InputError`` for malformed and, by default, missing ratings.

    When to use: the same several coders throughout.

    When not: where units were given to whoever was free, so that a column is not one person.

    References: Conger AJ. Integration and generalization of kappas for multiple raters. Psychological Bulletin 1980;
    88: 322-328.

    >>> round(conger([["a", "a", "a"], ["a", "b", "a"], ["b", "b", "b"], ["c", "c", "b"]]).estimate, 3)
    0.484
    """
    check_how(interval)
    confidence = level_of(level)
    given, n_left = with_policy(read(ratings, categories), missing)
    weights, weighting = agreement_weights(
        given.categories,
        is_declared=given.is_declared,
        agreement=agreement,
        disagreement=disagreement,
    )
    silent = [
        name for name, row in zip(given.coders, given.codes, strict=True) if not (row >= 0).any()
    ]
    if silent:
        raise InputError(f"{silent[0]} rated no unit. Leave out coders without ratings.")
    kinds = distinct(given)
    frame = _Frame(kinds, weights)
    shown = _counted(frame, given.n_coders, n_left)
    method = f"{weighting} weights; interval over units"
    made, agreed, expected = frame.estimates(kinds.counts()[None, :].astype(np.float64))
    reason = why_not(frame.plain.data, "spread") or ("" if made[0] == made[0] else ONE_CATEGORY)
    if reason:
        shown["observed"] = None if np.isnan(agreed[0]) else float(agreed[0])
        return Conger(estimate=None, reason=reason, method=method, citation=CONGER, **shown)
    estimate, chance = float(made[0]), float(expected[0])
    error = frame.error(estimate, chance)
    span, undefined, drawn = None, 0, 0
    if isinstance(interval, Bootstrap):
        drawn = interval.replicates
        span, undefined = interval.interval(
            lambda counts: frame.estimates(counts)[0], kinds.counts(), confidence
        )
    elif interval == "analytic" and error is not None:
        span = t_interval(estimate, error, given.n_units, confidence)
    said = notes(shown["largest_share"], n_left, undefined, drawn)
    more = () if error is None else no_width(span, interval)
    shown["warnings"] = (*said, *look_turned(given.n_units, given.n_coders), *more)
    return Conger(
        estimate=estimate,
        interval=span,
        observed=float(agreed[0]),
        chance=chance,
        standard_error=error,
        method=method,
        assumptions=("units were drawn independently", "a column is one coder throughout"),
        citation=CONGER,
        **shown,
    )


def _counted(frame: "_Frame", n_coders: int, n_left: int) -> dict[str, Any]:
    data = frame.plain.data
    return {
        "n": int(data.times.sum()),
        "n_missing": n_left,
        "n_coders": n_coders,
        "n_categories": len(data.categories),
        "n_pairs": n_pairs(data),
        "largest_share": largest_share(data),
        "warnings": notes(largest_share(data), n_left, 0, 0),
    }


class _Frame:
    """The kinds of units, with who said what in each."""

    def __init__(self, kinds: Ratings, weights: Floats) -> None:
        self.weights = weights
        self.times = kinds.counts()
        self.plain = Family(tallied(kinds), weights, Nothing(weights))
        size = weights.shape[0]
        self.chosen = np.eye(size + 1)[:, :size][
            kinds.codes.astype(np.int64)
        ]  # coder, kind, category

    def estimates(self, drawn: Floats) -> tuple[Floats, Floats, Floats]:
        """Give kappa, Pa and Pe for each row of counts of units."""
        agreed = self.plain.estimates(drawn)[1]
        with np.errstate(invalid="ignore", divide="ignore"):
            leaning = np.stack([drawn @ one for one in self.chosen])
            leaning = leaning / leaning.sum(axis=2, keepdims=True)
            total = leaning.sum(axis=0)
            everybody = ((total @ self.weights) * total).sum(axis=1)
            selves = ((leaning @ self.weights) * leaning).sum(axis=2).sum(axis=0)
            m = self.chosen.shape[0]
            expected = (everybody - selves) / (m * (m - 1))
            made = np.where(1 - expected > SAME, (agreed - expected) / (1 - expected), np.nan)
        return made, agreed, expected

    def error(self, estimate: float, expected: float) -> float | None:
        """Give the standard error by Gwet's linearisation."""
        n = int(self.times.sum())
        if n < 2:
            return None
        within, paired, _ = self.plain.parts
        each = (n / float(self.times @ paired)) * (within - expected * paired) / (1 - expected)
        bent = 2 * (1 - estimate) * (self._chance_of_each(n) - expected) / (1 - expected)
        return sqrt(float(self.times @ (each - bent - estimate) ** 2) / (n * (n - 1)))

    def _chance_of_each(self, n: int) -> Floats:
        m = self.chosen.shape[0]
        used = np.stack([self.times @ one for one in self.chosen])
        leaning = used / used.sum(axis=1, keepdims=True)
        total = leaning.sum(axis=0)
        made = np.zeros(self.chosen.shape[1])
        for one, own, count in zip(self.chosen, leaning, used.sum(axis=1), strict=True):
            others = self.weights @ (total - own)
            there = one.sum(axis=1)
            made += (n / count) * (one @ others - (there - count / n) * float(own @ others))
        chance: Floats = made / (m * (m - 1))
        return chance
