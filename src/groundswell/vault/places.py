"""Where something sealed belongs. Sealed for one place, it opens in no other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from groundswell.vault.errors import PlaceRefused

LARGEST: Final = 2**31 - 1
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One column of one row, in one network, at one generation of its key.

    ``application``, ``network``, ``table`` and ``column`` are 1 to 100 characters of ``a-z 0-9 _ . -`` beginning with a
    letter or a digit; ``schema`` (the version of what the plaintext means) and ``generation`` (of the concern's key
    when this was written) go from 1 to 2,147,483,647. Anything else raises ``PlaceRefused``.
    """

    network: str
    table: str
    column: str
    row: UUID
    schema: int
    generation: int
    application: str = "groundswell"

    def __post_init__(self) -> None:
        for name in ("application", "network", "table", "column"):
            _check_name(name, getattr(self, name))
        for name in ("schema", "generation"):
            _check_number(name, getattr(self, name))
        if not isinstance(self.row, UUID):
            raise PlaceRefused(f"A place's row is a UUID, not {type(self.row).__name__}.")

    def encode(self) -> bytes:
        """Return the place as canonical JSON: ASCII, keys in order, no blanks. Two places never encode alike."""
        fields = {name: getattr(self, name) for name in self.__slots__} | {"row": str(self.row)}
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode(
            "ascii"
        )

    def at(self, *, column: str | None = None, generation: int | None = None) -> Place:
        """Return the same place in another column or at another generation."""
        return replace(
            self,
            column=self.column if column is None else column,
            generation=self.generation if generation is None else generation,
        )


def _check_name(field: str, value: object) -> None:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise PlaceRefused(
            f"A place's {field} is 1 to 100 of a-z, 0-9, '_', '.' and '-', beginning with a letter or a digit."
        )


def _check_number(field: str, value: object) -> None:
    if type(value) is not int or not 1 <= value <= LARGEST:
        raise PlaceRefused(f"A place's {field} is a whole number from 1 to {LARGEST}.")
