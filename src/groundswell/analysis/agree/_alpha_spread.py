"""How uncertain alpha is: Gwet's standard error, and alpha of resampled units."""

from collections.abc import Callable
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats
from groundswell.analysis.agree._metric import Scale, distances, line_of, midranks, moments
from groundswell.analysis.agree._ratings import Ratings, distinct
from groundswell.analysis.agree._tallies import Tallies, tallied, unordered

Drawn = Callable[[Floats], Floats]


def pairable(given: Ratings | Tallies) -> Tallies:
    """Give the kinds of units with two ratings or more."""
    made = given if isinstance(given, Tallies) else tallied(unordered(distinct(given)))
    return made.only(made.sizes >= 2)


def standard_error(given: Ratings | Tallies, apart: Floats) -> float | None:
    """Give the standard error over units by Gwet's linearisation; the distances are taken as fixed."""
    data = pairable(given)
    n = int(data.times.sum())
    if n < 2:
        return None
    weights = 1 - apart / apart.max()
    times, table = data.times, data.table.astype(np.float64)
    sizes = table.sum(axis=1)
    mean = float(times @ sizes) / n
    within = (table * (table @ weights - 1)).sum(axis=1) / (mean * (sizes - 1))
    plain = float(times @ within) / n
    epsilon = 1 / float(times @ sizes)
    agreed = (1 - epsilon) * plain + epsilon
    shares = times @ table / (mean * n)
    expected = float(shares @ weights @ shares)
    uneven = (sizes - mean) / mean
    each = (within - agreed * uneven - expected) / (1 - expected)
    prime = (plain - expected) / (1 - expected)
    chance = table @ (weights @ shares) / mean - expected * uneven
    bent = 2 * (1 - prime) * (chance - expected) / (1 - expected)
    return sqrt(float(times @ (each - bent - prime) ** 2) / (n * (n - 1)))


def drawn_alpha(given: Ratings | Tallies, scale: Scale) -> tuple[Drawn, NDArray[np.int64]]:
    """Make a function from rows of drawn counts to alphas, and the counts it is drawn from."""
    if scale == "interval" and isinstance(given, Ratings):
        kinds = unordered(distinct(given))
        sizes = (kinds.codes >= 0).sum(axis=0)
        paired = kinds.only(sizes >= 2)
        line = line_of(given.categories, scale)
        return _by_moments(paired, line, sizes[sizes >= 2].astype(np.float64)), paired.counts()
    data = pairable(given)
    if scale == "ordinal":
        return _by_ranks(data), data.times
    apart = distances(scale, data.categories, (data.times @ data.table).astype(np.float64))
    return _by_distance(data, apart), data.times


def _by_distance(data: Tallies, apart: Floats) -> Drawn:
    table = data.table.astype(np.float64)
    within = ((table @ apart) * table).sum(axis=1) / (data.sizes - 1)

    def alphas(drawn: Floats) -> Floats:
        totals = drawn @ table
        n = totals.sum(axis=1)
        return _ratio(drawn @ within, ((totals @ apart) * totals).sum(axis=1), n)

    return alphas


def _by_moments(given: Ratings, line: Floats, sizes: Floats) -> Drawn:
    once, twice = moments(given, line)
    within = 2 * (sizes * twice - once**2) / (sizes - 1)
    features = np.stack([within, once, twice, sizes], axis=1)

    def alphas(drawn: Floats) -> Floats:
        observed, whole, square, n = (drawn @ features).T
        return _ratio(observed, 2 * (n * square - whole**2), n)

    return alphas


def _by_ranks(data: Tallies) -> Drawn:
    """Ranks move with what is drawn, so distances are made again for each replicate."""
    table = data.table.astype(np.float64)
    pairs = data.sizes.astype(np.float64)

    def alphas(drawn: Floats) -> Floats:
        totals = drawn @ table
        n = totals.sum(axis=1)
        line = midranks(totals) - n[:, None] / 2
        spread = drawn / (pairs - 1)
        square = ((spread * pairs) @ table * line**2).sum(axis=1)
        whole = (spread * (line @ table.T) ** 2).sum(axis=1)
        expected = n * (totals * line**2).sum(axis=1) - (totals * line).sum(axis=1) ** 2
        return _ratio(2 * (square - whole), 2 * expected, n)

    return alphas


def _ratio(observed: Floats, expected: Floats, n: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        made: Floats = np.where(expected > 1e-9, 1 - (n - 1) * observed / expected, np.nan)
    return made
