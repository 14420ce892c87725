"""Two groups compared with other things held equal: a number by ANCOVA, yes or no by logistic regression."""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import Floats, InputError, Missing, coded, level_of, numbers
from groundswell.analysis._result import Cell, Interval, Table, p_value
from groundswell.analysis.compare._comparison import CAUSE, Comparison, p_of_t, p_of_z, t_of, z_of
from groundswell.analysis.compare._design import Design, design
from groundswell.analysis.compare._fit import Fit, least_squares, logistic_clustered, logistic_fit

HC3 = (
    "MacKinnon JG, White H. Some heteroskedasticity-consistent covariance matrix estimators with improved finite "
    "sample properties. J Econom 1985; 29: 305-325. Liang KY, Zeger SL. Biometrika 1986; 73: 13-22."
)
HOSMER = "Hosmer DW, Lemeshow S, Sturdivant RX. Applied Logistic Regression. 3rd ed. Wiley, 2013."
PERFECT = "The model fits everybody perfectly, so there is no interval and no test."
SEPARATED = (
    "something that is adjusted for, or the group, tells the outcome apart completely, "
    "so there is no finite estimate."
)


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """One coefficient with its standard error, limits and p."""

    name: str
    value: float
    standard_error: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, kw_only=True)
class AdjustedModel(Comparison):
    """The group's coefficient; ``coefficients`` has them all."""

    name: ClassVar[str] = "The adjusted difference of means (group minus reference)"
    crude: float | None
    standard_error: float | None
    r_squared: float | None = None
    clusters: int
    coefficients: tuple[Coefficient, ...]

    def tables(self) -> tuple[Table, ...]:
        """Give every coefficient."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (c.name, c.value, c.standard_error, c.low, c.high, p_value(c.p))
            for c in self.coefficients
        )
        heads = ("", "coefficient", "standard error", "from", "to", "p")
        return (Table(title="Coefficients", headings=heads, rows=rows),) if rows else ()


@dataclass(frozen=True, kw_only=True)
class AdjustedOdds(AdjustedModel):
    """The group's odds ratio with the rest held equal; coefficients are log odds ratios."""

    name: ClassVar[str] = "The adjusted odds ratio (group to reference)"


