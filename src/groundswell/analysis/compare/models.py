"""Linear and mixed models from a formula, by statsmodels, which is asked for only here."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar
from warnings import catch_warnings, simplefilter

import numpy as np

from groundswell.analysis._inputs import InputError, Missing, is_missing, kept, level_of
from groundswell.analysis._result import Cell, Interval, Table, p_value
from groundswell.analysis.compare._columns import columns_of
from groundswell.analysis.compare._comparison import CAUSE, Comparison
from groundswell.analysis.compare.adjusted import HC3, Coefficient

LAIRD = (
    "Laird NM, Ware JH. Random-effects models for longitudinal data. Biometrics 1982; 38: 963-974."
)
NEEDED = (
    "This model is fitted by statsmodels, which is not installed. "
    "Install it with: pip install 'groundswell[models]'."
)


@dataclass(frozen=True, kw_only=True)
class FormulaModel(Comparison):
    """One coefficient of a model from a formula; ``coefficients`` has them all."""

    name: ClassVar[str] = "The coefficient"
    term: str
    standard_error: float
    clusters: int
    intraclass: float | None
    coefficients: tuple[Coefficient, ...]

    def sentence(self) -> str:
        """Name the term before its estimate."""
        return f"{self.term}: {super().sentence()}"

    def tables(self) -> tuple[Table, ...]:
        """Give every coefficient."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (c.name, c.value, c.standard_error, c.low, c.high, p_value(c.p))
            for c in self.coefficients
        )
        heads = ("", "coefficient", "standard error", "from", "to", "p")
        return (Table(title="Coefficients", headings=heads, rows=rows),)


