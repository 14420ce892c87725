"""Whether chance alone would part two groups as far: every way, or many ways, people could have been in them."""

from dataclasses import dataclass
from itertools import combinations
from math import comb, hypot, sqrt
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, Missing, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis._shares import wilson
from groundswell.analysis.compare import _exact_sums
from groundswell.analysis.compare._comparison import (
    INDEPENDENT,
    Comparison,
    mean_and_sd,
    t_of,
    welch_df,
)
from groundswell.analysis.compare._draws import (
    Rng,
    draws,
    generator,
    monte_carlo_p,
    subset_sums,
)
from groundswell.analysis.compare._two_by_two import LARGEST, log_factorials
from groundswell.analysis.compare.means import two_samples

Sides = Literal["distance", "double"]

PITMAN = (
    "Pitman EJG. Significance tests which may be applied to samples from any populations. JRSS Suppl 1937; 4: "
    "119-130. Phipson B, Smyth GK. Permutation p-values should never be zero. Stat Appl Genet Mol Biol 2010; 9: 39."
)


@dataclass(frozen=True, kw_only=True)
class Permutation(Comparison):
    """Difference of means, or of shares of ones, with the p of all ways people could have been in the groups."""

    name: ClassVar[str] = "The difference (group minus reference)"
    group: str
    reference: str
    group_n: int
    reference_n: int
    mean: float
    reference_mean: float
    exact: str
    resamples: int
    seed: str


def permutation_test(
    outcome: Any,
    group: Any,
    *,
    reference: object,
    resamples: int = 9_999,
    rng: Rng = None,
    two_sided: Sides = "distance",
    missing: Missing = "refuse",
    level: float = 0.95,
) -> Permutation:
    """Test a difference of two groups by all the ways their members could have been parted.

    ``outcome`` holds numbers (0 and 1 for no and yes), ``group`` two values of which ``reference`` is the one compared
    with. Exact for 0/1 (hypergeometric), for whole-number answers (multivariate hypergeometric) and for small groups;
    otherwise ``resamples`` draws with ``rng``, a seed or a Generator. ``two_sided`` "distance" counts differences as
    far from 0 as the one seen or further; "double" is twice the smaller tail, as SciPy does: the two agree for groups
    of equal size only. Raises InputError where chance is needed and no ``rng`` is given.

    When to use: where groups were parted by chance, or small and far from normal, and no distribution should
    be assumed.

    When not: the same people twice (`sign_flip`), or clusters: then whole clusters would have to change places.

    References: Pitman 1937; Phipson and Smyth 2010.

    >>> yes, no = [1] * 12 + [0] * 18, [1] * 16 + [0] * 54
    >>> made = permutation_test(yes + no, ["a"] * 30 + ["b"] * 70, reference="b")
    >>> round(made.estimate, 4), round(made.p, 4), made.exact
    (0.1714, 0.0932, 'exact')
    """
    mine, theirs, label, gone = two_samples(outcome, group, reference, missing)
    if two_sided not in ("distance", "double"):
        raise InputError(f'two_sided= should be "distance" or "double"; it is {two_sided!r}.')
    draws(resamples)
    p, said, used, seed = _p(mine, theirs, resamples, rng, two_sided)
    return Permutation(
        estimate=_gap(mine, theirs),
        interval=_interval(mine, theirs, level_of(level)),
        n=mine.size + theirs.size,
        n_missing=gone,
        p=p,
        group=str(label),
        reference=str(reference),
        group_n=mine.size,
        reference_n=theirs.size,
        mean=float(mine.mean()),
        reference_mean=float(theirs.mean()),
        exact=said,
        resamples=used,
        seed=seed,
        method=f"Permutation test of the difference of means ({said}); two-sided by {two_sided}.",
        assumptions=(
            INDEPENDENT,
            "Were there no effect, anybody could as well have been in the other group.",
        ),
        warnings=("A Monte-Carlo p moves a little with the seed, which is stored.",)
        if used
        else (),
        citation=PITMAN,
    )


def _p(
    mine: Floats, theirs: Floats, resamples: int, rng: Rng, sides: Sides
) -> tuple[float, str, int, str]:
    few = mine if mine.size <= theirs.size else theirs
    everybody = np.concatenate([mine, theirs])
    # Sums of the smaller group are enough: its mean and the other's move together.
    observed, mean = float(few.sum()), few.size * float(everybody.mean())
    exact = _distribution(everybody, few.size)
    if exact is not None:
        sums, chances = exact
        return _tails(sums, chances, observed, mean, sides), "exact", 0, ""
    values, counts = np.unique(everybody, return_counts=True)
    made, seed = generator(rng, f"{everybody.size:,} people, {values.size:,} different values")
    far = [0, 0, 0]
    slack = 1e-12 * float(np.abs(everybody).sum())
    for sums in _drawn(everybody, values, counts, few.size, resamples, made):
        far[0] += int((np.abs(sums - mean) >= abs(observed - mean) - slack).sum())
        far[1] += int((sums <= observed + slack).sum())
        far[2] += int((sums >= observed - slack).sum())
    if sides == "distance":
        return monte_carlo_p(far[0], resamples), "Monte-Carlo", resamples, seed
    return min(1.0, 2 * monte_carlo_p(min(far[1:]), resamples)), "Monte-Carlo", resamples, seed


