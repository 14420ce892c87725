"""The same people twice, yes or no: McNemar's test with the paired difference of proportions."""

from dataclasses import dataclass
from math import comb, sqrt
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import InputError, Missing, coded, kept, level_of, same_length
from groundswell.analysis._result import Interval
from groundswell.analysis.compare._comparison import (
    Comparison,
    p_of_chi_square,
    percent,
    whole,
    z_of,
)
from groundswell.analysis.compare._two_by_two import wilson

MCNEMAR = (
    "McNemar Q. Note on the sampling error of the difference between correlated proportions. Psychometrika 1947; "
    "12: 153-157. Newcombe RG. Improved confidence intervals for the difference between binomial proportions based "
    "on paired data. Stat Med 1998; 17: 2635-2650 (method 10). Fagerland MW, Lydersen S, Laake P. The McNemar test "
    "for binary matched-pairs data. BMC Med Res Methodol 2013; 13: 91."
)
LINKED = "Each pair is one person at two times, or two people matched; pairs are independent of each other."


@dataclass(frozen=True, kw_only=True)
class McNemar(Comparison):
    """Proportion after minus proportion before, of the same people; ``p`` is the one asked for."""

    name: ClassVar[str] = "The paired risk difference (second minus first)"
    both: int
    gained: int
    lost: int
    neither: int
    share_first: float
    share_second: float
    odds_ratio: float | None
    chi_square: float | None
    p_exact: float
    p_mid: float
    p_chi_square: float | None

    def sentence(self) -> str:
        """Say how many changed, which way, and what that comes to."""
        return (
            f"Of {self.n:,} pairs {self.gained:,} changed to yes and {self.lost:,} to no "
            f"({percent(self.share_first)} at first, {percent(self.share_second)} second). {super().sentence()}"
        )


def mcnemar(
    both: Any,
    gained: Any,
    lost: Any,
    neither: Any,
    *,
    p: Literal["mid-p", "exact", "chi-square"] = "mid-p",
    level: float = 0.95,
) -> McNemar:
    """Compare a yes/no answer of the same people at two times, from the four counts of pairs.

    ``both`` yes twice, ``gained`` no then yes, ``lost`` yes then no, ``neither``: whole numbers. ``p`` names
    the one to quote: "mid-p" (by default, Fagerland 2013), "exact", or "chi-square" without correction. The
    interval is Newcombe's for pairs. Raises InputError for counts that cannot be, or no pair.

    When to use: for before and after a session with linked answers, or matched people.

    When not: where answers are not linked (`two_proportions`); and a change from before to after has more
    causes than the session.

    References: McNemar 1947; Newcombe 1998, Statistics in Medicine 17: 2635-2650; Fagerland et al. 2013.

    >>> made = mcnemar(59, 16, 6, 80)
    >>> round(made.estimate, 4), round(made.p_exact, 4), round(made.p_mid, 4)
    (0.0621, 0.0525, 0.0347)
    """
    names = ("both", "gained", "lost", "neither")
    a, b, c, d = (whole(v, w) for v, w in zip((both, gained, lost, neither), names, strict=True))
    n = a + b + c + d
    if not n:
        raise InputError("both, gained, lost and neither count no pair. Give at least one.")
    if p not in ("mid-p", "exact", "chi-square"):
        raise InputError(f'p= should be "mid-p", "exact" or "chi-square"; it is {p!r}.')
    return _paired((a, b, c, d), p, level_of(level), 0)


