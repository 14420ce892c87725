"""Cohen's kappa for two coders, plain or weighted, and Light's mean of it over all pairs of coders."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Table
from groundswell.analysis.agree._coefficient import (
    ONE_CATEGORY,
    SAME,
    Coefficient,
    How,
    check_how,
    look_turned,
    no_width,
    notes,
    p_of_z,
    z_interval,
)
from groundswell.analysis.agree._ratings import Absent, Ratings, distinct, read, with_policy
from groundswell.analysis.agree._weights import Weights, agreement_weights

COHEN = (
    "Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological "
    "Measurement 1960; 20: 37-46. Weighted: Cohen J. Psychological Bulletin 1968; 70: 213-220. "
    "Standard errors: Fleiss JL, Cohen J, Everitt BS. Psychological Bulletin 1969; 72: 323-327."
)
LIGHT = (
    "Light RJ. Measures of response agreement for qualitative data: some generalizations and "
    "alternatives. Psychological Bulletin 1971; 76: 365-377."
)
ASSUMES = ("units were drawn independently", "each coder keeps their own leaning throughout")


@dataclass(frozen=True, kw_only=True)
class Cohen(Coefficient):
    """``standard_error`` is for the interval; ``standard_error_null`` and ``p_null`` test a kappa of 0."""

    name: ClassVar[str] = "Cohen's kappa"
    standard_error_null: float | None = None
    p_null: float | None = None
    largest_possible: float | None = None
    """The kappa there could be, given how often each coder used each category; plain kappa only."""


@dataclass(frozen=True, kw_only=True)
class Light(Coefficient):
    """The mean of Cohen's kappa over all pairs of coders."""

    name: ClassVar[str] = "Light's kappa"
    pairs: tuple[tuple[str, str, float | None], ...] = ()

    def tables(self) -> tuple[Table, ...]:
        headings = ("Coder", "Coder", "Cohen's kappa")
        return (Table(title="Each pair of coders", headings=headings, rows=self.pairs),)


