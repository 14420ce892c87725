"""Two texts side by side, with what differs marked word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this the comparison of every word with every other takes longer than a page may.
MOST_WORDS = 700


@dataclass(frozen=True)
class Piece:
    """A stretch of words, and whether only this side has it."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Sides:
    """The old text and the new one, cut into pieces."""

    old: list[Piece]
    new: list[Piece]


def compared(old: str, new: str) -> Sides:
    """Mark what differs. Long texts, or two that share nothing, are shown without marks."""
    before, after = re.split(r"(\s+)", old), re.split(r"(\s+)", new)
    if max(len(before), len(after)) > 2 * MOST_WORDS:
        return Sides([Piece(old, differs=False)], [Piece(new, differs=False)])
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        return Sides([Piece(old, differs=False)], [Piece(new, differs=False)])
    left, right = [], []
    for kind, i, j, k, m in matcher.get_opcodes():
        if i < j:
            left.append(Piece("".join(before[i:j]), differs=kind != "equal"))
        if k < m:
            right.append(Piece("".join(after[k:m]), differs=kind != "equal"))
    return Sides(left, right)
