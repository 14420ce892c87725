"""The same people twice: published values and what always holds."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.compare import compare_paired, mcnemar, sign_flip, wilcoxon


def test_mcnemar_as_published():
    # Fagerland, Lydersen and Laake 2013/2014, airway hyper-responsiveness of 21 children (1, 1, 7, 12):
    # asymptotic .034, exact .070, mid-p .039; Newcombe's interval -.507 to -.026
    made: Any = mcnemar(1, 1, 7, 12)
    assert (made.p_chi_square, made.p_exact, made.p_mid) == pytest.approx(
        (0.0339, 0.0703, 0.0391), abs=5e-5
    )
    assert made.estimate == pytest.approx(-0.286, abs=5e-4)
    assert (made.interval.low, made.interval.high) == pytest.approx((-0.507, -0.026), abs=5e-4)
    # and of 161 patients (59, 6, 16, 80): .033, .052, .035
    other = mcnemar(59, 6, 16, 80)
    assert (other.p_chi_square, other.p_exact, other.p_mid) == pytest.approx(
        (0.033, 0.052, 0.035), abs=5e-4
    )


def test_mcnemar_of_more_than_a_thousand_changes_is_the_same_test():
    # the p of 600 v 500 by the sum of binomial terms in whole numbers
    from math import comb

    exact = 2 * sum(comb(1100, i) for i in range(501)) / 2**1100
    made = mcnemar(0, 600, 500, 0)
    assert made.p_exact == pytest.approx(exact, rel=1e-9)
    assert made.p_mid == pytest.approx(exact - comb(1100, 500) / 2**1100, rel=1e-9)


def test_nobody_who_changed_leaves_an_interval_and_a_p_of_one():
    made: Any = mcnemar(5, 0, 0, 5)
    assert made.p == 1
    assert made.odds_ratio is None
    assert made.interval.low < 0 < made.interval.high
    assert mcnemar(5, 0, 0, 5, p="chi-square").p is None


counts = st.integers(0, 30)


@settings(max_examples=30)
@given(counts, counts, counts, st.integers(1, 30))
def test_a_paired_difference_swaps_its_sign_when_the_times_swap(both, gained, lost, neither):
    one: Any = mcnemar(both, gained, lost, neither)
    other: Any = mcnemar(both, lost, gained, neither)
    assert one.estimate == -other.estimate
    assert (one.p_exact, one.p_mid) == (other.p_exact, other.p_mid)
    assert one.interval.low == pytest.approx(-other.interval.high, abs=1e-9)
    assert one.interval.low <= one.estimate + 1e-12
    assert one.p_mid <= one.p_exact


def test_two_columns_are_counted_pair_by_pair():
    first = ["no", "no", "yes", "yes", None, "no"]
    second = ["yes", "no", "no", "yes", "yes", None]
    made = compare_paired(first, second, event="yes", missing="drop")
    assert (made.both, made.gained, made.lost, made.neither, made.n_missing) == (1, 1, 1, 1, 2)
    assert compare_paired(["no"], ["yes"], event="yes").gained == 1


def test_wilcoxon_on_the_sleep_data_and_on_darwins_plants():
    # R: wilcox.test(extra ~ group, paired) on sleep drops one pair that stayed: V = 0, p = 0.009091 (normal);
    # all nine changed one way, so exactly 2/2^9.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    made = wilcoxon(first, second)
    assert made.p == pytest.approx(2 / 2**9)
    assert made.estimate == 1
    assert made.interval is None
    # Fisher 1935, section 21: of 2^15 ways to sign Darwin's fifteen differences 1,726 are as far from nought
    darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    flipped = sign_flip([0] * 15, darwin)
    assert flipped.p == pytest.approx(1726 / 2**15)
    assert flipped.exact == "exact"


def test_nothing_that_changed_is_not_estimable():
    made = wilcoxon([1, 2], [1, 2])
    assert made.estimate is None
    assert "not estimable" in made.sentence()
    assert sign_flip([1, 2], [1, 2]).p == 1


def every_flip(change):
    seen = abs(sum(change))
    signs = np.array(list(product((1, -1), repeat=len(change))))
    sums = np.abs(signs @ np.array(change))
    return float((sums >= seen - 1e-9).mean())


@settings(max_examples=25)
@given(st.lists(st.one_of(st.integers(-4, 4), st.floats(-4, 4)), min_size=2, max_size=8))
def test_the_exact_sign_flip_p_is_that_of_every_way_to_turn_the_signs(change):
    made = sign_flip([0] * len(change), change)
    assert made.p == pytest.approx(every_flip(change), rel=1e-6)


@settings(max_examples=25)
@given(st.lists(st.integers(-4, 4), min_size=2, max_size=12))
def test_signed_ranks_turn_with_the_times(change):
    one, other = wilcoxon([0] * len(change), change), wilcoxon(change, [0] * len(change))
    assert one.p == other.p
    if one.estimate is not None and other.estimate is not None:
        assert one.estimate == pytest.approx(-other.estimate)


def test_draws_of_signs_come_near_the_t_test_and_repeat_under_a_seed():
    rng = np.random.default_rng(6)
    change = rng.normal(0.3, 1, 40)
    made = sign_flip([0.0] * 40, change, rng=2)
    assert made.exact == "Monte-Carlo"
    assert made == sign_flip([0.0] * 40, change, rng=2)
    half = made.interval.high - made.estimate if made.interval and made.estimate else 0
    assert (made.p or 0) < 0.06
    assert ((made.p or 0) < 0.05) == (abs(made.estimate or 0) > half)


def test_many_pairs_use_the_normal_limit_with_ties_and_zeros():
    # SciPy, wilcoxon(correction=True, method="asymptotic") of the same 120 whole-number changes
    change = [(-1) ** (i % 3 == 0) * (i % 5) for i in range(120)]
    for zeros, p in (("drop", 0.004291066511960952), ("pratt", 0.002201454916794454)):
        made = wilcoxon([0] * 120, change, zeros=zeros)  # type: ignore[arg-type]
        assert made.exact.startswith("normal")
        assert made.p == pytest.approx(p, rel=1e-9)
