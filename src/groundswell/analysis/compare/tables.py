"""Whether two classifications are related: Fisher's exact test and chi-square."""

from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis.compare._arms import Arms, arms_of
from groundswell.analysis.compare._comparison import (
    INDEPENDENT,
    Comparison,
    p_of_chi_square,
    p_said,
)
from groundswell.analysis.compare._two_by_two import LARGEST, TIE, fisher, pearson
from groundswell.analysis.compare.ratios import FISHER

RULE = (
    "Two-sided by likelihood: the chance of every table with these margins that is no more likely than "
    f"this one (ties within a factor of 1 + {TIE:g})."
)
PEARSON = (
    "Pearson K. On the criterion that a given system of deviations... Philos Mag 1900; 50: 157-175. "
    "Yates F. Contingency tables involving small numbers and the chi-square test. JRSS Suppl 1934; 1: 217-235."
)


@dataclass(frozen=True, kw_only=True)
class ExactTest(Comparison):
    """Fisher's exact p, with the difference of proportions as the estimate."""

    name: ClassVar[str] = "The risk difference (group minus reference)"
    least_expected: float


@dataclass(frozen=True, kw_only=True)
class ChiSquare(Comparison):
    """Chi-square of a table, with Cramer's V as the estimate."""

    name: ClassVar[str] = "Cramer's V"
    statistic: float | None
    df: int
    least_expected: float

    def sentence(self) -> str:
        """Say the strength, then the test."""
        if self.estimate is None or self.p is None or self.statistic is None:
            return super().sentence()
        return (
            f"Cramer's V is {self.estimate:.3f}, n = {self.n:,}; chi-square({self.df}) = "
            f"{self.statistic:.2f}, {p_said(self.p)}."
        )


def fisher_exact(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    alternative: Literal["two-sided", "greater", "less"] = "two-sided",
) -> ExactTest:
    """Test whether an outcome is tied to the group, exactly given the margins.

    Counts as in `risk_difference`. Two-sided p adds up every table that is no more likely than the observed
    one (the rule of R and SciPy); "greater" and "less" are the tails in which the group has more, or fewer,
    events. Raises InputError for counts that cannot be, and above 2,000,000 people.

    When to use: where a count expected were the groups alike is below 5.

    When not: alone. It says nothing of the size: give the risk difference and its interval first.

    References: Fisher 1935, Journal of the Royal Statistical Society 98: 39-54.

    >>> made = fisher_exact(45, 100, 12, 100)
    >>> print(f"{made.p:.6e}")
    3.034801e-07
    """
    arms = arms_of(events, n, reference_events, reference_n)
    if alternative not in ("two-sided", "greater", "less"):
        raise InputError(
            f'alternative= should be "two-sided", "greater" or "less"; it is {alternative!r}.'
        )
    p = fisher_p(arms) if alternative == "two-sided" else _tail(arms, alternative)
    if p is None:
        raise InputError(
            f"Fisher's test is computed for up to {LARGEST:,} people; here are {arms.total:,}. "
            "Use chi_square, which says the same at this size."
        )
    return ExactTest(
        estimate=arms.share - arms.reference_share,
        n=arms.total,
        p=p,
        least_expected=arms.least_expected,
        method=f"Fisher's exact test. {RULE}"
        if alternative == "two-sided"
        else f"Fisher's exact test, one-sided: {alternative}.",
        assumptions=(INDEPENDENT,),
        citation=FISHER,
    )


def chi_square(table: Any, *, corrected: bool = False) -> ChiSquare:
    """Test whether two classifications are related, by Pearson's chi-square, with Cramer's V as the strength.

    ``table`` holds counts, rows by columns, two of each at least. ``corrected=True`` applies Yates's
    correction, to 2x2 tables only. Raises InputError for anything but whole counts.

    When to use: for two groups on a category of several kinds, or several groups.

    When not: where a fifth of the expected counts is below 5 (`fisher_exact`, `permutation_test`), for ordered
    categories (`trend`, `mann_whitney`), or for the same people twice (`mcnemar`).

    References: Pearson 1900; Yates 1934.

    >>> made = chi_square([[45, 55], [12, 88]])
    >>> round(made.statistic, 6), round(chi_square([[45, 55], [12, 88]], corrected=True).statistic, 6)
    (26.720648, 25.125751)
    """
    counts = counts_of(table)
    rows, columns = counts.shape
    if corrected and (rows, columns) != (2, 2):
        raise InputError(f"corrected=True is for 2x2 tables; this one is {rows}x{columns}.")
    statistic, least = table_chi_square(counts, corrected=corrected)
    df, n = (rows - 1) * (columns - 1), int(counts.sum())
    low = least < 5
    return ChiSquare(
        estimate=None if statistic is None else sqrt(statistic / (n * min(rows - 1, columns - 1))),
        n=n,
        p=None if statistic is None else p_of_chi_square(statistic, df),
        statistic=statistic,
        df=df,
        least_expected=least,
        method="Pearson's chi-square" + (" with Yates's correction." if corrected else "."),
        assumptions=(INDEPENDENT, "Expected counts are not small."),
        warnings=("An expected count is below 5: use an exact test.",) if low else (),
        citation=PEARSON,
        reason="a row or a column is empty, so the table cannot vary." if statistic is None else "",
    )


def fisher_p(arms: Arms) -> float | None:
    """Give Fisher's two-sided p, or None where there are too many people for it to be worth its memory."""
    if arms.total > LARGEST:
        return None
    counts = (arms.events, arms.n, arms.reference_events, arms.reference_n)
    return float(fisher(*(np.array([one]) for one in counts))[0])


def pearson_of(arms: Arms, *, corrected: bool = False) -> float | None:
    """Give chi-square of two groups, or None where nobody or everybody had the outcome."""
    counts = (arms.events, arms.n, arms.reference_events, arms.reference_n)
    found = float(pearson(*(np.array(float(one)) for one in counts), corrected=corrected))
    return None if np.isnan(found) else found


def table_chi_square(counts: Floats, *, corrected: bool = False) -> tuple[float | None, float]:
    """Give chi-square of a table and its smallest expected count; None where a margin is empty."""
    rows, columns, n = counts.sum(1), counts.sum(0), counts.sum()
    if not rows.all() or not columns.all():
        return None, 0.0
    expected = np.outer(rows, columns) / n
    gap = np.abs(counts - expected)
    if corrected:
        gap = np.maximum(gap - 0.5, 0)
    return float((gap**2 / expected).sum()), float(expected.min())


def counts_of(table: Any) -> Floats:
    """Check a table of counts: two rows and two columns at least, whole, not negative, somebody in it."""
    try:
        counts = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("table should hold counts, row by row, of equal length.") from None
    if counts.ndim != 2 or min(counts.shape) < 2:
        raise InputError(
            f"table should have at least two rows and two columns; its shape is {counts.shape}."
        )
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.rint(counts)).any():
        raise InputError("table should hold whole numbers of people, none negative.")
    if not counts.sum():
        raise InputError("table counts nobody. Give a table with people in it.")
    return counts


def _tail(arms: Arms, alternative: str) -> float | None:
    from groundswell.analysis.compare._conditional import _chance, _support

    if arms.total > LARGEST:
        return None
    values, logs = _support(arms)
    which = values >= arms.events if alternative == "greater" else values <= arms.events
    return min(1.0, _chance(which, values, logs, 0.0))
