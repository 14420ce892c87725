"""Reads a picture back: its words and where they stand."""

from dataclasses import dataclass
from xml.etree import ElementTree

from groundswell.analysis.charts._words import SIZE, width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    words: str
    left: float
    right: float
    base: float

    def touches(self, other: "Word") -> bool:
        beside = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        return not beside and abs(self.base - other.base) < SIZE * 0.8


def tree(chart):
    return ElementTree.fromstring(chart.svg)  # noqa: S314 - our own markup


def words_of(chart):
    found = []
    for one in tree(chart).iter(f"{SVG}text"):
        x, wide = float(one.get("x")), width_of(one.text or "")
        anchor = one.get("text-anchor", "start")
        left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
        found.append(Word(one.text or "", left, left + wide, float(one.get("y"))))
    return found


def collisions(chart):
    """What touches something else, or leaves the picture at the size of a phone."""
    words = words_of(chart)
    *_, width, height = map(float, tree(chart).get("viewBox").split())
    out = [
        one
        for one in words
        if one.left < -0.5 or one.right > width + 0.5 or not SIZE * 0.7 <= one.base <= height
    ]
    return out + [(a, b) for i, a in enumerate(words) for b in words[i + 1 :] if a.touches(b)]
