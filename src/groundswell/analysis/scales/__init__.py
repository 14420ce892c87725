"""Whether the items of a questionnaire belong together: scoring, alpha, omega, items one by one."""

from groundswell.analysis.scales.alpha import Alpha, cronbach_alpha
from groundswell.analysis.scales.extremes import Extremes, floor_ceiling
from groundswell.analysis.scales.moments import Moments
from groundswell.analysis.scales.omega import Omega, mcdonald_omega
from groundswell.analysis.scales.scale import Gap, Item, ProRating, Scale
from groundswell.analysis.scales.score import Scores, score

__all__ = [
    "Alpha",
    "Extremes",
    "Gap",
    "Item",
    "Moments",
    "Omega",
    "ProRating",
    "Scale",
    "Scores",
    "cronbach_alpha",
    "floor_ceiling",
    "mcdonald_omega",
    "score",
]
