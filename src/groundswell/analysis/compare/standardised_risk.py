"""A yes/no outcome with other things held equal, as a difference of risks: logistic regression and g-computation."""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any, ClassVar, Literal

import numpy as np

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis._inputs import Floats, InputError, Missing, level_of
from groundswell.analysis._result import Interval
from groundswell.analysis.compare._comparison import CAUSE, Comparison, p_of_z, percent, z_of
from groundswell.analysis.compare._design import Design, design
from groundswell.analysis.compare._fit import Fit, expit, logistic_fit
from groundswell.analysis.compare.adjusted import SEPARATED, covariance_of, yes

GCOMP = (
    "Robins J. A new approach to causal inference in mortality studies. Math Model 1986; 7: 1393-1512. Localio AR, "
    "Margolis DJ, Berlin JA. Relative risks and confidence intervals were easily computed indirectly from "
    "multivariable logistic regression. J Clin Epidemiol 2007; 60: 874-882."
)


@dataclass(frozen=True, kw_only=True)
class StandardisedRisk(Comparison):
    """Risk had everybody been in the group minus risk had everybody been in the reference."""

    name: ClassVar[str] = "The standardised risk difference (group minus reference)"
    risk: float | None
    reference_risk: float | None
    risk_ratio: float | None
    risk_ratio_low: float | None
    risk_ratio_high: float | None
    crude: float
    standard_error: float | None
    clusters: int

    def sentence(self) -> str:
        """Say both standardised risks, then the difference."""
        if self.risk is None or self.reference_risk is None:
            return super().sentence()
        return (
            f"Had everybody been in the group, {percent(self.risk)} would have had the outcome by this model; had "
            f"everybody been in the reference, {percent(self.reference_risk)}. {super().sentence()}"
        )


def standardised_risk_difference(
    outcome: Any,
    group: Any,
    *,
    event: object,
    reference: object,
    adjust: Any = None,
    cluster: Any = None,
    interval: Bootstrap | Literal["delta"] = "delta",
    missing: Missing = "refuse",
    level: float = 0.95,
) -> StandardisedRisk:
    """Compare a yes/no outcome in two groups with other things held equal, as a difference of risks.

    A logistic model gives each person's risk in either group; the means of both are compared (g-computation).
    Columns as in `logistic`. The interval is by the delta method, cluster-robust with ``cluster``, or, given
    ``interval=Bootstrap(rng=1)``, by percentiles over people, or over whole clusters. ``missing`` is "refuse"
    or "drop". Raises InputError for columns that cannot be used together.

    When to use: for the main table where groups differ before: the number a reader can act on, adjusted.

    When not: to adjust for what the group brought about, or where some kinds of people are in one group only:
    then the model invents what nobody saw.

    References: Robins 1986; Localio, Margolis and Berlin 2007, Journal of Clinical Epidemiology 60: 874-882.

    >>> said, arm = [1, 1, 0, 1, 0, 0, 1, 0], [*"aaaabbbb"]
    >>> made = standardised_risk_difference(said, arm, event=1, reference="b")
    >>> round(made.estimate, 6), round(made.risk_ratio, 6)
    (0.5, 3.0)
    """
    made = design(
        yes(outcome, event), group,
        reference=reference, adjust=adjust, cluster=cluster, missing=missing,
    )  # fmt: skip
    if not isinstance(interval, Bootstrap) and interval != "delta":
        raise InputError(f'interval= should be "delta" or a Bootstrap(rng=1); it is {interval!r}.')
    z = z_of(level_of(level))
    fit = logistic_fit(made.x, made.y)
    if fit is None:
        return _none(made)
    risks, slopes = _risks(made.x, fit.beta)
    covariance = covariance_of(made, fit)
    estimate = risks[0] - risks[1]
    error = _error(slopes[0] - slopes[1], covariance)
    log_error = _error(slopes[0] / risks[0] - slopes[1] / risks[1], covariance)
    ratio = risks[0] / risks[1]
    span, notes = (
        Interval(low=estimate - z * error, high=estimate + z * error, level=level, method="delta"),
        made.notes(),
    )
    if isinstance(interval, Bootstrap):
        drawn, left_out = _resampled(made, fit, interval, level)
        span = drawn if drawn is not None else span
        if left_out:
            notes += (
                f"In {left_out:,} replicates the model had no finite estimate; they are left out.",
            )
    return StandardisedRisk(
        estimate=estimate,
        interval=span,
        n=made.y.size,
        n_missing=made.n_missing,
        p=p_of_z(estimate / error) if error else None,
        risk=risks[0],
        reference_risk=risks[1],
        risk_ratio=ratio,
        risk_ratio_low=exp(log(ratio) - z * log_error),
        risk_ratio_high=exp(log(ratio) + z * log_error),
        crude=float(made.y[made.x[:, 1] == 1].mean() - made.y[made.x[:, 1] == 0].mean()),
        standard_error=error,
        clusters=made.n_clusters,
        method="Logistic regression and g-computation over everybody, group minus reference; p by the delta method"
        + (", cluster-robust." if made.clusters is not None else "."),
        assumptions=(
            "What is adjusted for was measured before, and is all that confounds.",
            "Every kind of person could have been in either group.",
            CAUSE,
        ),
        warnings=notes,
        citation=GCOMP,
    )


def _risks(
    x: Floats, beta: Floats, weights: Floats | None = None
) -> tuple[tuple[float, float], tuple[Floats, Floats]]:
    """Give the mean risk with everybody in the group and in the reference, and how each moves with the coefficients."""
    means, slopes = [], []
    for where in (1.0, 0.0):
        there = x.copy()
        there[:, 1] = where
        p = expit(there @ beta)
        means.append(float(np.average(p, weights=weights)))
        slopes.append(np.average(there * (p * (1 - p))[:, None], axis=0, weights=weights))
    return (means[0], means[1]), (slopes[0], slopes[1])


def _error(slope: Floats, covariance: Floats) -> float:
    return sqrt(max(0.0, float(slope @ covariance @ slope)))


def _resampled(
    made: Design, fit: Fit, bootstrap: Bootstrap, level: float
) -> tuple[Interval | None, int]:
    """Draw people by kind (the same answers on everything), or whole clusters, and fit each draw from the full fit."""
    if made.clusters is None:
        rows, times = np.unique(np.column_stack([made.x, made.y]), axis=0, return_counts=True)
        x, y, place = rows[:, :-1], rows[:, -1], None
    else:
        x, y, place = made.x, made.y, made.clusters
        times = np.ones(made.n_clusters, dtype=np.int64)

    def differences(drawn: Floats) -> Floats:
        return np.array(
            [_one(x, y, row if place is None else row[place], fit.beta) for row in drawn]
        )

    return bootstrap.interval(differences, times, level)


def _one(x: Floats, y: Floats, weights: Floats, start: Floats) -> float:
    fit = logistic_fit(x, y, weights=weights, start=start)
    if fit is None:
        return float("nan")
    risks, _ = _risks(x, fit.beta, weights)
    return risks[0] - risks[1]


def _none(made: Design) -> StandardisedRisk:
    return StandardisedRisk(
        estimate=None,
        n=made.y.size,
        n_missing=made.n_missing,
        risk=None,
        reference_risk=None,
        risk_ratio=None,
        risk_ratio_low=None,
        risk_ratio_high=None,
        crude=float(made.y[made.x[:, 1] == 1].mean() - made.y[made.x[:, 1] == 0].mean()),
        standard_error=None,
        clusters=made.n_clusters,
        method="Logistic regression and g-computation.",
        warnings=made.notes(),
        citation=GCOMP,
        reason=SEPARATED,
    )
