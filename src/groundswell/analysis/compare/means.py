"""Two means of different people: Welch's difference, and Hedges's g."""

from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

from groundswell.analysis._inputs import Floats, InputError, Missing, level_of, numbers, same_length
from groundswell.analysis._inputs import kept as left_out
from groundswell.analysis._result import Interval, number
from groundswell.analysis.compare._arms import two_groups
from groundswell.analysis.compare._comparison import (
    CAUSE,
    INDEPENDENT,
    Comparison,
    hedges_j,
    mean_and_sd,
    p_of_t,
    real,
    t_of,
    welch_df,
    whole,
    z_of,
)

WELCH = (
    "Welch BL. The generalization of Student's problem. Biometrika 1947; 34: 28-35. "
    "Hedges LV. Distribution theory for Glass's estimator of effect size. J Educ Stat 1981; 6: 107-128."
)


@dataclass(frozen=True, kw_only=True)
class TwoMeans(Comparison):
    """Mean of the group minus mean of the reference, in the units that were measured."""

    name: ClassVar[str] = "The difference of means (group minus reference)"
    group: str
    reference: str
    group_n: int
    reference_n: int
    mean: float
    sd: float
    reference_mean: float
    reference_sd: float
    t: float | None
    df: float | None
    hedges_g: float | None
    g_low: float | None
    g_high: float | None
    t_pooled: float | None
    p_pooled: float | None

    def sentence(self) -> str:
        """Say both means, then the difference with its interval, then p."""
        mine = f"{number(self.mean)} (SD {number(self.sd)}, n = {self.group_n:,}) in {self.group}"
        theirs = (
            f"{number(self.reference_mean)} (SD {number(self.reference_sd)}, n = {self.reference_n:,}) "
            f"in {self.reference}"
        )
        span = f" ({self.interval})" if self.interval else ""
        gone = f" {self.n_missing:,} left out as missing." if self.n_missing else ""
        return (
            f"A mean of {mine} against {theirs}: a difference of {number(self.estimate or 0)}{span}.{gone}"
            f"{self._closing()}"
        )


