"""Saturation: when another interview no longer brought much that was new."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import InputError, is_missing
from groundswell.analysis._result import Result, Table, level_said

CITATION = (
    "Guest G, Namey E, Chen M. A simple method to assess and report thematic saturation in qualitative research. "
    "PLoS ONE 2020; 15: e0232076."
)
ROOM = 2_000_000  # places held at once


@dataclass(frozen=True, kw_only=True)
class Saturation(Result):
    """The documents after which a run brought little new, written ``6+2``; new codes document by document beside it."""

    name: ClassVar[str] = "Saturation"

    notation: str
    base_size: int
    run_length: int
    threshold: float
    base_codes: int
    n_codes: int
    reached_in_orders: float | None = None
    median_over_orders: float | None = None
    low_over_orders: float | None = None
    high_over_orders: float | None = None
    orders: int = 0
    seed: int | None = None
    new_codes: tuple[int, ...] = ()
    cumulative: tuple[int, ...] = ()
    runs: tuple[tuple[int, int, int, float], ...] = ()

    def sentence(self) -> str:
        """Say after how many documents, by which rule."""
        rule = f"base of {self.base_size}, runs of {self.run_length}, at most {level_said(self.threshold)} new"
        if self.estimate is None:
            return f"Saturation was not reached in {self.n:,} documents ({rule}): {self.reason}"
        said = (
            f"Saturation is reached after {self.estimate:.0f} documents ({self.notation}; {rule}); "
            f"{self.n_codes:,} codes in {self.n:,} documents."
        )
        if self.reached_in_orders is None:
            return said
        after = (
            f", in the middle after {self.median_over_orders:g} "
            f"({self.low_over_orders:g} to {self.high_over_orders:g})"
            if self.reached_in_orders
            else ""
        )
        return f"{said} Of {self.orders:,} other orders of the documents {self.reached_in_orders:.0%} reach it{after}."

    def tables(self) -> tuple[Table, ...]:
        """Give new and all codes document by document, and the runs with their share of new ones."""
        per = tuple(
            (place + 1, new, total)
            for place, (new, total) in enumerate(zip(self.new_codes, self.cumulative, strict=True))
        )
        return (
            Table(title="New codes", headings=("Document", "New codes", "All codes"), rows=per),
            Table(
                title="Runs",
                headings=("From document", "To document", "New codes", "Of the base"),
                rows=self.runs,
            ),
        )


def saturation(
    documents: Iterable[Any],
    *,
    base_size: int = 4,
    run_length: int = 2,
    threshold: float = 0.05,
    step: int = 1,
    orders: int = 1000,
    rng: int | np.random.Generator | None = None,
) -> Saturation:
    """Find when new documents stopped bringing new codes, by base size, run length and threshold.

    ``documents``: for each document, in the order of collection, the codes found in it. The base is the codes of
    the first ``base_size`` documents; a run is ``run_length`` documents in a row behind it, the next run beginning
    ``step`` documents on (1: runs overlap; the run length: they do not). Saturation is reached before the first run
    whose new codes are at most ``threshold`` of the base. With ``rng`` (a seed or a generator) the same is done for
    ``orders`` random orders of the documents, since the order of interviews is an accident. Documents without codes
    count; there is no missing value. ``InputError`` for anything else.

    When to use: to report, during or after an inductive analysis, how complete the codes are.

    When not: to plan how many people to ask; as proof that nothing else is to be heard, above all from those who were
    not asked; in reflexive thematic analysis, which does not aim at it.

    References: Guest, Namey & Chen 2020.

    >>> made = saturation([[*"abcd"], [*"abe"], [*"cf"], ["g"], [*"ah"], ["b"], ["c"], ["d"]])
    >>> made.notation, made.new_codes
    ('5+2', (4, 1, 1, 1, 1, 0, 0, 0))
    """
    there, n_codes = _matrix(documents)
    n = len(there)
    for name, value, least in (
        ("base_size", base_size, 1), ("run_length", run_length, 1), ("step", step, 1), ("orders", orders, 1),
    ):  # fmt: skip
        if isinstance(value, bool) or int(value) != value or value < least:
            raise InputError(
                f"{name}= should be a whole number of {least} or more; it is {value!r}."
            )
    if not 0 <= threshold < 1:
        raise InputError(f"threshold= should be a share such as 0.05; it is {threshold!r}.")
    new = _new_codes(there, np.arange(n)[None])
    at = _reached(new, base_size, run_length, threshold, step)[0]
    base = int(new[0, :base_size].sum())
    return Saturation(
        estimate=float(at) if at >= 0 else None,
        n=n,
        notation=f"{at}+{run_length}" if at >= 0 else "",
        base_size=base_size,
        run_length=run_length,
        threshold=threshold,
        base_codes=base,
        n_codes=n_codes,
        new_codes=tuple(new[0].tolist()),
        cumulative=tuple(np.cumsum(new[0]).tolist()),
        runs=_runs(new[0], base, base_size, run_length, step),
        **_other_orders(there, base_size, run_length, threshold, step, orders, rng),
        method="New codes of a run over the codes of the base, in the order of collection; n counts documents.",
        warnings=_warnings(at, rng),
        citation=CITATION,
        reason="" if at >= 0 else _reason(n, base, base_size, run_length),
    )


def _matrix(documents: Iterable[Any]) -> tuple[NDArray[np.bool_], int]:
    if isinstance(documents, str | bytes) or not hasattr(documents, "__iter__"):
        raise InputError("The documents should be a list with the codes of each document.")
    listed = []
    for place, codes in enumerate(documents):
        if isinstance(codes, str | bytes) or not hasattr(codes, "__iter__"):
            raise InputError(
                f"Each document should be a list of its codes; number {place + 1} is of type {type(codes).__name__}."
            )
        codes = list(codes)
        if any(is_missing(code) for code in codes):
            raise InputError(
                f"Document {place + 1} has a missing code. Leave it out; a document without codes is an empty list."
            )
        listed.append(set(codes))
    if not listed:
        raise InputError("The documents are empty. Give the codes of at least one document.")
    place_of = {
        code: i for i, code in enumerate(dict.fromkeys(c for codes in listed for c in codes))
    }
    there = np.zeros((len(listed), len(place_of)), dtype=bool)
    for row, codes in enumerate(listed):
        there[row, [place_of[code] for code in codes]] = True
    return there, len(place_of)


def _new_codes(there: NDArray[np.bool_], places: NDArray[np.intp]) -> NDArray[np.int64]:
    """Count the new codes at each place, for each order: ``places`` has where each document stands."""
    many, n = places.shape
    made = np.zeros((many, n), dtype=np.int64)
    row = np.arange(many)
    for column in there.T:
        first = places[:, column].min(axis=1)
        made[row, first] += 1
    return made


def _reached(
    new: NDArray[np.int64], base_size: int, run_length: int, threshold: float, step: int
) -> NDArray[np.int64]:
    """Give the documents before the first run with little new, for each order; -1 where there is none."""
    many, n = new.shape
    at = np.full(many, -1, dtype=np.int64)
    base = new[:, :base_size].sum(axis=1)
    for start in range(base_size, n - run_length + 1, step):
        run = new[:, start : start + run_length].sum(axis=1)
        at[(at < 0) & (base > 0) & (run <= threshold * base + 1e-12)] = start
    return at


def _runs(
    new: NDArray[np.int64], base: int, base_size: int, run_length: int, step: int
) -> tuple[tuple[int, int, int, float], ...]:
    made = []
    for start in range(base_size, len(new) - run_length + 1, step):
        run = int(new[start : start + run_length].sum())
        if base:
            made.append((start + 1, start + run_length, run, run / base))
    return tuple(made)


def _other_orders(
    there: NDArray[np.bool_],
    base_size: int,
    run_length: int,
    threshold: float,
    step: int,
    orders: int,
    rng: int | np.random.Generator | None,
) -> dict[str, Any]:
    if rng is None:
        return {}
    if not isinstance(rng, np.random.Generator) and (
        isinstance(rng, bool) or int(rng) != rng or rng < 0
    ):
        raise InputError(
            f"rng= should be a whole number as seed or a NumPy Generator; it is {rng!r}."
        )
    generator = rng if isinstance(rng, np.random.Generator) else np.random.default_rng(int(rng))
    n, found = len(there), []
    for start in range(0, orders, block := max(1, ROOM // n)):
        places = generator.permuted(np.tile(np.arange(n), (min(block, orders - start), 1)), axis=1)
        found.append(_reached(_new_codes(there, places), base_size, run_length, threshold, step))
    at = np.concatenate(found)
    reached = at[at >= 0]
    low, middle, high = (
        np.quantile(reached, [0.05, 0.5, 0.95]).tolist() if len(reached) else (None,) * 3
    )
    return {
        "reached_in_orders": len(reached) / orders,
        "median_over_orders": middle,
        "low_over_orders": low,
        "high_over_orders": high,
        "orders": orders,
        "seed": None if isinstance(rng, np.random.Generator) else int(rng),
    }


def _reason(n: int, base: int, base_size: int, run_length: int) -> str:
    if n < base_size + run_length:
        return f"it takes {base_size + run_length} documents for a base and a run."
    if not base:
        return "the base has no codes."
    return "every run brought more than that."


def _warnings(at: int, rng: object) -> tuple[str, ...]:
    made = ["It speaks of codes that were found, not of what was never asked or said."]
    if rng is None and at >= 0:
        made.append(
            "One order of documents only: give rng= to see whether another would end sooner."
        )
    return tuple(made)
