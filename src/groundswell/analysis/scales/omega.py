"""McDonald's omega: how much of a sum score is one common factor."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, level_of
from groundswell.analysis._result import Interval, Result, Table
from groundswell.analysis.scales._factor import LARGEST, likelihood, minres
from groundswell.analysis.scales._resample import (
    Rng,
    covariances,
    generator_of,
    percentile,
    replicates_of,
)
from groundswell.analysis.scales.alpha import complete
from groundswell.analysis.scales.moments import Moments, Policy

CITATION = (
    "McDonald RP. Test Theory: A Unified Treatment. Erlbaum, 1999. "
    "Fit: Harman HH, Jones WH. Factor analysis by minimizing residuals (minres). Psychometrika 1966; 31: 351-368."
)


@dataclass(frozen=True, kw_only=True)
class Omega(Result):
    """McDonald's omega (total) of one factor; ``loadings`` are of standardised items, ``item_names`` their names."""

    name: ClassVar[str] = "McDonald's omega"

    n_items: int
    fit: str
    largest_residual: float | None = None
    item_names: tuple[str, ...] = ()
    loadings: tuple[float, ...] = ()
    seed: int | None = None

    def tables(self) -> tuple[Table, ...]:
        """Give the loading of each item and the share of its variance that is its own."""
        lines = zip(self.item_names, self.loadings, strict=True)
        rows = tuple((name, loading, 1 - loading**2) for name, loading in lines)
        return (Table(title="Loadings", headings=("Item", "Loading", "Own variance"), rows=rows),)


def mcdonald_omega(
    items: Any,
    *,
    missing: Policy = "refuse",
    fit: Literal["minres", "ml"] = "minres",
    level: float = 0.95,
    replicates: int = 1000,
    rng: Rng | None = None,
) -> Omega:
    """Give McDonald's omega: the share of the variance of a sum of items that comes from one common factor.

    ``items``: as for ``cronbach_alpha``, three items or more; ``Moments`` too, then without an interval. One factor is
    fitted to the correlations by least squares ("minres") or maximum likelihood ("ml"), its loadings are put back on
    the scale of the items, and omega is (sum of loadings)² / ((sum of loadings)² + sum of own variances). With ``rng``
    (a seed or a generator) the interval is the percentiles of ``replicates`` resamplings of people, each fitted anew by
    minres. ``missing`` as for ``cronbach_alpha``. ``InputError`` for anything else.

    When to use: the reliability of a sum or mean of items that measure one thing, some more strongly than others.

    When not: several factors (look at the largest residual: above .1 something else is going on); fewer than three
    items; a handful of people, in whom a factor cannot be found.

    References: McDonald 1999; Harman & Jones 1966; Jöreskog 1967.

    >>> rows = [[4, 5, 4], [2, 2, 3], [5, 4, 5], [1, 2, 1], [3, 3, 4], [4, 4, 2]]
    >>> made = mcdonald_omega(rows, rng=7)
    >>> round(made.estimate, 3), made.seed
    (0.883, 7)
    """
    level_of(level)
    if fit not in ("minres", "ml"):
        raise InputError(f'fit= should be "minres" or "ml"; it is {fit!r}.')
    moments = items if isinstance(items, Moments) else Moments(missing=missing).add(items)
    if len(moments.names) < 3:
        raise InputError(f"Omega needs three items or more; there are {len(moments.names)}.")
    if isinstance(items, Moments) and rng is not None:
        raise InputError("A bootstrap needs the answers; moments hold only their sums.")
    covariance = moments.covariance()
    reason = _reason(covariance, moments.n)
    interval, seed, notes = None, None, ["No interval: give the answers and rng= for a bootstrap."]
    if rng is not None and not reason:
        generator, seed = generator_of(rng)
        many = covariances(complete(items, missing), replicates_of(replicates), generator)
        interval, notes = _interval(np.concatenate([_omegas(one) for one in many]), level)
    loadings = None if reason else _loadings(covariance, fit)
    return _result(moments, covariance, loadings, fit, interval, seed, notes, reason)


