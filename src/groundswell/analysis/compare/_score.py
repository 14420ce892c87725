"""Roots without surprises: bisection, and the score interval of a risk difference built on it."""

from collections.abc import Callable
from math import inf, sqrt

from groundswell.analysis.compare._arms import Arms


def bisect(below: Callable[[float], bool], low: float, high: float) -> float:
    """Find where ``below`` turns from true to false between two numbers, to the last bit worth having."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def score_limits(arms: Arms, z: float) -> tuple[float, float]:
    """Give Miettinen and Nurminen's limits of a risk difference: where the score statistic reaches ``z``.

    The statistic falls as the supposed difference rises, so each limit is bracketed by the observed difference
    and the end of the range; a limit that is never reached is that end.
    """
    observed = arms.share - arms.reference_share
    low = bisect(lambda delta: score(arms, delta) > z, -1.0, observed)
    high = bisect(lambda delta: score(arms, delta) > -z, observed, 1.0)
    return (-1.0 if low < -1 + 1e-13 else low), (1.0 if high > 1 - 1e-13 else high)


def score(arms: Arms, delta: float) -> float:
    """Give (observed - supposed difference) over its standard error under the supposed one."""
    distance = arms.share - arms.reference_share - delta
    reference = constrained(arms, delta)
    share = min(1.0, max(0.0, reference + delta))
    variance = share * (1 - share) / arms.n + reference * (1 - reference) / arms.reference_n
    variance *= arms.total / (arms.total - 1)
    if variance <= 0:
        return 0.0 if distance == 0 else inf * (1 if distance > 0 else -1)
    return float(distance / sqrt(variance))


def constrained(arms: Arms, delta: float) -> float:
    """Give the likeliest proportion of the reference when the group's is ``delta`` more.

    The likelihood is concave, so its slope changes sign once; bisection finds it also where a cell is nought.
    """
    yes, no, reference_yes, reference_no = arms.cells

    def rises(p: float) -> bool:
        q = p + delta
        gain = (yes / q if yes else 0.0) + (reference_yes / p if reference_yes else 0.0)
        loss = (no / (1 - q) if no else 0.0) + (reference_no / (1 - p) if reference_no else 0.0)
        return gain > loss

    low, high = max(0.0, -delta), min(1.0, 1.0 - delta)
    try:
        return bisect(rises, low, high)
    except ZeroDivisionError:  # the range has shrunk to a point
        return low
