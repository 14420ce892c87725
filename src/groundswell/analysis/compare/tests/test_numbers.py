"""Means, ranks and permutations of different people: published values and what always holds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.compare import (
    mann_whitney,
    permutation_test,
    two_means,
    two_means_from_summary,
)


def split(first, second, **kwargs):
    return {
        "outcome": [*first, *second],
        "group": ["a"] * len(first) + ["b"] * len(second),
        "reference": "b",
        **kwargs,
    }


def test_age_of_the_worked_example_by_welch_and_by_student():
    # The two-arm table of a published paper: t .055476 (t = 1.926484, 198 df); Welch .055488 (196.38 df); g .271412
    made: Any = two_means_from_summary(27.4, 2.3, 100, 26.8, 2.1, 100)
    assert (made.t_pooled, made.t) == pytest.approx((1.926484, 1.926484), abs=5e-7)
    assert (made.p_pooled, made.p) == pytest.approx((0.055476, 0.055488), abs=5e-7)
    assert made.df == pytest.approx(196.38, abs=5e-3)
    assert made.hedges_g == pytest.approx(0.271412, abs=5e-7)
    assert "compatible with any value" in made.sentence()


# R's sleep data, extra hours under two drugs: t.test gives t = -1.8608, df = 17.776, p = 0.07939,
# 95 % from -3.3654832 to 0.2054832; wilcox.test W = 25.5, p = 0.06933 (normal, corrected).
SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)


def test_the_sleep_data_by_welch_and_by_rank():
    made: Any = two_means(**split(*SLEEP))
    assert (made.t, made.df, made.p) == pytest.approx((-1.8608, 17.776, 0.07939), rel=1e-4)
    assert (made.interval.low, made.interval.high) == pytest.approx(
        (-3.3654832, 0.2054832), abs=5e-8
    )
    ranked: Any = mann_whitney(**split(*SLEEP))
    assert ranked.u == 25.5
    assert ranked.estimate == pytest.approx(2 * 25.5 / 100 - 1)
    assert ranked.p == pytest.approx(0.06933, abs=0.005)  # ours is exact, ties and all


def test_what_does_not_vary_has_no_interval_and_no_test():
    made = two_means(**split([1, 1], [1, 1]))
    assert made.interval is None
    assert made.p is None
    assert made.warnings
    assert mann_whitney(**split([1] * 60, [1] * 60)).p == 1
    assert permutation_test(**split([1, 1], [1, 1])).p == 1


def test_many_people_are_ranked_with_the_normal_limit_and_its_ties():
    # SciPy, Mann-Whitney by the normal limit of the same answers
    rng = np.random.default_rng(8)
    first, second = rng.integers(1, 6, 80), rng.integers(1, 6, 70) + (rng.random(70) < 0.3)
    made = mann_whitney(**split(first.tolist(), second.tolist()))
    assert made.exact.startswith("normal")
    assert made.p == pytest.approx(0.09347490689637894, rel=1e-9)


values = st.lists(st.integers(1, 5), min_size=2, max_size=9)


@settings(max_examples=25)
@given(values, values)
def test_ranks_swap_their_sign_when_the_groups_swap_and_hold_their_limits(first, second):
    one: Any = mann_whitney(**split(first, second))
    other: Any = mann_whitney(**split(second, first))
    assert one.estimate == pytest.approx(-other.estimate)
    assert one.p == pytest.approx(other.p)
    assert one.interval.low == pytest.approx(-other.interval.high, abs=1e-9)
    assert -1 <= one.interval.low <= one.estimate + 1e-12
    assert one.estimate - 1e-12 <= one.interval.high <= 1


def every_way(first, second):
    from itertools import combinations

    both, k = [*first, *second], len(first)
    total, seen = sum(both), abs(sum(first) / k - sum(second) / len(second))
    sums = [sum(chosen) for chosen in combinations(both, k)]
    far = sum(abs(s / k - (total - s) / len(second)) >= seen - 1e-9 for s in sums)
    return far / len(sums)


@settings(max_examples=25)
@given(values, values)
def test_the_exact_permutation_p_is_that_of_every_way_to_part_the_people(first, second):
    made = permutation_test(**split(first, second))
    assert made.exact == "exact"
    assert made.p == pytest.approx(every_way(first, second), rel=1e-9)


floats = st.lists(st.floats(0, 9), min_size=2, max_size=6)


@settings(max_examples=15)
@given(floats, floats)
def test_so_is_that_of_numbers_that_are_not_whole(first, second):
    made = permutation_test(**split(first, second))
    assert made.p == pytest.approx(every_way(first, second), rel=1e-6)


def test_two_sides_by_distance_and_by_doubling_as_other_packages_do():
    # 12 of 30 v 16 of 70: |d| >= |seen| .0932 = Fisher; twice the smaller tail .1353 (SciPy's 9,999 draws .1341)
    data = split([1] * 12 + [0] * 18, [1] * 16 + [0] * 54)
    assert permutation_test(**data).p == pytest.approx(0.0932, abs=5e-5)
    assert permutation_test(**data, two_sided="double").p == pytest.approx(0.1353, abs=5e-5)


def test_draws_come_near_the_exact_p_and_the_same_seed_gives_the_same():
    rng = np.random.default_rng(3)
    likert = split(rng.integers(1, 6, 300).tolist(), (rng.integers(2, 12, 320) // 2).tolist())
    made = permutation_test(**likert, rng=5)
    assert made.exact == "Monte-Carlo"
    assert made.seed == "5"
    assert made == permutation_test(**likert, rng=5)
    few = split(rng.normal(0, 1, 40).tolist(), rng.normal(0.7, 1, 30).tolist())
    drawn = permutation_test(**few, rng=np.random.default_rng(1))
    # the normal limit of the same statistic
    assert drawn.p == pytest.approx(two_means(**few).p, abs=0.02)
    doubled = permutation_test(**few, rng=1, two_sided="double")
    assert doubled.p == pytest.approx(drawn.p, abs=0.02)


def test_a_p_from_draws_is_never_nought():
    apart = split([float(i) ** 0.5 for i in range(30)], [100 + float(i) ** 0.5 for i in range(30)])
    assert permutation_test(**apart, rng=1, resamples=999).p == 1 / 1000
