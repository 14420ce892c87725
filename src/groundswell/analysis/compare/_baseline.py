"""One row of Table 1, and how the table is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from groundswell.analysis._result import Cell, Interval, Table, level_said, number, p_value
from groundswell.analysis.compare._comparison import p_of_chi_square, p_of_t, percent, z_of
from groundswell.analysis.compare._tally import Moments, Tally
from groundswell.analysis.compare.standardised import (
    FLAG,
    smd_of_counts,
    smd_of_means,
    standard_error,
)


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How far two groups are apart on one characteristic; None where that cannot be said."""

    first: str
    second: str
    smd: float | None
    interval: Interval | None
    variance_ratio: float | None


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """One characteristic: a mean and standard deviation, or counts by label, in each group."""

    name: str
    numeric: bool
    labels: tuple[str, ...]
    n: tuple[int, ...]
    missing: tuple[int, ...]
    means: tuple[float | None, ...]
    sds: tuple[float | None, ...]
    counts: tuple[tuple[int, ...], ...]
    balance: tuple[Balance, ...]
    p: float | None
    test: str

    @property
    def signed(self) -> bool:
        """Whether the difference has a direction: numbers and yes/no do, several categories have not."""
        return self.numeric or len(self.labels) <= 2

    def largest(self) -> float:
        """The largest difference of any two groups, without its sign."""
        return max((abs(one.smd) for one in self.balance if one.smd is not None), default=0.0)


def baseline_of(
    name: str, tally: Tally, groups: Sequence[object], level: float, *, test: bool
) -> Baseline:
    """Make one row from what was tallied."""
    moments = [tally.moments.get(g, Moments()) for g in groups]
    counts = [[tally.counts.get(g, {}).get(one, 0) for one in tally.labels] for g in groups]
    n = [m.n for m in moments] if tally.numeric else [sum(row) for row in counts]
    p, said = (None, "")
    if test:
        p, said = _welch(moments) if tally.numeric else _chi(counts)
    return Baseline(
        name=name,
        numeric=tally.numeric,
        labels=tuple(str(one) for one in tally.labels),
        n=tuple(n),
        missing=tuple(tally.missing.get(g, 0) for g in groups),
        means=tuple(m.mean if m.n else None for m in moments),
        sds=tuple(None if m.variance is None else sqrt(m.variance) for m in moments),
        counts=tuple(tuple(row) for row in counts),
        balance=tuple(
            _balance(str(groups[i]), str(groups[j]), tally, (moments, counts, n), (i, j), level)
            for i, j in combinations(range(len(groups)), 2)
        ),
        p=p,
        test=said,
    )


def _balance(
    first: str,
    second: str,
    tally: Tally,
    found: tuple[list[Moments], list[list[int]], list[int]],
    pair: tuple[int, int],
    level: float,
) -> Balance:
    (moments, counts, n), (i, j) = found, pair
    ratio, smd = None, None
    if not tally.numeric:
        smd = smd_of_counts(counts[i], counts[j])
    else:
        v1, v2 = moments[i].variance, moments[j].variance
        if v1 is not None and v2 is not None:
            smd = smd_of_means(moments[i].mean, v1, moments[j].mean, v2)
            ratio = v1 / v2 if v2 else None
    span = None
    if smd is not None:
        half = z_of(level) * standard_error(smd, n[i], n[j])
        low = smd - half
        if not tally.numeric and len(tally.labels) > 2:
            low = max(0.0, low)  # a distance is not negative
        span = Interval(low=low, high=smd + half, level=level, method="large-sample")
    return Balance(first=first, second=second, smd=smd, interval=span, variance_ratio=ratio)


