"""Random draws with a seed that is kept, and the sums a permutation test needs, block by block."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError

Rng = int | np.random.Generator | None
"""A seed or a Generator; None where the answer is exact."""

AT_ONCE = 1 << 17
"""Numbers in memory at a time: they stay in the second cache."""


def generator(rng: Any, why: str) -> tuple[np.random.Generator, str]:
    """Give a generator and the words that name its seed; refuse where none was given."""
    if rng is None:
        raise InputError(
            f"This is too much to count exactly ({why}). Give rng= a seed, such as rng=1, to draw at random."
        )
    if isinstance(rng, np.random.Generator):
        return rng, "a generator that was given"
    if isinstance(rng, bool) or not isinstance(rng, int | np.integer) or rng < 0:
        raise InputError(f"rng= should be a seed (a whole number) or a Generator; it is {rng!r}.")
    return np.random.default_rng(int(rng)), str(int(rng))


def draws(resamples: Any) -> int:
    """Check how many draws are asked for."""
    if isinstance(resamples, bool) or not isinstance(resamples, int) or resamples < 99:
        raise InputError(
            f"resamples= should be a whole number of at least 99; it is {resamples!r}."
        )
    return resamples


def monte_carlo_p(far: int, resamples: int) -> float:
    """Give (far + 1) / (draws + 1): what was seen is one of the draws, so p is never 0."""
    return (far + 1) / (resamples + 1)


def sign_sums(size: Floats, resamples: int, rng: np.random.Generator) -> Iterator[Floats]:
    """Give sums of ``size`` with random signs; eight signs come from each random byte."""
    each = max(1, AT_ONCE // size.size)
    for start in range(0, resamples, each):
        rows = min(each, resamples - start)
        raw = rng.integers(0, 256, (rows, -(-size.size // 8)), dtype=np.uint8)
        signs = np.unpackbits(raw, axis=1, count=size.size)
        yield 2 * (signs @ size) - size.sum()


def subset_sums(
    values: Floats, k: int, resamples: int, rng: np.random.Generator
) -> Iterator[Floats]:
    """Give sums of ``k`` of the values drawn without replacement.

    Each row of random 64-bit keys carries its column in the low bits; the ``k`` smallest keys are a random
    subset, and a partition finds them faster than a shuffle.
    """
    n = values.size
    bits = max(1, (n - 1).bit_length())
    low = np.uint64((1 << bits) - 1)
    place = np.arange(n, dtype=np.uint64)
    each = max(1, AT_ONCE // n)
    for start in range(0, resamples, each):
        rows = min(each, resamples - start)
        keys = _raw(rng, rows * n).reshape(rows, n)
        keys &= ~low
        keys |= place
        keys.partition(k - 1, axis=1)
        chosen = (keys[:, :k] & low).astype(np.intp)
        yield values[chosen].sum(axis=1)


def _raw(rng: np.random.Generator, count: int) -> NDArray[np.uint64]:
    return rng.integers(0, 1 << 64, count, dtype=np.uint64)
