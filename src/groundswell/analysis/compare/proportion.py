"""One proportion with Wilson's interval."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis._result import Interval, Result, level_said
from groundswell.analysis.compare._comparison import percent, whole, z_of
from groundswell.analysis.compare._two_by_two import wilson

WILSON = (
    "Wilson EB. Probable inference, the law of succession, and statistical inference. JASA 1927; 22: 209-212. "
    "Newcombe RG. Two-sided confidence intervals for the single proportion. Stat Med 1998; 17: 857-872."
)


@dataclass(frozen=True, kw_only=True)
class Proportion(Result):
    """A share of people, with the count it came from."""

    name: ClassVar[str] = "The proportion"
    events: int

    def sentence(self) -> str:
        """Say the count before the share."""
        if self.interval is None:
            return super().sentence()
        span = f"{level_said(self.interval.level)} CI {percent(self.interval.low)} to {percent(self.interval.high)}"
        return f"{self.events:,} of {self.n:,} ({percent(self.events / self.n)}; {span})."


def proportion(events: Any, n: Any, *, level: float = 0.95) -> Proportion:
    """Give the share of people with an outcome and its Wilson score interval.

    ``events`` is the whole number of people with the outcome, ``n`` of all who answered; ``level`` lies
    between 0 and 1. Raises InputError for counts that are not whole, negative, or more events than people.

    When to use: for any percentage of people that is printed, above all small or extreme ones.

    When not: where the same person is counted several times, or people come in clusters: it would be too
    narrow.

    References: Wilson 1927; Newcombe 1998, Statistics in Medicine 17: 857-872.

    >>> made = proportion(15, 148)
    >>> print(made.sentence())
    15 of 148 (10.1%; 95% CI 6.2% to 16%).
    """
    count, total = whole(events, "events"), whole(n, "n", at_least=1)
    if count > total:
        raise InputError(f"events should be at most n, {total:,}; it is {count:,}.")
    low, high = wilson(np.array(float(count)), np.array(float(total)), z_of(level_of(level)))
    return Proportion(
        estimate=count / total,
        interval=Interval(low=float(low), high=float(high), level=level, method="Wilson score"),
        n=total,
        events=count,
        method="Share of people, with Wilson's score interval.",
        assumptions=("Each person is counted once, and independently of the others.",),
        citation=WILSON,
    )
