"""Other ways to say how far apart two proportions are, and how strong a confounder would have to be."""

from dataclasses import dataclass
from math import asin, inf, sqrt
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval, Result, level_said, number
from groundswell.analysis.compare._arms import arms_of
from groundswell.analysis.compare._comparison import INDEPENDENT, real, z_of
from groundswell.analysis.compare.risk_difference import Method, difference_interval

COHEN = "Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, chapter 6."
ALTMAN = "Altman DG. Confidence intervals for the number needed to treat. BMJ 1998; 317: 1309-1312."
EVALUE = (
    "VanderWeele TJ, Ding P. Sensitivity analysis in observational research: introducing the E-value. "
    "Ann Intern Med 2017; 167: 268-274."
)


@dataclass(frozen=True, kw_only=True)
class CohenH(Result):
    """Difference of two proportions on the arcsine scale."""

    name: ClassVar[str] = "Cohen's h (group minus reference)"


@dataclass(frozen=True, kw_only=True)
class NumberNeeded(Result):
    """How many people for one more with the outcome; the sign of the difference is in ``direction``."""

    name: ClassVar[str] = "The number needed"
    direction: str
    span: str

    def sentence(self) -> str:
        """Say the number with its direction, and both branches where the interval passes infinity."""
        if self.estimate is None:
            return super().sentence()
        every = number(self.estimate)
        return f"One {self.direction} with the outcome for every {every} people ({self.span}), n = {self.n:,}."


@dataclass(frozen=True, kw_only=True)
class EValue(Result):
    """How strongly an unmeasured confounder would have to be tied to both group and outcome, as risk ratios."""

    name: ClassVar[str] = "The E-value"
    risk_ratio: float
    limit: float | None

    def sentence(self) -> str:
        """Say what would explain the estimate away, and what its interval."""
        said = (
            f"A confounder tied to both group and outcome by a risk ratio of {number(self.risk_ratio_needed)} "
            f"each could explain the estimate away"
        )
        if self.limit is None:
            return said + "."
        return f"{said}; one of {number(self.limit)} could move the interval to include 1."

    @property
    def risk_ratio_needed(self) -> float:
        """The estimate, which is never None here."""
        return self.estimate or 1.0


def cohen_h(
    events: Any, n: Any, reference_events: Any, reference_n: Any, *, level: float = 0.95
) -> CohenH:
    """Give the difference of two proportions on the arcsine scale, 2 asin(sqrt p) of each.

    Counts as in `risk_difference`. Raises InputError for counts that cannot be.

    When to use: to set the size of a difference beside those of other studies, or to plan a sample.

    When not: for readers. Its "small .2, medium .5, large .8" are conventions without a subject.

    References: Cohen 1988, chapter 6.

    >>> round(cohen_h(45, 100, 12, 100).estimate, 6)
    0.763146
    """
    arms = arms_of(events, n, reference_events, reference_n)
    h = 2 * asin(sqrt(arms.share)) - 2 * asin(sqrt(arms.reference_share))
    half = z_of(level_of(level)) * sqrt(1 / arms.n + 1 / arms.reference_n)
    return CohenH(
        estimate=h,
        interval=Interval(low=h - half, high=h + half, level=level, method="normal"),
        n=arms.total,
        method="Difference of arcsine-transformed proportions, group minus reference.",
        assumptions=(INDEPENDENT,),
        citation=COHEN,
    )


def number_needed(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    method: Method = "newcombe",
    level: float = 0.95,
) -> NumberNeeded:
    """Give for how many people one more, or one fewer, has the outcome: one over the risk difference.

    Counts and ``method`` as in `risk_difference`. Where the interval of the difference holds 0, that of the
    number runs through infinity and is written as its two branches. Raises InputError for counts that cannot
    be.

    When to use: to tell people who decide what a difference means for a year group.

    When not: where groups were not decided by chance it is no promise; and never without the risk difference.

    References: Altman 1998, BMJ 317: 1309-1312.

    >>> print(number_needed(45, 100, 12, 100).sentence())
    One more with the outcome for every 3.030 people (95% CI 2.275 to 4.810), n = 200.
    """
    arms = arms_of(events, n, reference_events, reference_n)
    span = difference_interval(arms, method, level_of(level))
    found = arms.share - arms.reference_share
    return NumberNeeded(
        estimate=1 / abs(found) if found else None,
        interval=_needed(span, found) if span.low * span.high > 0 else None,
        n=arms.total,
        direction="more" if found >= 0 else "fewer",
        span=_branches(span, found),
        method="One over the absolute risk difference; its limits are one over those of the difference.",
        assumptions=(INDEPENDENT,),
        citation=ALTMAN,
        reason="" if found else "the two proportions are equal, so no number would do.",
    )


def _needed(span: Interval, found: float) -> Interval:
    low, high = sorted((1 / abs(span.low), 1 / abs(span.high)))
    return Interval(low=low, high=high, level=span.level, method=span.method)


def _branches(span: Interval, found: float) -> str:
    if span.low * span.high > 0:
        return str(_needed(span, found))
    more = number(1 / span.high) if span.high > 0 else "infinity"
    fewer = number(1 / -span.low) if span.low < 0 else "infinity"
    return f"{level_said(span.level)} CI one more for {more} people, through infinity, to one fewer for {fewer}"


def e_value(risk_ratio: Any, low: Any = None, high: Any = None) -> EValue:
    """Give how strong an unmeasured confounder would have to be to explain a risk ratio away.

    ``risk_ratio`` greater than 0; ``low`` and ``high`` its interval, both or neither. The E-value of an
    interval that holds 1 is 1. Raises InputError for numbers that cannot be a ratio and its limits.

    When to use: beside a risk ratio from groups that nobody assigned, as one honest line on hidden confounding.

    When not: with odds ratios of common outcomes; and not as proof: a large one does not say that none exists.

    References: VanderWeele and Ding 2017, Annals of Internal Medicine 167: 268-274.

    >>> made = e_value(3.9, 1.8, 8.7)
    >>> round(made.estimate, 3), round(made.limit, 3)
    (7.263, 3.0)
    """
    ratio = real(risk_ratio, "risk_ratio", above=0)
    if (low is None) != (high is None):
        raise InputError("low= and high= should be given both or neither; one is missing.")
    limit = None
    if low is not None:
        bottom, top = real(low, "low", above=-1e-300), real(high, "high", above=0)
        if not bottom <= ratio <= top:
            raise InputError(
                f"risk_ratio should lie between low and high; {ratio:g} is not in {bottom:g} to {top:g}."
            )
        nearest = bottom if ratio > 1 else top
        limit = 1.0 if bottom <= 1 <= top else needed_ratio(nearest)
    return EValue(
        estimate=needed_ratio(ratio),
        n=1,
        risk_ratio=ratio,
        limit=limit,
        method="RR + sqrt(RR (RR - 1)) of the ratio, or of one over it; n counts estimates.",
        assumptions=("The estimate is a risk ratio, or an odds ratio of a rare outcome.",),
        citation=EVALUE,
    )


def needed_ratio(ratio: float) -> float:
    """Give RR + sqrt(RR (RR - 1)), turning ratios below 1 over."""
    if ratio <= 0:
        return inf
    above = ratio if ratio >= 1 else 1 / ratio
    return above + sqrt(above * (above - 1))
