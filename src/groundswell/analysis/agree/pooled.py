"""One coefficient from several results: of their mean agreement and their mean chance agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result
from groundswell.analysis.agree._code_results import POOLED, beyond
from groundswell.analysis.agree._coefficient import Coefficient


@dataclass(frozen=True, kw_only=True)
class Pooled(Result):
    """A coefficient made from the mean agreement and the mean chance agreement of several."""

    name: ClassVar[str] = "The pooled coefficient"
    observed: float | None = None
    chance: float | None = None
    n_pooled: int


def pooled(results: Sequence[Coefficient]) -> Pooled:
    """Give the pooled coefficient: from the mean agreement and the mean chance agreement of several results.

    ``results``: what :func:`cohen`, :func:`scott`, :func:`fleiss`, :func:`gwet` and their kin gave, one for each code
    or item, all of one kind. Those without an estimate are left out and counted.

    Raises ``InputError`` where there is nothing to pool, or kinds are mixed.

    When to use: one figure for many items, each with few units.

    When not: to hide an item nobody agrees on. Show the items beside it.

    References: De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater agreement
    across many items. Field Methods 2008; 20: 272-282.

    >>> from groundswell.analysis.agree import cohen, crosstab
    >>> each = [cohen(crosstab([[40, 9], [6, 45]])), cohen(crosstab([[80, 10], [5, 5]]))]
    >>> round(pooled(each).estimate, 3)
    0.583
    """
    given = list(results)
    if not given or not all(isinstance(one, Coefficient) for one in given):
        raise InputError("Pool results of coefficients such as cohen or gwet. Give at least one.")
    if len({type(one) for one in given}) > 1:
        raise InputError("Pool results of one kind: all of cohen, or all of gwet.")
    used = [one for one in given if one.estimate is not None and one.chance is not None]
    observed = float(np.mean([one.observed for one in used])) if used else None
    chance = float(np.mean([one.chance for one in used])) if used else None
    made = beyond(observed, chance)
    n_left = len(given) - len(used)
    return Pooled(
        estimate=made,
        reason="" if made is not None else "none of the results has an estimate.",
        observed=observed,
        chance=chance,
        n_pooled=len(used),
        n=sum(one.n for one in used),
        method=f"mean agreement and mean chance agreement of {len(used):,} results; n adds up their units",
        warnings=(f"{n_left:,} results without an estimate were left out",) if n_left else (),
        citation=POOLED,
    )
