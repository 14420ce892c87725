"""How wide words are when drawn, where they break, and numbers in words. Widths are on the safe side of any face."""

import unicodedata
from math import log10

SIZE = 16.0
"""Height of letters on a phone, in the units of a picture; at the desk they are smaller."""

NARROW, WIDE = frozenset("iIjl.,:;|!'()[]frt -·"), frozenset("mwMWQO@%—")
ISOLATE, END = "\u2068", "\u2069"


def width_of(words: str, size: float = SIZE) -> float:
    """Give how wide words are at most, in a plain wide face such as Verdana."""
    return sum(map(_em, words)) * size


def _em(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in NARROW:
        return 0.42
    return 0.98 if letter in WIDE else 0.76 if letter.isupper() else 0.64


def wrapped(words: str, room: float, size: float = SIZE) -> list[str]:
    """Break words into lines no wider than ``room``; a word that is wider itself is cut. Nothing is left out."""
    lines: list[str] = []
    for word in words.split():
        for piece in _pieces(word, room, size):
            if lines and width_of(f"{lines[-1]} {piece}", size) <= room and not _is_cut(lines[-1]):
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
    return lines or [""]


def _is_cut(line: str) -> bool:
    return line.endswith("\u2010")


def _pieces(word: str, room: float, size: float) -> list[str]:
    if width_of(word, size) <= room:
        return [word]
    pieces, held = [], ""
    for letter in word:
        if held and width_of(held + letter + "\u2010", size) > room:
            pieces.append(held + "\u2010")
            held = ""
        held += letter
    return [*pieces, held]


def isolated(words: str) -> str:
    """Keep words of a script written from the right together beside numbers."""
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words):
        return f"{ISOLATE}{words}{END}"
    return words


def amount(value: float, digits: int | None = None) -> str:
    """Write a number as it stands in a picture: a true minus, thousands apart, no noughts at the end."""
    if digits is None:
        digits = (
            0 if value == 0 or abs(value) >= 100 else max(0, 2 - max(-3, int(log10(abs(value)))))
        )
        digits = min(digits, 4)
    said = f"{value:,.{digits}f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    if said in {"-0", ""}:
        said = "0"
    return said.replace("-", "\u2212").replace(",", "\u202f")


def per_cent(share: float) -> str:
    """Write a share as whole per cent; what is neither none nor all is not rounded to it."""
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
