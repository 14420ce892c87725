"""One comparison of two groups on a yes/no outcome, as a reader wants it: the difference first, p last."""

from dataclasses import dataclass
from typing import Any, ClassVar

from groundswell.analysis._inputs import Missing, level_of
from groundswell.analysis._result import Cell, Interval, Table, level_said, p_value
from groundswell.analysis.compare._arms import Arms, arms_from, arms_of
from groundswell.analysis.compare._comparison import (
    CAUSE,
    INDEPENDENT,
    Comparison,
    p_of_chi_square,
    percent,
)
from groundswell.analysis.compare.effect_sizes import cohen_h, e_value, number_needed
from groundswell.analysis.compare.proportion import proportion
from groundswell.analysis.compare.ratios import Ratio, odds_ratio, risk_ratio
from groundswell.analysis.compare.risk_difference import (
    MIETTINEN,
    NEWCOMBE,
    Method,
    difference_interval,
)
from groundswell.analysis.compare.tables import fisher_p, pearson_of

NAMES = ("group", "reference")


@dataclass(frozen=True, kw_only=True)
class TwoProportions(Comparison):
    """Everything one comparison of two proportions gives; ``p`` is the one the rule chose, ``test`` which that is."""

    name: ClassVar[str] = "The risk difference (group minus reference)"
    group: str
    reference: str
    events: int
    group_n: int
    reference_events: int
    reference_n: int
    share: float
    share_low: float
    share_high: float
    reference_share: float
    reference_low: float
    reference_high: float
    risk_ratio: float | None
    risk_ratio_low: float | None
    risk_ratio_high: float | None
    odds_ratio: float | None
    odds_ratio_low: float | None
    odds_ratio_high: float | None
    conditional_odds_ratio: float | None
    conditional_low: float | None
    conditional_high: float | None
    number_needed: float | None
    number_needed_span: str
    cohen_h: float
    e_value: float | None
    e_value_limit: float | None
    chi_square: float | None
    chi_square_corrected: float | None
    p_chi_square: float | None
    p_corrected: float | None
    p_fisher: float | None
    least_expected: float
    test: str

    def sentence(self) -> str:
        """Say both counts, the difference with its interval, and p at the end."""
        mine = _of(self.events, self.group_n, self.group)
        theirs = _of(self.reference_events, self.reference_n, self.reference)
        left_out = f" {self.n_missing:,} left out as missing." if self.n_missing else ""
        return (
            f"{mine} against {theirs}: a risk difference of {(self.estimate or 0) * 100:.1f} percentage points "
            f"({_points(self.interval)}).{left_out}{self._closing()}"
        )

    def _closing(self) -> str:
        if self.p is None or self.p < 0.05 or self.interval is None:
            return super()._closing()
        low, high = self.interval.low * 100, self.interval.high * 100
        said = Comparison._closing(self).split(" The data")[0]
        return (
            f"{said} The data are compatible with differences from {low:.1f} to {high:.1f} points."
        )

    def tables(self) -> tuple[Table, ...]:
        """Give the counts, then what they come to, in the order in which to read it."""
        return (self._counts(), self._measures(), self._tests())

    def _counts(self) -> Table:
        return Table(
            title="Who had the outcome",
            headings=("", "with it", "of", "share", "from", "to"),
            rows=(
                (
                    self.group,
                    self.events,
                    self.group_n,
                    self.share,
                    self.share_low,
                    self.share_high,
                ),
                (
                    self.reference,
                    self.reference_events,
                    self.reference_n,
                    self.reference_share,
                    self.reference_low,
                    self.reference_high,
                ),
            ),
        )

    def _measures(self) -> Table:
        span = self.interval
        rows: tuple[tuple[Cell, ...], ...] = (
            ("risk difference", self.estimate, *((span.low, span.high) if span else (None, None))),
            ("risk ratio", self.risk_ratio, self.risk_ratio_low, self.risk_ratio_high),
            ("odds ratio", self.odds_ratio, self.odds_ratio_low, self.odds_ratio_high),
            (
                "odds ratio, conditional",
                self.conditional_odds_ratio,
                self.conditional_low,
                self.conditional_high,
            ),
        )
        return Table(
            title=f"{self.group} compared with {self.reference}",
            headings=("", "estimate", "from", "to"),
            rows=rows,
        )

    def _tests(self) -> Table:
        return Table(
            title=f"Tests (the one to quote: {self.test})",
            headings=("", "statistic", "p"),
            rows=(
                ("chi-square", self.chi_square, _p(self.p_chi_square)),
                ("chi-square, Yates", self.chi_square_corrected, _p(self.p_corrected)),
                ("Fisher, exact", "", _p(self.p_fisher)),
            ),
        )


def two_proportions(
    events: Any,
    n: Any,
    reference_events: Any,
    reference_n: Any,
    *,
    names: tuple[str, str] = NAMES,
    method: Method = "newcombe",
    level: float = 0.95,
) -> TwoProportions:
    """Compare a yes/no outcome in two groups: risk difference first, then ratios, number needed, and tests.

    ``events`` of ``n`` people in the group, ``reference_events`` of ``reference_n`` in the reference;
    ``names`` of the two in words; ``method`` and ``level`` as in `risk_difference`. p is Fisher's where a
    count expected were the groups alike is below 5, chi-square's without correction otherwise. Raises
    InputError for counts that cannot be.

    When to use: for one row of a results table. It gives every number a reviewer might ask for, in reading
    order.

    When not: the same people twice (`mcnemar`), clusters (`standardised_risk_difference`), a picture of the
    groups before anything happened (`table_one`).

    References: Newcombe 1998; Katz 1978; Woolf 1955; Fisher 1935; VanderWeele and Ding 2017.

    >>> made = two_proportions(45, 100, 12, 100, names=("trained", "not trained"))
    >>> print(made.sentence())
    45 of 100 (45%) in trained against 12 of 100 (12%) in not trained: a risk difference of 33.0 percentage
    points (95% CI 20.8 to 44.0). p < .001.
    """
    arms = arms_of(events, n, reference_events, reference_n)
    return report(arms, names=names, method=method, level=level_of(level))


