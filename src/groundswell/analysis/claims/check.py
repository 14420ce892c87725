"""All a two-group table can be asked: the statistics it leaves out, what follows, and what readers answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import ceil, floor
from typing import Any, ClassVar

from groundswell.analysis._result import Result, Table, p_value
from groundswell.analysis.claims.bias import BROSS, confounder_bound
from groundswell.analysis.claims.checklist import BY_KEY, QUESTIONS
from groundswell.analysis.claims.granularity import GRIM, grim
from groundswell.analysis.claims.heaping import digit_heaping
from groundswell.analysis.claims.study import Mean, Share, Study, read_study
from groundswell.analysis.compare import (
    adjust,
    declare_family,
    standardised_mean_difference,
    standardised_share_difference,
    two_means_from_summary,
    two_proportions,
)

FLAG = 0.1
HEAPED = 0.001
CLAIM = re.compile(r"\s*p?\s*(<|=|>|≤|≥|)\s*(0?\.\d+|1(?:\.0+)?)\s*", re.IGNORECASE)
BANNER = "Cannot support a causal claim."


@dataclass(frozen=True)
class Finding:
    """One thing a reader should know; ``kind`` is "computed" (from the table) or "answered" (by a reader)."""

    kind: str
    about: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Claims(Result):
    """Everything recomputed, and the findings; ``estimate`` counts the findings."""

    name: ClassVar[str] = "The number of findings"
    title: str
    banner: str
    outcomes: Mapping[str, Result]
    baseline: Mapping[str, Result]
    adjusted: Mapping[str, Mapping[str, float | None]]
    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...]

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """The findings of one kind, in order."""
        return tuple(one for one in self.findings if one.kind == kind)

    def sentence(self) -> str:
        """Say how much was found, and the banner first where there is one."""
        computed, answered = len(self.of_kind("computed")), len(self.of_kind("answered"))
        first = f"{self.banner} " if self.banner else ""
        open_ones = len(self.unanswered)
        asks = (
            f" {open_ones} of {len(QUESTIONS)} questions are not answered yet." if open_ones else ""
        )
        return (
            f"{first}“{self.title}”: {computed} {_findings(computed)} computed from the table and {answered} from a "
            f"reader's answers.{asks}"
        )

    def tables(self) -> tuple[Table, ...]:
        """Outcomes, their p-values adjusted as one family, baseline, then the findings by kind."""
        return (
            *(table for one in self.outcomes.values() for table in one.tables()[1:2]),
            self._adjusted_table(),
            *([self._baseline_table()] if self.baseline else []),
            *(
                Table(
                    title=title,
                    headings=("about", "finding"),
                    rows=tuple((one.about, one.text) for one in self.of_kind(kind)),
                )
                for kind, title in (
                    ("computed", "Computed from the table"),
                    ("answered", "From a reader's answers"),
                )
                if self.of_kind(kind)
            ),
        )

    def to_text(self) -> str:
        """Write the sentence, every outcome, the baseline, and the findings as a list under their two headings."""
        lines = [self.sentence(), "", "Outcomes"]
        for label, one in self.outcomes.items():
            lines += [f"- {label}: {one.sentence()}"]
            lines += [f"    {key}: {value}" for key, value in one.facts() if key in SHOWN]
        lines += ["", *self._adjusted_table().lines()]
        if self.baseline:
            lines += ["", *self._baseline_table().lines()]
        for kind, title in (
            ("computed", "Computed from the table"),
            ("answered", "From a reader's answers"),
        ):
            found = self.of_kind(kind)
            lines += ["", title, *(f"- {one.about}: {one.text}" for one in found)]
            if not found:
                lines.append("- nothing")
        if self.unanswered:
            lines += ["", "Not answered yet"]
            lines += [f"- {key}: {BY_KEY[key].text}" for key in self.unanswered]
        lines += ["", f"Source: {self.citation}"]
        return "\n".join(lines)

    def to_html(self) -> str:
        """Write the same as markup; everything typed is escaped."""
        parts = [f"<section><h2>{escape(self.title)}</h2>"]
        if self.banner:
            parts.append(f'<p role="note"><strong>{escape(self.banner)}</strong></p>')
        parts.append(f"<p>{escape(self.sentence())}</p>")
        for label, one in self.outcomes.items():
            parts.append(f"<h3>{escape(label)}</h3>{one.to_html()}")
        for label, one in self.baseline.items():
            parts.append(f"<h3>{escape(label)}</h3>{one.to_html()}")
        for kind, title in (
            ("computed", "Computed from the table"),
            ("answered", "From a reader's answers"),
        ):
            found = "".join(
                f"<li><b>{escape(one.about)}</b>: {escape(one.text)}</li>"
                for one in self.of_kind(kind)
            )
            parts.append(f"<h3>{title}</h3><ul>{found or '<li>nothing</li>'}</ul>")
        return "".join([*parts, "</section>"])

    def _adjusted_table(self) -> Table:
        methods = ("chi-square", "Yates", "Fisher", "t")
        used = [one for one in methods if self.adjusted.get(one)]
        rows = []
        for label in self.outcomes:
            found = [self.adjusted[one].get(label) for one in used]
            rows.append((label, *(None if p is None else p_value(p) for p in found)))
        return Table(
            title="p after Holm, all outcomes as one family",
            headings=("", *used),
            rows=tuple(rows),
        )

    def _baseline_table(self) -> Table:
        rows = []
        for label, one in self.baseline.items():
            span = one.interval
            rows.append((label, one.estimate, *((span.low, span.high) if span else (None, None))))
        return Table(
            title="Baseline: standardised differences, group minus reference",
            headings=("", "difference", "from", "to"),
            rows=tuple(rows),
        )


SHOWN = {
    "risk ratio", "risk ratio low", "risk ratio high", "odds ratio", "odds ratio low", "odds ratio high",
    "conditional odds ratio", "conditional low", "conditional high", "number needed", "number needed span",
    "cohen h", "e value", "e value limit", "chi square", "chi square corrected", "p chi square", "p corrected",
    "p fisher", "t", "df", "hedges g", "t pooled", "p pooled",
}  # fmt: skip


def check_claims(study: Any) -> Claims:
    """Recompute a two-group table and say what it cannot carry.

    ``study`` is a dictionary as `read_study` takes it, or what that gave. Every outcome gets all its statistics and
    the family of outcomes Holm's adjustment; every baseline row its standardised difference; then follow findings
    computed from the table, and findings from the reader's answers, kept apart. Raises InputError for a study that
    cannot be read.

    When to use: before a paper's numbers are quoted, or one's own table is sent in.

    When not: to accuse. Each finding is a question to the authors, most of which have an answer.

    References: Brown and Heathers 2017; Austin 2009; Bross 1966; VanderWeele and Ding 2017; Holm 1979.

    >>> made = check_claims({
    ...     "title": "Two groups", "group": {"name": "taught", "n": 100}, "reference": {"name": "not", "n": 100},
    ...     "baseline": [{"name": "Active before", "group": 25, "reference": 15, "unit": "percent"}],
    ...     "outcomes": [{"name": "Spoke up", "group": 45, "reference": 12, "unit": "percent"}],
    ...     "answers": {"allocation": "no"},
    ... })
    >>> made.banner, round(made.outcomes["Spoke up"].estimate, 2), len(made.of_kind("answered"))
    ('Cannot support a causal claim.', 0.33, 1)
    """
    asked = study if isinstance(study, Study) else read_study(study)
    outcomes = {row.name: _outcome(row, asked) for row in asked.outcomes}
    baseline = {row.name: _balance(row, asked) for row in asked.baseline}
    adjusted = _families(outcomes)
    computed = tuple(
        Finding("computed", about, text) for about, text in _computed(asked, outcomes, baseline)
    )
    answered = tuple(
        Finding("answered", one.part, one.finding)
        for one in QUESTIONS
        if asked.answers[one.key] == "no"
    )
    grave = any(asked.answers[one.key] != "yes" for one in QUESTIONS if one.grave)
    return Claims(
        estimate=float(len(computed) + len(answered)),
        n=asked.group.n + asked.reference.n,
        title=asked.title,
        banner=BANNER if grave else "",
        outcomes=outcomes,
        baseline=baseline,
        adjusted=adjusted,
        findings=(*computed, *answered),
        unanswered=tuple(key for key, value in asked.answers.items() if value == "unclear"),
        method="Recomputed from the printed table; n counts the people of both groups.",
        assumptions=("The table is copied rightly.", "Percentages are of the whole group."),
        citation=f"{GRIM} {BROSS}",
    )


def _outcome(row: Share | Mean, study: Study) -> Result:
    names = (study.group.name, study.reference.name)
    n, reference_n = study.group.n, study.reference.n
    if isinstance(row, Share):
        return two_proportions(row.counts[0], n, row.counts[1], reference_n, names=names)
    (m1, m2), (s1, s2) = row.means, row.sds
    return two_means_from_summary(m1, s1, n, m2, s2, reference_n, names=names)


def _balance(row: Share | Mean, study: Study) -> Result:
    n, reference_n = study.group.n, study.reference.n
    if isinstance(row, Share):
        shares = (row.counts[0] / n, row.counts[1] / reference_n)
        return standardised_share_difference(shares[0], n, shares[1], reference_n)
    (m1, m2), (s1, s2) = row.means, row.sds
    return standardised_mean_difference(m1, s1, n, m2, s2, reference_n)


def _families(outcomes: Mapping[str, Result]) -> dict[str, dict[str, float | None]]:
    fields = {"chi-square": "p_chi_square", "Yates": "p_corrected", "Fisher": "p_fisher", "t": "p"}
    made: dict[str, dict[str, float | None]] = {}
    for test, field in fields.items():
        found = {
            label: getattr(one, field, None)
            for label, one in outcomes.items()
            if hasattr(one, "p_fisher") == (test != "t")
        }
        if any(p is not None for p in found.values()):
            family = declare_family(f"all outcomes, {test}", list(found))
            made[test] = dict(adjust(family, found).adjusted)
    return made


# ------------------------------------------------------------------ what the table itself shows


def _computed(
    study: Study, outcomes: Mapping[str, Result], baseline: Mapping[str, Result]
) -> Iterator[tuple[str, str]]:
    yield from _impossible(study)
    yield from _required(study)
    yield from _whole(study)
    yield from _imbalance(baseline)
    yield from _confounders(study, outcomes, baseline)
    yield from _heaped(study)
    yield from _round_groups(study)
    yield from _claimed(study, outcomes)
    if len(outcomes) > 1:
        yield (
            "Several outcomes",
            f"{len(outcomes)} outcomes are compared: read the p-values after adjustment, below.",
        )


def _impossible(study: Study) -> Iterator[tuple[str, str]]:
    for row in (*study.baseline, *study.outcomes):
        if not isinstance(row, Share) or row.exact:
            continue
        for value, arm in zip(row.printed, (study.group, study.reference), strict=True):
            made = grim(value, arm.n, decimals=row.decimals, kind="percent")
            if not made.is_possible:
                yield row.name, f"In {arm.name}: {made.sentence()}"


def _required(study: Study) -> Iterator[tuple[str, str]]:
    for row in study.baseline:
        if isinstance(row, Share) and row.required:
            lacking = [
                f"{100 - 100 * count / arm.n:g} per cent of {arm.name}"
                for count, arm in zip(row.counts, (study.group, study.reference), strict=True)
                if count < arm.n
            ]
            if lacking:
                yield (
                    row.name,
                    f"To be included one had to have it, yet {' and '.join(lacking)} did not: the table and the "
                    "inclusion criteria contradict each other.",
                )


def _whole(study: Study) -> Iterator[tuple[str, str]]:
    wholes = {row.part_of for row in study.baseline if isinstance(row, Share) and row.part_of}
    for part in sorted(wholes):
        rows = [row for row in study.baseline if isinstance(row, Share) and row.part_of == part]
        sums = [sum(_percent(row, study, arm) for row in rows) for arm in (0, 1)]
        # Each printed percentage may be half a last digit off.
        off = sum(0.5 * 10.0**-row.decimals for row in rows if row.unit == "percent")
        off = max(1.0, off + 1e-9)
        if min(sums) < 100 - off:
            yield (
                part,
                f"Its {len(rows)} categories account for {sums[0]:g} per cent of {study.group.name} and {sums[1]:g} "
                f"per cent of {study.reference.name}: who the others are is not said.",
            )
        elif max(sums) > 100 + off:
            yield (
                part,
                f"Its categories add up to {max(sums):g} per cent: one person cannot be in two.",
            )


def _percent(row: Share, study: Study, arm: int) -> float:
    people = (study.group.n, study.reference.n)[arm]
    return row.printed[arm] if row.unit == "percent" else 100 * row.counts[arm] / people


def _imbalance(baseline: Mapping[str, Result]) -> Iterator[tuple[str, str]]:
    found = [
        f"{label} {abs(one.estimate):.2f}"
        for label, one in baseline.items()
        if one.estimate is not None and abs(one.estimate) > FLAG
    ]
    if found:
        yield (
            "Baseline",
            f"{len(found)} of {len(baseline)} characteristics differ by more than {FLAG:g} standard deviations "
            f"({', '.join(found)}). That a test of baseline is above .05 does not make groups alike.",
        )


def _confounders(
    study: Study, outcomes: Mapping[str, Result], baseline: Mapping[str, Result]
) -> Iterator[tuple[str, str]]:
    shares = [one for one in outcomes.values() if hasattr(one, "p_fisher")]
    least = min((abs(one.estimate or 0) for one in shares), default=None)
    for row in study.baseline:
        smd = baseline[row.name].estimate
        if not isinstance(row, Share) or smd is None or abs(smd) <= FLAG:
            continue
        bound = confounder_bound(row.counts[0] / study.group.n, row.counts[1] / study.reference.n)
        said = bound.sentence()
        if least is not None and bound.estimate is not None:
            enough = "could" if bound.estimate >= least else "could not by itself"
            said += f" The smallest difference of an outcome is {100 * least:.1f} points: it {enough} make that."
        yield row.name, said


def _heaped(study: Study) -> Iterator[tuple[str, str]]:
    values = [
        value
        for row in (*study.baseline, *study.outcomes)
        if isinstance(row, Share) and row.unit == "percent" and not row.decimals
        for value in row.printed
        if value == int(value)
    ]
    if len(values) >= 6 and min(study.group.n, study.reference.n) >= 40:
        made = digit_heaping(values)
        if made.p < HEAPED:
            yield "Round numbers", made.sentence()


def _round_groups(study: Study) -> Iterator[tuple[str, str]]:
    n, other = study.group.n, study.reference.n
    if n == other and n % 50 == 0:
        yield (
            "Group sizes",
            f"Both groups hold exactly {n:,} people: ask how many were asked, and who was left out to get there.",
        )


def _claimed(study: Study, outcomes: Mapping[str, Result]) -> Iterator[tuple[str, str]]:
    for row in study.outcomes:
        match = CLAIM.fullmatch(row.claimed_p) if row.claimed_p else None
        found = _recomputed(row, study, outcomes[row.name])
        if match is None or not found:
            continue
        sign, said = match[1] or "=", float(match[2])
        decimals = len(match[2].partition(".")[2])
        half = 0.5 * 10.0**-decimals + 1e-12
        fits = any(
            {
                "<": p < said, "≤": p <= said, ">": p > said, "≥": p >= said,
                "=": abs(p - said) <= half,
            }[sign]
            for p in found
        )  # fmt: skip
        if not fits:
            least, most = p_value(min(found)), p_value(max(found))
            between = f"is {least}" if least == most else f"lies from {least} to {most}"
            tests = "chi-square, Yates or Fisher" if isinstance(row, Share) else "Welch or Student"
            yield (
                row.name,
                f"The paper says p {row.claimed_p.strip().lstrip('pP').strip()}; "
                f"from its own numbers p {between}, by {tests}.",
            )


def _recomputed(row: Share | Mean, study: Study, outcome: Result) -> list[float]:
    """Give p by every test that is usual for such a row, and of every count that its percentages may stand for."""
    if isinstance(row, Mean):
        found = [getattr(outcome, "p", None), getattr(outcome, "p_pooled", None)]
        return [p for p in found if p is not None]
    n, reference_n = study.group.n, study.reference.n
    made = []
    for mine in _counts(row, 0, n):
        for theirs in _counts(row, 1, reference_n):
            one = two_proportions(mine, n, theirs, reference_n)
            made += [one.p_chi_square, one.p_corrected, one.p_fisher]
    return [p for p in made if p is not None]


def _counts(row: Share, arm: int, n: int) -> list[int]:
    """Give the least and the most people a printed percentage may stand for, and what was recomputed from."""
    given = row.counts[arm]
    if row.unit == "count" or not row.exact:
        return [given]
    half = 0.5 * 10.0**-row.decimals + 1e-9
    low, high = (row.printed[arm] - half) * n / 100, (row.printed[arm] + half) * n / 100
    return sorted({max(0, ceil(low - 1e-9)), given, min(n, floor(high + 1e-9))})


def _findings(count: int) -> str:
    return "finding" if count == 1 else "findings"
