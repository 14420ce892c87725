"""Krippendorff's alpha: any number of coders, any scale, with whatever ratings there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Interval, Result
from groundswell.analysis.agree._alpha_spread import drawn_alpha, standard_error
from groundswell.analysis.agree._coefficient import (
    NO_PAIR,
    ONE_CATEGORY,
    How,
    check_how,
    look_turned,
    no_width,
    notes,
    t_interval,
)
from groundswell.analysis.agree._coincidences import Alike, Sums, alike, coincidences
from groundswell.analysis.agree._metric import Scale, check_scale, distances, many_values
from groundswell.analysis.agree._ratings import Ratings, read, scale_of
from groundswell.analysis.agree._tallies import Tallies

ALPHA = (
    "Krippendorff K. Content Analysis: An Introduction to Its Methodology. 4th ed. Sage, 2019, chapter 12. Computing "
    "Krippendorff's alpha-reliability. University of Pennsylvania, 2011."
)
MANY = 512  # values up to which a matrix over them is formed


@dataclass(frozen=True, kw_only=True)
class Alpha(Result):
    """``n`` counts units with two ratings or more, ``n_missing`` those with fewer, ``n_values`` the ratings
    compared."""

    name: ClassVar[str] = "Krippendorff's alpha"
    scale: str
    observed_disagreement: float | None = None
    expected_disagreement: float | None = None
    standard_error: float | None = None
    n_values: int
    n_coders: int
    n_categories: int
    largest_share: float | None = None


@dataclass(frozen=True)
class _Found:
    """Disagreement summed over values, what was to be expected, and how often each value was given in pairable
    units."""

    observed: float
    expected: float
    totals: Floats
    units: int
    unpaired: int


def alpha(
    ratings: Any,
    *,
    scale: Scale,
    categories: Sequence[object] | None = None,
    level: float = 0.95,
    interval: How = "analytic",
) -> Alpha:
    """Give Krippendorff's alpha: 1 less the observed disagreement over that expected from all values thrown together.

    ``ratings``: units in rows, coders in columns, or what :func:`ratings`, :func:`codes`, :func:`crosstab` or
    :func:`tallies` made. ``scale``: "nominal", "ordinal", "interval" or "ratio"; there is no default. ``categories``:
    the scale in order, needed for "ordinal"; numbers for "interval" and "ratio". Missing ratings are part of the
    method: a unit counts with the ratings it has, and units with fewer than two are left out and counted.
    ``interval``: Student's t over units by Gwet's standard error; a ``Bootstrap`` over units; or None, which is much
    quicker on large data.

    Raises ``InputError`` for an unknown scale, for values the scale does not allow, and for malformed ratings.

    When to use: as the one coefficient for coders who each saw some of the units, on whatever scale.

    When not: with nearly all units in one category: alpha is then low whatever coders do, and with all of them there
    it is not estimable. It does not tell coders apart.

    References: Krippendorff K. Content Analysis: An Introduction to Its Methodology. 4th ed. Sage, 2019, chapter 12.

    >>> made = alpha([[1, 1], [2, 2], [3, 3], [3, 4], [4, None]], scale="interval", interval=None)
    >>> round(made.estimate, 3), made.n, made.n_missing
    (0.889, 4, 1)
    """
    check_how(interval)
    confidence = level_of(level)
    given = _taken(ratings, categories)
    check_scale(scale, given.categories, is_declared=given.is_declared)
    found = _summed(given, scale)
    shown = _shown(given, found, scale)
    estimate = _estimate(found)
    if estimate is None:
        reason = NO_PAIR if not found.units else ONE_CATEGORY
        return Alpha(estimate=None, reason=reason, **shown)
    if interval is None:
        return Alpha(estimate=estimate, **shown)
    if len(given.categories) > MANY and not (
        scale == "interval" and isinstance(interval, Bootstrap) and isinstance(given, Ratings)
    ):
        said = f"there are more than {MANY} different values, too many for this interval"
        shown["warnings"] = (*shown["warnings"], said)
        return Alpha(estimate=estimate, **shown)
    if isinstance(interval, Bootstrap):
        return _bootstrapped(given, found, estimate, shown, interval, confidence)
    error = standard_error(given, distances(scale, given.categories, found.totals))
    span: Interval | None = None
    if error is not None:
        span = t_interval(estimate, error, found.units, confidence)
    shown["warnings"] = (*shown["warnings"], *no_width(span, interval))
    return Alpha(estimate=estimate, interval=span, standard_error=error, **shown)


class Counts:
    """Alpha over chunks, in flat memory: add ratings as they come, add counts of other machines, ask for the result.

    ``categories`` declares the scale for all chunks. ``counts.add(chunk)`` takes what :func:`alpha` takes, ``a + b``
    makes the counts of both, and ``counts.result(scale="nominal")`` gives the same estimate as :func:`alpha` on
    everything at once, to the last digit, on any scale; without an interval, which would need the units themselves.
    """

    def __init__(self, categories: Sequence[object]) -> None:
        if not 0 < len(categories) <= MANY:
            raise InputError(f"Counts are for 1 to {MANY} categories; there are {len(categories)}.")
        self.categories = scale_of(categories)
        self.n_coders = 0
        self._sums = Sums({}, {}, 0)

    def add(self, chunk: Any) -> "Counts":
        """Count a chunk: units in rows, coders in columns. Gives itself back."""
        given = read(chunk, self.categories)
        self._sums.add(coincidences(given))
        self.n_coders = max(self.n_coders, given.n_coders)
        return self

    def __add__(self, other: "Counts") -> "Counts":
        """Give the counts of both."""
        if self.categories != other.categories:
            raise InputError(
                "Counts of different scales cannot be added. Declare the same categories."
            )
        made = Counts(self.categories)
        made.n_coders = max(self.n_coders, other.n_coders)
        made._sums.add(self._sums)
        made._sums.add(other._sums)
        return made

    def result(self, *, scale: Scale) -> Alpha:
        """Give alpha of all that was counted."""
        check_scale(scale, self.categories, is_declared=True)
        empty = Ratings(np.empty((self.n_coders, 0), np.int8), self.categories, ())
        found = _of_sums(self._sums, self.categories, scale)
        shown = _shown(empty, found, scale)
        estimate = _estimate(found)
        reason = "" if estimate is not None else NO_PAIR if not found.units else ONE_CATEGORY
        return Alpha(estimate=estimate, reason=reason, **shown)


def _taken(given: Any, categories: Sequence[object] | None) -> Ratings | Tallies:
    if not isinstance(given, Tallies):
        return read(given, categories)
    if categories is not None and tuple(categories) != given.categories:
        raise InputError(f"The tallies have their categories already: {list(given.categories)}.")
    return given


def _summed(given: Ratings | Tallies, scale: Scale) -> _Found:
    if isinstance(given, Tallies):
        return _of_tallies(given, scale)
    if scale == "nominal":
        return _of_alike(alike(given))
    if len(given.categories) > MANY:
        observed, expected, totals, unpaired = many_values(given, scale)
        return _Found(observed, expected, totals, given.n_units - unpaired, unpaired)
    return _of_sums(coincidences(given), given.categories, scale)


def _of_alike(sums: Alike) -> _Found:
    n = float(sums.values.sum())
    observed = sum(
        (count * m * (m - 1) - sums.agreeing[m]) / (m - 1)
        for m, count in sorted(sums.units.items())
    )
    expected = (n * n - float(sums.values @ sums.values)) / max(n - 1, 1)
    return _Found(observed, expected, sums.values, sum(sums.units.values()), sums.unpaired)


def _of_sums(sums: Sums, categories: Sequence[Any], scale: Scale) -> _Found:
    matrix = sums.matrix(len(categories))
    # A value met m - 1 others in its unit: whole numbers, whatever order they are added in.
    totals = np.zeros(len(categories))
    for m, pairs in sums.pairs.items():
        totals += np.rint(pairs.sum(axis=1) / (m - 1))
    if scale == "nominal":
        agreeing = {m: float(np.trace(pairs)) for m, pairs in sums.pairs.items()}
        return _of_alike(Alike(sums.units, agreeing, totals, sums.unpaired))
    return _found(matrix, totals, categories, scale, sum(sums.units.values()), sums.unpaired)


def _of_tallies(given: Tallies, scale: Scale) -> _Found:
    paired = given.only(given.sizes >= 2)
    table, m = paired.table.astype(np.float64), paired.sizes[:, None]
    weighted = table * (paired.times[:, None] / (m - 1))
    matrix = table.T @ weighted - np.diag(weighted.sum(axis=0))
    totals = paired.times @ table
    units = int(paired.times.sum())
    return _found(matrix, totals, given.categories, scale, units, int(given.times.sum()) - units)


def _found(
    matrix: Floats,
    totals: Floats,
    categories: Sequence[Any],
    scale: Scale,
    units: int,
    unpaired: int,
) -> _Found:
    apart = distances(scale, categories, totals)
    observed = float((matrix * apart).sum())
    expected = float(totals @ apart @ totals) / max(float(totals.sum()) - 1, 1)
    return _Found(observed, expected, totals, units, unpaired)


def _estimate(found: _Found) -> float | None:
    if not found.units or np.count_nonzero(found.totals) < 2 or found.expected <= 0:
        return None
    return 1 - found.observed / found.expected


def _shown(given: Ratings | Tallies, found: _Found, scale: Scale) -> dict[str, Any]:
    n = float(found.totals.sum())
    share = float(found.totals.max()) / n if n else None
    turned = look_turned(found.units + found.unpaired, given.n_coders)
    return {
        "scale": scale,
        "observed_disagreement": found.observed / n if n else None,
        "expected_disagreement": found.expected / n if n else None,
        "n": found.units,
        "n_missing": found.unpaired,
        "n_values": int(n),
        "n_coders": given.n_coders,
        "n_categories": len(given.categories),
        "largest_share": share,
        "method": f"{scale} scale, units with two ratings or more",
        "assumptions": ("coders worked independently", "coders are interchangeable"),
        "warnings": (*notes(share, 0, 0, 0), *turned),
        "citation": ALPHA,
    }


def _bootstrapped(
    given: Ratings | Tallies,
    found: _Found,
    estimate: float,
    shown: dict[str, Any],
    interval: Bootstrap,
    level: float,
) -> Alpha:
    function, times = drawn_alpha(given, shown["scale"])
    span, undefined = interval.interval(function, times, level)
    more = notes(None, 0, undefined, interval.replicates)
    return Alpha(
        estimate=estimate,
        interval=span,
        **{**shown, "warnings": (*shown["warnings"], *more)},
    )
