"""Passages of a text: merge them, cut them, and keep them in place when the text is corrected.

A span is (start, end): positions are Unicode codepoints from 0, the end is the first position no longer in it. This
file needs nothing but Python, so that a page that shows a coded text loads nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

LONG = 4_000_000  # pairs of words up to which two texts are compared word by word


class SpanError(ValueError):
    """A span or an edit that cannot be."""


class Span(NamedTuple):
    """From ``start`` up to but without ``end``, in codepoints."""

    start: int
    end: int


@dataclass(frozen=True)
class Edit:
    """What stood from ``start`` to ``end`` was replaced by ``length`` codepoints.

    A ``gap`` is a place from which something was taken out for good: what was put there marks it and belongs to nobody.
    """

    start: int
    end: int
    length: int
    gap: bool = False

    @property
    def shift(self) -> int:
        """Codepoints by which what comes after moves."""
        return self.length - (self.end - self.start)


def merge(spans: Iterable[Sequence[int]], *, touching: bool = True) -> list[Span]:
    """Give the same text as spans in order that do not overlap.

    ``spans``: (start, end) pairs in any order. ``touching``: whether one that begins where another ends is joined
    to it. ``SpanError`` for a span that is empty or before the text.

    When to use: before counting how much of a text is coded; two codings that overlap count once.

    When not: where the single codings matter: merging loses whose they were.

    References: the half-open interval algebra of any text editor; positions as in REFI-QDA 1.0.

    >>> merge([(5, 9), (0, 3), (2, 4)])
    [Span(start=0, end=4), Span(start=5, end=9)]
    """
    made: list[Span] = []
    for one in sorted(_spans(spans)):
        if made and (one.start <= made[-1].end if touching else one.start < made[-1].end):
            made[-1] = Span(made[-1].start, max(made[-1].end, one.end))
        else:
            made.append(one)
    return made


def clip(spans: Iterable[Sequence[int]], start: int, end: int) -> list[Span]:
    """Give what of each span lies from ``start`` to ``end``; what lies outside is left out.

    ``spans``: (start, end) pairs; their order and overlaps are kept, and so are positions. ``SpanError`` where
    ``end`` is not after ``start``.

    When to use: for one turn or paragraph of a coded text.

    When not: to take text out of a document for good: that is ``reanchor`` with a gap.

    References: positions as in REFI-QDA 1.0.

    >>> clip([(0, 10), (8, 20), (30, 40)], 5, 12)
    [Span(start=5, end=10), Span(start=8, end=12)]
    """
    inside = _span((start, end))
    cut = (Span(max(one.start, inside.start), min(one.end, inside.end)) for one in _spans(spans))
    return [one for one in cut if one.start < one.end]


def intersect(spans: Iterable[Sequence[int]], others: Iterable[Sequence[int]]) -> list[Span]:
    """Give what lies in both, merged: the passages two coders, or two codes, have in common.

    ``spans``, ``others``: (start, end) pairs in any order. ``SpanError`` as for ``merge``.

    When to use: for how much two codings share.

    When not: to count which codings overlap which: that is ``cooccurrence``.

    References: positions as in REFI-QDA 1.0.

    >>> intersect([(0, 10), (20, 30)], [(5, 25)])
    [Span(start=5, end=10), Span(start=20, end=25)]
    """
    first, second = merge(spans), merge(others)
    made, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        start = max(first[i].start, second[j].start)
        end = min(first[i].end, second[j].end)
        if start < end:
            made.append(Span(start, end))
        if first[i].end <= second[j].end:
            i += 1
        else:
            j += 1
    return made


def subtract(spans: Iterable[Sequence[int]], others: Iterable[Sequence[int]]) -> list[Span]:
    """Give what lies in the first and not in the others, merged.

    ``spans``, ``others``: (start, end) pairs in any order. ``SpanError`` as for ``merge``.

    When to use: for what one coder marked and another did not, or what of a text is not coded yet.

    When not: for the number of codings that differ; it is about text.

    References: positions as in REFI-QDA 1.0.

    >>> subtract([(0, 10)], [(3, 5), (8, 12)])
    [Span(start=0, end=3), Span(start=5, end=8)]
    """
    made = []
    taken = merge(others)
    for one in merge(spans):
        start = one.start
        for hole in taken:
            if hole.end <= start or hole.start >= one.end:
                continue
            if hole.start > start:
                made.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < one.end:
            made.append(Span(start, one.end))
    return made


def covered(spans: Iterable[Sequence[int]]) -> int:
    """Count the codepoints that lie in at least one span.

    ``spans``: (start, end) pairs in any order. ``SpanError`` as for ``merge``.

    When to use: for the share of a text that is coded.

    When not: as a measure of importance: people say what matters in few words.

    References: positions as in REFI-QDA 1.0.

    >>> covered([(0, 10), (5, 12)])
    12
    """
    return sum(one.end - one.start for one in merge(spans))


def reanchor(spans: Iterable[Sequence[int]], edits: Iterable[Edit]) -> list[Span | None]:
    """Give where each span stands after the text was edited; None where nothing of it is left.

    ``spans``: (start, end) pairs of the old text. ``edits``: the changes, at places of the old text, in any order,
    without overlaps. What is inserted at the edge of a span stays outside, inside it is taken in. A correction that
    touches a span belongs to it as a whole, so that nothing coded is lost. The mark of a gap belongs to no span, unless
    one goes on on both sides of it. ``SpanError`` for edits that overlap.

    When to use: a transcript is corrected or somebody's turns are taken out, and codings must stay on their words.

    When not: for a text that was written anew: codings of the old one stay with the old one.

    References: operational transformation of ranges (Ellis & Gibbs 1989); positions as in REFI-QDA 1.0.

    >>> reanchor([(0, 4), (6, 10), (11, 13)], [Edit(5, 5, 3), Edit(11, 13, 7, gap=True)])
    [Span(start=0, end=4), Span(start=9, end=13), None]
    """
    changes = _in_order(edits)
    ends = [edit.end for edit in changes]
    shifts = [0, *accumulate(edit.shift for edit in changes)]
    made = []
    for start, end in _spans(spans):
        for edit in changes:
            if edit.gap and edit.start <= start < edit.end:
                start = edit.end
        for edit in reversed(changes):
            if edit.gap and edit.start < end <= edit.end:
                end = edit.start
        before = bisect_right(ends, start)  # these lie in front of it and only move it
        made.append(_moved(start, end, changes[before:], shifts[before]))
    return made


def edits_between(old: Any, new: Any) -> list[Edit]:
    """Find the edits that lead from one text to another, word by word.

    What both texts begin and end with is left alone first; of texts that differ in very many words the rest is one
    edit. Any two texts will do.

    When to use: a corrected transcript comes back as a whole, and ``reanchor`` needs to know what changed.

    When not: where the editor knows its edits: those are exact, these are a guess that leads to the same text.

    References: Ratcliff & Metzener 1988, as in Python's difflib.

    >>> edits_between("She sed it twice.", "She said it twice.")
    [Edit(start=4, end=7, length=4, gap=False)]
    """
    if not isinstance(old, str) or not isinstance(new, str):
        raise SpanError("Both texts should be words: give two strings.")
    first = [match.start() for match in re.finditer(r"\w+|\s+|.", old, re.DOTALL)] + [len(old)]
    second = [match.start() for match in re.finditer(r"\w+|\s+|.", new, re.DOTALL)] + [len(new)]
    a = [old[i:j] for i, j in pairwise(first)]
    b = [new[i:j] for i, j in pairwise(second)]
    head = _alike(a, b)
    tail = _alike(a[head:][::-1], b[head:][::-1])
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(middle_a) * len(middle_b) > LONG:
        blocks: Any = [("replace", 0, len(middle_a), 0, len(middle_b))]
    else:
        blocks = SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_opcodes()
    return [
        Edit(
            first[head + i],
            first[head + j],
            second[head + m] - second[head + k],
        )
        for kind, i, j, k, m in blocks
        if kind != "equal" and (i < j or k < m)
    ]  # fmt: skip


def _moved(start: int, end: int, edits: Sequence[Edit], shift: int) -> Span | None:
    """Go through what becomes of a span, piece by piece; it reaches from the first piece left to the last."""
    pieces, old = [], start
    for edit in edits:
        if edit.start >= end:
            break
        pieces.append((old + shift, edit.start + shift))
        within = start < edit.start or edit.start < edit.end
        if within and not edit.gap:
            pieces.append((edit.start + shift, edit.start + shift + edit.length))
        old, shift = edit.end, shift + edit.shift
    pieces.append((old + shift, end + shift))
    left = [piece for piece in pieces if piece[0] < piece[1]]
    return Span(left[0][0], left[-1][1]) if left else None


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    made = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for edit in made:
        if not 0 <= edit.start <= edit.end or edit.length < 0:
            raise SpanError(f"An edit should replace a place of the text by something: {edit}.")
    for before, after in pairwise(made):
        if after.start < before.end or after.start == before.start:
            raise SpanError(
                f"Edits should not overlap or begin at one place: {before} and {after}."
            )
    return made


def _spans(spans: Any) -> list[Span]:
    if isinstance(spans, str | bytes) or not hasattr(spans, "__iter__"):
        raise SpanError("Spans should be a list of (start, end) pairs.")
    return [_span(one) for one in spans]


def _span(one: Sequence[int]) -> Span:
    try:
        start, end = (int(position) for position in one)
    except (TypeError, ValueError):
        raise SpanError(
            f"A span should be a pair of positions, start and end; it is {one!r}."
        ) from None
    if not 0 <= start < end:
        raise SpanError(
            f"A span should start at 0 or later and end after its start; it goes from {start} to {end}."
        )
    return Span(start, end)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
