"""Risk ratio and odds ratio of two groups."""

from dataclasses import dataclass
from math import exp, inf, log, sqrt
from typing import Any, ClassVar, Literal

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis.compare._arms import Arms, arms_of
from groundswell.analysis.compare._comparison import INDEPENDENT, Comparison, z_of
from groundswell.analysis.compare._conditional import exact_limits, likeliest

ZeroCells = Literal["report", "add_half"]
"""What to do where a cell is nought: ``report`` what can be said, or ``add_half`` to each of the four."""

KATZ = (
    "Katz D, Baptista J, Azen SP, Pike MC. Obtaining confidence intervals for the risk ratio in cohort "
    "studies. Biometrics 1978; 34: 469-474."
)
WOOLF = "Woolf B. On estimating the relation between blood group and disease. Ann Hum Genet 1955; 19: 251-253."
FISHER = (
    "Fisher RA. The logic of inductive inference. JRSS 1935; 98: 39-54. Cornfield J. A statistical problem "
    "arising from retrospective studies. Third Berkeley Symposium 1956; 4: 135-148."
)
NOUGHT = "A cell is nought, so the interval of the {} does not exist. Read the risk difference."
HALVED = "A cell is nought, so 0.5 was added to each of the four (Haldane, Anscombe)."


@dataclass(frozen=True, kw_only=True)
class Ratio(Comparison):
    """A ratio of two groups; 1 where they are alike."""

    name: ClassVar[str] = "The ratio (group to reference)"


@dataclass(frozen=True, kw_only=True)
class RiskRatio(Ratio):
    """Proportion of the group over that of the reference."""

    name: ClassVar[str] = "The risk ratio (group to reference)"


@dataclass(frozen=True, kw_only=True)
class OddsRatio(Ratio):
    """Odds of the group over those of the reference."""

    name: ClassVar[str] = "The odds ratio (group to reference)"


def risk_ratio(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    zero_cells: ZeroCells = "report",
    level: float = 0.95,
) -> RiskRatio:
    """Give how many times as likely the outcome is in a group as in a reference group.

    Counts as in `risk_difference`. Where a cell is nought, ``zero_cells="report"`` gives the ratio if it is a
    number and no interval; "add_half" adds 0.5 to each cell and says so. Raises InputError for counts that cannot be.

    When to use: beside the risk difference, for outcomes whose share is small and readers who compare studies.

    When not: alone. "Twice as likely" is 2 in 10,000 as well as 4 in 10. Not from case-control counts.

    References: Katz et al. 1978, Biometrics 34: 469-474.

    >>> print(risk_ratio(45, 100, 12, 100).sentence())
    The risk ratio (group to reference) is 3.750 (95% CI 2.114 to 6.653), n = 200.
    """
    arms = arms_of(events, n, reference_events, reference_n)
    a, b, c, d, notes = _cells(arms, zero_cells)
    found = _ratio(a * (c + d), c * (a + b))
    span = None
    if found and a and c and (b or d):  # with everybody in both it would have no width
        half = z_of(level_of(level)) * sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
        span = Interval(
            low=found * exp(-half), high=found * exp(half), level=level, method="Katz log"
        )
    level_of(level)
    return RiskRatio(
        estimate=found,
        interval=span,
        n=arms.total,
        method="Ratio of two independent proportions, group over reference; interval on the log scale.",
        assumptions=(INDEPENDENT,),
        warnings=notes if span else (*notes, NOUGHT.format("risk ratio")),
        citation=KATZ,
        reason="" if found is not None else "nobody in the reference group had the outcome.",
    )


def odds_ratio(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    method: Literal["woolf", "conditional"] = "woolf",
    zero_cells: ZeroCells = "report",
    level: float = 0.95,
) -> OddsRatio:
    """Give the odds of the outcome in a group over those in a reference group.

    Counts and ``zero_cells`` as in `risk_ratio`. ``method="woolf"`` is the sample odds ratio with a log interval;
    "conditional" the likeliest value given the margins, with the exact interval, which stays finite where it can.
    Raises InputError for counts that cannot be.

    When to use: for case-control counts, or beside a logistic model. The conditional one for few events.

    When not: as if it were a risk ratio: with common outcomes it is further from 1. Prefer the risk difference.

    References: Woolf 1955, Annals of Human Genetics 19: 251-253; Fisher 1935; Cornfield 1956.

    >>> print(odds_ratio(45, 100, 12, 100).sentence())
    The odds ratio (group to reference) is 6 (95% CI 2.919 to 12.332), n = 200.
    """
    arms = arms_of(events, n, reference_events, reference_n)
    if method == "conditional":
        return _conditional(arms, level_of(level))
    if method != "woolf":
        raise InputError(f'method= should be "woolf" or "conditional"; it is {method!r}.')
    a, b, c, d, notes = _cells(arms, zero_cells)
    found = _ratio(a * d, b * c)
    span = None
    z = z_of(level_of(level))
    if found and min(a, b, c, d) > 0:
        half = z * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
        span = Interval(
            low=exp(log(found) - half), high=exp(log(found) + half), level=level, method="Woolf log"
        )
    return OddsRatio(
        estimate=found,
        interval=span,
        n=arms.total,
        method="Sample odds ratio, group over reference; interval on the log scale.",
        assumptions=(INDEPENDENT,),
        warnings=notes if span else (*notes, NOUGHT.format("odds ratio")),
        citation=WOOLF,
        reason="" if found is not None else "a cell it divides by is nought.",
    )


def _conditional(arms: Arms, level: float) -> OddsRatio:
    found = likeliest(arms)
    low, high = exact_limits(arms, level)
    finite = found if found is not None and found != inf else None
    known = finite is not None and high != inf
    notes = () if known else (f"The exact interval runs from {low:.4g} to {high:.4g}.",)
    return OddsRatio(
        estimate=finite,
        interval=Interval(low=low, high=high, level=level, method="exact conditional")
        if known
        else None,
        n=arms.total,
        method="Odds ratio likeliest given the margins (noncentral hypergeometric), with the exact interval.",
        assumptions=(INDEPENDENT,),
        warnings=notes,
        citation=FISHER,
        reason=""
        if finite is not None
        else "the counts are as far apart as their margins allow, or nobody or everybody had the outcome.",
    )


def _cells(arms: Arms, zero_cells: str) -> tuple[float, float, float, float, tuple[str, ...]]:
    if zero_cells not in ("report", "add_half"):
        raise InputError(f'zero_cells= should be "report" or "add_half"; it is {zero_cells!r}.')
    a, b, c, d = (float(one) for one in arms.cells)
    if min(a, b, c, d) > 0:
        return a, b, c, d, ()
    if zero_cells == "add_half":
        return a + 0.5, b + 0.5, c + 0.5, d + 0.5, (HALVED,)
    return a, b, c, d, ()


def _ratio(above: float, below: float) -> float | None:
    return above / below if below else None
