"""What was said with what: spans of text, co-occurrence, matrices, saturation, the codebook over time.

Names are loaded when they are first used, so that a page which only moves spans does not load NumPy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from groundswell.analysis.qualitative.codebook import (
        CodebookChange,
        CodeEntry,
        codebook_change,
    )
    from groundswell.analysis.qualitative.enough import Saturation, saturation
    from groundswell.analysis.qualitative.matrix import CodeMatrix, code_matrix
    from groundswell.analysis.qualitative.spans import (
        Edit,
        Span,
        clip,
        covered,
        edits_between,
        intersect,
        merge,
        reanchor,
        subtract,
    )
    from groundswell.analysis.qualitative.together import (
        Cooccurrence,
        CooccurrenceCounts,
        cooccurrence,
    )

HOME = {
    "codebook": ("CodebookChange", "CodeEntry", "codebook_change"),
    "together": ("Cooccurrence", "CooccurrenceCounts", "cooccurrence"),
    "matrix": ("CodeMatrix", "code_matrix"),
    "enough": ("Saturation", "saturation"),
    "spans": (
        "Edit", "Span", "clip", "covered", "edits_between", "intersect", "merge", "reanchor", "subtract",
    ),
}  # fmt: skip

__all__ = [
    "CodeEntry",
    "CodeMatrix",
    "CodebookChange",
    "Cooccurrence",
    "CooccurrenceCounts",
    "Edit",
    "Saturation",
    "Span",
    "clip",
    "code_matrix",
    "codebook_change",
    "cooccurrence",
    "covered",
    "edits_between",
    "intersect",
    "merge",
    "reanchor",
    "saturation",
    "subtract",
]


def __getattr__(name: str) -> Any:
    """Load the file a name comes from the first time it is used."""
    for home, names in HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"groundswell.analysis.qualitative has no {name!r}.")
