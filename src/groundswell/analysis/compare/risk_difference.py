"""The difference of two proportions, with Newcombe's or Miettinen and Nurminen's interval."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis.compare._arms import Arms, arms_of
from groundswell.analysis.compare._comparison import INDEPENDENT, Comparison, z_of
from groundswell.analysis.compare._score import score_limits
from groundswell.analysis.compare._two_by_two import newcombe

Method = Literal["newcombe", "miettinen-nurminen"]

NEWCOMBE = (
    "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of "
    "eleven methods. Stat Med 1998; 17: 873-890 (method 10)."
)
MIETTINEN = "Miettinen O, Nurminen M. Comparative analysis of two rates. Stat Med 1985; 4: 213-226."


@dataclass(frozen=True, kw_only=True)
class RiskDifference(Comparison):
    """Proportion of the group minus that of the reference."""

    name: ClassVar[str] = "The risk difference (group minus reference)"
    share: float
    reference_share: float


def risk_difference(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    method: Method = "newcombe",
    level: float = 0.95,
) -> RiskDifference:
    """Give how much larger the proportion of a group is than that of a reference group, with an interval.

    ``events`` of ``n`` people in the group, ``reference_events`` of ``reference_n`` in the reference, whole
    numbers. ``method`` is "newcombe" (from the Wilson limits of each) or "miettinen-nurminen" (where the score
    test with N/(N-1) would reach the level). ``level`` lies between 0 and 1. Raises InputError for counts that
    cannot be.

    When to use: for any yes/no outcome in two groups of different people. It is the number a reader can act
    on. Both intervals hold with noughts and small groups.

    When not: the same people twice (`mcnemar`), people in clusters (`standardised_risk_difference` with
    clusters), or events counted over time (`rate_ratio`).

    References: Newcombe 1998, Statistics in Medicine 17: 873-890; Miettinen and Nurminen 1985, ibid. 4:
    213-226.

    >>> made = risk_difference(56, 70, 48, 80)
    >>> round(made.estimate, 4), round(made.interval.low, 4), round(made.interval.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    arms = arms_of(events, n, reference_events, reference_n)
    return RiskDifference(
        estimate=arms.share - arms.reference_share,
        interval=difference_interval(arms, method, level_of(level)),
        n=arms.total,
        share=arms.share,
        reference_share=arms.reference_share,
        method="Difference of two independent proportions, group minus reference.",
        assumptions=(INDEPENDENT,),
        citation=NEWCOMBE if method == "newcombe" else MIETTINEN,
    )


def difference_interval(arms: Arms, method: str, level: float) -> Interval:
    """Give the interval of the risk difference by one of the two methods."""
    z = z_of(level)
    if method == "newcombe":
        x1, n1, x2, n2 = _floats(arms)
        low, high = (float(one) for one in newcombe(x1, n1, x2, n2, z))
        said = "Newcombe, from Wilson scores"
    elif method == "miettinen-nurminen":
        low, high = score_limits(arms, z)
        said = "Miettinen-Nurminen score"
    else:
        raise InputError(f'method= should be "newcombe" or "miettinen-nurminen"; it is {method!r}.')
    return Interval(low=low, high=high, level=level, method=said)


def _floats(arms: Arms) -> tuple[np.ndarray[Any, Any], ...]:
    counts = (arms.events, arms.n, arms.reference_events, arms.reference_n)
    return tuple(np.array(float(one)) for one in counts)
