"""Agreement, beside krippendorff, statsmodels, scikit-learn, interrater and segeval."""

# mypy: disable-error-code="union-attr,operator,assignment,arg-type,call-arg"

import numpy as np
import pytest

from groundswell.analysis.agree import (
    Bootstrap,
    alpha,
    boundary_similarity,
    codes,
    cohen,
    crosstab,
    fleiss,
    per_code,
)
from groundswell.analysis.agree.tests import data
from tests.crosscheck import MARKS, close, peer

pytestmark = MARKS
krippendorff = peer("krippendorff")
metrics = peer("sklearn.metrics")
inter_rater = peer("statsmodels.stats.inter_rater")
SCALES = ["nominal", "ordinal", "interval", "ratio"]


def made_up(seed, units=500, coders=5, categories=6, gone=0.3):
    """Ratings that agree somewhat, units in rows, with NaN where there is none."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, categories + 1, (units, 1))
    guess = rng.integers(1, categories + 1, (units, coders))
    table = np.where(rng.random((units, coders)) < 0.6, truth, guess).astype(float)
    table[rng.random(table.shape) < gone] = np.nan
    return table


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_krippendorffs(scale, seed):
    table = made_up(seed)
    theirs = krippendorff.alpha(
        reliability_data=table.T, value_domain=range(1, 7), level_of_measurement=scale
    )
    ours = alpha(table, scale=scale, categories=range(1, 7), interval=None)
    assert ours.estimate == close(theirs)


def test_alpha_without_a_level_would_be_that_of_an_interval_scale_so_ours_asks():
    table = made_up(1, gone=0)
    theirs = krippendorff.alpha(reliability_data=table.T)
    assert theirs == close(alpha(table, scale="interval", interval=None).estimate)
    assert theirs != close(alpha(table, scale="nominal", interval=None).estimate, 1e-3)
    with pytest.raises(TypeError, match="scale"):
        alpha(table)


def test_one_category_is_not_estimable_where_krippendorff_raises():
    with pytest.raises(ValueError):
        krippendorff.alpha(reliability_data=[[1, 1], [1, 1]], level_of_measurement="nominal")
    ours = alpha([[1, 1], [1, 1]], scale="nominal")
    assert ours.estimate is None
    assert ours.reason


def test_none_is_missing_where_krippendorff_refuses_it():
    rows = [["yes", "yes"], ["no", "yes"], ["no", None], ["no", "no"]]
    with pytest.raises((ValueError, TypeError)):
        krippendorff.alpha(
            reliability_data=[list(c) for c in zip(*rows, strict=True)],
            level_of_measurement="nominal",
        )
    whole = [row for row in rows if None not in row]
    assert alpha(rows, scale="nominal").estimate == alpha(whole, scale="nominal").estimate


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_kappa_is_that_of_scikit_learn(weights):
    table = made_up(2, coders=2, gone=0)
    theirs = metrics.cohen_kappa_score(*table.T, weights=weights, labels=range(1, 7))
    ours = cohen(table, categories=range(1, 7), agreement=weights)
    assert ours.estimate == close(theirs)


def test_kappa_knows_the_categories_nobody_used_where_scikit_learn_infers_them():
    rng = np.random.default_rng(3)
    table = np.array([1, 2, 5])[rng.integers(0, 3, (80, 2))]
    table[:40, 1] = table[:40, 0]
    inferred = metrics.cohen_kappa_score(*table.T, weights="quadratic")
    declared = metrics.cohen_kappa_score(*table.T, weights="quadratic", labels=[1, 2, 3, 4, 5])
    ours = cohen(table, categories=[1, 2, 3, 4, 5], agreement="quadratic").estimate
    assert ours == close(declared)
    assert ours != close(inferred, 1e-3)


@pytest.mark.parametrize(
    "counts",
    [
        [[88, 14, 18], [10, 40, 10], [2, 6, 12]],
        [[13, 0, 0], [0, 20, 7], [0, 4, 56]],
        [[40, 9], [6, 45]],
    ],
)
def test_kappa_and_its_errors_are_those_of_statsmodels(counts):
    theirs = inter_rater.cohens_kappa(np.array(counts))
    ours = cohen(crosstab(counts))
    assert ours.estimate == close(theirs.kappa)
    assert ours.standard_error == close(theirs.std_kappa)
    assert (ours.interval.low, ours.interval.high) == close((theirs.kappa_low, theirs.kappa_upp))


def test_weights_of_disagreement_cannot_be_taken_for_agreement():
    table = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    theirs = inter_rater.cohens_kappa(table, weights=np.array(data.COHEN_WEIGHTS))
    ours = cohen(data.COHEN, disagreement=data.COHEN_WEIGHTS)
    assert ours.estimate == close(theirs.kappa)
    silent = inter_rater.cohens_kappa(table, weights=6 - np.array(data.COHEN_WEIGHTS)).kappa
    assert silent != close(ours.estimate, 1e-3)
    agreement = (1 - np.array(data.COHEN_WEIGHTS) / 6).tolist()
    assert cohen(data.COHEN, agreement=agreement).estimate == close(ours.estimate)


def test_fleiss_kappa_is_that_of_statsmodels():
    table, _ = inter_rater.aggregate_raters(np.array(data.FLEISS))
    assert fleiss(data.FLEISS).estimate == close(inter_rater.fleiss_kappa(table))


def test_each_codes_kappa_is_that_of_scikit_learn():
    rng = np.random.default_rng(5)
    first = rng.random((400, 30)) < rng.random(30)
    second = first ^ (rng.random(first.shape) < 0.1)
    ours = [one.kappa for one in per_code(first, second).by_code]
    theirs = [metrics.cohen_kappa_score(a, b) for a, b in zip(first.T, second.T, strict=True)]
    assert ours == close(theirs)


@pytest.mark.parametrize(
    ("first", "second"), [([2, 3, 6], [5, 6]), ([2, 2, 7], [2, 2, 7]), ([1, 9, 3], [2, 8, 3])]
)
def test_boundary_similarity_is_that_of_segeval(first, second):
    segeval = peer("segeval")
    theirs = float(segeval.boundary_similarity(tuple(first), tuple(second)))
    assert boundary_similarity(first, second).estimate == close(theirs)


def test_the_bootstrap_interval_is_interraters_up_to_chance():
    interrater = peer("interrater")
    table = made_up(7, units=2000, coders=2, categories=4, gone=0).astype(np.int64) - 1
    semantics = interrater.RatingsSemantics(2, interrater.UnorderedCategories(list("abcd")))
    config = interrater.KrippendorffAlphaConfig(n_resamples=2000, random_state=1)
    given = interrater.Ratings(table, semantics)
    theirs = interrater.KrippendorffAlphaAnalyzer(given, config).estimate()
    how = Bootstrap(rng=1, replicates=2000)
    ours = alpha(codes(table, categories=list("abcd")), scale="nominal", interval=how)
    assert ours.estimate == close(theirs.point)
    assert (ours.interval.low, ours.interval.high) == close(theirs.confidence_interval, 0.01)
