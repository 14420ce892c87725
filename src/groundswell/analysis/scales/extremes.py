"""Floor and ceiling: how many score as low or as high as the scale lets them."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError, Missing, kept, level_of, numbers, same_length
from groundswell.analysis._result import Interval, Result
from groundswell.analysis._shares import wilson

CITATION = (
    "Terwee CB, Bot SDM, de Boer MR, et al. Quality criteria were proposed for measurement properties of health status "
    "questionnaires. Journal of Clinical Epidemiology 2007; 60: 34-42."
)
MANY = 0.15


@dataclass(frozen=True, kw_only=True)
class Extremes(Result):
    """The share at the highest possible score, and beside it the share at the lowest."""

    name: ClassVar[str] = "Share at the highest possible score"

    n_ceiling: int
    n_floor: int
    floor: float
    floor_low: float
    floor_high: float


def floor_ceiling(
    scores: Any, *, low: float, high: float, missing: Missing = "refuse", level: float = 0.95
) -> Extremes:
    """Give the share of people at the lowest and at the highest possible score.

    ``scores``: one number for each person, between ``low`` and ``high``, which are what the scale allows and not what
    was seen. ``missing``: "refuse" or "drop". Intervals are Wilson's. ``InputError`` for anything else.

    When to use: before a scale is used to show change. Who is at the ceiling cannot be seen to improve; above 15 % is
    usually taken as too many.

    When not: on single items, or where the scale has no bounds.

    References: Terwee et al. 2007.

    >>> made = floor_ceiling([5, 9, 15, 15], low=3, high=15)
    >>> made.estimate, made.floor
    (0.5, 0.0)
    """
    level_of(level)
    if not low < high:
        raise InputError(f"low= should be below high=; they are {low!r} and {high!r}.")
    values = numbers(scores, "scores")
    same_length(("scores", values))
    present = ~np.isnan(values)
    left_out = kept(present, missing)
    values = values[present]
    if not values.size:
        raise InputError("All scores are missing. Give at least one.")
    if values.min() < low or values.max() > high:
        raise InputError(
            f"The scores should lie between {low:g} and {high:g}; they go from {values.min():g} to {values.max():g}."
        )
    n, top, bottom = (
        len(values),
        int(np.count_nonzero(values >= high)),
        int(np.count_nonzero(values <= low)),
    )
    least, most = wilson(top, n, level)
    floor_low, floor_high = wilson(bottom, n, level)
    return Extremes(
        estimate=top / n,
        interval=Interval(low=least, high=most, level=level, method="Wilson"),
        n=n,
        n_missing=left_out,
        n_ceiling=top,
        n_floor=bottom,
        floor=bottom / n,
        floor_low=floor_low,
        floor_high=floor_high,
        method=f"Shares of people at {high:g} and at {low:g}, with Wilson intervals.",
        warnings=_warnings(top / n, bottom / n),
        citation=CITATION,
    )


def _warnings(top: float, bottom: float) -> tuple[str, ...]:
    made = []
    if top > MANY:
        made.append("More than 15 % are at the ceiling: the scale cannot show them improving.")
    if bottom > MANY:
        made.append("More than 15 % are at the floor: the scale cannot show them getting worse.")
    return tuple(made)