def compare_paired(
    first: Any,
    second: Any,
    *,
    event: object,
    missing: Missing = "refuse",
    p: Literal["mid-p", "exact", "chi-square"] = "mid-p",
    level: float = 0.95,
) -> McNemar:
    """Compare a yes/no answer of the same people at two times, from two columns in the same order of people.

    ``first`` and ``second`` hold any values of which ``event`` is the one counted as yes; ``missing`` "drop"
    leaves out pairs with one answer only. Raises InputError for columns of different length or an event that
    never occurs.

    When to use: straight from linked answers.

    When not: as for `mcnemar`. Leaving out people with one answer is a choice: say how many.

    References: as for `mcnemar`.

    >>> made = compare_paired(["no", "no", "yes", "no"], ["yes", "yes", "yes", "no"], event="yes")
    >>> made.gained, made.lost, made.estimate
    (2, 0, 0.5)
    """
    one, other = coded(first, "first"), coded(second, "second")
    same_length(("first", one.codes), ("second", other.codes))
    if event not in (*one.labels, *other.labels):
        found = sorted({str(x) for x in (*one.labels, *other.labels)})[:6]
        raise InputError(f"event= should be one of the answers, {found}; it is {event!r}.")
    present = (one.codes >= 0) & (other.codes >= 0)
    gone = kept(present, missing)
    if not present.any():
        raise InputError("first and second share no pair of answers. Give at least one.")
    before, after = (_is(made.codes, made.labels, event)[present] for made in (one, other))
    counts = (
        int((before & after).sum()),
        int((~before & after).sum()),
        int((before & ~after).sum()),
        int((~before & ~after).sum()),
    )
    if p not in ("mid-p", "exact", "chi-square"):
        raise InputError(f'p= should be "mid-p", "exact" or "chi-square"; it is {p!r}.')
    return _paired(counts, p, level_of(level), gone)


def _is(codes: Any, labels: tuple[object, ...], event: object) -> Any:
    if event not in labels:
        return np.zeros(codes.size, dtype=bool)
    return codes == labels.index(event)


def _paired(counts: tuple[int, int, int, int], which: str, level: float, gone: int) -> McNemar:
    a, b, c, d = counts
    n, changed = a + b + c + d, b + c
    exact, mid = _binomial(b, c)
    chi = (b - c) ** 2 / changed if changed else None
    p_chi = None if chi is None else p_of_chi_square(chi, 1)
    low, high = _limits(counts, z_of(level))
    return McNemar(
        estimate=(b - c) / n,
        interval=Interval(low=low, high=high, level=level, method="Newcombe, paired"),
        n=n,
        n_missing=gone,
        p={"mid-p": mid, "exact": exact, "chi-square": p_chi}[which],
        both=a,
        gained=b,
        lost=c,
        neither=d,
        share_first=(a + c) / n,
        share_second=(a + b) / n,
        odds_ratio=b / c if c else None,
        chi_square=chi,
        p_exact=exact,
        p_mid=mid,
        p_chi_square=p_chi,
        method=f"McNemar, {which}; difference of paired proportions, second minus first; n counts pairs.",
        assumptions=(LINKED, "What else happened between the two times is not in the numbers."),
        citation=MCNEMAR,
    )


def _binomial(b: int, c: int) -> tuple[float, float]:
    """Give the exact and the mid p that as many of those who changed went one way."""
    n, k = b + c, min(b, c)
    if not n:
        return 1.0, 1.0
    if n > 1000:
        from scipy.special import bdtr

        tail, at = float(bdtr(k, n, 0.5)), float(bdtr(k, n, 0.5) - bdtr(k - 1, n, 0.5))
    else:
        tail = sum(comb(n, i) for i in range(k + 1)) / 2**n
        at = comb(n, k) / 2**n
    return min(1.0, 2 * tail), 1.0 if b == c else 2 * tail - at


def _limits(counts: tuple[int, int, int, int], z: float) -> tuple[float, float]:
    """Give Newcombe's interval for pairs: Wilson limits of each, and the correlation of the two, corrected."""
    a, b, c, d = (float(one) for one in counts)
    n = a + b + c + d
    second, first = (a + b) / n, (a + c) / n
    low2, high2 = (float(v) for v in wilson(np.array(a + b), np.array(n), z))
    low1, high1 = (float(v) for v in wilson(np.array(a + c), np.array(n), z))
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    cross = a * d - b * c
    if cross > 0:
        cross = max(cross - n / 2, 0.0)
    phi = cross / sqrt(margins) if margins else 0.0
    down, up = second - low2, high2 - second
    back, forth = high1 - first, first - low1
    below = sqrt(max(0.0, down**2 - 2 * phi * down * back + back**2))
    above = sqrt(max(0.0, up**2 - 2 * phi * up * forth + forth**2))
    return second - first - below, second - first + above
