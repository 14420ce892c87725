"""Counting segments that overlap, and codes that share a document, by sorting whole numbers."""

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis.qualitative._columns import Ints

CACHED = 160_000  # words of eight bytes that a block of codes by all codes may take


def by_segment(
    document: Ints, code: Ints, start: Ints, end: Ints, n_codes: int, once: bool
) -> tuple[Ints, int]:
    """Count, by pairs of codes, pairs of segments that overlap; and the segments counted.

    Documents are laid end to end on one line. Sorted by their start, a segment overlaps those after it until one begins
    at or behind its end: the next, the one after that and so on, for all segments at once while any still overlaps.
    """
    if once:
        document, code, start, end = _joined(document, code, start, end, n_codes)
    stride = int(end.max()) + 1
    line = document * stride
    line += start
    row, begin = _sorted(line)
    finish, which = begin + (end - start)[row], code[row]
    n, step, found = len(row), 1, []
    live = np.flatnonzero(begin[1:] < finish[:-1])
    while len(live):
        found.append(which[live] * n_codes + which[live + step])
        step += 1
        live = live[: np.searchsorted(live, n - step)]
        live = live[begin[live + step] < finish[live]]
    pairs = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    counts = np.bincount(pairs, minlength=n_codes * n_codes).reshape(n_codes, n_codes)
    counts += counts.T
    np.fill_diagonal(counts, np.bincount(code, minlength=n_codes))
    return counts.astype(np.int64, copy=False), n


def by_document(document: Ints, code: Ints, n_documents: int, n_codes: int) -> Ints:
    """Count, by pairs of codes, the documents that have both: a bit for each document, and one bitwise and."""
    there = np.zeros((n_codes, -(-n_documents // 64) * 64), dtype=bool)
    there[code, document] = True
    words: NDArray[np.uint64] = np.packbits(there, axis=1).view(np.uint64)
    bits = np.ascontiguousarray(words.T)
    made = np.zeros((n_codes, n_codes), dtype=np.int64)
    many = max(1, CACHED // bits.size)
    for one in range(0, n_codes, many):
        both = np.bitwise_count(bits[:, None, one:] & bits[:, one : one + many, None])
        made[one : one + many, one:] = both.sum(axis=0, dtype=np.uint32)
    above = np.triu(made, 1)
    return made - np.tril(made, -1) + above.T


def _joined(
    document: Ints, code: Ints, start: Ints, end: Ints, n_codes: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Join segments of one code in one document that overlap."""
    stride = int(end.max()) + 1
    line = (document * n_codes + code) * stride
    row, begin = _sorted(line + start)
    reach = np.maximum.accumulate((line + end)[row])
    first = np.flatnonzero(np.r_[True, begin[1:] >= reach[:-1]])
    if len(first) == len(row):
        return document, code, start, end
    last = np.r_[first[1:] - 1, len(row) - 1]
    at = row[first]
    return document[at], code[at], start[at], reach[last] - line[at]


def _sorted(line: Ints) -> tuple[Ints, Ints]:
    """Give the rows in order of their place, and the places.

    Sixteen bits at a time, from the lowest: NumPy's stable sort of short integers is a radix sort, in two or three
    passes about four times as quick as one sort of packed (place, row) numbers, and no slower where places are
    long.
    """
    row = np.argsort(line.astype(np.uint16), kind="stable")  # the lowest bits
    for shift in range(16, int(line.max()).bit_length(), 16):
        part = (line >> shift).astype(np.uint16)
        row = row[np.argsort(part[row], kind="stable")]
    return row, line[row]
