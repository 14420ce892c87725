"""How much of a difference one unbalanced yes/no characteristic could make by itself."""

from dataclasses import dataclass
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result, number
from groundswell.analysis.claims._numbers import finite, share

BROSS = (
    "Bross IDJ. Spurious effects from an extraneous variable. J Chronic Dis 1966; 19: 637-647; "
    "Schlesselman JJ. Assessing effects of confounding variables. Am J Epidemiol 1978; 108: 3-8."
)


@dataclass(frozen=True, kw_only=True)
class ConfounderBound(Result):
    """The most one characteristic could do; ``estimate`` is the largest risk difference it could make."""

    name: ClassVar[str] = "The largest risk difference the imbalance could make"
    share: float
    reference_share: float
    largest_ratio: float | None
    assumed_ratio: float | None
    ratio_at_assumed: float | None

    def sentence(self) -> str:
        """Say the bound in points, and as a ratio."""
        points = (self.estimate or 0) * 100
        said = (
            f"A characteristic of {_percent(self.share)} against {_percent(self.reference_share)} could by itself make "
            f"a difference of at most {points:.1f} percentage points"
        )
        if self.largest_ratio is not None:
            said += f", or a risk ratio of at most {number(self.largest_ratio)}"
        if self.ratio_at_assumed is not None and self.assumed_ratio is not None:
            said += (
                f"; if it multiplied the risk by {number(self.assumed_ratio)}, a risk ratio of "
                f"{number(self.ratio_at_assumed)}"
            )
        return said + "."


def _percent(share: float) -> str:
    return f"{round(100 * share, 1):g}%"


def confounder_bound(
    share_with: Any, reference_share_with: Any, *, risk_ratio: Any = None
) -> ConfounderBound:
    """Bound what one yes/no characteristic, unevenly spread over two groups, could do to an outcome by itself.

    The shares who have the characteristic in each group, 0 to 1; ``risk_ratio``, above 0, is how much it multiplies
    the outcome's risk, if that is known. Without any effect of the groups, and with the characteristic acting alike in
    both, the risk difference it makes is at most the difference of the shares, and the risk ratio at most their
    quotient (or that of the shares without it, for one that protects). Raises InputError for shares outside 0 to 1.

    When to use: beside a baseline table, to see which imbalance could matter and which could not.

    When not: for several characteristics at once, whose bounds do not add, and for ones nobody measured: use the
    E-value.

    References: Bross 1966; Schlesselman 1978.

    >>> made = confounder_bound(0.25, 0.15, risk_ratio=3)
    >>> round(made.estimate, 2), round(made.largest_ratio, 4), round(made.ratio_at_assumed, 4)
    (0.1, 1.6667, 1.1538)
    """
    p1, p0 = share(share_with, "share_with"), share(reference_share_with, "reference_share_with")
    assumed = None if risk_ratio is None else finite(risk_ratio, "risk_ratio")
    if assumed is not None and assumed <= 0:
        raise InputError(f"risk_ratio should be above 0; it is {assumed:g}.")
    at = None if assumed is None else (1 + p1 * (assumed - 1)) / (1 + p0 * (assumed - 1))
    high, low = max(p1, p0), min(p1, p0)
    quotients = [a / b if b else None for a, b in ((high, low), (1 - low, 1 - high))]
    known = [one for one in quotients if one is not None]
    return ConfounderBound(
        estimate=high - low,
        n=2,
        share=p1,
        reference_share=p0,
        largest_ratio=max(known) if len(known) == 2 else None,
        assumed_ratio=assumed,
        ratio_at_assumed=at,
        method="Largest spurious difference and ratio over every possible effect of it; n counts groups.",
        assumptions=(
            "The groups do nothing themselves.",
            "The characteristic acts alike in both groups, and nothing else differs.",
        ),
        citation=BROSS,
    )