def ancova(
    outcome: Any,
    group: Any,
    *,
    reference: object,
    adjust: Any = None,
    cluster: Any = None,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> AdjustedModel:
    """Compare a number in two groups with other things held equal: analysis of covariance with HC3 standard errors.

    ``outcome`` holds numbers; ``group`` two values of which ``reference`` is the one compared with; ``adjust``
    columns by name, numbers or categories, measured before; ``cluster`` the school or site of each person, for
    cluster-robust errors instead of HC3. ``missing`` is "refuse" or "drop" (anybody with a value missing).
    Intervals use t with n - k degrees of freedom, or clusters - 1. Raises InputError for columns that cannot
    be used together.

    When to use: for a score after, adjusted for the score before and for what Table 1 shows to differ.

    When not: to adjust for what the group brought about; for yes/no (`standardised_risk_difference`); with
    fewer than about ten clusters.

    References: MacKinnon and White 1985; Liang and Zeger 1986.

    >>> after, before = [5, 6, 7, 9, 4, 5, 5, 7], [3, 4, 5, 6, 3, 4, 5, 6]
    >>> made = ancova(after, [*"aaaabbbb"], reference="b", adjust={"before": before})
    >>> round(made.estimate, 3), round(made.crude, 3)
    (1.5, 1.5)
    """
    made = design(
        numbers(outcome, "outcome"), group,
        reference=reference, adjust=adjust, cluster=cluster, missing=missing,
    )  # fmt: skip
    fit = least_squares(made.x, made.y, made.clusters)
    df = made.y.size - made.x.shape[1] if made.clusters is None else made.n_clusters - 1
    found = _coefficients(made, fit.beta, fit.covariance, t_of(level_of(level), df), df)
    around = float(((made.y - made.y.mean()) ** 2).sum())
    mine = found[1]
    # What is left of a perfect fit is rounding, and would make an interval without width and a p of 0.
    fits = mine.standard_error <= 1e-12 * max(1.0, float(np.abs(made.y).max()))
    span = Interval(low=mine.low, high=mine.high, level=level, method=_robust(made))
    return AdjustedModel(
        estimate=mine.value,
        interval=None if fits else span,
        n=made.y.size,
        n_missing=made.n_missing,
        p=None if fits else mine.p,
        crude=_crude(made),
        standard_error=mine.standard_error,
        r_squared=1 - float(((made.y - fit.fitted) ** 2).sum()) / around if around else None,
        clusters=made.n_clusters,
        coefficients=() if fits else found,
        method=f"Least squares, group minus reference, {_robust(made)} errors, t with {df} degrees of freedom.",
        assumptions=("What is adjusted for was measured before, and acts in a line.", CAUSE),
        warnings=(*made.notes(), PERFECT) if fits else made.notes(),
        citation=HC3,
    )


def logistic(
    outcome: Any,
    group: Any,
    *,
    event: object,
    reference: object,
    adjust: Any = None,
    cluster: Any = None,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> AdjustedOdds:
    """Compare a yes/no outcome in two groups with other things held equal, as an odds ratio.

    ``outcome`` holds values of which ``event`` is yes; the rest as in `ancova`. Model-based errors, or
    cluster-robust with ``cluster``; Wald intervals. Where something tells the outcome apart completely there
    is no estimate, and the result says so. Raises InputError for columns that cannot be used together.

    When to use: beside the standardised risk difference, for readers who compare with other studies.

    When not: alone: an adjusted odds ratio is not a risk ratio, and changes with what it is adjusted for even
    where nothing confounds.

    References: Hosmer, Lemeshow and Sturdivant 2013.

    >>> said, arm = [1, 1, 0, 1, 0, 0, 1, 0], [*"aaaabbbb"]
    >>> round(logistic(said, arm, event=1, reference="b").estimate, 6)
    9.0
    """
    made = design(
        yes(outcome, event), group,
        reference=reference, adjust=adjust, cluster=cluster, missing=missing,
    )  # fmt: skip
    z = z_of(level_of(level))
    fit = logistic_fit(made.x, made.y)
    if fit is None:
        return _no_odds(made)
    found = _coefficients(made, fit.beta, covariance_of(made, fit), z, None)
    mine = found[1]
    return AdjustedOdds(
        estimate=exp(mine.value),
        interval=Interval(low=exp(mine.low), high=exp(mine.high), level=level, method="Wald"),
        n=made.y.size,
        n_missing=made.n_missing,
        p=mine.p,
        crude=_crude(made),
        standard_error=mine.standard_error,
        clusters=made.n_clusters,
        coefficients=found,
        method=f"Logistic regression, group to reference, {_model(made)} errors; coefficients are log odds.",
        assumptions=(
            "What is adjusted for was measured before, and acts in a line on the log odds.",
            CAUSE,
        ),
        warnings=made.notes(),
        citation=HOSMER,
    )


def yes(outcome: Any, event: object) -> Floats:
    """Make 1 of the event, 0 of every other answer, NaN of what is missing."""
    answers = coded(outcome, "outcome")
    if event not in answers.labels:
        raise InputError(
            f"event= should be one of the outcomes, {list(answers.labels)[:6]}; it is {event!r}."
        )
    happened = (answers.codes == answers.labels.index(event)).astype(np.float64)
    return np.where(answers.codes < 0, np.nan, happened)


def covariance_of(made: Design, fit: Fit) -> Floats:
    """Give the covariance of a logistic fit, cluster-robust where there are clusters."""
    if made.clusters is None:
        return fit.covariance
    return logistic_clustered(made.x, made.y, fit, made.clusters)


def _coefficients(
    made: Design, beta: Floats, covariance: Floats, quantile: float, df: int | None
) -> tuple[Coefficient, ...]:
    out = []
    for name, value, variance in zip(
        made.names, beta.tolist(), np.diag(covariance).tolist(), strict=True
    ):
        error = sqrt(max(0.0, variance))
        ratio = value / error if error else (0.0 if not value else float("inf"))
        out.append(
            Coefficient(
                name=name,
                value=value,
                standard_error=error,
                low=value - quantile * error,
                high=value + quantile * error,
                p=p_of_z(ratio) if df is None else p_of_t(ratio, df),
            )
        )
    return tuple(out)


def _no_odds(made: Design) -> AdjustedOdds:
    return AdjustedOdds(
        estimate=None,
        n=made.y.size,
        n_missing=made.n_missing,
        crude=_crude(made),
        standard_error=None,
        clusters=made.n_clusters,
        coefficients=(),
        method="Logistic regression.",
        warnings=made.notes(),
        citation=HOSMER,
        reason=SEPARATED,
    )


def _crude(made: Design) -> float:
    mine = made.x[:, 1] == 1
    return float(made.y[mine].mean() - made.y[~mine].mean())


def _robust(made: Design) -> str:
    return "HC3" if made.clusters is None else "cluster-robust"


def _model(made: Design) -> str:
    return "model-based" if made.clusters is None else "cluster-robust"
