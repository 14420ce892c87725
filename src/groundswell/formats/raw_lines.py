"""What each kind of minutes file is read into first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RawLine:
    """A line before anything is read into it; ``owner`` and ``due`` come from a table's own columns."""

    kind: Literal["heading", "text", "bullet", "action"]
    text: str
    owner: str = ""
    due: str = ""
