"""A text that several coders cut into segments and gave codes, laid over one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis.agree._coincidences import coincidences
from groundswell.analysis.agree._ratings import Ratings
from groundswell.analysis.agree._spans import checked_length, checked_span

Ints = NDArray[np.int64]
GAP = 0
"""The place of what nobody coded among the values; codes follow."""


@dataclass(frozen=True, eq=False)
class Segments:
    """One coder's segments by place: where they start, where they end, and the number of their code (from 1)."""

    start: Ints
    end: Ints
    code: Ints

    @property
    def length(self) -> Ints:
        return self.end - self.start

    def of(self, code: int) -> "Segments":
        """Give those of one code."""
        chosen = self.code == code
        return Segments(self.start[chosen], self.end[chosen], self.code[chosen])

    def first_overlap(self) -> int | None:
        """Give the place where two of them overlap."""
        broken = np.flatnonzero(self.start[1:] < self.end[:-1])
        return int(self.start[broken[0] + 1]) if broken.size else None


@dataclass(frozen=True, eq=False)
class Continuum:
    """``coders`` with their segments over ``length`` places; ``codes`` are named in sorted order."""

    coders: Mapping[str, Segments]
    codes: tuple[str, ...]
    length: int

    @property
    def n_segments(self) -> int:
        return sum(one.start.size for one in self.coders.values())

    @cached_property
    def edges(self) -> Ints:
        """Every place where any coder's segment begins or ends."""
        places = [part for one in self.coders.values() for part in (one.start, one.end)]
        made: Ints = np.unique(np.concatenate([np.array([0, self.length]), *places]))
        return made

    @cached_property
    def pieces(self) -> Ratings:
        """The text cut at every edge: what each coder says of each piece, which counts as often as it is long."""
        rows = [self.values_of(one) for one in self.coders.values()]
        names = ("", *self.codes)
        return Ratings(np.array(rows), names, tuple(self.coders), True, np.diff(self.edges))

    def values_of(self, one: Segments) -> NDArray[np.int32]:
        """Give the value of each piece for a coder."""
        places = self.edges[:-1]
        index = np.searchsorted(one.start, places, side="right") - 1
        if not one.start.size:
            return np.zeros(places.size, np.int32)
        inside = (index >= 0) & (places < one.end[index])
        made: NDArray[np.int32] = np.where(inside, one.code[index], GAP).astype(np.int32)
        return made

    def gaps(self, one: Segments) -> tuple[Ints, Ints]:
        """Give where a coder's gaps start and end."""
        start = np.concatenate([[0], one.end])
        end = np.concatenate([one.start, [self.length]])
        real = end > start
        return start[real], end[real]

    def self_pairs(self) -> float:
        """Add up what a segment would pair with itself: its length squared, and a gap's length once."""
        squares = sum(float((one.length.astype(float) ** 2).sum()) for one in self.coders.values())
        coded = sum(int(one.length.sum()) for one in self.coders.values())
        return squares + (len(self.coders) * self.length - coded)


def continuum(spans: Any, length: int, *, may_overlap: bool = False) -> Continuum:
    """Read the segments of two coders or more."""
    checked_length(length)
    if not isinstance(spans, Mapping) or len(spans) < 2:
        raise InputError(
            "Give a mapping from coder to spans (code, start, end), with two coders at least."
        )
    read = {str(coder): _read(given, length) for coder, given in spans.items()}
    codes = tuple(sorted({code for found in read.values() for code, _, _ in found}))
    place = {code: number for number, code in enumerate(codes, 1)}
    coders = {coder: _segments(found, place) for coder, found in read.items()}
    made = Continuum(coders, codes, int(length))
    _check_overlaps(made, may_overlap=may_overlap)
    return made


def numbered(given: Continuum, code: str) -> int:
    """Give the number of a code, or refuse one that nobody used."""
    if code not in given.codes:
        raise InputError(f"No coder used the code {code!r}. There are: {', '.join(given.codes)}.")
    return given.codes.index(code) + 1


def lengths_by_value(given: Continuum) -> Floats:
    """Give how many places all coders together gave each value, the gap first."""
    pieces = given.pieces
    made = np.zeros(len(pieces.categories))
    for row in pieces.codes:
        made += np.bincount(row, pieces.counts(), made.size)
    return made


def both_coded(given: Continuum) -> tuple[Floats, Floats]:
    """Give the coincidences of codes without gaps, and what the segments of each code would pair with themselves."""
    matrix = coincidences(given.pieces).matrix(len(given.codes) + 1)[1:, 1:]
    corrections = np.zeros(len(given.codes))
    lengths = given.pieces.counts()
    coded = given.pieces.codes != GAP
    for index, one in enumerate(given.coders.values()):
        others = np.delete(coded, index, axis=0).any(axis=0)
        reached = np.concatenate([[0], np.cumsum(lengths * others)])
        start, end = np.searchsorted(given.edges, one.start), np.searchsorted(given.edges, one.end)
        pairable = (reached[end] - reached[start]).astype(np.float64)
        corrections += np.bincount(one.code - 1, pairable**2, corrections.size)
    return matrix, corrections


def _read(given: Iterable[Any], length: int) -> list[tuple[str, int, int]]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InputError("The spans of a coder should be a list of (code, start, end).")
    found = [checked_span(span, number, length) for number, span in enumerate(given, 1)]
    return sorted(found, key=lambda span: (span[1], span[2]))


def _segments(found: Sequence[tuple[str, int, int]], place: Mapping[str, int]) -> Segments:
    table = np.array([(start, end, place[code]) for code, start, end in found], dtype=np.int64)
    start, end, code = table.reshape(-1, 3).T
    return Segments(start, end, code)


def _check_overlaps(given: Continuum, *, may_overlap: bool) -> None:
    for coder, one in given.coders.items():
        apart = [one.of(code) for code in range(1, len(given.codes) + 1)] if may_overlap else [one]
        for part in apart:
            where = part.first_overlap()
            if where is not None:
                way = (
                    "Merge codings of one code first."
                    if may_overlap
                    else "Each place may have one code only; u_alpha_2004 and per_code_spans take several."
                )
                raise InputError(f"Segments of {coder} overlap at {where:,}. {way}")
