"""How far coders agree: chance-corrected coefficients, their intervals, and when there is none to give."""

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis.agree._flags import Packed, pack
from groundswell.analysis.agree._ratings import Ratings, codes, ratings
from groundswell.analysis.agree._spans import to_spans, to_units
from groundswell.analysis.agree._tallies import Tallies, crosstab, tallies
from groundswell.analysis.agree.boundaries import boundary_similarity, segment_lengths
from groundswell.analysis.agree.cohen import cohen, light
from groundswell.analysis.agree.conger import conger
from groundswell.analysis.agree.fleiss import fleiss, scott
from groundswell.analysis.agree.gwet import brennan_prediger, gwet
from groundswell.analysis.agree.krippendorff import Counts, alpha
from groundswell.analysis.agree.pabak import pabak
from groundswell.analysis.agree.per_code import CodeCounts, per_code, per_code_spans
from groundswell.analysis.agree.percent import percent
from groundswell.analysis.agree.pooled import pooled
from groundswell.analysis.agree.unitizing import (
    cu_alpha,
    ku_alpha,
    u_alpha,
    u_alpha_2004,
    u_alpha_binary,
)

__all__ = [
    "Bootstrap",
    "CodeCounts",
    "Counts",
    "Packed",
    "Ratings",
    "Tallies",
    "alpha",
    "boundary_similarity",
    "brennan_prediger",
    "codes",
    "cohen",
    "conger",
    "crosstab",
    "cu_alpha",
    "fleiss",
    "gwet",
    "ku_alpha",
    "light",
    "pabak",
    "pack",
    "per_code",
    "per_code_spans",
    "percent",
    "pooled",
    "ratings",
    "scott",
    "segment_lengths",
    "tallies",
    "to_spans",
    "to_units",
    "u_alpha",
    "u_alpha_2004",
    "u_alpha_binary",
]
