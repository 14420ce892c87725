"""Guess which column of somebody's own spreadsheet is which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

_CLOSE: Final = 0.84
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def guess_columns(headings: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the position of the column that best fits each wanted name; what fits nowhere is left out.

    ``wanted`` maps each name to its synonyms; the name itself counts as one. Case, accents, punctuation, order of
    words and small slips of typing do not matter. No column is used twice: the best fit wins, then the leftmost.
    """
    plain = [normal_heading(heading) for heading in headings]
    scored = []
    for order, (name, synonyms) in enumerate(wanted.items()):
        terms = [term for term in map(normal_heading, (name, *synonyms)) if term]
        for column, heading in enumerate(plain):
            score = max((_score(heading, term) for term in terms), default=0.0) if heading else 0.0
            if score:
                scored.append((-score, column, order, name))
    guessed: dict[str, int] = {}
    used: set[int] = set()
    for _, column, _, name in sorted(scored):
        if name not in guessed and column not in used:
            guessed[name] = column
            used.add(column)
    return {name: guessed[name] for name in wanted if name in guessed}


def normal_heading(text: str) -> str:
    """Return a heading in small letters without accents and punctuation, for comparing."""
    spaced = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text[:200]))
    plain = "".join(letter for letter in spaced if not unicodedata.combining(letter)).casefold()
    # E-mail, e mail and email are one word.
    return _NOT_WORDS.sub(" ", re.sub(r"\be[\s-]mail", "email", plain)).strip()


def _score(heading: str, term: str) -> float:
    if heading == term:
        return 3.0
    words, wanted = set(heading.split()), set(term.split())
    if words == wanted or heading.replace(" ", "") == term.replace(" ", ""):
        return 2.5
    if wanted <= words:
        return 1.0 + len(wanted) / len(words)
    if min(len(heading), len(term)) < 4:
        return 0.0
    ratio = SequenceMatcher(None, heading, term).ratio()
    return ratio if ratio >= _CLOSE else 0.0