def compare_proportions(
    outcome: Any,
    group: Any,
    *,
    event: object,
    reference: object,
    missing: Missing = "refuse",
    method: Method = "newcombe",
    level: float = 0.95,
) -> TwoProportions:
    """Compare a yes/no outcome in two groups from two columns, one entry a person: counts, then `two_proportions`.

    ``outcome`` holds any values of which ``event`` is the one counted; ``group`` two values of which
    ``reference`` is the one compared with. ``missing`` is "refuse" or "drop". Raises InputError for columns of
    different length, a value not found, or more than two groups.

    When to use: straight from a survey's columns.

    When not: as for `two_proportions`. Data that comes in pieces goes through `TwoGroupCounts`.

    References: as for `two_proportions`.

    >>> made = compare_proportions(["yes", "no", "yes", "no"], [1, 1, 0, 0], event="yes", reference=0)
    >>> made.events, made.group_n, made.reference_events, made.reference_n
    (1, 2, 1, 2)
    """
    arms, label, n_missing = arms_from(
        outcome, group, event=event, reference=reference, missing=missing
    )
    return report(
        arms,
        names=(str(label), str(reference)),
        method=method,
        level=level_of(level),
        n_missing=n_missing,
    )


def report(
    arms: Arms, *, names: tuple[str, str], method: Method, level: float, n_missing: int = 0
) -> TwoProportions:
    """Make the whole report of two groups from their counts."""
    counts = (arms.events, arms.n, arms.reference_events, arms.reference_n)
    mine = _span(proportion(arms.events, arms.n, level=level).interval)
    theirs = _span(proportion(arms.reference_events, arms.reference_n, level=level).interval)
    risk, odds = risk_ratio(*counts, level=level), odds_ratio(*counts, level=level)
    exact = odds_ratio(*counts, level=level, method="conditional") if arms.total < 50_000 else None
    needed = number_needed(*counts, level=level, method=method)
    plain, corrected = pearson_of(arms), pearson_of(arms, corrected=True)
    p_plain = None if plain is None else p_of_chi_square(plain, 1)
    p_fisher = fisher_p(arms)
    use_fisher = arms.least_expected < 5 and p_fisher is not None
    confounder = e_value(risk.estimate, *_span(risk.interval)) if risk.estimate else None
    return TwoProportions(
        estimate=arms.share - arms.reference_share,
        interval=difference_interval(arms, method, level),
        n=arms.total,
        n_missing=n_missing,
        p=p_fisher if use_fisher else p_plain,
        group=str(names[0]),
        reference=str(names[1]),
        events=arms.events,
        group_n=arms.n,
        reference_events=arms.reference_events,
        reference_n=arms.reference_n,
        share=arms.share,
        share_low=mine[0] or 0.0,
        share_high=mine[1] or 0.0,
        reference_share=arms.reference_share,
        reference_low=theirs[0] or 0.0,
        reference_high=theirs[1] or 0.0,
        risk_ratio=risk.estimate,
        risk_ratio_low=_span(risk.interval)[0],
        risk_ratio_high=_span(risk.interval)[1],
        odds_ratio=odds.estimate,
        odds_ratio_low=_span(odds.interval)[0],
        odds_ratio_high=_span(odds.interval)[1],
        conditional_odds_ratio=exact.estimate if exact else None,
        conditional_low=_span(exact.interval)[0] if exact else None,
        conditional_high=_span(exact.interval)[1] if exact else None,
        number_needed=needed.estimate,
        number_needed_span=needed.span,
        cohen_h=cohen_h(*counts).estimate or 0.0,
        e_value=confounder.estimate if confounder else None,
        e_value_limit=confounder.limit if confounder else None,
        chi_square=plain,
        chi_square_corrected=corrected,
        p_chi_square=p_plain,
        p_corrected=None if corrected is None else p_of_chi_square(corrected, 1),
        p_fisher=p_fisher,
        least_expected=arms.least_expected,
        test="Fisher's exact test, as an expected count is below 5"
        if use_fisher
        else "chi-square without correction, as there are too many people for Fisher's exact test"
        if arms.least_expected < 5
        else "chi-square without correction, as every expected count is 5 or more",
        method="Two independent proportions, group minus reference; denominators are those who answered.",
        assumptions=(INDEPENDENT, CAUSE),
        warnings=_notes(risk, odds),
        citation=NEWCOMBE if method == "newcombe" else MIETTINEN,
    )


def _notes(*ratios: Ratio) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for one in ratios for note in one.warnings))


def _span(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval else (None, None)


def _p(p: float | None) -> str | None:
    return None if p is None else p_value(p)


def _points(interval: Interval | None) -> str:
    if interval is None:
        return "no interval"
    return f"{level_said(interval.level)} CI {interval.low * 100:.1f} to {interval.high * 100:.1f}"


def _of(events: int, n: int, where: str) -> str:
    return f"{events:,} of {n:,} ({percent(events / n)}) in {where}"
