"""Whether two groups, two times or several strata differ, and by how much: intervals first, p last."""

from groundswell.analysis.compare.effect_sizes import cohen_h, e_value, number_needed
from groundswell.analysis.compare.families import Family, adjust, declare_family
from groundswell.analysis.compare.many import TwoGroupCounts, many_proportions
from groundswell.analysis.compare.proportion import proportion
from groundswell.analysis.compare.ratios import odds_ratio, risk_ratio
from groundswell.analysis.compare.risk_difference import risk_difference
from groundswell.analysis.compare.standardised import (
    standardised_mean_difference,
    standardised_share_difference,
)
from groundswell.analysis.compare.table_one import TableOneCounts, table_one
from groundswell.analysis.compare.tables import chi_square, fisher_exact
from groundswell.analysis.compare.two_proportions import compare_proportions, two_proportions

__all__ = [
    "Family",
    "TableOneCounts",
    "TwoGroupCounts",
    "adjust",
    "chi_square",
    "cohen_h",
    "compare_proportions",
    "declare_family",
    "e_value",
    "fisher_exact",
    "many_proportions",
    "number_needed",
    "odds_ratio",
    "proportion",
    "risk_difference",
    "risk_ratio",
    "standardised_mean_difference",
    "standardised_share_difference",
    "table_one",
    "two_proportions",
]
