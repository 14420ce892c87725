"""Means, ranks, correlations, scales, Table 1 and models, beside SciPy, pingouin, tableone and statsmodels."""

# mypy: disable-error-code="union-attr,operator,assignment,arg-type,call-arg"

import math

import numpy as np
import pytest

from groundswell.analysis.compare import (
    ancova,
    logistic,
    mann_whitney,
    standardised_risk_difference,
    table_one,
    two_means,
    wilcoxon,
)
from groundswell.analysis.relate import kendall, pearson, spearman
from groundswell.analysis.scales import cronbach_alpha
from tests.crosscheck import MARKS, close, peer

pytestmark = MARKS
stats = peer("scipy.stats")
pandas = peer("pandas")
api = peer("statsmodels.api")


@pytest.fixture
def survey():
    """Two arms of 150, an answer before and after, a yes or no, and two things measured before."""
    rng = np.random.default_rng(11)
    arm = np.repeat(["new", "usual"], 150)
    before = rng.normal(3, 1, 300) + (arm == "new") * 0.3
    after = before * 0.6 + (arm == "new") * 0.5 + rng.normal(0, 1, 300)
    year = rng.integers(1, 6, 300)
    said = rng.random(300) < 1 / (1 + np.exp(-(after - 2)))
    return pandas.DataFrame(
        {
            "arm": arm,
            "before": before,
            "after": after,
            "year": year,
            "likert": np.clip(np.rint(after), 1, 5).astype(int),
            "said": np.where(said, "yes", "no"),
            "school": rng.choice(["east", "north", "south"], 300),
        }
    )


def parted(survey, name):
    return (survey[name][survey.arm == one].to_numpy() for one in ("new", "usual"))


def test_welch_is_scipys(survey):
    theirs = stats.ttest_ind(*parted(survey, "after"), equal_var=False)
    limits = theirs.confidence_interval()
    ours = two_means(survey.after, survey.arm, reference="usual")
    assert (ours.t, ours.df, ours.p) == close((theirs.statistic, theirs.df, theirs.pvalue))
    assert (ours.interval.low, ours.interval.high) == close((limits.low, limits.high))


def test_hedges_g_is_pingouins_up_to_its_approximate_correction(survey):
    pingouin = peer("pingouin")
    theirs = pingouin.compute_effsize(*parted(survey, "after"), eftype="hedges")
    exact = math.exp(math.lgamma(149) - math.lgamma(148.5)) / math.sqrt(149)
    approximate = 1 - 3 / (4 * 300 - 9)
    ours = two_means(survey.after, survey.arm, reference="usual").hedges_g
    assert ours == close(theirs * exact / approximate)


def test_mann_whitney_with_ties_is_scipys(survey):
    theirs = stats.mannwhitneyu(*parted(survey, "likert"), method="asymptotic")
    ours = mann_whitney(survey.likert, survey.arm, reference="usual")
    assert (ours.u, ours.p) == close((theirs.statistic, theirs.pvalue))


def test_wilcoxon_with_ties_is_scipys(survey):
    first, second = np.clip(np.rint(survey.before), 1, 5), survey.likert
    theirs = stats.wilcoxon(second, first, correction=True, method="asymptotic")
    ours = wilcoxon(first, second)
    assert ours.p == close(theirs.pvalue)


def test_exact_ranks_without_ties_are_scipys():
    rng = np.random.default_rng(3)
    one, other = rng.normal(0.5, 1, 12), rng.normal(0, 1, 9)
    ours = mann_whitney([*one, *other], [*"a" * 12, *"b" * 9], reference="b")
    assert ours.p == close(stats.mannwhitneyu(one, other, method="exact").pvalue)
    theirs = stats.wilcoxon(one[:9], other, method="exact")
    assert wilcoxon(other, one[:9]).p == close(theirs.pvalue)


def test_correlations_are_scipys(survey):
    x, y = survey.before, survey.after
    theirs, ours = stats.pearsonr(x, y), pearson(x, y)
    limits = theirs.confidence_interval()
    assert (ours.estimate, ours.p) == close((theirs.statistic, theirs.pvalue))
    assert (ours.interval.low, ours.interval.high) == close((limits.low, limits.high))
    rho, ours = stats.spearmanr(survey.likert, survey.year), spearman(survey.likert, survey.year)
    assert (ours.estimate, ours.p) == close((rho.statistic, rho.pvalue))
    tau = stats.kendalltau(survey.likert, survey.year, method="asymptotic")
    ours = kendall(survey.likert, survey.year)
    assert (ours.estimate, ours.p) == close((tau.statistic, tau.pvalue))