def _drawn(
    everybody: Floats, values: Floats, counts: Any, k: int, resamples: int, rng: np.random.Generator
) -> Any:
    """Draw sums: of few different values by how many of each there are, otherwise by people."""
    if values.size > 64 or values.size * 8 > everybody.size:
        yield from subset_sums(everybody, k, resamples, rng)
    else:
        made = rng.multivariate_hypergeometric(counts, k, size=resamples)
        yield made @ values


def _distribution(everybody: Floats, k: int) -> tuple[Floats, Floats] | None:
    """Give every sum of ``k`` people and its chance, or None where that is too much to count."""
    low, high = everybody.min(), everybody.max()
    if low == high:
        return np.array([everybody[:k].sum()]), np.ones(1)
    n_high = int(np.count_nonzero(everybody == high))
    n_low = int(np.count_nonzero(everybody == low))
    if n_low + n_high == everybody.size <= LARGEST:
        return _hypergeometric((low, high), (n_low, n_high), k)
    values, counts = np.unique(everybody, return_counts=True)
    whole = np.rint(values - low)
    if (values - low == whole).all() and whole[-1] * k < 1e6:
        steps = whole.astype(np.int64)
        divisor = int(np.gcd.reduce(steps))
        steps //= divisor
        if _exact_sums.steps(counts, steps, k) <= _exact_sums.MOST_STEPS:
            sums, chances = _exact_sums.sums(counts, steps, k)
            return sums * divisor + low * k, chances
    if comb(everybody.size, k) <= _exact_sums.MOST_SUBSETS:
        chosen = np.array(list(combinations(range(everybody.size), k)))
        sums = everybody[chosen].sum(axis=1)
        return sums, np.full(sums.size, 1 / sums.size)
    return None


def _hypergeometric(
    values: tuple[Any, Any], counts: tuple[int, int], k: int
) -> tuple[Floats, Floats]:
    low, high = counts
    j = np.arange(max(0, k - low), min(k, high) + 1)
    table = log_factorials(1 << max(10, (high + low).bit_length()))
    logs = -(table[j] + table[high - j] + table[k - j] + table[low - k + j])
    chances = np.exp(logs - logs.max())
    return values[0] * (k - j) + values[1] * j, chances / chances.sum()


def _tails(sums: Floats, chances: Floats, observed: float, mean: float, sides: Sides) -> float:
    slack = 1e-9 * max(1.0, float(np.abs(sums).max()))
    if sides == "distance":
        far = np.abs(sums - mean) >= abs(observed - mean) - slack
        return min(1.0, float(chances[far].sum()))
    below = float(chances[sums <= observed + slack].sum())
    above = float(chances[sums >= observed - slack].sum())
    return min(1.0, 2 * min(below, above))


def _gap(mine: Floats, theirs: Floats) -> float:
    if (mine == mine[0]).all() and (theirs == theirs[0]).all():
        return float(mine[0] - theirs[0])
    return float(mine.mean() - theirs.mean())


def _interval(mine: Floats, theirs: Floats, level: float) -> Interval | None:
    if all(((arm == 0) | (arm == 1)).all() for arm in (mine, theirs)):
        return _of_shares(int(mine.sum()), mine.size, int(theirs.sum()), theirs.size, level)
    if min(mine.size, theirs.size) < 2:
        return None
    v1, v2 = (mean_and_sd(one)[1] ** 2 / one.size for one in (mine, theirs))
    if v1 + v2 == 0:
        return None
    half = t_of(level, welch_df(v1, mine.size, v2, theirs.size)) * sqrt(v1 + v2)
    gap = _gap(mine, theirs)
    return Interval(low=gap - half, high=gap + half, level=level, method="Welch")


def _of_shares(x1: int, n1: int, x2: int, n2: int, level: float) -> Interval:
    """Give Newcombe's interval of one difference of shares."""
    (low1, high1), (low2, high2) = wilson(x1, n1, level), wilson(x2, n2, level)
    p1, p2 = x1 / n1, x2 / n2
    return Interval(
        low=p1 - p2 - hypot(p1 - low1, high2 - p2),
        high=p1 - p2 + hypot(high1 - p1, p2 - low2),
        level=level,
        method="Newcombe",
    )
