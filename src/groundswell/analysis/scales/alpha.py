"""Cronbach's alpha, with what each item adds to it."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Interval, Result, Table
from groundswell.analysis.scales._blocks import totals_of
from groundswell.analysis.scales._matrix import matrix
from groundswell.analysis.scales._resample import (
    Rng,
    covariances,
    generator_of,
    percentile,
    replicates_of,
)
from groundswell.analysis.scales.moments import Moments, Policy

CITATION = (
    "Cronbach LJ. Coefficient alpha and the internal structure of tests. Psychometrika 1951; 16: 297-334. "
    "Interval: Feldt LS, Woodruff DJ, Salih FA. Statistical inference for coefficient alpha. "
    "Applied Psychological Measurement 1987; 11: 93-103."
)
METHOD = "Raw alpha of the covariances, {}; {}; n counts people."
ASSUMES = (
    "every item measures the same one thing equally strongly; where not, alpha is too low",
    "the errors of different items are unrelated; where not, alpha may be too high",
)


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item beside the others."""

    name: str
    mean: float
    sd: float
    item_rest: float | None
    alpha_if_dropped: float | None


@dataclass(frozen=True, kw_only=True)
class Alpha(Result):
    """Cronbach's alpha; ``lines`` tells it item by item."""

    name: ClassVar[str] = "Cronbach's alpha"

    n_items: int
    n_incomplete: int
    mean_correlation: float | None = None
    standardised_alpha: float | None = None
    lines: tuple[ItemLine, ...] = ()
    seed: int | None = None

    def tables(self) -> tuple[Table, ...]:
        """Give the items with their mean, spread, correlation with the rest, and alpha without them."""
        headings = ("Item", "Mean", "SD", "Item-rest correlation", "Alpha if dropped")
        rows = tuple(
            (one.name, one.mean, one.sd, one.item_rest, one.alpha_if_dropped) for one in self.lines
        )
        return (Table(title="Items", headings=headings, rows=rows),)


def cronbach_alpha(
    items: Any,
    *,
    missing: Policy = "refuse",
    interval: Literal["feldt", "bootstrap"] = "feldt",
    by_item: bool = True,
    level: float = 0.95,
    replicates: int = 1000,
    rng: Rng | None = None,
) -> Alpha:
    """Give Cronbach's alpha: how far the sum of items would agree with the sum of other such items.

    ``items``: people by items, as a table (pandas, polars), a mapping of columns, an array of two dimensions or a list
    of rows; or ``Moments`` filled by chunks. At least two items and two people. Reverse what is worded the other way
    first (``score(...).keyed`` is). ``missing``: "refuse"; "listwise" leaves out whoever left out an item; "pairwise"
    takes each covariance from those who answered both. ``interval``: Feldt's, exact for normal answers that are
    complete, or the percentiles of ``replicates`` resamplings of people, which need ``rng`` (a seed or a generator).
    ``by_item=False`` leaves out what is told item by item, in half the time.
    Missing answers are part of the method, so its policies have names of their own. ``InputError`` for anything else.

    When to use: the answers to several items are summed or averaged, and readers should know whether these hang
    together in these people.

    When not: items that cause what is measured rather than reflect it (a list of events); two or more things measured
    at once, for which alpha may be high all the same; single items; speeded tests. Prefer ``mcdonald_omega`` where
    items differ in how strongly they measure.

    References: Cronbach 1951; Feldt, Woodruff & Salih 1987.

    >>> made = cronbach_alpha([[4, 5, 4], [2, 2, 3], [5, 4, 5], [1, 2, 1], [3, 3, 4]])
    >>> print(made.sentence())
    Cronbach's alpha is 0.936 (95% CI 0.679 to 0.993), n = 5.
    """
    level_of(level)
    if interval not in ("feldt", "bootstrap"):
        raise InputError(f'interval= should be "feldt" or "bootstrap"; it is {interval!r}.')
    if isinstance(items, Moments):
        if interval == "bootstrap":
            raise InputError("A bootstrap needs the answers; moments hold only their sums.")
        return alpha_of(items, level=level)
    quick = None if by_item or interval == "bootstrap" else _quick(items, level)
    if quick:
        return quick
    moments = Moments(missing=missing).add(items)
    if interval == "feldt":
        return alpha_of(moments, level=level)
    if len(moments.names) < 2:
        return alpha_of(moments, level=level)  # which says why not
    generator, seed = generator_of(rng)
    values = complete(items, missing)
    found = np.concatenate(
        [
            _alpha(one)
            for one in covariances(values, replicates_of(replicates), generator)
        ]
    )  # fmt: skip
    return alpha_of(moments, level=level, resampled=found, seed=seed)


def _quick(items: Any, level: float) -> Alpha | None:
    """Give alpha alone where nothing is missing and something varies; None where the long way must tell why not."""
    values = matrix(items)[1]
    n, k = values.shape
    totals = totals_of(values) if k > 1 and n > 1 else None
    if totals is None or totals[1] <= 1e-12 * totals[0]:
        return None
    estimate = k / (k - 1) * (1 - totals[0] / totals[1])
    return Alpha(
        estimate=estimate,
        interval=_interval(estimate, n, k, level, None),
        n=n,
        n_items=k,
        n_incomplete=0,
        method=METHOD.format("no answers missing", "Feldt's interval"),
        assumptions=ASSUMES,
        citation=CITATION,
    )


def complete(items: Any, missing: Policy) -> Floats:
    """Give the answers a bootstrap draws from: all people, or with listwise deletion the complete ones."""
    values = np.asarray(matrix(items)[1], dtype=np.float64)
    gone = np.isnan(values)
    made: Floats = values[~(gone.all(axis=1) if missing == "pairwise" else gone.any(axis=1))]
    return made


