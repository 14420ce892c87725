"""Thousands of two-group tests at once, and counts of two groups that grow piece by piece."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import (
    Floats,
    InputError,
    Missing,
    array_of,
    is_missing,
    level_of,
    may_leave_out,
    same_length,
)
from groundswell.analysis._result import Result, Table
from groundswell.analysis.compare import _two_by_two as kernel
from groundswell.analysis.compare._arms import arms_of
from groundswell.analysis.compare._comparison import INDEPENDENT, p_of_chi_squares, z_of
from groundswell.analysis.compare.families import adjusted_p
from groundswell.analysis.compare.risk_difference import NEWCOMBE
from groundswell.analysis.compare.two_proportions import TwoProportions, report

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class ManyProportions(Result):
    """Arrays, one entry a comparison. NaN stands where a test or ratio is not defined, and the warnings count it."""

    name: ClassVar[str] = "The median risk difference"
    risk_difference: Floats
    low: Floats
    high: Floats
    risk_ratio: Floats
    odds_ratio: Floats
    p_chi_square: Floats
    p_corrected: Floats
    p_fisher: Floats

    def adjusted(self, which: str = "p_fisher", method: str = "benjamini-hochberg") -> Floats:
        """Adjust one of the three sets of p-values over all comparisons; undefined ones stay so and count."""
        p: Floats = getattr(self, which)
        out, known = np.full(p.size, np.nan), ~np.isnan(p)
        out[known] = adjusted_p(p[known], method, p.size)
        return out

    def tables(self) -> tuple[Table, ...]:
        """Give the first comparisons as a table."""
        columns = (self.risk_difference, self.low, self.high, self.p_fisher)
        rows = tuple(
            (str(i + 1), *(None if np.isnan(c[i]) else float(c[i]) for c in columns))
            for i in range(min(SHOWN, self.n))
        )
        return (
            Table(
                title=f"The first {len(rows)} of {self.n:,} comparisons",
                headings=("", "risk difference", "from", "to", "p (Fisher)"),
                rows=rows,
            ),
        )


def many_proportions(
    events: Any, n: Any, reference_events: Any, reference_n: Any, *, level: float = 0.95
) -> ManyProportions:
    """Compare thousands of yes/no outcomes in two groups at once: differences, Newcombe intervals and three tests.

    Four columns of whole numbers of equal length, one entry a comparison, as in `two_proportions`. ``level``
    lies between 0 and 1. Raises InputError for counts that cannot be. Fisher's p is exact, by the rule of
    `fisher_exact`.

    When to use: one comparison for each code, item, site or term, where a loop would take minutes.

    When not: to fish. Declare the family first, or take `.adjusted()` and call the result exploratory.

    References: Newcombe 1998; Fisher 1935.

    >>> made = many_proportions([45, 70], [100, 100], [12, 20], [100, 100])
    >>> made.risk_difference.round(2).tolist(), [f"{p:.3e}" for p in made.p_fisher]
    ([0.33, 0.5], ['3.035e-07', '1.050e-12'])
    """
    x1, n1, x2, n2 = _checked(events, n, reference_events, reference_n)
    f1, m1, f2, m2 = (one.astype(np.float64) for one in (x1, n1, x2, n2))
    low, high = kernel.newcombe(f1, m1, f2, m2, z_of(level_of(level)))
    plain, corrected = (
        kernel.pearson(f1, m1, f2, m2),
        kernel.pearson(f1, m1, f2, m2, corrected=True),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        risk, odds = (f1 * m2) / (f2 * m1), (f1 * (m2 - f2)) / (f2 * (m1 - f1))
    difference = f1 / m1 - f2 / m2
    undefined = int(np.isnan(plain).sum())
    return ManyProportions(
        estimate=float(np.median(difference)),
        n=difference.size,
        risk_difference=difference,
        low=low,
        high=high,
        risk_ratio=np.where(np.isfinite(risk), risk, np.nan),
        odds_ratio=np.where(np.isfinite(odds), odds, np.nan),
        p_chi_square=p_of_chi_squares(plain),
        p_corrected=p_of_chi_squares(corrected),
        p_fisher=kernel.fisher(x1, n1, x2, n2),
        method="Independent proportions, group minus reference, each comparison by itself; n counts them.",
        assumptions=(INDEPENDENT,),
        warnings=(f"In {undefined:,} nobody or everybody had the outcome: no chi-square.",)
        if undefined
        else (),
        citation=NEWCOMBE,
    )


class TwoGroupCounts:
    """Counts of a yes/no outcome in two groups, added up piece by piece in flat memory.

    ``add`` takes a chunk of two columns, ``a + b`` joins what was counted elsewhere, ``result`` gives the same
    report as `compare_proportions` on everything at once.

    >>> counts = TwoGroupCounts(event="yes", group="after", reference="before")
    >>> counts.add(["yes", "no"], ["after", "before"])
    >>> counts.add(["yes", None], ["after", "before"])
    >>> counts.result(missing="drop").events
    2
    """

    def __init__(self, *, event: object, group: object, reference: object) -> None:
        if group == reference:
            raise InputError("group= and reference= should name two groups; they are the same.")
        self.event, self.group, self.reference = event, group, reference
        self.events = self.n = self.reference_events = self.reference_n = self.n_missing = 0

    def add(self, outcome: Any, group: Any) -> None:
        """Count one chunk: outcomes and groups, one entry a person. A group that is neither is refused."""
        answers, groups = array_of(outcome, "outcome"), array_of(group, "group")
        if not answers.size and not groups.size:
            return
        same_length(("outcome", answers), ("group", groups))
        present = ~(_gone(answers) | _gone(groups))
        mine, theirs = _is(groups, self.group), _is(groups, self.reference)
        strange = present & ~(mine | theirs)
        if strange.any():
            raise InputError(
                f"group holds {groups[strange][0]!r}, which is neither {self.group!r} nor "
                f"{self.reference!r}. Leave other groups out first."
            )
        happened = _is(answers, self.event)
        self.n += int((present & mine).sum())
        self.events += int((present & mine & happened).sum())
        self.reference_n += int((present & theirs).sum())
        self.reference_events += int((present & theirs & happened).sum())
        self.n_missing += int(present.size - present.sum())

    def __add__(self, other: "TwoGroupCounts") -> "TwoGroupCounts":
        """Join counts of the same question from elsewhere."""
        if (self.event, self.group, self.reference) != (other.event, other.group, other.reference):
            raise InputError("Counts can be joined only where event, group and reference agree.")
        both = TwoGroupCounts(event=self.event, group=self.group, reference=self.reference)
        for name in ("events", "n", "reference_events", "reference_n", "n_missing"):
            setattr(both, name, getattr(self, name) + getattr(other, name))
        return both

    def result(self, *, missing: Missing = "refuse", level: float = 0.95) -> TwoProportions:
        """Give the whole report of what was counted so far."""
        may_leave_out(self.n_missing, self.n + self.reference_n + self.n_missing, missing)
        return report(
            arms_of(self.events, self.n, self.reference_events, self.reference_n),
            names=(str(self.group), str(self.reference)),
            method="newcombe",
            level=level_of(level),
            n_missing=self.n_missing,
        )


def _checked(*columns: Any) -> tuple[kernel.Ints, ...]:
    names = ("events", "n", "reference_events", "reference_n")
    made = tuple(_whole(column, what) for column, what in zip(columns, names, strict=True))
    same_length(*zip(names, made, strict=True))
    for counts, people, what in ((made[0], made[1], names[0]), (made[2], made[3], names[2])):
        if (people < 1).any() or (counts < 0).any() or (counts > people).any():
            raise InputError(
                f"{what} should lie between 0 and the number of people, which is at least 1; "
                "in one comparison it does not."
            )
    if (made[1] + made[3]).max() > kernel.LARGEST:
        raise InputError(
            f"Each comparison may count up to {kernel.LARGEST:,} people. Use two_proportions for larger ones."
        )
    return made


def _whole(column: Any, what: str) -> kernel.Ints:
    made = array_of(column, what)
    if made.dtype.kind not in "iuf" or (made.dtype.kind == "f" and (made != np.rint(made)).any()):
        raise InputError(f"{what} should hold whole numbers, one a comparison, none missing.")
    return made.astype(np.int64)


def _is(values: Any, label: object) -> Any:
    if values.dtype.kind == "O":  # NA says neither yes nor no of itself
        return np.array([not is_missing(v) and bool(v == label) for v in values.tolist()], bool)
    return np.broadcast_to(np.asarray(values == label, dtype=bool), values.shape)


def _gone(values: Any) -> Any:
    if values.dtype.kind == "f":
        return np.isnan(values)
    if values.dtype.kind != "O":
        return np.zeros(values.size, dtype=bool)
    return np.array([is_missing(one) for one in values.tolist()], dtype=bool)
