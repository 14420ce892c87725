"""How far apart two values are for Krippendorff's alpha: squared distances, none of them scaled."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis.agree._ratings import Ratings

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
"""What the categories are: names, ranks, numbers, or numbers with a true zero."""


def check_scale(scale: Scale, given_scale: Sequence[Any], *, is_declared: bool) -> None:
    """Refuse a scale that is not one, or that the categories do not allow."""
    if scale not in get_args(Scale):
        raise InputError(
            f'scale= should be "nominal", "ordinal", "interval" or "ratio"; it is {scale!r}. There is no default.'
        )
    if scale == "ordinal" and not is_declared:
        raise InputError("An ordinal scale needs its order. Give categories= from low to high.")
    if scale in ("interval", "ratio"):
        numbers = line_of(given_scale, scale)
        if scale == "ratio" and (numbers < 0).any():
            raise InputError("A ratio scale has no values below 0.")


def line_of(categories: Sequence[Any], scale: Scale) -> Floats:
    """Give the categories as numbers."""
    if any(
        isinstance(one, bool) or not isinstance(one, int | float | np.number) for one in categories
    ):
        strange = next(one for one in categories if isinstance(one, str) or one is not None)
        raise InputError(
            f"Values of {scale} scale are numbers; there is {strange!r}. "
            'Say scale="ordinal" for ranks or "nominal" for names.'
        )
    made = np.array([float(one) for one in categories])
    if np.isnan(made).any():
        raise InputError("A category is NaN. Categories are values; missing ratings need none.")
    return made


def midranks(totals: Floats) -> Floats:
    """Give each category's place among all values, lowest first: the middle of the ranks it takes (last axis)."""
    made: Floats = np.cumsum(totals, axis=-1) - totals / 2
    return made


def distances(scale: Scale, categories: Sequence[Any], totals: Floats) -> Floats:
    """Give the matrix of squared distances between categories."""
    size = len(categories)
    if scale == "nominal":
        return 1 - np.eye(size)
    line = midranks(totals) if scale == "ordinal" else line_of(categories, scale)
    apart: Floats = (line[:, None] - line) ** 2
    if scale == "ratio":
        both = (line[:, None] + line) ** 2
        return np.divide(apart, both, out=np.zeros_like(apart), where=both > 0)
    return apart


def many_values(given: Ratings, scale: Scale) -> tuple[float, float, Floats, int]:
    """Give observed and expected disagreement, totals and unpaired units, without a matrix over the values."""
    sizes = (given.codes >= 0).sum(axis=0)
    paired = given.only(sizes >= 2)
    m = sizes[sizes >= 2].astype(np.float64)
    times = paired.counts()
    size = len(given.categories)
    totals = np.zeros(size)
    for row in paired.codes:
        there = row >= 0
        totals += np.bincount(row[there], times[there], size)
    unpaired = given.n_units - paired.n_units
    if scale == "ratio":
        line = line_of(given.categories, scale)
        return *_ratio(paired, times / (m - 1), line, totals), totals, unpaired
    line = midranks(totals) if scale == "ordinal" else line_of(given.categories, scale)
    once, twice = moments(paired, line)
    observed = float(times @ (2 * (m * twice - once**2) / (m - 1)))
    n = totals.sum()
    whole, square = float(times @ once), float(times @ twice)
    return observed, 2 * (n * square - whole**2) / max(n - 1, 1), totals, unpaired


def moments(given: Ratings, line: Floats) -> tuple[Floats, Floats]:
    """Give, for each unit, the sum of its values and of their squares, from the middle of the line."""
    place = np.append(line - line.mean(), 0.0)  # the last one stands for -1
    once = np.zeros(given.codes.shape[1])
    twice = np.zeros(given.codes.shape[1])
    for row in given.codes:
        values = place[row]
        once += values
        twice += values**2
    return once, twice


def _ratio(given: Ratings, weight: Floats, line: Floats, totals: Floats) -> tuple[float, float]:
    observed = 0.0
    place = np.append(line, np.nan)
    for index, one in enumerate(given.codes):
        for other in given.codes[index + 1 :]:
            both = (one >= 0) & (other >= 0)
            observed += 2 * float(weight[both] @ _apart(place[one[both]], place[other[both]]))
    expected = 0.0
    for value, total in zip(line, totals, strict=True):
        expected += float(total * (totals @ _apart(np.full(line.shape, value), line)))
    return observed, expected / max(totals.sum() - 1, 1)


def _apart(one: Floats, other: Floats) -> Floats:
    both = one + other
    made: Floats = np.divide(one - other, both, out=np.zeros_like(both), where=both > 0) ** 2
    return made
