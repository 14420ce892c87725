"""What several pictures are given: titles, counts, names, checked with a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from groundswell.analysis._inputs import InputError


def titled(title: Any) -> str:
    """Check a title: words, since a picture without one tells a listener nothing."""
    if not isinstance(title, str) or not title.strip():
        raise InputError(f"title should say what the picture shows; it is {title!r}.")
    return title.strip()


def count(value: Any, what: str) -> int:
    """Check a count: a whole number of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise InputError(f"{what} should be a count; it is {value!r}.")
    if value != value or value < 0 or value != int(value):
        raise InputError(f"{what} should be a whole number of 0 or more; it is {value!r}.")
    return int(value)


def names(given: Any, what: str, *, least: int, most: int) -> list[str]:
    """Check a list of names, each once and not empty."""
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise InputError(f"{what} should be a list of names; it is {given!r}.")
    found = [str(one).strip() for one in given]
    if not least <= len(found) <= most:
        raise InputError(f"{what} should be {least} to {most} names; there are {len(found)}.")
    if len(set(found)) != len(found) or not all(found):
        raise InputError(f"{what} should be names that differ, none empty; they are {found}.")
    return found


def mapping(given: Any, what: str, *, most: int) -> dict[str, Any]:
    """Check a mapping from names to what belongs to them."""
    if not isinstance(given, Mapping) or not given:
        raise InputError(f"{what} should map at least one name to its numbers; it is {given!r}.")
    if len(given) > most:
        raise InputError(f"{what} should hold at most {most}; there are {len(given):,}.")
    return {str(name): value for name, value in given.items()}
