"""Statistics that explain themselves and say what they cannot show.

A pure library: it imports no web framework and nothing else of this package, so it works from a notebook.
Each folder answers one kind of question, is loaded when it is first used, and brings NumPy and SciPy only then.
"""

from importlib import import_module
from typing import Any

FOLDERS = ("agree", "charts", "claims", "compare", "disclose", "qualitative", "relate", "scales")


def __getattr__(name: str) -> Any:
    """Load a folder the first time it is named, so that importing this costs nothing."""
    if name in FOLDERS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"groundswell.analysis has no {name!r}. It has: {', '.join(FOLDERS)}.")


def __dir__() -> list[str]:
    return sorted({*globals(), *FOLDERS})
