"""The odds ratio given the margins of a 2x2 table: the noncentral hypergeometric distribution."""

from math import exp, inf

import numpy as np

from groundswell.analysis._inputs import Floats
from groundswell.analysis.compare._arms import Arms
from groundswell.analysis.compare._score import bisect
from groundswell.analysis.compare._two_by_two import log_factorials

WIDEST = 60.0
"""Log odds ratios are looked for between minus and plus this."""


def likeliest(arms: Arms) -> float | None:
    """Give the conditional maximum-likelihood odds ratio; 0 or infinity at the ends, None where nothing can vary."""
    values, logs = _support(arms)
    if values.size == 1:
        return None
    if arms.events == values[0]:
        return 0.0
    if arms.events == values[-1]:
        return inf
    return exp(_find(lambda tilt: _mean(values, logs, tilt) < arms.events))


def exact_limits(arms: Arms, level: float) -> tuple[float, float]:
    """Give the odds ratios at which a count as large, or as small, has half of 1 - level as its chance."""
    values, logs = _support(arms)
    tail = (1 - level) / 2
    low, high = 0.0, inf
    if arms.events > values[0]:
        low = exp(_find(lambda tilt: _chance(values >= arms.events, values, logs, tilt) < tail))
    if arms.events < values[-1]:
        high = exp(_find(lambda tilt: _chance(values <= arms.events, values, logs, tilt) > tail))
    return low, high


def _find(below: object) -> float:
    return bisect(below, -WIDEST, WIDEST)  # type: ignore[arg-type]


def _support(arms: Arms) -> tuple[Floats, Floats]:
    yes = arms.events + arms.reference_events
    low, high = max(0, yes - arms.reference_n), min(arms.n, yes)
    values = np.arange(low, high + 1)
    table = log_factorials(1 << max(10, arms.total.bit_length()))
    logs = -(
        table[values]
        + table[arms.n - values]
        + table[yes - values]
        + table[arms.reference_n - yes + values]
    )
    return values.astype(np.float64), logs - logs.max()


def _weights(values: Floats, logs: Floats, tilt: float) -> Floats:
    tilted = logs + values * tilt
    weights: Floats = np.exp(tilted - tilted.max())
    weights /= weights.sum()
    return weights


def _mean(values: Floats, logs: Floats, tilt: float) -> float:
    return float(_weights(values, logs, tilt) @ values)


def _chance(
    which: "np.ndarray[tuple[int], np.dtype[np.bool_]]", values: Floats, logs: Floats, tilt: float
) -> float:
    return float(_weights(values, logs, tilt)[which].sum())
