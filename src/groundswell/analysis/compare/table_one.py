"""Table 1: who is in the groups, and how alike the groups are, before anything is compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError, Missing, level_of
from groundswell.analysis._result import Result, Table
from groundswell.analysis.compare import _tally
from groundswell.analysis.compare._baseline import Baseline, baseline_of, printed
from groundswell.analysis.compare._columns import (
    as_codes,
    as_numbers,
    columns_of,
    is_numeric,
    pieces_of,
)
from groundswell.analysis.compare._tally import Tally
from groundswell.analysis.compare.standardised import AUSTIN, FLAG, YANG

MOST_LABELS = 200


@dataclass(frozen=True, kw_only=True)
class TableOne(Result):
    """The characteristics of each group; ``estimate`` is the largest standardised difference, unsigned."""

    name: ClassVar[str] = "The largest standardised difference"
    groups: tuple[str, ...]
    group_n: tuple[int, ...]
    variables: tuple[Baseline, ...]
    tested: bool

    def imbalanced(self, above: float = FLAG) -> tuple[str, ...]:
        """Name the variables whose standardised difference between any two groups is larger than ``above``."""
        return tuple(one.name for one in self.variables if one.largest() > above)

    def sentence(self) -> str:
        """Say which characteristics differ by more than the usual mark."""
        who = ", ".join(f"{n:,} in {g}" for g, n in zip(self.groups, self.group_n, strict=True))
        flagged = self.imbalanced()
        left_out = f"; {self.n_missing:,} without a group left out" if self.n_missing else ""
        if not flagged:
            return f"{who}{left_out}: no standardised difference is above {FLAG:g}."
        return (
            f"{who}{left_out}: {len(flagged)} of {len(self.variables)} characteristics have a standardised "
            f"difference above {FLAG:g}: {', '.join(flagged)}."
        )

    def tables(self) -> tuple[Table, ...]:
        """Give the table as it is printed."""
        return (printed(self.groups, self.group_n, self.variables, tested=self.tested),)


class TableOneCounts:
    """What Table 1 needs, added up chunk by chunk in flat memory.

    ``by`` names the column of groups; ``groups`` their order; ``columns`` those to describe (all by default);
    ``categorical`` those that hold numbers but are categories. ``add`` takes a chunk (a dict of columns or a
    frame), ``a + b`` joins what was counted elsewhere, ``result`` gives the table.

    >>> counts = TableOneCounts(by="arm", groups=["before", "after"])
    >>> counts.add({"arm": ["before", "after"], "age": [20, 22]})
    >>> counts.add({"arm": ["before", "after"], "age": [24, 26]})
    >>> counts.result().group_n
    (2, 2)
    """

    def __init__(
        self,
        *,
        by: str,
        groups: Sequence[object] | None = None,
        columns: Sequence[str] | None = None,
        categorical: Sequence[str] = (),
    ) -> None:
        if isinstance(columns, str) or isinstance(categorical, str):
            raise InputError("columns= and categorical= should be lists of names.")
        self.by, self.groups = by, None if groups is None else tuple(groups)
        self.columns, self.categorical = columns, tuple(categorical)
        self.group_n: dict[object, int] = {}
        self.n_missing = 0
        self.tallies: dict[str, Tally] = {}

    def add(self, data: Any) -> None:
        """Count one chunk."""
        given = columns_of(data)
        codes, labels = self._groups(given)
        names = (
            [name for name in given if name != self.by]
            if self.columns is None
            else list(self.columns)
        )
        missing = [name for name in (*names, *self.categorical) if name not in given]
        if missing or not names:
            raise InputError(
                f"data should have the columns {missing or 'to describe'}; it has {list(given)[:12]}."
            )
        sizes = {name: len(getattr(given[name], "codes", given[name])) for name in names}
        wrong = [name for name, size in sizes.items() if size != codes.size]
        if wrong:
            raise InputError(
                f"The columns should be equally long: {self.by} has {codes.size:,}, "
                f"{wrong[0]} has {sizes[wrong[0]]:,}."
            )
        if not codes.size:
            return
        found = self._tallied({name: given[name] for name in names}, codes, labels)
        joined = _joined(self.tallies, found)
        # Only now: a chunk that is refused leaves nothing behind.
        self.tallies = joined
        for index, one in enumerate(labels):
            self.group_n[one] = self.group_n.get(one, 0) + int(np.count_nonzero(codes == index))
        self.n_missing += int(np.count_nonzero(codes < 0))

    def __add__(self, other: "TableOneCounts") -> "TableOneCounts":
        """Join counts of the same table from elsewhere."""
        if (self.by, self.groups) != (other.by, other.groups):
            raise InputError("Counts can be joined only where by= and groups= agree.")
        both = TableOneCounts(
            by=self.by, groups=self.groups, columns=self.columns, categorical=self.categorical
        )
        both.n_missing = self.n_missing + other.n_missing
        for one in (self, other):
            for group, n in one.group_n.items():
                both.group_n[group] = both.group_n.get(group, 0) + n
        both.tallies = _joined(self.tallies, other.tallies)
        return both

    def result(
        self, *, test: bool = False, missing: Missing = "drop", level: float = 0.95
    ) -> TableOne:
        """Give the table of what was counted so far; ``missing`` is about rows without a group."""
        if missing not in ("refuse", "drop"):
            raise InputError(f'missing= should be "refuse" or "drop"; it is {missing!r}.')
        if self.n_missing and missing == "refuse":
            raise InputError(
                f'{self.n_missing:,} rows have no group. Say missing="drop" to leave them out and count them.'
            )
        groups = [g for g in self.groups or sorted(self.group_n, key=_order) if self.group_n.get(g)]
        if len(groups) < 2:
            raise InputError(
                f"{self.by} should hold at least two groups with people in them; it holds {groups}."
            )
        made = tuple(
            baseline_of(name, tally, groups, level_of(level), test=test)
            for name, tally in self.tallies.items()
        )
        largest = max((one.largest() for one in made), default=0.0)
        return TableOne(
            estimate=largest,
            n=sum(self.group_n[g] for g in groups),
            n_missing=self.n_missing,
            groups=tuple(str(g) for g in groups),
            group_n=tuple(self.group_n[g] for g in groups),
            variables=made,
            tested=test,
            method="Standardised differences, first group minus second, in the order of the columns. Means and "
            "percentages are of those with a value.",
            assumptions=("The characteristics were measured before what is compared happened.",),
            warnings=_warnings(self.tallies, groups, test=test),
            citation=f"{AUSTIN} {YANG}",
        )

    def _groups(self, given: dict[str, Any]) -> tuple[Any, list[object]]:
        if self.by not in given:
            raise InputError(
                f"by= should name a column; {self.by!r} is not among {list(given)[:12]}."
            )
        made = as_codes(given[self.by], self.by)
        wanted = list(made.labels) if self.groups is None else list(self.groups)
        strange = [one for one in made.labels if one not in wanted]
        if strange:
            raise InputError(
                f"{self.by} holds {strange[0]!r}, which is not one of groups={wanted}."
            )
        if len(wanted) > 100:
            raise InputError(f"{self.by} holds {len(wanted):,} groups. Table 1 compares up to 100.")
        place = np.full(len(made.labels) + 1, -1, dtype=np.int8)
        place[: len(made.labels)] = [wanted.index(one) for one in made.labels]
        codes = place[made.codes]
        return codes, wanted

    def _tallied(self, given: dict[str, Any], codes: Any, labels: list[object]) -> dict[str, Tally]:
        sizes = [int(np.count_nonzero(codes == index)) for index in range(len(labels))]
        found: dict[str, Tally] = {}
        numeric = [n for n in given if n not in self.categorical and is_numeric(given[n])]
        columns = [as_numbers(given[name], name) for name in numeric]
        moments = _tally.moments_of(columns, numeric, codes, len(labels)) if numeric else []
        for name, column, each in zip(numeric, columns, moments, strict=True):
            found[name] = Tally(
                numeric=True,
                moments=dict(zip(labels, each, strict=True)),
                missing={g: sizes[i] - each[i].n for i, g in enumerate(labels)},
                only_noughts_and_ones=_only_noughts_and_ones(column),
            )
        for name in given:
            if name not in found:
                found[name] = _counted(name, as_codes(given[name], name), codes, labels, sizes)
        return {name: found[name] for name in given}


def table_one(
    data: Any,
    *,
    by: str,
    groups: Sequence[object] | None = None,
    columns: Sequence[str] | None = None,
    categorical: Sequence[str] = (),
    test: bool = False,
    missing: Missing = "drop",
    level: float = 0.95,
) -> TableOne:
    """Describe each group and give how far apart any two are on each characteristic, in standard deviations.

    ``data`` holds columns by name: a dict of lists, arrays or pre-coded columns, a pandas or polars frame, or
    a lazy polars frame, which is read in slices. ``by`` names the column of groups, ``groups`` their order.
    Words and yes/no are categories; numbers are numbers unless named in ``categorical``. A missing value
    leaves out that person from that row only and is counted there; ``missing`` is about people without a
    group. p-values only with ``test=True``. Raises InputError for columns that are not there, differ in
    length, or fewer than two groups.

    When to use: as the first table of any comparison, with the differences read before any outcome.

    When not: to test whether chance made groups alike. A p-value answers to the size of the sample, not to
    balance.

    References: Austin 2009, Statistics in Medicine 28: 3083-3107; Yang and Dalton 2012.

    >>> made = table_one({"arm": ["a", "a", "b", "b"], "age": [20, 22, 21, 27]}, by="arm")
    >>> print(made.sentence())
    2 in a, 2 in b: 1 of 1 characteristics have a standardised difference above 0.1: age.
    """
    counts = TableOneCounts(by=by, groups=groups, columns=columns, categorical=categorical)
    for piece in pieces_of(data):
        counts.add(piece)
    return counts.result(test=test, missing=missing, level=level)


def _counted(name: str, column: Any, codes: Any, groups: list[object], sizes: list[int]) -> Tally:
    if len(column.labels) > MOST_LABELS:
        raise InputError(
            f"{name} holds {len(column.labels):,} different values, too many for a table. "
            "Group them first, or leave it out by columns=."
        )
    found = _tally.counts_by_group(column.codes, len(column.labels), codes, len(groups))
    return Tally(
        numeric=False,
        counts={
            g: dict(zip(column.labels, found[i].tolist(), strict=True))
            for i, g in enumerate(groups)
        },
        missing={g: sizes[i] - int(found[i].sum()) for i, g in enumerate(groups)},
        labels=tuple(column.labels),
    )


def _joined(before: dict[str, Tally], more: dict[str, Tally]) -> dict[str, Tally]:
    """Join the tallies of two chunks, which describe the same columns in the same way."""
    if not before or not more:
        return dict(before or more)
    alone = sorted(before.keys() ^ more.keys())
    if alone:
        raise InputError(
            f"Every chunk should have the same columns; {alone[0]} is in one and not in another."
        )
    for name, tally in more.items():
        if before[name].numeric != tally.numeric:
            raise InputError(
                f"{name} holds numbers in one chunk and categories in another. Name it in categorical=."
            )
    return {name: tally + more[name] for name, tally in before.items()}


def _only_noughts_and_ones(column: Any) -> bool:
    some = column[:200]
    return bool(np.isin(some[some == some], (0, 1)).all())


def _warnings(
    tallies: dict[str, Tally], groups: Sequence[object], *, test: bool
) -> tuple[str, ...]:
    notes = [
        f"{name} seems to hold only 0 and 1. If it is a category, name it in categorical=."
        for name, tally in tallies.items()
        if tally.numeric and tally.only_noughts_and_ones
    ]
    if test:
        notes.append(
            "A baseline p-value answers to the sample's size, not to balance. Read the differences."
        )
    if len(groups) > 2:
        pairs = len(list(combinations(groups, 2)))
        notes.append(
            f"{pairs} pairs of groups are compared; the largest difference is of any of them."
        )
    return tuple(notes)


def _order(label: object) -> tuple[str, Any]:
    return (type(label).__name__, label)
