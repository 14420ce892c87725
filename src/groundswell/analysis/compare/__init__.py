"""Whether two groups, two times or several strata differ, and by how much: intervals first, p last."""

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis.compare.adjusted import ancova, logistic
from groundswell.analysis.compare.effect_sizes import cohen_h, e_value, number_needed
from groundswell.analysis.compare.families import Family, adjust, declare_family
from groundswell.analysis.compare.many import TwoGroupCounts, many_proportions
from groundswell.analysis.compare.means import two_means, two_means_from_summary
from groundswell.analysis.compare.models import linear_model, mixed_model
from groundswell.analysis.compare.paired import compare_paired, mcnemar
from groundswell.analysis.compare.permutation import permutation_test
from groundswell.analysis.compare.proportion import proportion
from groundswell.analysis.compare.ranks import mann_whitney
from groundswell.analysis.compare.rates import rate_ratio
from groundswell.analysis.compare.ratios import odds_ratio, risk_ratio
from groundswell.analysis.compare.risk_difference import risk_difference
from groundswell.analysis.compare.signed import sign_flip, wilcoxon
from groundswell.analysis.compare.standardised import (
    standardised_mean_difference,
    standardised_share_difference,
)
from groundswell.analysis.compare.standardised_risk import standardised_risk_difference
from groundswell.analysis.compare.strata import mantel_haenszel
from groundswell.analysis.compare.table_one import TableOneCounts, table_one
from groundswell.analysis.compare.tables import chi_square, fisher_exact
from groundswell.analysis.compare.trend import trend
from groundswell.analysis.compare.two_proportions import compare_proportions, two_proportions

__all__ = [
    "Bootstrap",
    "Family",
    "TableOneCounts",
    "TwoGroupCounts",
    "adjust",
    "ancova",
    "chi_square",
    "cohen_h",
    "compare_paired",
    "compare_proportions",
    "declare_family",
    "e_value",
    "fisher_exact",
    "linear_model",
    "logistic",
    "mann_whitney",
    "mantel_haenszel",
    "many_proportions",
    "mcnemar",
    "mixed_model",
    "number_needed",
    "odds_ratio",
    "permutation_test",
    "proportion",
    "rate_ratio",
    "risk_difference",
    "risk_ratio",
    "sign_flip",
    "standardised_mean_difference",
    "standardised_risk_difference",
    "standardised_share_difference",
    "table_one",
    "trend",
    "two_means",
    "two_means_from_summary",
    "two_proportions",
    "wilcoxon",
]
