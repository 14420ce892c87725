"""Which codes occur together: on overlapping segments, or in the same document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError, same_length
from groundswell.analysis._result import Cell, Result, Table
from groundswell.analysis.qualitative import _overlaps
from groundswell.analysis.qualitative._columns import Ints, factor, places, positions

Unit = Literal["overlap", "document"]

SHOWN = 20
CITATION = (
    "Miles MB, Huberman AM, Saldaña J. Qualitative Data Analysis: A Methods Sourcebook. 4th ed. Sage, 2020. "
    "Coefficient: Jaccard P. Bulletin de la Société Vaudoise des Sciences Naturelles 1901; 37: 547-579."
)


@dataclass(frozen=True, kw_only=True)
class Cooccurrence(Result):
    """How many of the pairs of codes occur together; ``counts`` has, by ``codes``, how often.

    On the diagonal stands how many segments (or documents) have the code.
    """

    name: ClassVar[str] = "Pairs of codes found together"

    by: str
    n_codes: int
    n_segments: int
    n_documents: int
    possible_pairs: int
    codes: tuple[object, ...] = field(repr=False)
    counts: NDArray[np.int64] = field(repr=False, compare=False)

    def count(self, one: object, other: object) -> int:
        """Say how often two codes occur together, or how often one occurs."""
        places = {code: place for place, code in enumerate(self.codes)}
        for code in (one, other):
            if code not in places:
                raise InputError(f"{code!r} is not one of the codes.")
        return int(self.counts[places[one], places[other]])

    def sentence(self) -> str:
        """Say how many pairs there are, of how many possible."""
        unit = "overlapping segments" if self.by == "overlap" else "one document"
        return (
            f"{self.estimate:,.0f} of {self.possible_pairs:,} pairs of codes occur together in {unit}; "
            f"{self.n_segments:,} segments with {self.n_codes:,} codes in {self.n_documents:,} documents."
        )

    def tables(self) -> tuple[Table, ...]:
        """Give the pairs that occur together most often."""
        above = np.triu(self.counts, 1)
        order = np.argsort(-above, axis=None, kind="stable")[:SHOWN]
        rows: list[tuple[Cell, ...]] = []
        for i, j in zip(*np.unravel_index(order, above.shape), strict=True):
            together, one, other = (int(self.counts[p]) for p in ((i, j), (i, i), (j, j)))
            if together and i < j:
                share = together / (one + other - together) if self.by == "document" else None
                cells = (str(self.codes[i]), str(self.codes[j]), together, one, other)
                rows.append((*cells, share) if share is not None else cells)
        headings = ("Code", "With", "Together", "Of the first", "Of the second")
        more = ("Share of both (Jaccard)",) if self.by == "document" else ()
        return (Table(title="Most often together", headings=(*headings, *more), rows=tuple(rows)),)


class CooccurrenceCounts:
    """Counts of codes that occur together, which may be filled by chunks and added together.

    ``CooccurrenceCounts(by=…).add(documents, codes, starts, ends)`` takes whole documents and gives itself back; a
    document may not be spread over two chunks. ``a + b`` is what one would have from both; ``result()`` as
    ``cooccurrence``. Memory grows with the number of codes and document names, not with segments.

    >>> first = CooccurrenceCounts().add(["d1", "d1"], ["a", "b"], [0, 5], [9, 12])
    >>> second = CooccurrenceCounts().add(["d2", "d2"], ["b", "a"], [0, 2], [4, 3])
    >>> (first + second).result().count("a", "b")
    2
    """

    def __init__(
        self, *, by: Unit = "overlap", once: bool = True, codebook: Sequence[object] | None = None
    ) -> None:
        if by not in ("overlap", "document"):
            raise InputError(f'by= should be "overlap" or "document"; it is {by!r}.')
        self.by, self.once = by, once
        self.codebook = None if codebook is None else tuple(codebook)
        self.n_segments = 0
        self._documents: set[object] = set()
        self._codes: dict[object, int] = {code: i for i, code in enumerate(self.codebook or ())}
        self._counts: Ints = np.zeros((len(self._codes), len(self._codes)), dtype=np.int64)

    def add(self, documents: Any, codes: Any, starts: Any = None, ends: Any = None) -> Self:
        """Count a chunk of whole documents in."""
        document, names = factor(documents, "documents")
        code, labels = factor(codes, "codes", self.codebook)
        same_length(("documents", document), ("codes", code))
        again = self._documents.intersection(names)
        if again:
            raise InputError(
                f"A document should be in one chunk as a whole; {sorted(map(str, again))[0]} was in an earlier one."
            )
        if self.by == "document":
            found, n = _overlaps.by_document(document, code, len(names), len(labels)), len(code)
        else:
            start, end = positions(starts, ends, len(code))
            found, n = _overlaps.by_segment(document, code, start, end, len(labels), self.once)
        self._documents.update(names)
        self.n_segments += n
        self._put(labels, found)
        return self

    def __add__(self, other: "CooccurrenceCounts") -> "CooccurrenceCounts":
        """Put two together, as if they had been counted as one."""
        if (self.by, self.once, self.codebook) != (other.by, other.once, other.codebook):
            raise InputError("Only counts of one kind and one codebook can be added.")
        if self._documents & other._documents:
            raise InputError("A document is in both counts: it should be in one as a whole.")
        made = CooccurrenceCounts(by=self.by, once=self.once, codebook=self.codebook)
        for one in (self, other):
            made._documents |= one._documents
            made.n_segments += one.n_segments
            made._put(tuple(one._codes), one._counts.copy())
        return made

    def result(self) -> Cooccurrence:
        """Give the pairs of codes counted so far."""
        order = tuple(self._codes)
        if self.codebook is None:
            order = tuple(sorted(order, key=lambda code: (type(code).__name__, code)))
        place = places(order, self._codes)
        counts = self._counts.copy() if _in_order(place) else self._counts[np.ix_(place, place)]
        alone = int(np.count_nonzero(np.diag(counts)))
        together = (int(np.count_nonzero(counts)) - alone) // 2
        v, documents = len(order), len(self._documents)
        unit = "segments" if self.by == "overlap" else "documents"
        once = (
            ", of one code joined where they overlap" if self.by == "overlap" and self.once else ""
        )
        return Cooccurrence(
            estimate=float(together),
            n=self.n_segments if self.by == "overlap" else documents,
            by=self.by,
            n_codes=v,
            n_segments=self.n_segments,
            n_documents=documents,
            possible_pairs=v * (v - 1) // 2,
            codes=order,
            counts=counts,
            method=f"Pairs of {unit}{once} that share a codepoint; n counts {unit}."
            if self.by == "overlap"
            else "Documents that have both codes; n counts documents.",
            warnings=(
                "Codes used often meet often by chance alone: read counts beside the totals.",
            ),
            citation=CITATION,
        )

    def _put(self, labels: Sequence[object], found: Ints) -> None:
        for label in labels:
            self._codes.setdefault(label, len(self._codes))
        at = places(labels, self._codes)
        if not len(self._counts) and _in_order(at):
            self._counts = found
            return
        more = len(self._codes) - len(self._counts)
        if more:
            self._counts = np.pad(self._counts, (0, more))
        self._counts[np.ix_(at, at)] += found


def _in_order(place: Ints) -> bool:
    return np.array_equal(place, np.arange(len(place)))


def cooccurrence(
    documents: Any,
    codes: Any,
    starts: Any = None,
    ends: Any = None,
    *,
    by: Unit = "overlap",
    once: bool = True,
    codebook: Sequence[object] | None = None,
) -> Cooccurrence:
    """Count how often codes occur together.

    ``documents``, ``codes``, ``starts``, ``ends``: equally long columns, one entry for each coded segment; starts
    and ends are codepoints, the end exclusive. ``by`` "overlap" counts pairs of segments of two codes that share at
    least one codepoint; "document" counts documents that have both codes and needs no positions. ``once`` joins
    segments of the same code that overlap, so that two coders' marks of one passage count once; without it every
    pair of segments counts. ``codebook``: all codes, in order; others are refused. Missing entries are refused.
    ``InputError`` otherwise.

    When to use: to see which themes are spoken of in one breath, as a start for reading those passages.

    When not: as evidence that one thing leads to another, or that codes belong together: long segments and frequent
    codes meet by themselves.

    References: Miles, Huberman & Saldaña 2020; Jaccard 1901.

    >>> made = cooccurrence(["d1", "d1", "d1"], ["voice", "risk", "voice"], [0, 5, 20], [9, 12, 25])
    >>> made.count("voice", "risk"), made.count("voice", "voice")
    (1, 2)
    """
    counts = CooccurrenceCounts(by=by, once=once, codebook=codebook)
    return counts.add(documents, codes, starts, ends).result()
