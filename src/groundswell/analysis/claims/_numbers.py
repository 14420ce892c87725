"""Single numbers as readers type them from a paper, checked with a sentence."""

from math import isfinite
from typing import Any

from groundswell.analysis._inputs import InputError, is_missing


def finite(value: Any, what: str) -> float:
    """Give a number; words, missing ones and infinite ones are refused."""
    if isinstance(value, str | bytes | bool) or is_missing(value):
        raise InputError(f"{what} should be a number; it is {value!r}.")
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise InputError(
            f"{what} should be a number; it is of type {type(value).__name__}."
        ) from None
    if not isfinite(found):
        raise InputError(f"{what} should be a finite number; it is {found}.")
    return found


def whole_number(value: Any, what: str, *, at_least: int) -> int:
    """Give a whole number not below ``at_least``."""
    found = finite(value, what)
    if found != int(found) or found < at_least:
        raise InputError(f"{what} should be a whole number, {at_least:,} or more; it is {found:g}.")
    return int(found)


def share(value: Any, what: str) -> float:
    """Give a share between 0 and 1."""
    found = finite(value, what)
    if not 0 <= found <= 1:
        raise InputError(f"{what} should lie between 0 and 1; it is {found:g}. Give 0.45, not 45.")
    return found