def linear_model(
    data: Any,
    formula: Any,
    *,
    term: str,
    cluster: str | None = None,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> FormulaModel:
    """Fit a linear model from a formula, with HC3 or cluster-robust errors, and give one of its coefficients.

    ``data`` holds columns by name; ``formula`` is such as "score ~ arm * before"; ``term`` is the
    coefficient's name, such as "arm[T.trained]"; ``cluster`` names the column of clusters. ``missing`` "drop"
    leaves out rows with any value missing. Needs statsmodels (``groundswell[models]``). Raises InputError
    where it is not installed, and for a term that is not in the model.

    When to use: for interactions and other models that `ancova` does not write.

    When not: for two groups and a few covariates: `ancova` gives the same without statsmodels.

    References: MacKinnon and White 1985; Liang and Zeger 1986.

    >>> made = linear_model({"y": [1, 2, 4, 3], "x": [0, 1, 2, 3]}, "y ~ x", term="x")  # doctest: +SKIP
    """
    api, frame, gone = _prepared(data, formula, missing)
    model = _built(lambda: api.ols(formula, frame))
    if cluster is None:
        fit = model.fit(cov_type="HC3", use_t=True)
    else:
        codes = _clusters(frame, cluster)
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
    return _result(
        fit, term, level_of(level), gone,
        method="Linear model by statsmodels, " + ("HC3 errors." if cluster is None else "cluster-robust errors."),
        clusters=int(fit.nobs) if cluster is None else len(np.unique(codes)),
        citation=HC3,
    )  # fmt: skip


def mixed_model(
    data: Any,
    formula: Any,
    *,
    term: str,
    cluster: str,
    missing: Missing = "refuse",
    level: float = 0.95,
) -> FormulaModel:
    """Fit a linear mixed model with a random intercept for each cluster, by REML, and give one coefficient.

    ``data``, ``formula`` and ``term`` as in `linear_model`; ``cluster`` names the column of people or schools
    whose answers hang together. ``intraclass`` is the share of variance between clusters. Needs statsmodels
    (``groundswell[models]``). Raises InputError where it is not installed, and for a term that is not in the
    model.

    When to use: for repeated answers of the same people over several waves, or people in schools.

    When not: for yes/no (`standardised_risk_difference` with clusters), or with fewer than about ten clusters.

    References: Laird and Ware 1982, Biometrics 38: 963-974.

    >>> made = mixed_model(data, "score ~ wave", term="wave", cluster="person")  # doctest: +SKIP
    """
    api, frame, gone = _prepared(data, formula, missing)
    codes = _clusters(frame, cluster)
    model = _built(lambda: api.mixedlm(formula, frame, groups=codes))
    with catch_warnings(record=True) as said:
        simplefilter("always")
        fit = model.fit(reml=True)
    between, within = float(np.asarray(fit.cov_re)[0, 0]), float(fit.scale)
    notes = [str(one.message).strip().split("\n")[0] for one in said]
    if not fit.converged:
        notes.append("The fit did not converge: do not quote it.")
    return _result(
        fit, term, level_of(level), gone,
        method="Linear mixed model with a random intercept, by statsmodels, REML.",
        clusters=len(np.unique(codes)),
        citation=LAIRD,
        intraclass=between / (between + within) if between + within else None,
        warnings=tuple(dict.fromkeys(notes)),
    )  # fmt: skip


def _prepared(data: Any, formula: Any, missing: Missing) -> tuple[Any, Any, int]:
    columns = columns_of(data)
    if not columns or not all(len(c) for c in columns.values()):
        raise InputError("data is empty. Give columns with at least one value each.")
    if not isinstance(formula, str) or "~" not in formula:
        raise InputError(f"formula should be such as 'score ~ arm + before'; it is {formula!r}.")
    if len({len(c) for c in columns.values()}) > 1:
        raise InputError("The columns should be equally long; they are not.")
    try:
        api, pandas = import_module("statsmodels.formula.api"), import_module("pandas")
    except ImportError:
        raise InputError(NEEDED) from None
    frame = pandas.DataFrame({name: list(column) for name, column in columns.items()})
    gone = np.zeros(len(frame), dtype=bool)
    for name in frame:
        gone |= np.array([is_missing(v) for v in frame[name]])
    left_out = kept(~gone, missing)
    return api, frame[~gone].reset_index(drop=True).infer_objects(), left_out


def _built(build: Any) -> Any:
    """Build a model; what the formula language refuses becomes a sentence."""
    try:
        return build()
    except Exception as error:
        if type(error).__name__ in (
            "PatsyError",
            "NameError",
            "FormulaicError",
            "ValueError",
            "FactorEvaluationError",
        ):
            text = str(error).split("\n")[0].rstrip(".")
            raise InputError(f"formula could not be used with these columns: {text}.") from None
        raise


def _clusters(frame: Any, cluster: str) -> Any:
    if cluster not in frame:
        raise InputError(
            f"cluster= should name a column; {cluster!r} is not among {list(frame)[:12]}."
        )
    return frame[cluster].to_numpy()


def _result(
    fit: Any,
    term: str,
    level: float,
    gone: int,
    *,
    method: str,
    clusters: int,
    citation: str,
    intraclass: float | None = None,
    warnings: tuple[str, ...] = (),
) -> FormulaModel:
    limits = fit.conf_int(alpha=1 - level)
    found = tuple(
        Coefficient(
            name=str(name),
            value=float(fit.params[name]),
            standard_error=float(fit.bse[name]),
            low=float(limits.loc[name].iloc[0]),
            high=float(limits.loc[name].iloc[1]),
            p=float(fit.pvalues[name]),
        )
        for name in fit.params.index
        if name != "Group Var"
    )
    mine = next((one for one in found if one.name == term), None)
    if mine is None:
        raise InputError(f"term= should be one of {[one.name for one in found]}; it is {term!r}.")
    return FormulaModel(
        estimate=mine.value,
        interval=Interval(low=mine.low, high=mine.high, level=level, method="Wald"),
        n=int(fit.nobs),
        n_missing=gone,
        p=mine.p,
        term=term,
        standard_error=mine.standard_error,
        clusters=clusters,
        intraclass=intraclass,
        coefficients=found,
        method=method,
        assumptions=("The formula says all that matters, in a line.", CAUSE),
        warnings=warnings,
        citation=citation,
    )
