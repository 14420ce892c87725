"""The same people twice, as numbers: Wilcoxon's signed ranks with rank-biserial, and the sign-flip test."""

from dataclasses import dataclass
from math import atanh, ceil, erfc, log10, sqrt, tanh
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import (
    Floats,
    InputError,
    Missing,
    kept,
    level_of,
    numbers,
    same_length,
)
from groundswell.analysis._result import Interval, number
from groundswell.analysis.compare._comparison import Comparison, mean_and_sd, t_of, z_of
from groundswell.analysis.compare._draws import Rng, draws, generator, monte_carlo_p, sign_sums
from groundswell.analysis.compare._ranks import EXACT_UP_TO, midranks, p_of_signed_sum, tie_term
from groundswell.analysis.compare.paired import LINKED

WILCOXON = (
    "Wilcoxon F. Individual comparisons by ranking methods. Biometrics Bull 1945; 1: 80-83. "
    "Pratt JW. Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 1959; 54: 655-667. "
    "Kerby DS. The simple difference formula. Compr Psychol 2014; 3: 11.IT.3.1."
)
FLIP = "Fisher RA. The Design of Experiments. 1935, section 21. Pitman EJG. JRSS Suppl 1937; 4: 119-130."
MOST_FLIPS = 18
MOST_SUMS = 2_000_000


@dataclass(frozen=True, kw_only=True)
class SignedRanks(Comparison):
    """Rank-biserial correlation of pairs: favourable minus unfavourable rank sum, as a share of all."""

    name: ClassVar[str] = "The rank-biserial correlation of pairs (second over first)"
    higher: int
    lower: int
    equal: int
    rank_sum: float
    median_change: float
    exact: str

    def sentence(self) -> str:
        """Say how many went up and down, then the correlation, then p."""
        return (
            f"Of {self.n:,} pairs {self.higher:,} went up, {self.lower:,} down and {self.equal:,} stayed "
            f"(median change {number(self.median_change)}). {super().sentence()}"
        )


@dataclass(frozen=True, kw_only=True)
class SignFlip(Comparison):
    """Mean change of the same people, second minus first."""

    name: ClassVar[str] = "The mean change (second minus first)"
    sd: float
    exact: str
    resamples: int
    seed: str


def wilcoxon(
    first: Any,
    second: Any,
    *,
    zeros: Literal["drop", "pratt"] = "drop",
    missing: Missing = "refuse",
    level: float = 0.95,
) -> SignedRanks:
    """Compare an ordered answer of the same people at two times by signed ranks, with the rank-biserial correlation.

    ``first`` and ``second`` hold numbers in the same order of people. Pairs that stayed are dropped, or ranked and
    then dropped (``zeros="pratt"``). p is exact, ties and all, up to 50 pairs that changed, normal with ties and
    continuity correction above. ``missing="drop"`` leaves out pairs with one answer. Raises InputError for columns of
    unequal length or words.

    When to use: for linked Likert items and changes far from normal.

    When not: where answers are not linked (`mann_whitney`), or for yes/no (`mcnemar`).

    The interval takes the spread of ranks where nothing happened; far from 0 it is too narrow (with 20 pairs and a true
    correlation of .65, 95% intervals held it in 89% of 400 simulated samples).

    References: Wilcoxon 1945; Pratt 1959, JASA 54: 655-667; Kerby 2014.

    >>> made = wilcoxon([1, 2, 2, 3, 4], [2, 4, 5, 3, 3])
    >>> made.higher, made.lower, made.equal, round(made.estimate, 2), round(made.p, 3)
    (3, 1, 1, 0.7, 0.375)
    """
    if zeros not in ("drop", "pratt"):
        raise InputError(f'zeros= should be "drop" or "pratt"; it is {zeros!r}.')
    change, gone = _changes(first, second, missing)
    level_of(level)
    moved = change if zeros == "pratt" else change[change != 0]
    ranks, ties = midranks(np.abs(moved)) if moved.size else (moved, moved)
    up, down = float(ranks[moved > 0].sum()), float(ranks[moved < 0].sum())
    active, changed = up + down, int((moved != 0).sum())
    r = (up - down) / active if active else None
    p, said = _signed_p(ranks, moved, ties) if changed else (1.0, "nothing changed")
    return SignedRanks(
        estimate=r,
        interval=_biserial(r, changed, level),
        n=change.size,
        n_missing=gone,
        p=p if r is not None else None,
        higher=int((change > 0).sum()),
        lower=int((change < 0).sum()),
        equal=int((change == 0).sum()),
        rank_sum=up,
        median_change=float(np.median(change)),
        exact=said,
        method=f"Wilcoxon's signed ranks, zeros: {zeros}; interval on Fisher's z scale, too narrow far from 0; "
        "n counts pairs.",
        assumptions=(LINKED, "Changes are symmetric about their middle where nothing happened."),
        citation=WILCOXON,
        reason="" if r is not None else "nobody's answer changed.",
    )