def two_means(
    outcome: Any,
    group: Any,
    *,
    reference: object,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> TwoMeans:
    """Compare a number in two groups of different people: difference of means by Welch, and Hedges's g.

    ``outcome`` holds numbers, ``group`` two values of which ``reference`` is the one compared with;
    ``missing`` is "refuse" or "drop". Raises InputError for words among the numbers, more groups than two, or
    fewer than two people in a group.

    When to use: for a scale score or any number whose mean means something. Variances may differ.

    When not: the same people twice (`wilcoxon`, `sign_flip`), clusters (`ancova` with clusters), single Likert
    items (`mann_whitney`), or a handful of people with an outlier (`permutation_test`).

    References: Welch 1947, Biometrika 34: 28-35; Hedges 1981, Journal of Educational Statistics 6: 107-128.

    >>> made = two_means([4, 5, 6, 1, 2, 3], ["a", "a", "a", "b", "b", "b"], reference="b")
    >>> made.estimate, round(made.interval.low, 2), round(made.interval.high, 2)
    (3.0, 0.73, 5.27)
    """
    mine, theirs, label, gone = two_samples(outcome, group, reference, missing)
    if min(mine.size, theirs.size) < 2:
        raise InputError(
            "Each group should have at least two people with a value; "
            f"here are {mine.size} and {theirs.size}."
        )
    a, b = (*mean_and_sd(mine), mine.size), (*mean_and_sd(theirs), theirs.size)
    return _compared(a, b, (str(label), str(reference)), level_of(level), gone)


def two_means_from_summary(
    mean: Any,
    sd: Any,
    n: Any,
    reference_mean: Any,
    reference_sd: Any,
    reference_n: Any,
    *,
    names: tuple[str, str] = ("group", "reference"),
    level: float = 0.95,
) -> TwoMeans:
    """Compare two means as a paper prints them: mean, standard deviation and count of each group.

    ``sd`` are sample standard deviations, not negative, and counts at least 2. Raises InputError otherwise.

    When to use: to recompute what a paper says of two groups.

    When not: where the columns are at hand (`two_means`).

    References: Welch 1947; Hedges 1981.

    >>> made = two_means_from_summary(27.4, 2.3, 100, 26.8, 2.1, 100)
    >>> round(made.t, 6), round(made.df, 2), round(made.p, 6)
    (1.926484, 196.38, 0.055488)
    """
    one = (real(mean, "mean"), _sd(sd, "sd"), whole(n, "n", at_least=2))
    other = (
        real(reference_mean, "reference_mean"),
        _sd(reference_sd, "reference_sd"),
        whole(reference_n, "reference_n", at_least=2),
    )
    return _compared(one, other, (str(names[0]), str(names[1])), level_of(level), 0)


def two_samples(
    outcome: Any, group: Any, reference: object, missing: Missing
) -> tuple[Floats, Floats, object, int]:
    """Part a column of numbers by two groups; give both, the group's label and how many were left out."""
    values = numbers(outcome, "outcome")
    codes, label = two_groups(group, reference)
    same_length(("outcome", values), ("group", codes))
    present = (values == values) & (codes >= 0)
    gone = left_out(present, missing)
    mine, theirs = values[present & (codes == 1)], values[present & (codes == 0)]
    if not mine.size or not theirs.size:
        raise InputError("Each group should have somebody with a value; one has nobody.")
    return mine, theirs, label, gone


def _compared(
    one: tuple[float, float, int],
    other: tuple[float, float, int],
    names: tuple[str, str],
    level: float,
    gone: int,
) -> TwoMeans:
    (m1, s1, n1), (m2, s2, n2) = one, other
    v1, v2 = s1 * s1 / n1, s2 * s2 / n2
    gap, error = m1 - m2, sqrt(v1 + v2)
    pooled = sqrt(((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / (n1 + n2 - 2))
    varies = error > 0
    df = welch_df(v1, n1, v2, n2) if varies else None
    half = t_of(level, df) * error if df else None
    t_pooled = gap / (pooled * sqrt(1 / n1 + 1 / n2)) if varies else None
    g, g_low, g_high = _hedges(gap, pooled, n1, n2, level) if varies else (None, None, None)
    return TwoMeans(
        estimate=gap,
        interval=None
        if half is None
        else Interval(low=gap - half, high=gap + half, level=level, method="Welch"),
        n=n1 + n2,
        n_missing=gone,
        p=p_of_t(gap / error, df) if df else None,
        group=names[0],
        reference=names[1],
        group_n=n1,
        reference_n=n2,
        mean=m1,
        sd=s1,
        reference_mean=m2,
        reference_sd=s2,
        t=gap / error if varies else None,
        df=df,
        hedges_g=g,
        g_low=g_low,
        g_high=g_high,
        t_pooled=t_pooled,
        p_pooled=None if t_pooled is None else p_of_t(t_pooled, n1 + n2 - 2),
        method="Difference of two means, group minus reference, by Welch; Hedges's g with a large-sample interval.",
        assumptions=(INDEPENDENT, "Means are near normal: skewed numbers need more people.", CAUSE),
        warnings=() if varies else ("Neither group varies, so there is no interval and no test.",),
        citation=WELCH,
    )


def _hedges(
    gap: float, pooled: float, n1: int, n2: int, level: float
) -> tuple[float, float, float]:
    j = hedges_j(n1 + n2 - 2)
    g = j * gap / pooled
    error = sqrt((n1 + n2) / (n1 * n2) + g * g / (2 * (n1 + n2)))
    half = z_of(level) * error
    return g, g - half, g + half


def _sd(value: Any, what: str) -> float:
    made = real(value, what)
    if made < 0:
        raise InputError(f"{what} should not be negative; it is {made:g}.")
    return made
