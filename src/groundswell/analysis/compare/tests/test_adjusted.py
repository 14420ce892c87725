"""Adjusted comparisons: equal to statsmodels on frozen numbers, and to what can be worked out by hand."""

import sys
from math import log
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis._inputs import InputError
from groundswell.analysis.compare import (
    Bootstrap,
    ancova,
    linear_model,
    logistic,
    mixed_model,
    odds_ratio,
    standardised_risk_difference,
    two_means,
)

N = range(60)
ARM = ["trained" if (i * 5) % 9 < 4 else "not" for i in N]
ADJUST = {"age": [20 + (i * 7) % 11 for i in N], "year": [[*"123"][(i * 11) % 7 % 3] for i in N]}
SCHOOL = [i // 6 for i in N]
SCORE = [10 + (i * 13) % 17 + (3 if ARM[i] == "trained" else 0) for i in N]
SAID = [int((i * 29) % 23 + (6 if ARM[i] == "trained" else 0) > 12) for i in N]


# statsmodels 0.15: ols("score ~ C(arm) + age + C(year)").fit(cov_type="HC3", use_t=True), and clustered by school
@pytest.mark.parametrize(
    ("cluster", "error", "p", "low", "high"),
    [
        (None, 1.371536361358784, 0.030898991591122416, 0.28973805181829704, 5.786978631963192),
        (SCHOOL, 1.5042679456615318, 0.07414291735076911, -0.3645321661552301, 6.44124884993672),
    ],
)
def test_ancova_is_that_of_statsmodels(cluster, error, p, low, high):
    made: Any = ancova(SCORE, ARM, reference="not", adjust=ADJUST, cluster=cluster)
    assert made.estimate == pytest.approx(3.0383583418907447, rel=1e-9)
    assert (made.standard_error, made.p) == pytest.approx((error, p), rel=1e-9)
    assert (made.interval.low, made.interval.high) == pytest.approx((low, high), rel=1e-9)
    assert made.r_squared == pytest.approx(0.10981604950263713, rel=1e-9)
    assert bool(made.warnings) == (cluster is not None)
    assert [c.name for c in made.coefficients][1:] == [
        "group: trained",
        "age",
        "year: 2",
        "year: 3",
    ]


# statsmodels 0.15: Logit and get_margeff(dummy=True)
@pytest.mark.parametrize(
    ("cluster", "error", "p", "rd_error"),
    [
        (None, 0.5459948152306291, 0.03776318728038926, 0.12397414205214671),
        (SCHOOL, 0.4345746011764584, 0.009053088466065977, 0.09877657153060916),
    ],
)
def test_logistic_and_its_risk_difference_are_those_of_statsmodels(cluster, error, p, rd_error):
    kwargs: Any = {"event": 1, "reference": "not", "adjust": ADJUST, "cluster": cluster}
    made: Any = logistic(SAID, ARM, **kwargs)
    assert log(made.estimate) == pytest.approx(1.13425832624126, rel=1e-9)
    assert (made.standard_error, made.p) == pytest.approx((error, p), rel=1e-9)
    risk: Any = standardised_risk_difference(SAID, ARM, **kwargs)
    assert risk.estimate == pytest.approx(0.2724260156459793, rel=1e-9)
    assert risk.standard_error == pytest.approx(rd_error, rel=1e-9)
    assert risk.risk - risk.reference_risk == pytest.approx(risk.estimate)


def test_without_adjustment_they_are_the_plain_comparisons():
    assert ancova(SCORE, ARM, reference="not").estimate == pytest.approx(
        two_means(SCORE, ARM, reference="not").estimate
    )
    mine = [s for s, a in zip(SAID, ARM, strict=True) if a == "trained"]
    theirs = [s for s, a in zip(SAID, ARM, strict=True) if a == "not"]
    plain: Any = odds_ratio(sum(mine), len(mine), sum(theirs), len(theirs))
    made: Any = logistic(SAID, ARM, event=1, reference="not")
    assert made.estimate == pytest.approx(plain.estimate)
    assert made.interval.low == pytest.approx(plain.interval.low)  # Wald and Woolf are one
    risk = standardised_risk_difference(SAID, ARM, event=1, reference="not")
    assert risk.estimate == pytest.approx(risk.crude)


def test_bootstrap_over_people_and_over_clusters_comes_from_its_seed():
    kwargs: Any = {"event": 1, "reference": "not", "adjust": ADJUST}
    draws = Bootstrap(rng=3, replicates=200)
    drawn: Any = standardised_risk_difference(SAID, ARM, **kwargs, interval=draws)
    delta: Any = standardised_risk_difference(SAID, ARM, **kwargs)
    assert drawn.estimate == delta.estimate
    assert drawn.interval.low == pytest.approx(delta.interval.low, abs=0.08)
    assert "seed 3" in drawn.interval.method
    assert standardised_risk_difference(SAID, ARM, **kwargs, interval=draws) == drawn
    kwargs["cluster"] = SCHOOL
    schools: Any = standardised_risk_difference(SAID, ARM, **kwargs, interval=draws)
    assert schools.interval.low < schools.estimate < schools.interval.high


def test_an_outcome_told_apart_completely_has_no_estimate_and_says_why():
    said, arm = [1, 1, 1, 0, 0, 0], [*"aaabbb"]
    for method in (logistic, standardised_risk_difference):
        made = method(said, arm, event=1, reference="b")
        assert made.estimate is None
        assert "completely" in made.sentence()
    few = [1, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0]
    drawn = standardised_risk_difference(
        few, [*"aaaaabbbbbab"], event=1, reference="b", interval=Bootstrap(rng=1, replicates=200)
    )
    assert any("no finite estimate" in note for note in drawn.warnings)


def test_a_person_alone_in_a_category_is_refused_for_hc3():
    with pytest.raises(InputError, match="only one person"):
        ancova([1.0, 2, 3, 4, 5, 6], [*"ababab"], reference="a", adjust={"y": [*"122222"]})


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=12, max_size=40))
def test_a_standardised_difference_turns_with_the_groups_and_stays_within_bounds(people):
    arm = ["a", "b"] * (len(people) // 2)
    said = [int(yes) for yes, _ in people[: len(arm)]]
    age = [years + 0.1 * (i % 3) for i, (_, years) in enumerate(people[: len(arm)])]
    kwargs: Any = {"event": 1, "adjust": {"age": age}}
    if len(set(said)) < 2 or np.linalg.matrix_rank(np.column_stack([np.ones(len(age)), age])) < 2:
        return
    one = standardised_risk_difference(said, arm, reference="b", **kwargs)
    other = standardised_risk_difference(said, arm, reference="a", **kwargs)
    assert (one.estimate is None) == (other.estimate is None)
    if one.estimate is not None and other.estimate is not None:
        assert one.estimate == pytest.approx(-other.estimate, abs=1e-7)
        assert -1 <= one.estimate <= 1


DATA = {"score": [(i * 13) % 17 + 4 * (i // 6 % 5) for i in N], "school": SCHOOL, "arm": ARM}


@pytest.mark.parametrize("model", [linear_model, mixed_model])
def test_without_statsmodels_a_sentence_says_what_to_install(monkeypatch, model):
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    monkeypatch.setitem(sys.modules, "statsmodels.formula", None)
    monkeypatch.setitem(sys.modules, "statsmodels.formula.api", None)
    with pytest.raises(InputError, match=r"pip install 'groundswell\[models\]'"):
        model(DATA, "score ~ arm", term="arm[T.trained]", cluster="school")
    empty: list[dict[str, list[int]]] = [{}, {"score": []}, {"score": [1], "arm": []}]
    for bad in empty:
        with pytest.raises(InputError, match=r"data is empty|equally long"):
            model(bad, "score ~ arm", term="x", cluster="school")


def test_a_mixed_model_of_equal_clusters_has_the_intraclass_share_of_their_mean_squares():
    pytest.importorskip("statsmodels")
    made = mixed_model(DATA, "score ~ 1", term="Intercept", cluster="school")
    table = np.array(DATA["score"], dtype=float).reshape(10, 6)
    between = 6 * table.mean(axis=1).var(ddof=1)
    within = table.var(axis=1, ddof=1).mean()
    assert made.intraclass == pytest.approx((between - within) / (between + 5 * within), rel=1e-3)
    assert made.estimate == pytest.approx(table.mean())
    assert made.clusters == 10


def test_a_linear_model_by_formula_is_ours():
    pytest.importorskip("statsmodels")
    data = {"score": [*SCORE, None], "arm": [*ARM, "not"], "age": [*ADJUST["age"], 20]}
    made = linear_model(data, "score ~ arm + age", term="arm[T.trained]", missing="drop")
    ours = ancova(SCORE, ARM, reference="not", adjust={"age": ADJUST["age"]})
    assert made.estimate == pytest.approx(ours.estimate, rel=1e-9)
    assert made.standard_error == pytest.approx(ours.standard_error, rel=1e-9)
    assert made.n_missing == 1
    assert made.sentence().startswith("arm[T.trained]: ")
