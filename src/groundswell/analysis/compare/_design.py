"""Columns made into the matrix of a regression: a constant, the group, and what is adjusted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError, Missing, coded, kept, same_length
from groundswell.analysis.compare._arms import two_groups
from groundswell.analysis.compare._columns import as_codes, as_numbers, is_numeric

FEW_CLUSTERS = 30


@dataclass(frozen=True)
class Design:
    """``x`` has the constant first and the group second; ``clusters`` counts from 0, or is None."""

    x: Floats
    y: Floats
    names: tuple[str, ...]
    clusters: NDArray[np.int64] | None
    group: str
    n_missing: int

    @property
    def n_clusters(self) -> int:
        """How many clusters there are; people where none are named."""
        return self.y.size if self.clusters is None else int(self.clusters.max()) + 1

    def notes(self) -> tuple[str, ...]:
        """Warn of few clusters."""
        if self.clusters is None or self.n_clusters >= FEW_CLUSTERS:
            return ()
        return (
            f"There are {self.n_clusters} clusters; below {FEW_CLUSTERS} the interval tends to be too narrow.",
        )


def design(
    outcome: Floats,
    group: Any,
    *,
    reference: object,
    adjust: Any,
    cluster: Any,
    missing: Missing,
) -> Design:
    """Make the matrix; people with anything missing are left out, or refused, as ``missing`` says."""
    codes, label = two_groups(group, reference)
    given = {} if adjust is None else adjust
    if not isinstance(given, Mapping):
        raise InputError("adjust= should give columns by name, such as {'age': [21, 22]}.")
    parts: list[tuple[list[str], Floats]] = [_covariate(str(n), c) for n, c in given.items()]
    places = None if cluster is None else coded(cluster, "cluster").codes
    same_length(
        ("outcome", outcome),
        ("group", codes),
        *((names[0].split(": ")[0], block) for names, block in parts),
        *((("cluster", places),) if places is not None else ()),
    )
    x = np.column_stack([np.ones(codes.size), codes, *(block for _, block in parts)])
    present = (codes >= 0) & ~np.isnan(outcome) & ~np.isnan(x).any(axis=1)
    if places is not None:
        present &= places >= 0
    gone = kept(present, missing)
    names = ("constant", f"group: {label}", *(one for many, _ in parts for one in many))
    made = Design(
        x=x[present].astype(np.float64),
        y=outcome[present],
        names=names,
        clusters=None if places is None else np.unique(places[present], return_inverse=True)[1],
        group=str(label),
        n_missing=gone,
    )
    _check(made)
    return made


def _covariate(name: str, column: Any) -> tuple[list[str], Floats]:
    """Numbers as they are; categories as one column for each but the first."""
    if is_numeric(column):
        return [name], as_numbers(column, name).astype(np.float64)[:, None]
    made = as_codes(column, name)
    labels = list(made.labels)
    block = np.array([made.codes == k for k in range(1, len(labels))], dtype=np.float64).T
    block = block.reshape(made.codes.size, max(0, len(labels) - 1))
    block[made.codes < 0] = np.nan
    if len(labels) < 2:
        raise InputError(f"{name} has the same value for everybody. Leave it out of adjust=.")
    return [f"{name}: {one}" for one in labels[1:]], block


def _check(made: Design) -> None:
    n, k = made.x.shape
    if n <= k:
        raise InputError(
            f"There are {n} people with every value for {k} coefficients. Adjust for less, or ask more people."
        )
    if not 0 < made.x[:, 1].sum() < n:
        raise InputError("Each group should have somebody with every value; one has nobody.")
    if made.clusters is not None and made.n_clusters < 2:
        raise InputError("cluster= names one cluster only. Give at least two, or none.")
    for j in range(2, k + 1):
        scaled = made.x[:, :j] / np.maximum(np.abs(made.x[:, :j]).max(axis=0), 1e-300)
        if np.linalg.matrix_rank(scaled) < j:
            raise InputError(
                f"{made.names[j - 1]} follows from what stands before it. Leave it out of adjust=."
            )
