"""Codes by an attribute of the people or documents: who speaks of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import (
    InputError,
    Missing,
    coded,
    is_missing,
    kept,
    level_of,
    same_length,
)
from groundswell.analysis._result import Cell, Interval, Result, Table
from groundswell.analysis._shares import wilson
from groundswell.analysis.qualitative._columns import factor

CITATION = "Miles MB, Huberman AM, Saldaña J. Qualitative Data Analysis: A Methods Sourcebook. 4th ed. Sage, 2020."


@dataclass(frozen=True, kw_only=True)
class CodeMatrix(Result):
    """Documents (or segments) with each code, by an attribute; ``counts`` has codes by values."""

    name: ClassVar[str] = "Share of documents with a code"

    unit: str
    codes: tuple[object, ...] = field(repr=False)
    values: tuple[object, ...]
    documents_by_value: tuple[int, ...]
    counts: NDArray[np.int64] = field(repr=False, compare=False)

    def tables(self) -> tuple[Table, ...]:
        """Give the matrix: for each value how many, and of documents which share of those with the value."""
        headings = ["Code"]
        for value, n in zip(self.values, self.documents_by_value, strict=True):
            headings.append(f"{value} (of {n:,})")
            if self.unit == "documents":
                headings.append(f"{value}, share")
        rows = tuple((str(code), *self._row(place)) for place, code in enumerate(self.codes))
        return (Table(title="Codes by attribute", headings=tuple(headings), rows=rows),)

    def _row(self, place: int) -> list[Cell]:
        made: list[Cell] = []
        for count, n in zip(self.counts[place].tolist(), self.documents_by_value, strict=True):
            made.append(count)
            if self.unit == "documents":
                made.append(count / n if n else None)
        return made


def code_matrix(
    documents: Any,
    codes: Any,
    *,
    attribute: Any,
    unit: Literal["documents", "segments"] = "documents",
    codebook: Sequence[object] | None = None,
    values: Sequence[object] | None = None,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> CodeMatrix:
    """Count, for each code, the documents or segments that have it, by an attribute of the document.

    ``documents``, ``codes``: equally long columns, one entry for each coded segment. ``attribute``: the value of every
    document of the study by its name, coded or not, since those not coded belong to the denominator. ``values``: the
    attribute's values in order; ``codebook``: all codes in order. ``unit``: "documents" counts each document once for a
    code. ``missing``: what to do with documents whose attribute is missing. The estimate is the share of documents with
    any code, its interval Wilson's. ``InputError`` for a document that is not in ``attribute``.

    When to use: to ask who speaks of what, before reading those passages.

    When not: to claim that groups differ: people were not sampled for that, and whoever speaks more is coded more.
    Before a table of few people leaves the team it needs disclosure control.

    References: Miles, Huberman & Saldaña 2020.

    >>> made = code_matrix(["d1", "d1", "d2"], ["voice", "risk", "voice"],
    ...                    attribute={"d1": "student", "d2": "staff", "d3": "staff"})
    >>> made.codes, made.values, made.counts.tolist()
    (('risk', 'voice'), ('staff', 'student'), [[0, 1], [1, 1]])
    """
    level_of(level)
    if unit not in ("documents", "segments"):
        raise InputError(f'unit= should be "documents" or "segments"; it is {unit!r}.')
    if not isinstance(attribute, Mapping) or not attribute:
        raise InputError("attribute= should give the value of each document by its name.")
    document, names = factor(documents, "documents")
    code, labels = factor(codes, "codes", codebook)
    same_length(("documents", document), ("codes", code))
    strange = [name for name in names if name not in attribute]
    if strange:
        raise InputError(f"attribute= should name every document; {strange[0]!r} is not there.")
    given = list(attribute)
    known = [name for name in given if not is_missing(attribute[name])]
    left_out = kept(np.array([not is_missing(attribute[name]) for name in given]), missing)
    found = coded([attribute[name] for name in known], "attribute", values)
    value_of = dict(zip(known, found.codes.tolist(), strict=True))
    column = np.array([value_of.get(name, -1) for name in names])[document]
    there, n = column >= 0, len(known)
    counts = _counts(
        document[there], code[there], column[there], (len(labels), len(found.labels)), unit
    )
    with_code = len(np.unique(document[there]))
    low, high = wilson(with_code, n, level) if n else (0.0, 0.0)
    return CodeMatrix(
        estimate=with_code / n if n else None,
        interval=Interval(low=low, high=high, level=level, method="Wilson") if n else None,
        n=n,
        n_missing=left_out,
        unit=unit,
        codes=labels,
        values=found.labels,
        documents_by_value=tuple(np.bincount(found.codes, minlength=len(found.labels)).tolist()),
        counts=counts,
        method=f"Counts of {unit} with each code; n counts documents whose attribute is known.",
        warnings=(
            "Counts of a qualitative sample speak of these people, not of all who are like them.",
        ),
        citation=CITATION,
        reason="" if n else "no document has a value of the attribute.",
    )


def _counts(document: Any, code: Any, column: Any, shape: tuple[int, int], unit: str) -> Any:
    v, width = shape
    key = code * width + column
    if unit == "documents":
        key = np.unique(document * v * width + key) % (v * width)
    return np.bincount(key, minlength=v * width).reshape(shape)