def answers(gone):
    rng = np.random.default_rng(8)
    items = pandas.DataFrame(rng.normal(size=(80, 1)) + rng.normal(size=(80, 6)))
    return items.mask(rng.random(items.shape) < gone)


def test_cronbachs_alpha_is_pingouins_and_its_interval_to_the_places_printed():
    pingouin = peer("pingouin")
    theirs, limits = pingouin.cronbach_alpha(data=answers(0))
    ours = cronbach_alpha(answers(0))
    assert ours.estimate == close(theirs)
    assert (ours.interval.low, ours.interval.high) == pytest.approx(tuple(limits), abs=5.1e-4)


@pytest.mark.parametrize("policy", ["pairwise", "listwise"])
def test_cronbachs_alpha_of_gaps_is_pingouins(policy):
    pingouin = peer("pingouin")
    theirs, _ = pingouin.cronbach_alpha(data=answers(0.05), nan_policy=policy)
    assert cronbach_alpha(answers(0.05), missing=policy).estimate == close(theirs)


def test_people_left_out_do_not_narrow_the_interval_as_they_do_in_pingouin():
    pingouin = peer("pingouin")
    _, (low, high) = pingouin.cronbach_alpha(data=answers(0.05), nan_policy="listwise")
    ours = cronbach_alpha(answers(0.05), missing="listwise")
    assert ours.n < 80
    assert ours.interval.low < low - 0.005
    assert ours.interval.high > high + 0.003
    complete = answers(0.05).dropna()
    _, limits = pingouin.cronbach_alpha(data=complete)
    assert (ours.interval.low, ours.interval.high) == pytest.approx(tuple(limits), abs=5.1e-4)


def test_standardised_differences_are_tableones_which_turns_their_sign(survey):
    tableone = peer("tableone")
    theirs = tableone.TableOne(
        survey,
        columns=["before", "year", "said"],
        categorical=["said"],
        groupby="arm",
        smd=True,
        pval=True,
    )
    made = theirs.smd_table if hasattr(theirs, "smd_table") else theirs.tableone
    column = next(one for one in made.columns if "SMD" in str(one))
    ours = {
        one.name: one.balance[0].smd
        for one in table_one(
            survey[["arm", "before", "year", "said"]], by="arm", groups=["new", "usual"]
        ).variables
    }
    for name, smd in ours.items():
        rows = [row for row in made.index if name in str(row)]
        printed = [str(made.loc[row, column]).strip() for row in rows]
        shown = next(float(one) for one in printed if one not in ("", "nan"))
        assert abs(smd) == close(abs(shown), 6e-4)
    assert ours["before"] > 0  # the new arm stands higher, and comes first


def test_table_ones_p_is_welchs_and_the_plain_chi_square_where_tableone_corrects(survey):
    made = table_one(survey[["arm", "before", "said"]], by="arm", test=True).variables
    p = {one.name: one.p for one in made}
    assert p["before"] == close(stats.ttest_ind(*parted(survey, "before"), equal_var=False).pvalue)
    counts = pandas.crosstab(survey.said, survey.arm)
    assert p["said"] == close(stats.chi2_contingency(counts, correction=False).pvalue)


def matrix(survey, *columns):
    made = {"new": (survey.arm == "new").astype(float)}
    made |= {name: survey[name].astype(float) for name in columns}
    return api.add_constant(pandas.DataFrame(made))


def test_ancova_with_hc3_is_that_of_statsmodels(survey):
    theirs = api.OLS(survey.after, matrix(survey, "before", "year")).fit(cov_type="HC3", use_t=True)
    ours = ancova(
        survey.after,
        survey.arm,
        reference="usual",
        adjust=survey[["before", "year"]].to_dict("list"),
    )
    assert ours.estimate == close(theirs.params["new"])
    assert ours.standard_error == close(theirs.bse["new"])
    assert ours.p == close(theirs.pvalues["new"])
    assert (ours.interval.low, ours.interval.high) == close(tuple(theirs.conf_int().loc["new"]))


def test_logistic_and_the_standardised_difference_are_those_of_statsmodels(survey):
    yes = (survey.said == "yes").astype(float)
    theirs = api.Logit(yes, matrix(survey, "before")).fit(disp=0, tol=1e-14, maxiter=100)
    how = {"event": "yes", "reference": "usual", "adjust": {"before": survey.before.tolist()}}
    odds = logistic(survey.said, survey.arm, **how)
    assert odds.estimate == close(math.exp(theirs.params["new"]))
    assert odds.standard_error == close(theirs.bse["new"])
    risk = standardised_risk_difference(survey.said, survey.arm, **how)
    margin = theirs.get_margeff(dummy=True)
    assert risk.estimate == close(margin.margeff[0])
    assert risk.standard_error == close(margin.margeff_se[0], 1e-7)