def _result(
    moments: Moments,
    covariance: Floats,
    loadings: Floats | None,
    fit: str,
    interval: Interval | None,
    seed: int | None,
    notes: list[str],
    reason: str,
) -> Omega:
    if loadings is not None:
        notes = [*notes, *_notes(moments.names, loadings)]
    return Omega(
        estimate=None if loadings is None else float(_omega(covariance[None], loadings[None])[0]),
        interval=interval,
        n=moments.n,
        n_missing=moments.n_given - moments.n,
        n_items=len(moments.names),
        fit=fit,
        largest_residual=None if loadings is None else _residual(covariance, loadings),
        item_names=() if loadings is None else moments.names,
        loadings=() if loadings is None else tuple(float(one) for one in loadings),
        seed=seed,
        method=f"Omega total of one factor ({fit} fit of the correlations); n counts people.",
        assumptions=(
            "one factor is behind all items",
            "the errors of different items are unrelated",
        ),
        warnings=tuple(notes),
        citation=CITATION,
        reason=reason,
    )


def _loadings(covariance: Floats, fit: str) -> Floats:
    correlation = _correlations(covariance[None])
    made: Floats = (likelihood(correlation[0]) if fit == "ml" else minres(correlation))[0]
    return made


def _omegas(many: Floats) -> Floats:
    """Give omega of a stack of covariance matrices, NaN where an item does not vary."""
    made = np.full(len(many), np.nan)
    usable = np.isfinite(many).all(axis=(1, 2)) & (np.diagonal(many, axis1=1, axis2=2) > 0).all(1)
    if usable.any():
        kept = many[usable]
        loadings = minres(_correlations(kept), sweeps=300, tolerance=1e-6)
        made[usable] = _omega(kept, loadings)
    return made


def _omega(covariance: Floats, loadings: Floats) -> Floats:
    own = np.diagonal(covariance, axis1=1, axis2=2)
    common = (loadings * np.sqrt(own)).sum(axis=1) ** 2
    made: Floats = common / (common + ((1 - loadings**2) * own).sum(axis=1))
    return made


def _correlations(covariance: Floats) -> Floats:
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    made: Floats = covariance / (spread[:, :, None] * spread[:, None, :])
    return made


def _residual(covariance: Floats, loadings: Floats) -> float:
    left = _correlations(covariance[None])[0] - np.outer(loadings, loadings)
    return float(np.abs(left[np.triu_indices(len(loadings), 1)]).max())


def _reason(covariance: Floats, n: int) -> str:
    if n < 3:
        return "fewer than three people have complete answers."
    if np.isnan(covariance).any():
        return "two of the items were not answered together by two people or more."
    return "everybody answered one of the items alike." if (np.diag(covariance) <= 0).any() else ""


def _interval(found: Floats, level: float) -> tuple[Interval | None, list[str]]:
    told = found[np.isfinite(found)]
    lost = len(found) - len(told)
    notes = (
        [f"{lost:,} of {len(found):,} resamplings had no omega and are left out."] if lost else []
    )
    if len(told) < 100:
        return None, notes
    low, high = percentile(told, level)
    method = f"percentiles of {len(told):,} bootstrap samples of people"
    return Interval(low=low, high=high, level=level, method=method), notes


def _notes(names: tuple[str, ...], loadings: Floats) -> list[str]:
    made = []
    whole = [
        name
        for name, one in zip(names, loadings, strict=True)
        if abs(one) >= LARGEST - 1e-9
    ]  # fmt: skip
    if whole:
        made.append(
            f"The factor takes all of {', '.join(whole)} (a Heywood case): do not rely on it."
        )
    down = [name for name, one in zip(names, loadings, strict=True) if one < 0]
    if down:
        made.append(f"Loads the other way, perhaps not reversed: {', '.join(down)}.")
    return made
