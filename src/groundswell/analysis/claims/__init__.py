"""What a published table can and cannot carry: recomputation, warnings and the questions a reader must answer."""

from groundswell.analysis.claims.bias import confounder_bound
from groundswell.analysis.claims.check import Claims, Finding, check_claims
from groundswell.analysis.claims.checklist import QUESTIONS, Question
from groundswell.analysis.claims.granularity import grim, possible_denominators
from groundswell.analysis.claims.heaping import digit_heaping
from groundswell.analysis.claims.study import EXAMPLE, Study, read_study

__all__ = [
    "EXAMPLE",
    "QUESTIONS",
    "Claims",
    "Finding",
    "Question",
    "Study",
    "check_claims",
    "confounder_bound",
    "digit_heaping",
    "grim",
    "possible_denominators",
    "read_study",
]
