"""Crockford's base 32: digits and capitals without I, L, O and U, with one check character.

The check is a sum over the field of 32 elements in which each position has its own weight. Up to 31 characters it
catches every single wrong character and every swap of two characters, next to each other or not. It is no secret and
no proof: one random code in 32 passes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}
_LOOKS_LIKE: Final = str.maketrans("OIL", "011")
_BLANKS: Final = re.compile(r"[\s_.:,·‐‑‒–—―−-]+")
_REDUCE: Final = 0b100101  # x^5 + x^2 + 1


def tidy(typed: str) -> str:
    """Return what was typed as capitals without blanks and dashes, O read as 0, I and L as 1."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return _BLANKS.sub("", text).translate(_LOOKS_LIKE)


def strangers(text: str) -> str:
    """Return the first character that is not in the alphabet, '' if all are."""
    return next((character for character in text if character not in _VALUE), "")


def shown(character: str) -> str:
    """Return a character that can stand in a sentence: one that does not print is a question mark."""
    return character if character.isprintable() else "?"


def check_character(text: str) -> str:
    """Return the character that makes ``text`` and it pass ``passes``."""
    return ALPHABET[_times_x(_remainder(text))]


def passes(text: str) -> bool:
    """Is the last character the check of those before it?"""
    return _remainder(text) == 0


def encode(raw: bytes, length: int) -> str:
    """Return the last ``length`` times five bits of ``raw`` as ``length`` characters."""
    number = int.from_bytes(raw, "big")
    return "".join(ALPHABET[(number >> (5 * i)) & 31] for i in reversed(range(length)))


def _remainder(text: str) -> int:
    total = 0
    for character in text:
        total = _times_x(total) ^ _VALUE[character]
    return total


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _REDUCE if value & 32 else value
