"""Whom an action is for, when its line begins with a name: “Femi: count the hats”, or “@Femi count the hats”."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_COLON = re.compile(r"@?([^:：\n]{1,80})[:：]\s+(\S.*)", re.DOTALL)
_AT = re.compile(r"@(\S.*)", re.DOTALL)
_BETWEEN = re.compile(r"[^\w’']+")
LONGEST_NAME = 5  # words of a name after an @ that has no colon

Owners = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Address:
    """The name a line begins with, and what is to be done."""

    name: str
    rest: str


def names_somebody(text: str, owners: Owners) -> Address | None:
    """How a line is addressed. A colon after words that are nobody's name is only a colon; an @ means somebody."""
    text = text.strip()
    if found := _COLON.fullmatch(text):
        address = Address(found[1].strip().lstrip("@"), _begin(found[2]))
        if text.startswith("@") or called(address.name, owners):
            return address
    if found := _AT.fullmatch(text):
        return _after_at(found[1].split(), owners)
    return None


def _after_at(words: list[str], owners: Owners) -> Address | None:
    """The longest beginning that is somebody's name; if none is, the first word, to be asked about."""
    if len(words) < 2:
        return None
    for n in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        if called(" ".join(words[:n]), owners):
            return Address(" ".join(words[:n]), _begin(" ".join(words[n:])))
    return Address(words[0], _begin(" ".join(words[1:])))


def called(name: str, owners: Owners) -> list[tuple[int, str]]:
    """Who is called this: the whole name, else any words of it, without regard to accents and capitals."""
    wanted = _words(name)
    whole = [pair for pair in owners if _words(pair[1]) == wanted]
    return whole or [pair for pair in owners if wanted and set(wanted) <= set(_words(pair[1]))]


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word for word in _BETWEEN.split(plain.casefold()) if word]


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]
