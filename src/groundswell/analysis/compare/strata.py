"""Two groups within strata: Mantel-Haenszel, Breslow-Day, and a warning where the strata turn the answer round."""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Cell, Interval, Table, number
from groundswell.analysis.compare._comparison import (
    INDEPENDENT,
    Comparison,
    p_of_chi_square,
    p_said,
    z_of,
)

MANTEL = (
    "Mantel N, Haenszel W. Statistical aspects of the analysis of data from retrospective studies. JNCI 1959; 22: "
    "719-748. Robins J, Breslow N, Greenland S. Estimators of the Mantel-Haenszel variance. Biometrics 1986; 42: "
    "311-323. Breslow NE, Day NE. Statistical Methods in Cancer Research I. IARC 1980. Tarone RE. Biometrika 1985; 72: "
    "91-95. Simpson EH. The interpretation of interaction in contingency tables. JRSS B 1951; 13: 238-241."
)


@dataclass(frozen=True, kw_only=True)
class Stratified(Comparison):
    """Common odds ratio over strata, beside the crude one."""

    name: ClassVar[str] = "The common odds ratio (group to reference)"
    strata: int
    crude_odds_ratio: float | None
    risk_ratio: float | None
    risk_difference: float | None
    risk_difference_low: float | None
    risk_difference_high: float | None
    chi_square: float | None
    p_corrected: float | None
    breslow_day: float | None
    breslow_day_df: int
    p_breslow_day: float | None
    p_tarone: float | None
    odds_ratios: tuple[float | None, ...]
    names: tuple[str, ...]

    def sentence(self) -> str:
        """Say the common estimate beside the crude one, and whether the strata agree."""
        said = f"Over {self.strata} strata: {super().sentence()}"
        if self.crude_odds_ratio is not None:
            said += f" Thrown together it would be {number(self.crude_odds_ratio)}."
        if self.p_breslow_day is not None:
            said += f" Are the strata alike? Breslow-Day {p_said(self.p_breslow_day)}."
        return said

    def tables(self) -> tuple[Table, ...]:
        """Give the odds ratio of each stratum."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(zip(self.names, self.odds_ratios, strict=True))
        return (
            Table(
                title="Odds ratio in each stratum", headings=("stratum", "odds ratio"), rows=rows
            ),
        )


def mantel_haenszel(tables: Any, *, names: Any = None, level: float = 0.95) -> Stratified:
    """Compare a yes/no outcome of two groups within strata, so that what differs between strata does not mislead.

    ``tables`` holds one 2x2 table of counts a stratum, [[yes, no] of the group, [yes, no] of the reference];
    ``names`` of the strata in words. Gives the common odds ratio, risk ratio and risk difference, the test
    without correction (``p``) and with, and Breslow and Day's test that strata share one odds ratio
    (``p_tarone`` with Tarone's adjustment). Warns where the strata turn the crude answer round. Raises
    InputError for counts that cannot be.

    When to use: for schools, sites or years that differ in both who is in which group and how common the
    outcome is.

    When not: where the odds ratios of strata differ much: give each. Nor to adjust for what the group brought
    about.

    References: Mantel and Haenszel 1959; Robins et al. 1986; Breslow and Day 1980; Tarone 1985; Simpson 1951.

    >>> made = mantel_haenszel([[[10, 20], [5, 25]], [[30, 10], [20, 20]]])
    >>> round(made.estimate, 3), round(made.p, 4)
    (2.8, 0.0065)
    """
    counts = _counts(tables)
    kept = counts[(counts.sum((1, 2)) > 0)]
    label = _names(names, len(counts))
    z = z_of(level_of(level))
    a, b, c, d = kept[:, 0, 0], kept[:, 0, 1], kept[:, 1, 0], kept[:, 1, 1]
    n, n1, n2 = a + b + c + d, a + b, c + d
    over, under = float((a * d / n).sum()), float((b * c / n).sum())
    common = over / under if under else None
    crude = _crude(counts)
    odds = tuple(_odds(one) for one in counts)
    statistic, corrected = _test(a, n1, n2, a + c, n)
    breslow, tarone, df = _breslow_day(a, n1, n2, a + c, common)
    rd, rd_low, rd_high = _difference(a, c, n1, n2, z)
    risk = float((c * n1 / n).sum())
    return Stratified(
        estimate=common,
        interval=_limits(a, b, c, d, n, common, z, level),
        n=int(n.sum()),
        p=None if statistic is None else p_of_chi_square(statistic, 1),
        strata=len(counts),
        crude_odds_ratio=crude,
        risk_ratio=float((a * n2 / n).sum()) / risk if risk else None,
        risk_difference=rd,
        risk_difference_low=rd_low,
        risk_difference_high=rd_high,
        chi_square=statistic,
        p_corrected=None if corrected is None else p_of_chi_square(corrected, 1),
        breslow_day=breslow,
        breslow_day_df=df,
        p_breslow_day=None if breslow is None else p_of_chi_square(breslow, df),
        p_tarone=None if tarone is None else p_of_chi_square(max(0.0, tarone), df),
        odds_ratios=odds,
        names=label,
        method="Mantel-Haenszel common odds ratio, group over reference; interval by Robins, Breslow and Greenland.",
        assumptions=(INDEPENDENT, "The odds ratio is alike in all strata."),
        warnings=_turned(crude, common, odds),
        citation=MANTEL,
        reason=""
        if common is not None
        else "no stratum has both somebody without the outcome in the group and "
        "somebody with it in the reference.",
    )


def _counts(tables: Any) -> Floats:
    try:
        counts = np.asarray(tables, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("tables should hold one 2x2 table of counts for each stratum.") from None
    if counts.ndim != 3 or counts.shape[1:] != (2, 2):
        raise InputError(
            f"tables should hold one 2x2 table of counts for each stratum; its shape is {counts.shape}."
        )
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.rint(counts)).any():
        raise InputError("tables should hold whole numbers of people, none negative.")
    if not counts.sum():
        raise InputError("tables count nobody. Give tables with people in them.")
    return counts


def _names(names: Any, n: int) -> tuple[str, ...]:
    made = tuple(str(i + 1) for i in range(n)) if names is None else tuple(map(str, names))
    if len(made) != n:
        raise InputError(f"names= should name each of the {n} strata; it has {len(made)}.")
    return made


def _odds(table: Floats) -> float | None:
    (a, b), (c, d) = table.tolist()
    return a * d / (b * c) if b * c else None


def _crude(counts: Floats) -> float | None:
    return _odds(counts.sum(axis=0))


def _limits(
    a: Floats,
    b: Floats,
    c: Floats,
    d: Floats,
    n: Floats,
    common: float | None,
    z: float,
    level: float,
) -> Interval | None:
    if not common:
        return None
    p, q, r, s = (a + d) / n, (b + c) / n, a * d / n, b * c / n
    variance = (
        (p * r).sum() / (2 * r.sum() ** 2)
        + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
        + (q * s).sum() / (2 * s.sum() ** 2)
    )
    half = z * sqrt(float(variance))
    return Interval(
        low=common * exp(-half),
        high=common * exp(half),
        level=level,
        method="Robins-Breslow-Greenland",
    )


def _test(
    a: Floats, n1: Floats, n2: Floats, yes: Floats, n: Floats
) -> tuple[float | None, float | None]:
    big = n > 1
    variance = float((n1 * n2 * yes * (n - yes))[big] @ (1 / (n**2 * (n - 1))[big]))
    if variance <= 0:
        return None, None
    gap = abs(float((a - n1 * yes / n).sum()))
    return gap * gap / variance, max(0.0, gap - 0.5) ** 2 / variance


def _difference(
    a: Floats, c: Floats, n1: Floats, n2: Floats, z: float
) -> tuple[float | None, float | None, float | None]:
    """Give the common risk difference with Sato's variance, from strata where both groups have somebody."""
    both = (n1 > 0) & (n2 > 0)
    a, c, n1, n2 = a[both], c[both], n1[both], n2[both]
    if not a.size:
        return None, None, None
    n = n1 + n2
    weight = n1 * n2 / n
    rd = float(((a * n2 - c * n1) / n).sum() / weight.sum())
    p = (n1**2 * c - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / n**2
    q = (a * (n2 - c) / n + c * (n1 - a) / n) / 2
    half = z * sqrt(max(0.0, float(rd * p.sum() + q.sum())) / float(weight.sum()) ** 2)
    return rd, rd - half, rd + half


def _breslow_day(
    a: Floats, n1: Floats, n2: Floats, yes: Floats, common: float | None
) -> tuple[float | None, float | None, int]:
    informative = (n1 > 0) & (n2 > 0) & (yes > 0) & (yes < n1 + n2)
    a, n1, n2, yes = a[informative], n1[informative], n2[informative], yes[informative]
    if not common or a.size < 2:
        return None, None, max(0, a.size - 1)
    expected = np.array([_fitted(common, *one) for one in zip(n1, n2, yes, strict=True)])
    parts = (expected, n1 - expected, yes - expected, n2 - yes + expected)
    variance: Floats = 1 / np.sum([1 / part for part in parts], axis=0)
    plain = float(((a - expected) ** 2 / variance).sum())
    return plain, plain - float((a - expected).sum() ** 2 / variance.sum()), a.size - 1


def _fitted(common: float, n1: float, n2: float, yes: float) -> float:
    """Give the count the group would have at the common odds ratio: the root that fits the margins."""
    if abs(common - 1) < 1e-12:
        return n1 * yes / (n1 + n2)
    # (1-OR) x² + (n2 - yes + OR (n1 + yes)) x - OR n1 yes = 0, by the form that loses no digits
    linear = n2 - yes + common * (n1 + yes)
    root = sqrt(linear * linear + 4 * (1 - common) * common * n1 * yes)
    return float(2 * common * n1 * yes / (linear + root))


def _turned(
    crude: float | None, common: float | None, odds: tuple[float | None, ...]
) -> tuple[str, ...]:
    if not crude or not common:
        return ()
    notes = []
    known = [one for one in odds if one]
    if log(crude) * log(common) < 0:
        notes.append(
            f"Simpson's paradox: thrown together the odds ratio is {number(crude)}, within strata {number(common)}. "
            "The strata differ both in who is in which group and in how common the outcome is."
        )
    elif max(crude, common) / min(crude, common) > 1.1:
        notes.append(
            f"The strata confound: the odds ratio moves from {number(crude)} to {number(common)} within them."
        )
    if known and min(known) < 1 < max(known):
        notes.append(
            "The odds ratio is above 1 in some strata and below 1 in others: look at each."
        )
    return tuple(notes)
