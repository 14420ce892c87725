"""Counting segments that overlap, and codes that share a document, by sorting whole numbers."""

from typing import Any

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
    line = _line(document, stride, start)
    row = _order(line)
    begin, which = line[row], code[row]
    finish = np.subtract(end, start, out=line, casting="unsafe")[row]
    finish += begin
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
    total = np.uint16 if n_documents < 2**16 else np.uint32
    for one in range(0, n_codes, many):
        some = slice(one, one + many)
        both = np.bitwise_count(bits[:, None, one:] & bits[:, some, None])
        found = np.add.reduce(both, axis=0, dtype=total)
        made[some, one:] = found
        made[one:, some] = found.T
    return made


def _joined(
    document: Ints, code: Ints, start: Ints, end: Ints, n_codes: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Join segments of one code in one document that overlap."""
    stride = int(end.max()) + 1
    line = _line(document * n_codes + code, stride, start)
    row = _order(line)
    begin = line[row]
    reach = np.maximum.accumulate(begin + (end - start)[row])
    first = np.flatnonzero(np.r_[True, begin[1:] >= reach[:-1]])
    if len(first) == len(row):
        return document, code, start, end
    last = np.r_[first[1:] - 1, len(row) - 1]
    at = row[first]
    return document[at], code[at], start[at], start[at] + (reach[last] - begin[first])


def _line(group: Ints, stride: int, start: Ints) -> NDArray[Any]:
    """Lay groups end to end: in short whole numbers where they fit, since fetching memory is most of the time."""
    short = (int(group.max()) + 2) * stride < 2**31
    line = np.empty(len(group), dtype=np.int32 if short else np.int64)
    np.multiply(group, stride, out=line, casting="unsafe")
    np.add(line, start, out=line, casting="unsafe")
    return line


def _order(line: NDArray[Any]) -> NDArray[np.intp]:
    """Give the rows in order of their place.

    Sixteen bits at a time, from the lowest: NumPy's stable sort of short integers is a radix sort, in two or three
    passes about four times as quick as one sort of packed (place, row) numbers, and no slower where places are
    long.
    """
    row = np.argsort(line.astype(np.uint16), kind="stable")  # the lowest bits
    for shift in range(16, int(line.max()).bit_length(), 16):
        part = (line >> shift).astype(np.uint16)[row]
        row = row[np.argsort(part, kind="stable")]
    return row
