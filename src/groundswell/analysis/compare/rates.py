"""Events counted over time in two groups: rate ratio with exposure, by the exact conditional test."""

from dataclasses import dataclass
from math import inf
from typing import Any, ClassVar

from groundswell.analysis._inputs import level_of
from groundswell.analysis._result import Interval, number
from groundswell.analysis.compare._comparison import Comparison, real, whole

RATES = (
    "Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28: 437-442. "
    "Lehmann EL, Romano JP. Testing Statistical Hypotheses. 3rd ed. 2005, section 4.5."
)


@dataclass(frozen=True, kw_only=True)
class RateRatio(Comparison):
    """Rate of the group over that of the reference."""

    name: ClassVar[str] = "The rate ratio (group to reference)"
    events: int
    exposure: float
    reference_events: int
    reference_exposure: float
    rate: float
    rate_low: float
    rate_high: float
    reference_rate: float
    reference_low: float
    reference_high: float
    rate_difference: float

    def sentence(self) -> str:
        """Say both counts with their exposure before the ratio."""
        return (
            f"{self.events:,} in {number(self.exposure)} ({number(self.rate)} for each unit of time) against "
            f"{self.reference_events:,} in {number(self.reference_exposure)} ({number(self.reference_rate)}). "
            f"{super().sentence()}"
        )


def rate_ratio(
    events: Any,
    exposure: Any,
    reference_events: Any,
    reference_exposure: Any,
    *,
    level: float = 0.95,
) -> RateRatio:
    """Compare how often something is reported in two groups or periods, with the time each was watched.

    ``events`` are whole numbers, ``exposure`` the time at risk (such as person-months), greater than 0 and in
    the same unit for both. p and interval are exact given the total. Raises InputError for numbers that cannot
    be.

    When to use: for reports, incidents or visits over months of different length or numbers of people.

    When not: where one event brings others with it; then the interval is too narrow. More reports can mean
    more trust: a rate of reports is not a rate of harm.

    References: Garwood 1936, Biometrika 28: 437-442; Lehmann and Romano 2005, section 4.5.

    >>> made = rate_ratio(11, 800, 21, 3011)
    >>> round(made.estimate, 6), round(made.p, 5)
    (1.971488, 0.07967)
    """
    x1, x2 = whole(events, "events"), whole(reference_events, "reference_events")
    t1 = real(exposure, "exposure", above=0)
    t2 = real(reference_exposure, "reference_exposure", above=0)
    tail = (1 - level_of(level)) / 2
    low, high = _share_limits(x1, x1 + x2, tail)
    ratio = None if not x2 else x1 / t1 / (x2 / t2)
    top = inf if high >= 1 else high / (1 - high) * t2 / t1
    bottom = low / (1 - low) * t2 / t1 if low < 1 else inf
    mine, theirs = _rate_limits(x1, t1, tail), _rate_limits(x2, t2, tail)
    return RateRatio(
        estimate=ratio,
        interval=Interval(low=bottom, high=top, level=level, method="exact conditional")
        if ratio is not None and top < inf
        else None,
        n=x1 + x2,
        p=_binomial_p(x1, x1 + x2, t1 / (t1 + t2)),
        events=x1,
        exposure=t1,
        reference_events=x2,
        reference_exposure=t2,
        rate=x1 / t1,
        rate_low=mine[0],
        rate_high=mine[1],
        reference_rate=x2 / t2,
        reference_low=theirs[0],
        reference_high=theirs[1],
        rate_difference=x1 / t1 - x2 / t2,
        method="Ratio of two Poisson rates, exact given the total; n counts events.",
        assumptions=(
            "Events come one by one and independently.",
            "Everybody at risk was watched alike.",
        ),
        citation=RATES,
        reason=""
        if ratio is not None
        else f"the reference has no event; the ratio is at least {number(bottom)}.",
    )


def _share_limits(x: int, n: int, tail: float) -> tuple[float, float]:
    """Give Clopper and Pearson's limits of a share."""
    from scipy.special import betaincinv

    low = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1 - tail))
    return low, high


def _rate_limits(x: int, time: float, tail: float) -> tuple[float, float]:
    """Give Garwood's limits of a rate."""
    from scipy.special import gammaincinv

    low = 0.0 if x == 0 else float(gammaincinv(x, tail))
    return low / time, float(gammaincinv(x + 1, 1 - tail)) / time


def _binomial_p(x: int, n: int, share: float) -> float:
    """Give the exact two-sided p: every count no more likely than the one seen."""
    import numpy as np
    from scipy.special import gammaln

    if not n:
        return 1.0
    k = np.arange(n + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    logs += k * np.log(share) + (n - k) * np.log1p(-share)
    return min(1.0, float(np.exp(logs[logs <= logs[x] + 1e-7]).sum()))