def _welch(moments: list[Moments]) -> tuple[float | None, str]:
    """Welch's test of equal means, two groups or more; None where a group does not vary."""
    parts = [(m.n, m.mean, m.variance) for m in moments if m.n > 1 and m.variance]
    if len(parts) < len(moments):
        return None, ""
    n, mean, variance = (np.array(one, dtype=float) for one in zip(*parts, strict=True))
    weight = n / variance
    share = weight / weight.sum()
    k = len(parts)
    spread = ((1 - share) ** 2 / (n - 1)).sum()
    between = (weight * (mean - share @ mean) ** 2).sum() / (k - 1)
    f = between / (1 + 2 * (k - 2) / (k * k - 1) * spread)
    df = (k * k - 1) / (3 * spread)
    if k == 2:
        return p_of_t(sqrt(f), df), "Welch t"
    from scipy.special import fdtrc

    return float(fdtrc(k - 1, df, f)), "Welch F"


def _chi(counts: list[list[int]]) -> tuple[float | None, str]:
    """Chi-square without empty categories; Fisher's for two by two where little is expected."""
    from groundswell.analysis.compare._arms import arms_of
    from groundswell.analysis.compare.tables import fisher_p, table_chi_square

    table = np.array(counts, dtype=float)
    table = table[:, table.sum(axis=0) > 0]
    if min(table.shape) < 2 or not table.sum(axis=1).all():
        return None, ""
    statistic, least = table_chi_square(table)
    if table.shape == (2, 2) and least < 5:
        (a, b), (c, d) = table.astype(int).tolist()
        return fisher_p(arms_of(a, a + b, c, c + d)), "Fisher"
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    return None if statistic is None else p_of_chi_square(statistic, df), "chi-square"


def printed(
    groups: Sequence[str], group_n: Sequence[int], variables: Sequence[Baseline], *, tested: bool
) -> Table:
    """Lay Table 1 out: a row a characteristic, its categories below it, the difference with its direction above it."""
    pairs = list(combinations(groups, 2))
    heads = [f"SMD ({a} minus {b})" for a, b in pairs]
    spans = ["95% CI", "variance ratio"] if len(pairs) == 1 else []
    if spans and variables and variables[0].balance[0].interval:
        spans[0] = f"{level_said(variables[0].balance[0].interval.level)} CI"
    headings = (
        "characteristic",
        "missing",
        *(f"{g} (n = {n:,})" for g, n in zip(groups, group_n, strict=True)),
        *heads,
        *spans,
        *(["p"] if tested else []),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in variables:
        rows += _rows(one, len(headings), spans=bool(spans), tested=tested)
    return Table(
        title="Characteristics of the groups. Percentages and means are of those with a value; a standardised "
        f"difference above {FLAG:g} is worth a look; with several categories it is a distance, without direction.",
        headings=headings,
        rows=tuple(rows),
    )


def _rows(one: Baseline, width: int, *, spans: bool, tested: bool) -> list[tuple[Cell, ...]]:
    ends: list[Cell] = [b.smd for b in one.balance]
    if spans:
        made = one.balance[0]
        ends.append(
            f"{made.interval.low:.3f} to {made.interval.high:.3f}" if made.interval else None
        )
        ends.append(made.variance_ratio if one.numeric else "")
    if tested:
        ends.append(None if one.p is None else p_value(one.p))
    missing = sum(one.missing)
    if one.numeric:
        cells = [_mean(m, s) for m, s in zip(one.means, one.sds, strict=True)]
        return [(f"{one.name}, mean (SD)", missing, *cells, *ends)]
    if len(one.labels) <= 2:
        last = one.labels[-1] if one.labels else "no value"
        cells = [_share(c[-1] if c else 0, n) for c, n in zip(one.counts, one.n, strict=True)]
        return [(f"{one.name}: {last}, n (%)", missing, *cells, *ends)]
    head = (f"{one.name}, n (%)", missing, *[""] * len(one.n), *ends)
    pad = width - 2 - len(one.n)
    below = [
        (
            f"  {label}",
            "",
            *(_share(c[k], n) for c, n in zip(one.counts, one.n, strict=True)),
            *[""] * pad,
        )
        for k, label in enumerate(one.labels)
    ]
    return [head, *below]


def _mean(mean: float | None, sd: float | None) -> str:
    if mean is None:
        return "none"
    return f"{number(mean)} ({'not estimable' if sd is None else number(sd)})"


def _share(count: int, n: int) -> str:
    return f"{count:,} ({percent(count / n)})" if n else "0"
