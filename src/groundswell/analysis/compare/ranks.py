"""Two groups of different people by rank: Mann-Whitney with the rank-biserial correlation."""

from dataclasses import dataclass
from math import erfc, sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import Floats, Missing, level_of
from groundswell.analysis._result import Interval, number
from groundswell.analysis.compare._comparison import INDEPENDENT, Comparison, z_of
from groundswell.analysis.compare._ranks import EXACT_UP_TO, midranks, p_of_rank_sum, tie_term
from groundswell.analysis.compare.means import two_samples

MANN = (
    "Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger. "
    "Ann Math Stat 1947; 18: 50-60. Newcombe RG. Confidence intervals for an effect size measure based on the "
    "Mann-Whitney statistic. Stat Med 2006; 25: 559-573 (method 5)."
)


@dataclass(frozen=True, kw_only=True)
class MannWhitney(Comparison):
    """Rank-biserial correlation: how much more often a member of the group is higher than lower."""

    name: ClassVar[str] = "The rank-biserial correlation (group over reference)"
    group: str
    reference: str
    group_n: int
    reference_n: int
    u: float
    higher: float
    median: float
    reference_median: float
    exact: str

    def sentence(self) -> str:
        """Say how often a member of the group stands higher, then the correlation, then p."""
        return (
            f"Somebody from {self.group} stands higher than somebody from {self.reference} in "
            f"{self.higher:.0%} of pairs, ties counted half (medians {number(self.median)} and "
            f"{number(self.reference_median)}). {super().sentence()}"
        )


def mann_whitney(
    outcome: Any,
    group: Any,
    *,
    reference: object,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> MannWhitney:
    """Compare an ordered answer in two groups of different people by rank, with the rank-biserial correlation.

    ``outcome`` holds numbers whose order means something, ``group`` two values of which ``reference`` is the
    one compared with; ``missing`` is "refuse" or "drop". The estimate is 2 P(higher) + P(tie) - 1, from -1 to
    1. p is exact, ties and all, up to 50 people a group, and normal with ties and continuity correction above.
    Raises InputError as `two_means` does.

    When to use: for a single Likert item, or a number far from normal, in two groups that are not linked.

    When not: the same people twice (`wilcoxon`): answers of linked people are not independent. It is no test of
    medians.

    References: Mann and Whitney 1947; Newcombe 2006, Statistics in Medicine 25: 559-573.

    >>> made = mann_whitney([4, 5, 5, 2, 3, 4], ["a", "a", "a", "b", "b", "b"], reference="b")
    >>> made.u, round(made.estimate, 3), round(made.p, 3)
    (8.5, 0.889, 0.2)
    """
    mine, theirs, label, gone = two_samples(outcome, group, reference, missing)
    level_of(level)
    together = np.concatenate([mine, theirs])
    ranks, ties = midranks(together)
    total = float(ranks[: mine.size].sum())
    u = total - mine.size * (mine.size + 1) / 2
    pairs = mine.size * theirs.size
    p, said = _p(ranks, ties, mine.size, u)
    low, high = _limits(u / pairs, mine.size, theirs.size, level)
    return MannWhitney(
        estimate=2 * u / pairs - 1,
        interval=Interval(low=2 * low - 1, high=2 * high - 1, level=level, method="Newcombe"),
        n=together.size,
        n_missing=gone,
        p=p,
        group=str(label),
        reference=str(reference),
        group_n=mine.size,
        reference_n=theirs.size,
        u=u,
        higher=u / pairs,
        median=float(np.median(mine)),
        reference_median=float(np.median(theirs)),
        exact=said,
        method="Mann-Whitney U of unlinked groups; rank-biserial correlation 2U/(n1 n2) - 1.",
        assumptions=(INDEPENDENT, "Nobody is in both groups, and nobody is linked to another."),
        warnings=("Everybody gave the same answer.",) if ties.size == 1 else (),
        citation=MANN,
    )


def _p(ranks: Floats, ties: Floats, n1: int, u: float) -> tuple[float, str]:
    n2 = ranks.size - n1
    if max(n1, n2) <= EXACT_UP_TO:
        doubled = np.rint(2 * ranks).astype(np.int64)
        doubled -= doubled.min()
        return p_of_rank_sum(doubled, n1, int(doubled[:n1].sum())), "exact"
    n = ranks.size
    variance = n1 * n2 / 12 * (n + 1 - tie_term(ties) / (n * (n - 1)))
    if variance <= 0:
        return 1.0, "nothing varies"
    z = max(0.0, abs(u - n1 * n2 / 2) - 0.5) / sqrt(variance)
    return erfc(z / sqrt(2)), "normal, with ties and continuity correction"


def _limits(theta: float, n1: int, n2: int, level: float) -> tuple[float, float]:
    """Give the limits of P(higher) by Newcombe's method 5: its variance at the limit itself, found by bisection."""
    from groundswell.analysis.compare._score import bisect

    z, star = z_of(level), (n1 + n2) / 2 - 1

    def far(at: float) -> float:
        spread = 1 + star * ((1 - at) / (2 - at) + at / (1 + at))
        return z * sqrt(max(0.0, at * (1 - at) * spread / (n1 * n2)))

    low = bisect(lambda at: at + far(at) < theta, 0.0, theta) if theta > 0 else 0.0
    high = bisect(lambda at: at - far(at) < theta, theta, 1.0) if theta < 1 else 1.0
    return low, high
