"""One way through the coefficients that ask only how many coders chose what: percent, Scott, Fleiss, Brennan, Gwet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis.agree._coefficient import (
    Chance,
    Family,
    How,
    Needs,
    check_how,
    largest_share,
    look_turned,
    n_pairs,
    no_width,
    notes,
    t_interval,
    why_not,
    z_interval,
)
from groundswell.analysis.agree._ratings import Absent
from groundswell.analysis.agree._tallies import Tallies, tally
from groundswell.analysis.agree._weights import Weights, agreement_weights

Arms = Callable[[Family, float, float, float], Interval | None]
"""Makes an interval from the family, the estimate, its standard error and the level."""


def by_t(family: Family, estimate: float, error: float, level: float) -> Interval | None:
    """Give the interval by Student's t over units."""
    return t_interval(estimate, error, family.n_units, level)


def by_z(family: Family, estimate: float, error: float, level: float) -> Interval | None:
    """Give the interval by the normal distribution."""
    return z_interval(estimate, error, level)


@dataclass(frozen=True)
class ByUsage:
    """Chance as two draws from how often the categories were used: Scott, Fleiss."""

    weights: Floats

    def of(self, shares: Floats) -> Floats:
        made: Floats = ((shares @ self.weights) * shares).sum(axis=-1)
        return made

    def each(self, mix: Floats, shares: Floats) -> Floats:
        made: Floats = mix @ (self.weights @ shares)
        return made


@dataclass(frozen=True)
class BySize:
    """Chance as two draws from categories used equally often: Brennan and Prediger."""

    weights: Floats

    def of(self, shares: Floats) -> Floats:
        made: Floats = np.full(shares.shape[:-1], self.weights.mean())
        return made

    def each(self, mix: Floats, shares: Floats) -> Floats:
        made: Floats = np.full(mix.shape[0], self.weights.mean())
        return made


@dataclass(frozen=True)
class ByHardness:
    """Chance as the share of units that are hard to rate: Gwet."""

    weights: Floats

    @property
    def factor(self) -> float:
        size = len(self.weights)
        return float(self.weights.sum()) / (size * (size - 1))

    def of(self, shares: Floats) -> Floats:
        made: Floats = self.factor * (shares * (1 - shares)).sum(axis=-1)
        return made

    def each(self, mix: Floats, shares: Floats) -> Floats:
        made: Floats = self.factor * (mix @ (1 - shares))
        return made


@dataclass(frozen=True)
class Nothing:
    """No chance agreement: the percent agreement itself."""

    weights: Floats

    def of(self, shares: Floats) -> Floats:
        made: Floats = np.zeros(shares.shape[:-1])
        return made

    def each(self, mix: Floats, shares: Floats) -> Floats:
        made: Floats = np.zeros(mix.shape[0])
        return made


@dataclass(frozen=True)
class Found:
    """What the family found, and the numbers every result of it shows."""

    data: Tallies
    weighting: str
    shown: dict[str, Any]

    @property
    def estimate(self) -> float | None:
        made: float | None = self.shown["estimate"]
        return made


def of_family(
    given: Any,
    make: Callable[[Floats], Chance],
    *,
    categories: Sequence[object] | None,
    missing: Absent,
    level: float,
    interval: How,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    needs: Needs = "spread",
    divisor: Callable[[int], int] = lambda n: n - 1,
    arms: Arms = by_t,
) -> Found:
    """Compute a coefficient of the family with all that its result shows."""
    check_how(interval)
    confidence = level_of(level)
    data, n_left = tally(given, categories, missing)
    weights, weighting = agreement_weights(
        data.categories,
        is_declared=data.is_declared,
        agreement=agreement,
        disagreement=disagreement,
    )
    shown = _counted(data, n_left)
    reason = why_not(data, needs)
    if reason:
        return Found(data, weighting, {**shown, **_without(data, reason, weights)})
    family = Family(data, weights, make(weights))
    made, agreed, expected = (
        float(one[0]) for one in family.estimates(data.times[None, :].astype(np.float64))
    )
    shown |= {"estimate": made, "observed": agreed, "chance": expected}
    variance = family.variance(made, expected)
    if variance is not None:
        n = family.n_units
        shown["standard_error"] = sqrt(variance * (n - 1) / divisor(n))
    shown |= _spanned(family, shown, interval, confidence, arms, n_left)
    return Found(data, weighting, shown)


def _counted(data: Tallies, n_left: int) -> dict[str, Any]:
    n = int(data.times.sum())
    return {
        "n": n,
        "n_missing": n_left,
        "n_coders": data.n_coders,
        "n_categories": len(data.categories),
        "n_pairs": n_pairs(data),
        "largest_share": largest_share(data),
        "warnings": (*notes(largest_share(data), n_left, 0, 0), *look_turned(n, data.n_coders)),
    }


def _without(data: Tallies, reason: str, weights: Floats) -> dict[str, Any]:
    if not n_pairs(data):
        return {"estimate": None, "reason": reason}
    drawn = data.times[None, :].astype(np.float64)
    agreed = Family(data, weights, Nothing(weights)).estimates(drawn)[1]
    return {"estimate": None, "reason": reason, "observed": float(agreed[0])}


def _spanned(
    family: Family,
    shown: dict[str, Any],
    interval: How,
    level: float,
    arms: Arms,
    n_left: int,
) -> dict[str, Any]:
    """Give the interval asked for, and what to say of it."""
    error, n = shown.get("standard_error"), family.n_units
    if interval is None:
        return {}
    if isinstance(interval, Bootstrap):
        span, undefined = interval.interval(
            lambda drawn: family.estimates(drawn)[0], family.data.times, level
        )
        said = notes(shown["largest_share"], n_left, undefined, interval.replicates)
        return {
            "interval": span,
            "warnings": (*said, *look_turned(n, family.data.n_coders)),
        }
    if error is None:
        return {"warnings": (*shown["warnings"], "one unit gives no interval")}
    made = arms(family, shown["estimate"], error, level)
    return {"interval": made, "warnings": (*shown["warnings"], *no_width(made, interval))}
