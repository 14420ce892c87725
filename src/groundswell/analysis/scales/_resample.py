"""Covariance matrices of resampled people, many at once."""

from collections.abc import Iterator

import numpy as np

from groundswell.analysis._inputs import Floats, InputError

Rng = int | np.random.Generator

ROOM = 4_000_000  # weights held at once: 32 MB


def generator_of(rng: Rng | None) -> tuple[np.random.Generator, int | None]:
    """Make a generator of what was given, with its seed where it has one."""
    if isinstance(rng, np.random.Generator):
        return rng, None
    if rng is None or isinstance(rng, bool) or int(rng) != rng or rng < 0:
        raise InputError(
            "A bootstrap interval needs rng=: a whole number as seed, or a NumPy Generator; "
            f"it is {rng!r}."
        )
    return np.random.default_rng(rng), int(rng)


def replicates_of(replicates: int) -> int:
    """Check the number of replicates: too few give no interval worth the name."""
    if int(replicates) != replicates or replicates < 100:
        raise InputError(
            f"replicates= should be a whole number of 100 or more; it is {replicates!r}."
        )
    return replicates


def covariances(values: Floats, replicates: int, rng: np.random.Generator) -> Iterator[Floats]:
    """Give covariance matrices (some, k, k) of people drawn with replacement, until there are ``replicates``.

    ``values`` has people by items, missing as NaN: covariances are then of pairs. People who answered alike are drawn
    as one multinomial count, and all sums of a block of replicates are one product of weights and features.
    """
    shifted = values - np.nanmean(values, axis=0)
    people, counts = _alike(shifted)
    n = int(counts.sum())
    features, k = _features(people), values.shape[1]
    for start in range(0, replicates, step := max(1, ROOM // len(people))):
        many = min(step, replicates - start)
        yield _covariances_of(_weights(rng, counts, n, many) @ features, k)


def percentile(found: Floats, level: float) -> tuple[float, float]:
    """Give the limits between which the middle ``level`` of the replicates lie."""
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _alike(values: Floats) -> tuple[Floats, Floats]:
    if len(values) >= 2000:
        rows, counts = np.unique(values, axis=0, return_counts=True)
        if len(rows) <= len(values) // 4:
            return rows, counts.astype(np.float64)
    return values, np.ones(len(values))


def _weights(rng: np.random.Generator, counts: Floats, n: int, many: int) -> Floats:
    if n == len(counts):  # everybody differs: count draws, which is quicker than a multinomial
        drawn = rng.integers(0, n, size=(many, n)) + n * np.arange(many)[:, None]
        made = np.bincount(drawn.ravel(), minlength=many * n).reshape(many, n)
    else:
        made = rng.multinomial(n, counts / n, size=many)
    return made.astype(np.float64)


def _features(people: Floats) -> Floats:
    """Lay out, for each person, sums by pair of items: both answered, the one's value, the other's, the product."""
    first, second = np.triu_indices(people.shape[1])
    there = ~np.isnan(people)
    both = there[:, first] & there[:, second]
    filled = np.where(there, people, 0.0)
    return np.hstack(
        [
            both.astype(np.float64),
            np.where(both, filled[:, first], 0.0),
            np.where(both, filled[:, second], 0.0),
            filled[:, first] * filled[:, second],
        ]
    )


def _covariances_of(sums: Floats, k: int) -> Floats:
    n, one, other, product = np.split(sums, 4, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        flat = np.where(n > 1, (product - one * other / n) / (n - 1), np.nan)
    first, second = np.triu_indices(k)
    made = np.empty((len(sums), k, k))
    made[:, first, second] = flat
    made[:, second, first] = flat
    return made