def cohen(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Cohen:
    """Give Cohen's kappa: agreement of two coders beyond chance, where each draws from their own use of the categories.

    ``ratings``: units in rows, two columns, or what :func:`ratings`, :func:`codes` or :func:`crosstab` made.
    ``categories``: the whole scale, in order; needed with weights, also for categories nobody used. ``agreement``:
    "linear", "quadratic" or another name, or a matrix with 1 on its diagonal; ``disagreement``: a matrix with 0
    there. ``missing``: "refuse", or "drop" units that lack a rating. ``interval``: normal by the standard error of
    Fleiss, Cohen and Everitt; a ``Bootstrap``; or None.

    Raises ``InputError`` unless there are two coders, for weights that are not what they are called, and for
    malformed or, by default, missing ratings.

    When to use: the same two coders throughout.

    When not: where nearly all units are of one category; kappa is then low whatever coders do. Show the percent
    agreement, and see :func:`gwet`.

    References: Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological Measurement 1960;
    20: 37-46.

    >>> made = cohen({"Ana": ["a", "a", "b", "b", "b"], "Ben": ["a", "b", "b", "b", "b"]})
    >>> round(made.estimate, 3), round(made.observed, 3)
    (0.545, 0.8)
    """
    check_how(interval)
    confidence = level_of(level)
    two, n_left = with_policy(read(ratings, categories, n_coders=2), _two(missing))
    weights, weighting = agreement_weights(
        two.categories, is_declared=two.is_declared, agreement=agreement, disagreement=disagreement
    )
    cells = distinct(two)
    table = joint(cells, weights.shape[0])
    shown = _shown(two, table, n_left)
    method = f"two coders, {weighting} weights"
    expected = float(table.sum(axis=1) @ weights @ table.sum(axis=0))
    shown["observed"] = observed = float((table * weights).sum())
    if 1 - expected <= SAME:
        return Cohen(estimate=None, reason=ONE_CATEGORY, method=method, citation=COHEN, **shown)
    estimate = (observed - expected) / (1 - expected)
    error, null = _errors(table, weights, estimate, expected, two.n_units)
    span, undefined = None, 0
    if isinstance(interval, Bootstrap):
        span, undefined = interval.interval(_kappas(cells, weights), cells.counts(), confidence)
    elif interval == "analytic":
        span = z_interval(estimate, error, confidence)
    said = _warned(two, shown, n_left, undefined, interval)
    return Cohen(
        estimate=estimate,
        interval=span,
        chance=expected,
        standard_error=error,
        standard_error_null=null,
        p_null=p_of_z(estimate / null) if null else None,
        largest_possible=_largest(table, expected) if weighting == "identity" else None,
        method=method,
        assumptions=ASSUMES,
        citation=COHEN,
        **{**shown, "warnings": (*said, *no_width(span, interval))},
    )


def light(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: Bootstrap | None = None,
) -> Light:
    """Give Light's kappa: the mean of Cohen's kappa over all pairs of coders.

    Arguments as for :func:`cohen`, for two coders or more. ``missing`` may be "use" as well: each pair is then
    compared on the units both rated. There is no formula for its interval: give a ``Bootstrap``.

    Raises ``InputError`` for malformed and, by default, missing ratings.

    When to use: the same few coders throughout, and the pairs are of interest themselves.

    When not: with many missing ratings, where each pair stands on other units.

    References: Light RJ. Measures of response agreement for qualitative data: some generalizations and alternatives.
    Psychological Bulletin 1971; 76: 365-377.

    >>> round(light([["a", "a", "a"], ["a", "b", "a"], ["b", "b", "b"], ["b", "b", "a"]]).estimate, 3)
    0.4
    """
    check_how(interval)
    confidence = level_of(level)
    if isinstance(interval, str):
        raise InputError("Light's kappa has no formula for its interval. Give a Bootstrap(rng=…).")
    many, n_left = with_policy(read(ratings, categories), missing)
    weights, weighting = agreement_weights(
        many.categories,
        is_declared=many.is_declared,
        agreement=agreement,
        disagreement=disagreement,
    )
    kinds = distinct(many)
    each = _each_pair(kinds, weights)
    found = each(kinds.counts()[None, :].astype(np.float64))[0]
    named = list(combinations(many.coders, 2))
    pairs = tuple(
        (one, other, None if np.isnan(made) else float(made))
        for (one, other), made in zip(named, found, strict=True)
    )
    shown = _shown(many, None, n_left)
    method = f"mean over {len(pairs):,} pairs of coders, {weighting} weights"
    without = [f"{one} and {other}" for one, other, made in pairs if made is None]
    if without:
        reason = f"{without[0]} share no units of two categories."
        return Light(
            estimate=None, reason=reason, pairs=pairs, method=method, citation=LIGHT, **shown
        )
    span, undefined = None, 0
    if interval is not None:
        span, undefined = interval.interval(
            lambda drawn: each(drawn).mean(axis=1), kinds.counts(), confidence
        )
    return Light(
        estimate=float(found.mean()),
        interval=span,
        pairs=pairs,
        method=method,
        assumptions=ASSUMES,
        citation=LIGHT,
        **{**shown, "warnings": _warned(many, shown, n_left, undefined, interval)},
    )


def joint(given: Ratings, size: int) -> Floats:
    """Give the table of two coders as shares of units."""
    first, second = given.codes.astype(np.int64)
    found = np.bincount(first * size + second, given.counts(), size * size)
    table: Floats = found.reshape(size, size) / found.sum()
    return table


def _two(missing: Absent) -> Absent:
    if missing == "use":
        raise InputError(
            "Two coders are compared on units both rated. "
            'Say missing="drop" to leave the others out.'
        )
    return missing


def _shown(given: Ratings, table: Floats | None, n_left: int) -> dict[str, Any]:
    there = (given.codes >= 0).sum(axis=0)
    size = len(given.categories)
    used = sum(np.bincount(row[row >= 0], given.counts()[row >= 0], size) for row in given.codes)
    share = float(np.max(used) / np.sum(used))
    return {
        "n": given.n_units,
        "n_missing": n_left,
        "n_coders": given.n_coders,
        "n_categories": size,
        "n_pairs": int(given.counts() @ (there * (there - 1))) // 2,
        "largest_share": share,
        "warnings": (
            *notes(share, n_left, 0, 0),
            *look_turned(given.n_units, given.n_coders),
        ),
    }


def _warned(
    given: Ratings, shown: dict[str, Any], n_left: int, undefined: int, interval: How
) -> tuple[str, ...]:
    drawn = interval.replicates if isinstance(interval, Bootstrap) else 0
    said = notes(shown["largest_share"], n_left, undefined, drawn)
    return (*said, *look_turned(given.n_units, given.n_coders))


def _errors(
    table: Floats, weights: Floats, kappa: float, expected: float, n: int
) -> tuple[float, float]:
    """Give the standard error of sampling and the one that holds where kappa is 0."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    usual = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    bent = (table * (weights - usual * (1 - kappa)) ** 2).sum()
    sampling = float(bent) - (kappa - expected * (1 - kappa)) ** 2
    null = float((np.outer(rows, columns) * (weights - usual) ** 2).sum()) - expected**2
    scale = 1 / ((1 - expected) ** 2 * n)
    return sqrt(max(sampling, 0.0) * scale), sqrt(max(null, 0.0) * scale)


def _largest(table: Floats, expected: float) -> float:
    both = np.minimum(table.sum(axis=1), table.sum(axis=0)).sum()
    return float((both - expected) / (1 - expected))


def _kappas(cells: Ratings, weights: Floats) -> Any:
    each = _each_pair(cells, weights)
    return lambda drawn: each(drawn)[:, 0]


def _each_pair(kinds: Ratings, weights: Floats) -> Any:
    """Make a function from rows of drawn counts to the kappas of all pairs of coders."""
    size = weights.shape[0]
    named = np.eye(size + 1)[:, :size]  # the row of -1 is empty
    pairs = []
    for one, other in combinations(kinds.codes.astype(np.int64), 2):
        both = (one >= 0) & (other >= 0)
        alike = np.where(both, weights[one, other], 0.0)
        pairs.append((alike, named[np.where(both, one, -1)], named[np.where(both, other, -1)]))

    def each(drawn: Floats) -> Floats:
        made = np.empty((drawn.shape[0], len(pairs)))
        for index, (alike, first, second) in enumerate(pairs):
            rows, columns = drawn @ first, drawn @ second
            n = rows.sum(axis=1)
            with np.errstate(invalid="ignore", divide="ignore"):
                expected = ((rows @ weights) * columns).sum(axis=1) / n**2
                kappa = (drawn @ alike / n - expected) / (1 - expected)
                made[:, index] = np.where(1 - expected > SAME, kappa, np.nan)
        return made

    return each
