"""Boundary similarity: do two people cut a text at the same places, or nearly?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result
from groundswell.analysis.agree._spans import Span, checked_length, checked_span

FOURNIER = (
    "Fournier C. Evaluating text segmentation using boundary edit distance. Proceedings of the "
    "51st Annual Meeting of the Association for Computational Linguistics 2013: 1702-1712."
)


@dataclass(frozen=True, kw_only=True)
class BoundarySimilarity(Result):
    """``n`` counts places where there could be a boundary; the others count boundaries."""

    name: ClassVar[str] = "Boundary similarity"
    n_same: int
    n_near: int
    n_missed: int


def boundary_similarity(
    first: Sequence[int], second: Sequence[int], *, reach: int = 2
) -> BoundarySimilarity:
    """Give Fournier's boundary similarity B: 1 less the edits from one segmentation to the other, over all boundaries.

    ``first``, ``second``: the lengths of consecutive segments, in units such as sentences; both add up to the same
    text. :func:`segment_lengths` makes them from spans. ``reach``: boundaries fewer units apart than this are near
    misses, which count their distance divided by ``reach``; 1 counts none.

    Raises ``InputError`` for lengths below 1 and for texts of different length.

    When to use: where segments meet without a gap and the cut is what matters; beside :func:`u_alpha`, which does
    not see it.

    When not: as a measure beyond chance: it is none. On characters nearly every boundary is a miss; use sentences
    or turns.

    References: Fournier C. Evaluating text segmentation using boundary edit distance. Proceedings of the 51st Annual
    Meeting of the Association for Computational Linguistics 2013: 1702-1712.

    >>> boundary_similarity([2, 3, 6], [2, 2, 7]).estimate
    0.75
    """
    one, other = _places(first, "first"), _places(second, "second")
    if one[-1] != other[-1]:
        raise InputError(
            f"Both should cut the same text: first is {one[-1]:,} units long, second {other[-1]:,}."
        )
    if reach < 1:
        raise InputError(f"reach= should be a whole number, 1 or more; it is {reach!r}.")
    own, theirs = set(one[:-1].tolist()), set(other[:-1].tolist())
    near = _near_misses(own - theirs, theirs - own, reach)
    n_same = len(own & theirs)
    n_missed = len(own ^ theirs) - 2 * len(near)
    n = n_same + len(near) + n_missed
    return BoundarySimilarity(
        estimate=1 - (n_missed + sum(near) / reach) / n if n else None,
        reason="" if n else "neither set a boundary.",
        n=int(one[-1]) - 1,
        n_same=n_same,
        n_near=len(near),
        n_missed=n_missed,
        method=f"boundary edit distance, near misses within {reach - 1} units",
        assumptions=("both cut the same units",),
        citation=FOURNIER,
    )


def segment_lengths(spans: Iterable[Span], *, length: int) -> list[int]:
    """Give the lengths of consecutive segments of one coder: the coded ones, and what lies between them.

    ``spans``: (code, start, end), ``end`` just after the last unit, counted from 0; they may touch but not overlap.
    ``length``: of the text in the same units.

    Raises ``InputError`` for overlapping spans and for those outside the text.

    When to use: to compare cuts of coded passages with :func:`boundary_similarity`.

    When not: for codings that overlap.

    References: Fournier C. Evaluating text segmentation using boundary edit distance. Proceedings of the 51st Annual
    Meeting of the Association for Computational Linguistics 2013: 1702-1712.

    >>> segment_lengths([("care", 2, 5), ("exit", 5, 9)], length=11)
    [2, 3, 4, 2]
    """
    checked_length(length)
    found = sorted(checked_span(span, number, length)[1:] for number, span in enumerate(spans, 1))
    for (_, end), (start, _) in pairwise(found):
        if start < end:
            raise InputError(f"Spans overlap at {start:,}. Boundaries need segments that do not.")
    edges = sorted({0, length, *(place for span in found for place in span)})
    return [after - before for before, after in pairwise(edges)]


def _places(lengths: Any, what: str) -> Any:
    made = np.asarray(lengths)
    if made.ndim != 1 or not made.size or made.dtype.kind not in "iu" or (made < 1).any():
        raise InputError(f"{what} should be lengths of segments: whole numbers, 1 or more.")
    return np.cumsum(made)


def _near_misses(own: set[int], theirs: set[int], reach: int) -> list[int]:
    """Pair boundaries that only one set with one that only the other set, the nearest first; give their distances."""
    distances = []
    for apart in range(1, reach):
        for place in sorted(own | theirs):
            after = place + apart
            if (place in own and after in theirs) or (place in theirs and after in own):
                for side in (own, theirs):
                    side.discard(place)
                    side.discard(after)
                distances.append(apart)
    return distances
