"""How the common test of all methods calls one: each folder's ``tests/calls.py`` names every public function once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """``make`` gives fresh, valid keyword arguments. ``empty`` names those that are data and may not be empty.

    ``malformed`` gives, by a name of your own, arguments that replace valid ones and must be refused with a sentence.
    """

    make: Callable[[], Mapping[str, Any]]
    empty: tuple[str, ...] = ()
    malformed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
