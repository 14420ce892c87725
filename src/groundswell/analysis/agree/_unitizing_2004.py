"""Observed and expected disagreement of segments of one code, as in Content Analysis, 2nd ed. (2004)."""

from itertools import combinations

import numpy as np

from groundswell.analysis._inputs import Floats
from groundswell.analysis.agree._continuum import Continuum, Ints, Segments


def disagreements(given: Continuum, code: int) -> tuple[float, float]:
    """Give Do and De of one code."""
    coders = [one.of(code) for one in given.coders.values()]
    m, length = len(coders), float(given.length)
    apart = sum(_between(given, one, other) for one, other in combinations(coders, 2))
    observed = 2 * apart / (m * (m - 1) * length**2)
    return observed, _expected(given, coders)


def _between(given: Continuum, one: Segments, other: Segments) -> float:
    """Add up the squared differences of two coders: overlapping segments by both ends, lone ones by their length."""
    return _overlapping(one, other) + _alone(given, one, other) + _alone(given, other, one)


def _overlapping(one: Segments, other: Segments) -> float:
    first = np.searchsorted(other.end, one.start, side="right")
    last = np.searchsorted(other.start, one.end, side="left")
    met = np.maximum(last - first, 0)
    own = np.repeat(np.arange(one.start.size), met)
    theirs = np.arange(own.size) - np.repeat(np.cumsum(met) - met, met) + np.repeat(first, met)
    begins = (one.start[own] - other.start[theirs]).astype(np.float64)
    ends = (one.end[own] - other.end[theirs]).astype(np.float64)
    return float(begins @ begins + ends @ ends)


def _alone(given: Continuum, one: Segments, other: Segments) -> float:
    """Add up squared lengths of segments that lie wholly in a gap of the other coder."""
    start, end = given.gaps(other)
    if not start.size or not one.start.size:
        return 0.0
    index = np.searchsorted(start, one.start, side="right") - 1
    inside = (index >= 0) & (one.end <= end[np.maximum(index, 0)])
    lengths = one.length[inside].astype(np.float64)
    return float(lengths @ lengths)


def _expected(given: Continuum, coders: list[Segments]) -> float:
    lengths = np.concatenate([one.length for one in coders]).astype(np.float64)
    gaps = np.sort(np.concatenate([_gap_lengths(given, one) for one in coders])).astype(np.float64)
    whole = len(coders) * float(given.length)
    meeting = (lengths.size - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    fitting = lengths**2 * _room(lengths, gaps)
    pairs = whole * (whole - 1) - float((lengths * (lengths - 1)).sum())
    return float(2 / given.length * (meeting + fitting).sum() / pairs) if pairs > 0 else 0.0


def _gap_lengths(given: Continuum, one: Segments) -> Ints:
    start, end = given.gaps(one)
    return end - start


def _room(lengths: Floats, gaps: Floats) -> Floats:
    """Count the places where a segment of each length fits into the gaps."""
    above = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])
    first = np.searchsorted(gaps, lengths, side="left")
    made: Floats = above[first] - (gaps.size - first) * (lengths - 1)
    return made