def sign_flip(
    first: Any,
    second: Any,
    *,
    resamples: int = 9_999,
    rng: Rng = None,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> SignFlip:
    """Test a mean change of the same people by flipping the sign of each person's change.

    ``first`` and ``second`` hold numbers in the same order of people. Exact for up to 18 changes, and for any
    number of whole-number changes; otherwise ``resamples`` draws with ``rng``, a seed or a Generator, which
    must be given. p counts mean changes as far from 0 as the one seen, or further. The interval is Student's.
    Raises InputError for fewer than two pairs, or where chance is needed and no ``rng`` is given.

    When to use: for linked scale scores, without assuming they are normal.

    When not: where answers are not linked (`permutation_test`).

    References: Fisher 1935; Pitman 1937.

    >>> made = sign_flip([1, 2, 2, 3, 4], [2, 4, 5, 3, 5])
    >>> made.estimate, made.p, made.exact
    (1.4, 0.125, 'exact')
    """
    change, gone = _changes(first, second, missing)
    if change.size < 2:
        raise InputError(f"There should be at least two pairs; there is {change.size}.")
    level_of(level)
    p, said, used, seed = _flipped(change, resamples, rng)
    mean, sd = mean_and_sd(change)
    half = t_of(level, change.size - 1) * sd / sqrt(change.size)
    return SignFlip(
        estimate=mean,
        interval=Interval(low=mean - half, high=mean + half, level=level, method="Student")
        if sd
        else None,
        n=change.size,
        n_missing=gone,
        p=p,
        sd=sd,
        exact=said,
        resamples=used,
        seed=seed,
        method=f"Sign-flip test of the mean change ({said}); n counts pairs.",
        assumptions=(LINKED, "Changes are symmetric about 0 where nothing happened."),
        warnings=() if sd else ("Everybody changed alike, so there is no interval.",),
        citation=FLIP,
    )


def _changes(first: Any, second: Any, missing: Missing) -> tuple[Floats, int]:
    one, other = numbers(first, "first"), numbers(second, "second")
    same_length(("first", one), ("second", other))
    change = _alike(other - one, one, other)
    present = change == change
    gone = kept(present, missing)
    if not present.any():
        raise InputError("first and second share no pair of answers. Give at least one.")
    return change[present], gone


def _alike(change: Floats, one: Floats, other: Floats) -> Floats:
    """Round what subtracting decimals loses, so that .3 - .2 ties with .2 - .1; whole numbers stay as they are."""
    if not ((change != np.rint(change)) & ~np.isnan(change)).any():
        return change
    largest = float(np.nanmax(np.abs([one, other])))
    made: Floats = np.round(change, 12 - ceil(log10(largest)))
    return made


def _signed_p(ranks: Floats, moved: Floats, ties: Floats) -> tuple[float, str]:
    active = moved != 0
    if int(active.sum()) <= EXACT_UP_TO:
        doubled = np.rint(2 * ranks[active]).astype(np.int64)
        return p_of_signed_sum(doubled, int(doubled[moved[active] > 0].sum())), "exact"
    used = ranks[active]
    up = float(ranks[moved > 0].sum())
    if active.all():
        n = used.size
        variance = n * (n + 1) * (2 * n + 1) / 24 - tie_term(ties) / 48
    else:
        variance = float((used**2).sum()) / 4
    z = max(0.0, abs(up - used.sum() / 2) - 0.5) / sqrt(variance)
    return erfc(z / sqrt(2)), "normal, with ties and continuity correction"


def _biserial(r: float | None, n: int, level: float) -> Interval | None:
    """Give limits on Fisher's z scale with the variance of the rank sum; none where all went one way."""
    if r is None or abs(r) >= 1:
        return None
    half = z_of(level) * sqrt((2 * n**3 + 3 * n**2 + n) / 6) / ((n * n + n) / 2)
    low, high = tanh(atanh(r) - half), tanh(atanh(r) + half)
    return Interval(low=low, high=high, level=level, method="Fisher z")


def _flipped(change: Floats, resamples: int, rng: Rng) -> tuple[float, str, int, str]:
    size, total = np.abs(change[change != 0]), float(change.sum())
    slack = 1e-12 * max(1.0, float(size.sum()))
    if not size.size:
        return 1.0, "exact", 0, ""
    if (size == np.rint(size)).all() and size.sum() * size.size <= MOST_SUMS:
        whole = size.astype(np.int64)
        return p_of_signed_sum(whole, int(whole.sum() + total) // 2), "exact", 0, ""
    if size.size <= MOST_FLIPS:
        sums = np.zeros(1)
        for one in size:
            sums = np.concatenate([sums + one, sums - one])
        return float((np.abs(sums) >= abs(total) - slack).mean()), "exact", 0, ""
    made, seed = generator(rng, f"{size.size:,} changes that are not whole numbers")
    far = sum(
        int((np.abs(sums) >= abs(total) - slack).sum())
        for sums in sign_sums(size, draws(resamples), made)
    )
    return monte_carlo_p(far, resamples), "Monte-Carlo", resamples, seed
