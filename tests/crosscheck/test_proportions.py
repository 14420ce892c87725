"""Two proportions, tables, pairs, strata and rates, beside SciPy and statsmodels."""

# mypy: disable-error-code="union-attr,operator,assignment,arg-type,call-arg"

import numpy as np
import pytest

from groundswell.analysis.compare import (
    adjust,
    chi_square,
    declare_family,
    fisher_exact,
    mantel_haenszel,
    many_proportions,
    mcnemar,
    odds_ratio,
    permutation_test,
    proportion,
    rate_ratio,
    risk_difference,
    risk_ratio,
)
from tests.crosscheck import MARKS, close, peer

pytestmark = MARKS
stats = peer("scipy.stats")
proportions = peer("statsmodels.stats.proportion")
tables = peer("statsmodels.stats.contingency_tables")
multitest = peer("statsmodels.stats.multitest")
ARMS = [(45, 100, 12, 100), (70, 100, 20, 100), (5, 56, 0, 29), (9, 10, 3, 10), (56, 70, 48, 80)]


def ends(result):
    return (result.interval.low, result.interval.high)


@pytest.mark.parametrize("arms", ARMS)
def test_newcombes_interval_is_that_of_statsmodels(arms):
    theirs = proportions.confint_proportions_2indep(*arms, method="newcomb", compare="diff")
    assert ends(risk_difference(*arms)) == close(theirs)


@pytest.mark.parametrize("arms", ARMS)
def test_wilsons_interval_is_that_of_statsmodels(arms):
    theirs = proportions.proportion_confint(arms[0], arms[1], method="wilson")
    assert ends(proportion(arms[0], arms[1])) == close(theirs)


def test_the_score_interval_is_found_where_statsmodels_raises():
    with pytest.raises(ValueError):
        proportions.confint_proportions_2indep(10, 10, 0, 20, method="score", compare="diff")
    low, high = ends(risk_difference(10, 10, 0, 20, method="miettinen-nurminen"))
    assert 0 < low < high <= 1


@pytest.mark.parametrize("arms", [arms for arms in ARMS if arms[2]])
def test_ratios_are_those_of_statsmodels(arms):
    x1, n1, x2, n2 = arms
    table = tables.Table2x2(np.array([[x1, n1 - x1], [x2, n2 - x2]]))
    risk, odds = risk_ratio(*arms), odds_ratio(*arms)
    assert (risk.estimate, *ends(risk)) == close((table.riskratio, *table.riskratio_confint()))
    assert (odds.estimate, *ends(odds)) == close((table.oddsratio, *table.oddsratio_confint()))


def test_the_conditional_odds_ratio_is_scipys():
    theirs = stats.contingency.odds_ratio([[45, 55], [12, 88]])
    limits = theirs.confidence_interval()
    ours = odds_ratio(45, 100, 12, 100, method="conditional")
    assert ours.estimate == close(theirs.statistic, 1e-7)
    assert ends(ours) == close((limits.low, limits.high), 1e-7)


@pytest.mark.parametrize("arms", ARMS)
@pytest.mark.parametrize("side", ["two-sided", "greater", "less"])
def test_fishers_p_is_scipys(arms, side):
    x1, n1, x2, n2 = arms
    theirs = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]], alternative=side)
    assert fisher_exact(*arms, alternative=side).p == close(theirs.pvalue)


@pytest.mark.parametrize("corrected", [True, False])
def test_chi_square_is_scipys(corrected):
    for table in ([[45, 55], [12, 88]], [[10, 20, 30], [12, 9, 14]]):
        theirs = stats.chi2_contingency(table, correction=corrected)
        ours = chi_square(table, corrected=corrected and len(table[0]) == 2)
        assert (ours.statistic, ours.p, ours.df) == close(
            (theirs.statistic, theirs.pvalue, theirs.dof)
        )


