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
BYTES_AT_ONCE = 1 << 23
MANY = 60
"""From this many people on, members are drawn by a byte each rather than by sorting keys."""


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
    """Give sums of ``k`` of the values drawn without replacement."""
    chance = round(256 * k / values.size)
    large = values.size >= MANY and 8 <= chance <= 248
    each = max(1, (BYTES_AT_ONCE if large else AT_ONCE) // values.size)
    for start in range(0, resamples, each):
        rows = min(each, resamples - start)
        if large:
            yield _sums(_settled(values.size, k, chance, rows, rng), values)
        else:
            yield values[_smallest_keys(values.size, k, rows, rng)].sum(axis=1)


def _sums(member: NDArray[np.bool_], values: Floats) -> Floats:
    """Add up the members' values, a few rows at a time so that they stay in the cache and with one thread."""
    few = max(1, AT_ONCE // 4 // values.size)
    out = np.empty(member.shape[0])
    for start in range(0, out.size, few):
        part = member[start : start + few].astype(np.float64)
        out[start : start + few] = np.einsum("ij,j->i", part, values)
    return out


def _smallest_keys(n: int, k: int, rows: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Draw ``k`` of ``n`` places a row: the smallest random 64-bit keys, each with its place in the low bits.

    A partition finds them faster than a shuffle.
    """
    low = np.uint64((1 << max(1, (n - 1).bit_length())) - 1)
    keys = rng.integers(0, 1 << 64, (rows, n), dtype=np.uint64)
    keys &= ~low
    keys |= np.arange(n, dtype=np.uint64)
    keys.partition(k - 1, axis=1)
    return (keys[:, :k] & low).astype(np.intp)


def _settled(n: int, k: int, chance: int, rows: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw ``k`` of ``n`` members a row: each by a random byte, then one by one until there are ``k``.

    Whoever is taken out, or let in, is drawn evenly from those who are in, or out, so every set of ``k`` is equally
    likely, at the cost of a byte a person and a few hundred corrections a row.
    """
    member = rng.integers(0, 256, (rows, n), dtype=np.uint8) < chance
    excess = member.sum(axis=1) - k
    todo = np.flatnonzero(excess)
    while todo.size:
        place, too_many = rng.integers(0, n, todo.size), excess[todo] > 0
        right = member[todo, place] == too_many
        row, out = todo[right], too_many[right]
        member[row, place[right]] = ~out
        excess[row] += np.where(out, -1, 1)
        todo = todo[excess[todo] != 0]
    return member