def alpha_of(
    moments: Moments,
    *,
    level: float = 0.95,
    resampled: Floats | None = None,
    seed: int | None = None,
) -> Alpha:
    """Make the result of moments."""
    k = len(moments.names)
    if k < 2:
        raise InputError(f"Alpha needs two items or more; there {'is one' if k else 'are none'}.")
    covariance, n = moments.covariance(), moments.n
    estimate, reason = _estimate(covariance, n)
    return Alpha(
        estimate=estimate,
        interval=None if estimate is None else _interval(estimate, n, k, level, resampled),
        n=n,
        n_missing=moments.n_given - n,
        n_items=k,
        n_incomplete=moments.n_incomplete,
        mean_correlation=None if estimate is None else _mean_correlation(covariance),
        standardised_alpha=None if estimate is None else _number(_alpha(_correlation(covariance))),
        lines=() if estimate is None else _lines(moments, covariance),
        seed=seed,
        method=_method(moments, resampled),
        assumptions=ASSUMES,
        warnings=_warnings(moments, covariance, estimate, resampled),
        citation=CITATION,
        reason=reason,
    )


def feldt(alpha: float, *, n: int, k: int, level: float = 0.95) -> tuple[float, float]:
    """Give Feldt's limits of an alpha of ``k`` items in ``n`` people."""
    from scipy import special

    below, above = n - 1, (n - 1) * (k - 1)
    low, high = special.fdtri(below, above, [(1 + level) / 2, (1 - level) / 2])
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def _alpha(covariance: Floats) -> Floats:
    """Give alpha of one covariance matrix or of a stack of them."""
    k = covariance.shape[-1]
    whole = covariance.sum(axis=(-2, -1))
    own = np.trace(covariance, axis1=-2, axis2=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        made = k / (k - 1) * (1 - own / whole)
    return np.atleast_1d(np.where(whole > 1e-12 * np.abs(own), made, np.nan))


def _estimate(covariance: Floats, n: int) -> tuple[float | None, str]:
    if n < 2:
        return None, f"there {'is one person' if n == 1 else 'is nobody'} with complete answers."
    if np.isnan(covariance).any():
        return None, "two of the items were not answered together by two people or more."
    if (np.diag(covariance) <= 0).all():
        return None, "everybody answered every item alike, so nothing varies."
    made = _number(_alpha(covariance))
    return made, "" if made is not None else "the sum of the items does not vary."


def _interval(
    estimate: float, n: int, k: int, level: float, resampled: Floats | None
) -> Interval | None:
    if resampled is None:
        low, high = feldt(estimate, n=n, k=k, level=level)
        return Interval(low=low, high=high, level=level, method="Feldt, from the F distribution")
    told = resampled[np.isfinite(resampled)]
    if len(told) < 100:
        return None
    low, high = percentile(told, level)
    method = f"percentiles of {len(told):,} bootstrap samples of people"
    return Interval(low=low, high=high, level=level, method=method)


def _method(moments: Moments, resampled: Floats | None) -> str:
    missing = {
        "refuse": "no answers missing",
        "listwise": "people with a missing answer left out (listwise)",
        "pairwise": "each covariance from those who answered both (pairwise)",
    }[moments.missing]
    how = "Feldt's interval" if resampled is None else "bootstrap interval over people"
    return METHOD.format(missing, how)


def _warnings(
    moments: Moments, covariance: Floats, estimate: float | None, resampled: Floats | None
) -> tuple[str, ...]:
    if estimate is None:
        return ()
    made = []
    if estimate < 0:
        made.append("Alpha is below nought: items run against each other; was one not reversed?")
    against = [one.name for one in _lines(moments, covariance) if (one.item_rest or 0) < 0]
    if against:
        made.append(f"Runs against the rest, perhaps not reversed: {', '.join(against)}.")
    if moments.missing == "pairwise" and moments.n_incomplete and resampled is None:
        made.append(
            "Feldt's interval takes everybody who answered anything as complete, so it is somewhat too narrow; "
            "a bootstrap interval is not."
        )
    return tuple(made)


def _lines(moments: Moments, covariance: Floats) -> tuple[ItemLine, ...]:
    own, with_all = np.diag(covariance), covariance.sum(axis=1)
    whole, k, means = covariance.sum(), len(covariance), moments.means()
    rest = whole - 2 * with_all + own
    lines = []
    for i, name in enumerate(moments.names):
        left = rest[i] - (own.sum() - own[i])  # covariances among the others
        spread = own[i] * rest[i]
        lines.append(
            ItemLine(
                name=name,
                mean=float(means[i]),
                sd=float(np.sqrt(own[i])),
                item_rest=float((with_all[i] - own[i]) / np.sqrt(spread)) if spread > 0 else None,
                alpha_if_dropped=float((k - 1) / (k - 2) * left / rest[i])
                if k > 2 and rest[i] > 0
                else None,
            )
        )
    return tuple(lines)


def _correlation(covariance: Floats) -> Floats:
    spread = np.sqrt(np.diag(covariance))
    with np.errstate(invalid="ignore", divide="ignore"):
        made: Floats = covariance / np.outer(spread, spread)
    return made


def _mean_correlation(covariance: Floats) -> float | None:
    correlation = _correlation(covariance)
    made = correlation[np.triu_indices(len(correlation), 1)].mean()
    return float(made) if np.isfinite(made) else None


def _number(made: Floats) -> float | None:
    return float(made[0]) if np.isfinite(made[0]) else None
