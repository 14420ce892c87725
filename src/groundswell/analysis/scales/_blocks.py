"""A table walked in blocks that stay in the cache, each less a pilot mean."""

from collections.abc import Iterator

import numpy as np

from groundswell.analysis._inputs import Floats
from groundswell.analysis.scales._matrix import Values

BLOCK = 8192  # rows: a block of 20 items is about what a second-level cache holds
PIECE = 128  # rows of one product: few enough that no linear algebra library starts threads for it


def blocks(values: Values, pilot: Floats) -> Iterator[tuple[Floats, int]]:
    """Give copies of the rows less the pilot mean, 8,192 at a time, with how many there are.

    Beyond these a block is filled up with rows of nought to a whole number of pieces. Each is overwritten by the next.
    """
    k, size = len(pilot), min(BLOCK, -(-len(values) // PIECE) * PIECE)
    upright = values.flags.f_contiguous and not values.flags.c_contiguous
    if upright:  # items lie one after the other, as in most data frames
        room, tile = np.zeros((k, size)).T, pilot
    else:
        room, tile = np.zeros((size, k)), np.tile(pilot, (size, 1))  # quicker than broadcasting
    for start in range(0, len(values), BLOCK):
        part = values[start : start + BLOCK]
        n = len(part)
        np.subtract(part, tile if upright else tile[:n], out=room[:n])
        room[n:] = 0.0
        yield room[: -(-n // PIECE) * PIECE], n


def gram(one: Floats, other: Floats) -> Floats:
    """Give ``one.T @ other``, piece by piece."""
    left, right = _pieces(one), _pieces(other)
    made: Floats = np.matmul(left.transpose(0, 2, 1), right).sum(axis=0)
    return made


def column_sums(block: Floats) -> Floats:
    """Give the sum of each item."""
    made: Floats = np.matmul(np.ones(PIECE), _pieces(block)).sum(axis=0)
    return made


def row_sums(block: Floats) -> Floats:
    """Give the sum of each row; NaN where one is missing."""
    made: Floats = np.matmul(_pieces(block), np.ones(block.shape[1])).ravel()
    return made


def padded(block: Floats) -> Floats:
    """Fill a block up to a whole number of pieces."""
    gap = -len(block) % PIECE
    return np.concatenate([block, np.zeros((gap, block.shape[1]))]) if gap else block


def _pieces(block: Floats) -> Floats:
    k = block.shape[1]
    if block.flags.c_contiguous:
        return block.reshape(-1, PIECE, k)
    return block.T.reshape(k, -1, PIECE).transpose(1, 2, 0)


def pilot_of(values: Values) -> Floats:
    """Give a mean that is near enough: of the first rows, nought where nobody answered."""
    head = np.asarray(values[:256], dtype=np.float64)
    present = np.isfinite(head)
    counts = np.maximum(present.sum(axis=0), 1)
    made: Floats = np.where(present, head, 0.0).sum(axis=0) / counts
    return made


def totals_of(values: Values) -> tuple[float, float] | None:
    """Give the summed variances of the items and the variance of their sum; None where an answer is missing.

    This is all alpha needs, in about half the time covariances take.
    """
    n, sums = len(values), np.zeros(values.shape[1])
    squares = whole = 0.0
    for block, _ in blocks(values, pilot_of(values)):
        total = row_sums(block)
        flat = (block if block.flags.c_contiguous else block.T).ravel()
        square = float(np.einsum("i,i->", flat, flat))
        if not np.isfinite(square):
            return None
        sums += column_sums(block)
        squares += square
        whole += float(np.einsum("i,i->", total, total))
    items = (squares - float(sums @ sums) / n) / (n - 1)
    return items, (whole - float(sums.sum()) ** 2 / n) / (n - 1)
