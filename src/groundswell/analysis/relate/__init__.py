"""How two measures go together, and how answers are matched between two times."""

from groundswell.analysis.relate.attrition import Attrition, attrition
from groundswell.analysis.relate.correlations import (
    Correlation,
    Kendall,
    Pearson,
    Spearman,
    kendall,
    pearson,
    spearman,
)
from groundswell.analysis.relate.matching import Matching, match_codes
from groundswell.analysis.relate.stayed import matched_v_unmatched

__all__ = [
    "Attrition",
    "Correlation",
    "Kendall",
    "Matching",
    "Pearson",
    "Spearman",
    "attrition",
    "kendall",
    "match_codes",
    "matched_v_unmatched",
    "pearson",
    "spearman",
]
