"""Cronbach's alpha: published values, intervals, items one by one, chunks."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from groundswell.analysis import scales
from groundswell.analysis.scales import Moments
from groundswell.analysis.scales.alpha import feldt

cronbach_alpha: Any = scales.cronbach_alpha

N = None
# pingouin's data set cronbach_wide_missing: 12 people, 11 items answered right (1) or wrong (0).
WIDE = [
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0],
    [N, 0, 1, 1, N, 1, 1, 1, 1, 0, 0], [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0],
    [1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0], [0, 1, N, 0, 1, 1, 1, 1, 0, 0, 0],
    [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
    [0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0], [1, 0, 0, 1, 0, 1, 0, 0, N, 0, 0],
    [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
]  # fmt: skip


def test_it_is_what_psych_and_pingouin_print_with_pairs_of_items():
    # pingouin.cronbach_alpha(data) = .732661 [.435, .909]; its documentation gives R's psych as the source
    made = cronbach_alpha(WIDE, missing="pairwise")
    assert made.estimate == pytest.approx(0.732660835214447, abs=1e-12)
    assert (made.interval.low, made.interval.high) == pytest.approx((0.435, 0.909), abs=5e-4)
    assert (made.n, made.n_missing, made.n_incomplete) == (12, 0, 3)
    assert "too narrow" in made.to_text()


def test_it_is_what_psych_and_pingouin_print_without_incomplete_people():
    # pingouin.cronbach_alpha(data, nan_policy="listwise") = .801695 [.581, .933]
    made = cronbach_alpha(WIDE, missing="listwise")
    assert made.estimate == pytest.approx(0.8016949152542373, abs=1e-12)
    assert (made.n, made.n_missing) == (9, 3)
    # its interval counts the three people it left out: n = 12. Nine answered, so ours is wider.
    assert feldt(0.8016949152542373, n=12, k=11) == pytest.approx((0.581, 0.933), abs=5e-4)
    low, high = feldt(0.8016949152542373, n=9, k=11)
    assert (made.interval.low, made.interval.high) == (low, high)
    assert low < 0.581 < 0.933 < high


def test_feldts_limits_are_those_of_the_formula():
    assert feldt(0.8, n=100, k=10) == pytest.approx((0.736048, 0.853692), abs=5e-7)
    assert feldt(0.9, n=30, k=20) == pytest.approx((0.839658, 0.945204), abs=5e-7)


def test_alpha_of_an_exact_correlation_matrix():
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1)
    made = Moments.of_covariance(matrix, n=50).result()
    assert made.estimate == pytest.approx(0.742055, abs=5e-7)  # as factor_analyzer's omega example
    assert made.standardised_alpha == pytest.approx(made.estimate)


def by_hand(rows):
    k = rows.shape[1]
    return k / (k - 1) * (1 - rows.var(axis=0, ddof=1).sum() / rows.sum(axis=1).var(ddof=1))


def test_each_item_is_told_beside_the_rest():
    rows = np.random.default_rng(5).normal(size=(40, 4)) + np.arange(40)[:, None] / 20
    made = cronbach_alpha(rows)
    for i, line in enumerate(made.lines):
        rest = np.delete(rows, i, axis=1)
        assert line.alpha_if_dropped == pytest.approx(by_hand(rest))
        assert line.item_rest == pytest.approx(np.corrcoef(rows[:, i], rest.sum(axis=1))[0, 1])
        assert line.mean == pytest.approx(rows[:, i].mean())
    assert made.mean_correlation == pytest.approx(
        np.asarray(np.corrcoef(rows.T))[np.triu_indices(4, 1)].mean()
    )


def test_an_item_that_was_not_reversed_is_named():
    rng = np.random.default_rng(1)
    rows = np.asarray(rng.normal(size=(60, 1)) + rng.normal(size=(60, 4)) / 2)
    rows[:, 2] *= -1
    assert "Runs against the rest, perhaps not reversed: item 3." in cronbach_alpha(rows).warnings


@given(
    arrays.arrays(np.int8, st.tuples(st.integers(3, 40), st.integers(2, 5)), elements=st.integers(1, 5)),
    st.integers(0, 40),
    st.floats(-1e6, 1e6),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_chunks_shifts_and_layouts_give_the_same(rows, cut, shift):
    whole = cronbach_alpha(rows)
    parts = (
        Moments().add(rows[: max(1, cut)]) + Moments().add(rows[cut:])
        if 0 < cut < len(rows)
        else Moments().add(rows)
    )
    if whole.estimate is None:
        assert "var" in whole.reason
        return
    assert whole.estimate == pytest.approx(by_hand(rows.astype(float)), abs=1e-9)
    assert parts.result().estimate == pytest.approx(whole.estimate, abs=1e-9)
    assert cronbach_alpha(rows + shift).estimate == pytest.approx(whole.estimate, abs=1e-5)
    assert cronbach_alpha(np.asfortranarray(rows)).estimate == pytest.approx(whole.estimate)
    for layout in (rows, np.asfortranarray(rows)):
        assert cronbach_alpha(layout, by_item=False).estimate == pytest.approx(whole.estimate)
    order = np.random.default_rng(0).permutation(rows.shape[1])
    assert cronbach_alpha(rows[:, order]).estimate == pytest.approx(whole.estimate)


@pytest.mark.parametrize("policy", ["listwise", "pairwise"])
@pytest.mark.parametrize("layout", [np.ascontiguousarray, np.asfortranarray])
def test_missing_answers_over_several_blocks_are_counted_as_by_hand(policy, layout):
    rng = np.random.default_rng(3)
    rows = rng.normal(50, 3, size=(20_001, 1)) + rng.normal(size=(20_001, 3))
    rows[rng.random(rows.shape) < 0.05] = np.nan
    rows[7] = np.nan
    made = cronbach_alpha(layout(rows), missing=policy)
    there = rows[~np.isnan(rows).any(axis=1)]
    if policy == "listwise":
        assert made.estimate == pytest.approx(by_hand(there), abs=1e-12)
        assert made.n == len(there)
    else:
        assert made.n == 20_001 - np.isnan(rows).all(axis=1).sum()
        covariance = np.array([[pair(rows[:, i], rows[:, j]) for i in range(3)] for j in range(3)])
        assert made.estimate == pytest.approx(1.5 * (1 - np.trace(covariance) / covariance.sum()))
    halves = Moments(missing=policy).add(rows[:9000]) + Moments(missing=policy).add(rows[9000:])
    assert halves.result().estimate == pytest.approx(made.estimate, abs=1e-12)
    assert halves.result().n == made.n


def pair(x, y):
    both = ~np.isnan(x) & ~np.isnan(y)
    return np.cov(x[both], y[both])[0, 1]


@pytest.mark.parametrize("people", [150, 3000])
def test_a_bootstrap_interval_is_reproducible_and_near_feldts_where_answers_are_normal(people):
    rng = np.random.default_rng(9)
    rows = rng.normal(size=(people, 1)) + rng.normal(size=(people, 4))
    if people > 2000:
        rows = np.clip(np.round(rows), -2, 2)  # people who answered alike are drawn together
    told = cronbach_alpha(rows, interval="bootstrap", rng=4, replicates=400)
    again = cronbach_alpha(rows, interval="bootstrap", rng=4, replicates=400)
    exact = cronbach_alpha(rows).interval
    assert told.interval == again.interval
    assert told.seed == 4
    assert told.interval.low == pytest.approx(exact.low, abs=0.05)
    assert told.interval.high == pytest.approx(exact.high, abs=0.05)


def test_a_bootstrap_draws_incomplete_people_too_where_pairs_are_used():
    told = cronbach_alpha(
        WIDE, missing="pairwise", interval="bootstrap", rng=np.random.default_rng(1)
    )
    assert told.interval.low < told.estimate < told.interval.high
    assert told.seed is None


def test_where_nothing_varies_there_is_no_alpha_but_a_reason():
    assert "nothing varies" in cronbach_alpha([[3, 3], [3, 3], [3, 3]]).reason
    assert "does not vary" in cronbach_alpha([[1, 3], [3, 1], [2, 2]]).reason
    assert "one person" in cronbach_alpha([[1, 2], [3, None]], missing="listwise").reason
    never = [[1, None], [2, None], [None, 3], [None, 4]]
    assert "not answered together" in cronbach_alpha(never, missing="pairwise").reason


def test_moments_of_other_items_are_not_added():
    one, two = Moments().add({"a": [1, 2], "b": [2, 3]}), Moments().add({"a": [1, 2], "c": [2, 3]})
    with pytest.raises(ValueError, match="same items"):
        one + two
    with pytest.raises(ValueError, match="Every chunk"):
        one.add({"a": [1], "c": [2]})
    assert (one + Moments()).result() == one.result() == (Moments() + one).result()
    with pytest.raises(ValueError, match="the same both ways"):
        Moments.of_covariance([[1, 0.5], [0.2, 1]], n=10)
    with pytest.raises(ValueError, match="2 people"):
        Moments.of_covariance([[1, 0.5], [0.5, 1]], n=1)
