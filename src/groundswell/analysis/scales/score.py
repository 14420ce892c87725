"""Scores of a scale for each person, with how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import Floats, level_of
from groundswell.analysis._result import Cell, Interval, Result, Table
from groundswell.analysis.scales._answers import GAPS, Kinds, answers_of
from groundswell.analysis.scales.scale import Gap, ProRating, Scale

ASKED_NOT = (GAPS.index(Gap.NOT_APPLICABLE), GAPS.index(Gap.NOT_SHOWN))


@dataclass(frozen=True, kw_only=True)
class Scores(Result):
    """The mean score, and behind it ``scores`` by name: one number for each person, NaN where there is none.

    ``keyed`` has the answers with the reversed items turned round, people by items: what ``cronbach_alpha`` takes.
    """

    name: ClassVar[str] = "Mean score"

    scale: str
    version: str
    score: str
    n_complete: int
    n_pro_rated: int
    scores: Mapping[str, Floats] = field(compare=False, repr=False)
    keyed: Mapping[str, Floats] = field(compare=False, repr=False)
    summary: tuple[tuple[Cell, ...], ...] = ()
    gaps: tuple[tuple[Cell, ...], ...] = ()

    def tables(self) -> tuple[Table, ...]:
        """Give every score with its range and spread, and every item with its missing answers by kind."""
        scores = Table(
            title="Scores",
            headings=(
                "Score", "Complete", "Pro-rated", "No score", "Mean", "SD", "Lowest possible",
                "Highest possible", "At lowest", "At highest",
            ),
            rows=self.summary,
        )  # fmt: skip
        headings = ("Item", "Answered", *(str(one).capitalize() for one in GAPS))
        return scores, Table(title="Answers", headings=headings, rows=self.gaps)


def score(answers: Any, *, scale: Scale, level: float = 0.95) -> Scores:
    """Score a scale as it is defined: reverse what is reversed, pro-rate where allowed, and count what is missing.

    ``answers``: a table (pandas, polars) or mapping with a column for each item, others are left alone; or rows of
    answers in the order of the items. An answer is a number between the item's bounds; a missing one is empty, a
    ``Gap``, or a value the scale's ``gaps`` names. Missing answers are part of the method: a person without enough
    answers has no score and is counted in ``n_missing``. The estimate is the mean total (the first subscale where there
    is no total), its interval from Student's t. ``InputError`` for an answer out of bounds, by item and row.

    When to use: whenever a questionnaire's manual gives items, reversed items and a rule for missing answers.

    When not: where the manual weights items or uses norms of its own; where items are one by one what matters.

    References: the manual of the scale; Fayers & Machin, Quality of Life, on pro-rating ("half-scale rule").

    >>> scale = Scale.of("Speaking up", "1.0", ["s1", "s2", "s3"], low=1, high=5, reverse=["s3"],
    ...                  pro_rating=ProRating(at_least=0.6))
    >>> made = score({"s1": [5, 4, Gap.REFUSED], "s2": [4, None, 2], "s3": [1, 2, Gap.NOT_SHOWN]}, scale=scale)
    >>> made.scores["total"].tolist()
    [14.0, 12.0, nan]
    >>> made.n_pro_rated, made.n_missing
    (1, 1)
    """
    level_of(level)
    keyed, kinds = answers_of(answers, scale)
    scores, lines, counts = {}, [], []
    for name, places in scale.parts().items():
        scores[name], complete, pro_rated = _scored(keyed, kinds, scale, list(places))
        counts.append((complete, pro_rated))
        lines.append(_line(name, scores[name], complete, pro_rated, scale.bounds(places)))
    main = next(iter(scores))
    there = scores[main][~np.isnan(scores[main])]
    n = len(there)
    return Scores(
        estimate=float(there.mean()) if n else None,
        interval=_interval(there, level) if n > 1 else None,
        n=n,
        n_missing=len(keyed) - n,
        scale=scale.name,
        version=scale.version,
        score=main,
        n_complete=counts[0][0],
        n_pro_rated=counts[0][1],
        scores=scores,
        keyed={item.name: keyed[:, place] for place, item in enumerate(scale.items)},
        summary=tuple(lines),
        gaps=_gaps(kinds, scale),
        method=_method(scale),
        warnings=_warnings(counts[0][1], n),
        citation=scale.citation or f"{scale.name}, version {scale.version}.",
        reason="" if n else "nobody answered enough of the items.",
    )


def _scored(
    keyed: Floats, kinds: Kinds, scale: Scale, places: list[int]
) -> tuple[Floats, int, int]:
    values, why, k = keyed[:, places], kinds[:, places], len(places)
    answered = (why < 0).sum(axis=1)
    complete = answered == k
    enough = complete | (_enough(answered, why, scale.pro_rating) if scale.pro_rating else False)
    sums = np.where(why < 0, values, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        made = np.where(enough, sums / answered * (k if scale.combine == "sum" else 1), np.nan)
    made[complete] = sums[complete] / (1 if scale.combine == "sum" else k)
    n_complete = int(complete.sum())
    return made, n_complete, int(enough.sum()) - n_complete


def _enough(answered: Any, why: Kinds, rule: ProRating) -> Any:
    asked: Any = why.shape[1]
    if rule.of == "asked":
        asked = asked - np.isin(why, ASKED_NOT).sum(axis=1)
    return (answered > 0) & (answered >= rule.at_least * asked - 1e-9)


def _line(
    name: str, scores: Floats, complete: int, pro_rated: int, bounds: tuple[float, float]
) -> tuple[Cell, ...]:
    there = scores[~np.isnan(scores)]
    n, (low, high) = len(there), bounds
    return (
        name,
        complete,
        pro_rated,
        len(scores) - n,
        float(there.mean()) if n else None,
        float(there.std(ddof=1)) if n > 1 else None,
        low,
        high,
        float((there <= low + 1e-9).mean()) if n else None,
        float((there >= high - 1e-9).mean()) if n else None,
    )


def _gaps(kinds: Kinds, scale: Scale) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (item.name, *(int((kinds[:, place] == kind).sum()) for kind in range(-1, len(GAPS))))
        for place, item in enumerate(scale.items)
    )


def _interval(there: Floats, level: float) -> Interval | None:
    """Give Student's interval; none where everybody has the same score, since it would have no width."""
    if (there == there[0]).all():
        return None
    from scipy import special

    n = len(there)
    spread = special.stdtrit(n - 1, (1 + level) / 2) * there.std(ddof=1) / np.sqrt(n)
    mean = float(there.mean())
    low, high = mean - float(spread), mean + float(spread)
    return Interval(low=low, high=high, level=level, method="Student's t")


def _method(scale: Scale) -> str:
    rule = scale.pro_rating
    said = (
        f"pro-rated from {rule.at_least:.0%} of the items "
        f"{'on' if rule.of == 'items' else 'that were asked on'}"
        if rule
        else "no score where an item is missing"
    )
    return f"{scale.combine.capitalize()} of keyed items, {said}; n counts people."


def _warnings(pro_rated: int, n: int) -> tuple[str, ...]:
    if n and pro_rated > n / 10:
        return (
            f"{pro_rated:,} of {n:,} scores are pro-rated: look at who left out what, and why.",
        )
    return ()