def test_many_tests_at_once_are_scipys_one_by_one():
    rng = np.random.default_rng(4)
    n1, n2 = rng.integers(5, 200, (2, 300))
    x1, x2 = rng.integers(1, n1), rng.integers(1, n2)
    ours = many_proportions(x1, n1, x2, n2)
    each = np.array([[x1, n1 - x1], [x2, n2 - x2]]).transpose(2, 0, 1)
    assert ours.p_fisher == close([stats.fisher_exact(one).pvalue for one in each])
    plain = [stats.chi2_contingency(one, correction=False).pvalue for one in each]
    assert ours.p_chi_square == close(plain)
    assert ours.p_corrected == close([stats.chi2_contingency(one).pvalue for one in each])
    low, high = proportions.confint_proportions_2indep(
        x1, n1, x2, n2, method="newcomb", compare="diff"
    )
    assert ours.low == close(low)
    assert ours.high == close(high)


def test_a_permutation_of_unequal_groups_is_counted_by_distance_or_as_scipy_does():
    yes = [1] * 12 + [0] * 18 + [1] * 16 + [0] * 54
    arms = ["a"] * 30 + ["b"] * 70
    theirs = stats.permutation_test(
        (np.array(yes[:30]), np.array(yes[30:])),
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        vectorized=True,
        n_resamples=9_999,
        rng=1,
    )
    double = permutation_test(yes, arms, reference="b", two_sided="double")
    assert double.p == close(theirs.pvalue, 0.02)
    ours = permutation_test(yes, arms, reference="b")
    assert ours.p == close(stats.fisher_exact([[12, 18], [16, 54]]).pvalue)
    assert ours.p < double.p - 0.02


def test_mcnemar_is_that_of_statsmodels():
    table = [[20, 5], [16, 30]]
    ours = mcnemar(20, 16, 5, 30)
    assert ours.p_exact == close(tables.mcnemar(table, exact=True).pvalue)
    theirs = tables.mcnemar(table, exact=False, correction=False)
    assert (ours.chi_square, ours.p_chi_square) == close((theirs.statistic, theirs.pvalue))


def test_strata_are_those_of_statsmodels():
    counts = [[[10, 20], [5, 25]], [[30, 10], [20, 20]], [[8, 30], [11, 60]]]
    theirs = tables.StratifiedTable([np.array(one) for one in counts])
    ours = mantel_haenszel(counts)
    assert (ours.estimate, ours.risk_ratio) == close(
        (theirs.oddsratio_pooled, theirs.riskratio_pooled)
    )
    assert ends(ours) == close(theirs.oddsratio_pooled_confint())
    null = theirs.test_null_odds(correction=False)
    assert (ours.chi_square, ours.p) == close((null.statistic, null.pvalue))
    assert ours.p_corrected == close(theirs.test_null_odds(correction=True).pvalue)
    equal = theirs.test_equal_odds(adjust=False)
    assert (ours.breslow_day, ours.p_breslow_day) == close((equal.statistic, equal.pvalue))
    assert ours.p_tarone == close(theirs.test_equal_odds(adjust=True).pvalue)


def test_a_rate_ratios_p_is_that_of_an_exact_binomial():
    ours = rate_ratio(11, 800, 21, 3011)
    theirs = stats.binomtest(11, 32, 800 / 3811)
    limits = theirs.proportion_ci(method="exact")
    assert ours.p == close(theirs.pvalue)
    odds = [one / (1 - one) * 3011 / 800 for one in (limits.low, limits.high)]
    assert ends(ours) == close(odds)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("holm", "holm"), ("bonferroni", "bonferroni"), ("benjamini-hochberg", "fdr_bh")],
)
def test_adjusted_p_values_are_those_of_statsmodels(ours, theirs):
    p = np.random.default_rng(6).random(20) ** 3
    names = [f"test {number}" for number in range(20)]
    family = declare_family("all", names, method=ours)
    made = adjust(family, dict(zip(names, p.tolist(), strict=True)))
    assert list(made.adjusted.values()) == close(multitest.multipletests(p, method=theirs)[1])
