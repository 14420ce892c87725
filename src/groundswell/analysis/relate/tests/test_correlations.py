"""Correlations: published values, other packages' numbers, brute force."""

from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import relate
from groundswell.analysis.relate._concordance import chance_of_at_most, inversions

pearson: Any = relate.pearson
spearman: Any = relate.spearman
kendall: Any = relate.kendall

# R's ?cor.test: Hunter L measures of tuna and their panel scores (Hollander & Wolfe 1973, p. 187-190)
LIGHT = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
SCORE = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
DOTTED = [1, 1, 2, 2, 2, 3, 4, 4, 5, 5, 5, 1, 3, 2, 4]
DASHED = [2, 1, 2, 3, 1, 3, 3, 5, 4, 5, 5, 2, 2, 4, 1]


def with_r(r, n):
    """Make a pair of columns whose correlation is exactly r."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=n)
    x -= x.mean()
    y = rng.normal(size=n)
    y -= y.mean()
    y -= x * (x @ y) / (x @ x)
    return x, r * x / np.linalg.norm(x) + (1 - r * r) ** 0.5 * y / np.linalg.norm(y)


def test_fishers_interval_is_the_published_one():
    # r = .5, n = 30: .170431 to .728959, the closed form
    made = pearson(*with_r(0.5, 30))
    assert made.estimate == pytest.approx(0.5)
    assert (made.interval.low, made.interval.high) == pytest.approx((0.170431, 0.728959), abs=5e-7)


def test_they_are_what_r_prints_for_the_tuna():
    # cor.test(x, y): 0.5711816, p = 0.1082; method = "kendall": T = 26, tau 0.4444444, p = 0.1194;
    # method = "spearman": rho = 0.6
    made = pearson(LIGHT, SCORE)
    assert (made.estimate, made.p) == pytest.approx((0.5711816, 0.1082), abs=5e-5)
    tau = kendall(LIGHT, SCORE)
    assert (tau.estimate, tau.p) == pytest.approx((0.4444444, 0.1194), abs=5e-5)
    assert (tau.concordant, tau.discordant) == (26, 10)
    assert spearman(LIGHT, SCORE).estimate == pytest.approx(0.6)


def test_ties_are_what_scipy_gives():
    # scipy.stats.kendalltau(DOTTED, DASHED) and spearmanr(DOTTED, DASHED), SciPy 1.17.1
    tau = kendall(DOTTED, DASHED)
    assert (tau.estimate, tau.p) == pytest.approx(
        (0.5280898876404495, 0.014483866393192837), abs=1e-12
    )
    rho = spearman(DOTTED, DASHED)
    assert (rho.estimate, rho.p) == pytest.approx(
        (0.6378026070763501, 0.010523176384460662), abs=1e-12
    )


def test_spearmans_interval_has_the_standard_error_it_names():
    x = with_r(0.5, 30)
    rho = spearman(*x).estimate
    for name, variance in (("bonett-wright", 1 + rho**2 / 2), ("fieller", 1.06), ("fisher", 1)):
        made = spearman(*x, interval=name).interval
        half = 1.959963984540054 * (variance / 27) ** 0.5
        z = np.arctanh(rho)
        assert np.arctanh([made.low, made.high]) == pytest.approx([z - half, z + half])


def test_kendalls_interval_has_fiellers_standard_error():
    made = kendall(LIGHT, SCORE)
    half = 1.959963984540054 * (0.437 / 5) ** 0.5
    assert made.interval.high == pytest.approx(np.tanh(np.arctanh(4 / 9) + half))


columns = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=30)


@given(columns)
@settings(max_examples=80, deadline=None)
def test_kendall_is_what_counting_every_pair_gives(rows):
    x, y = (list(one) for one in zip(*rows, strict=True))
    signs = [np.sign((a - c) * (b - d)) for (a, b), (c, d) in combinations(rows, 2)]
    untied_x = sum(a != c for (a, _), (c, _) in combinations(rows, 2))
    untied_y = sum(b != d for (_, b), (_, d) in combinations(rows, 2))
    made = kendall(x, y)
    assert made.discordant == sum(one < 0 for one in signs)
    assert made.concordant == sum(one > 0 for one in signs)
    if untied_x and untied_y:
        assert made.estimate == pytest.approx(sum(signs) / (untied_x * untied_y) ** 0.5)
    else:
        assert "does not vary" in made.reason


@pytest.mark.parametrize("method", [pearson, spearman, kendall])
@given(rows=columns)
@settings(max_examples=30, deadline=None)
def test_turning_one_measure_round_turns_the_sign_and_nothing_else(method, rows):
    x, y = (np.array(one, dtype=float) for one in zip(*rows, strict=True))
    made, turned, swapped = method(x, y), method(x, -y), method(y, x)
    if made.estimate is None:
        assert turned.estimate is None
        return
    assert turned.estimate == pytest.approx(-made.estimate, abs=1e-12)
    assert swapped.estimate == pytest.approx(made.estimate, abs=1e-12)
    assert turned.p == pytest.approx(made.p, abs=1e-9)
    assert method(x * 3 + 5, y).estimate == pytest.approx(made.estimate, abs=1e-12)
    if made.interval:
        assert made.interval.low <= made.estimate <= made.interval.high
        assert turned.interval.low == pytest.approx(-made.interval.high, abs=1e-9)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_inversions_are_what_looking_at_every_pair_gives(values):
    expected = sum(a > b for a, b in combinations(values, 2))
    assert inversions(np.array(values)) == expected


def test_the_exact_chance_is_what_all_orders_give():
    orders = [sum(a > b for a, b in combinations(order, 2)) for order in permutations(range(5))]
    for at_most in range(11):
        expected = sum(one <= at_most for one in orders) / len(orders)
        assert chance_of_at_most(at_most, 5) == pytest.approx(expected)


def test_what_chance_could_have_made_is_said_without_claiming_there_is_nothing():
    said = pearson(LIGHT, SCORE).sentence()
    assert "compatible with any relation from -0.15 to 0.90, none included" in said
    assert "compatible" not in pearson(*with_r(0.9, 30)).sentence()


def test_pairs_with_a_missing_value_are_left_out_and_counted():
    made = pearson([1, 2, None, 4, 5], [1, 3, 2, None, 4], missing="drop")
    assert (made.n, made.n_missing) == (3, 2)


@pytest.mark.parametrize("method", [pearson, spearman, kendall])
def test_what_cannot_be_told_has_a_reason(method):
    assert "does not vary" in method([1, 1, 1, 1], [1, 2, 3, 4]).reason
    assert "fewer than three" in method([1, 2], [1, 2]).reason
    assert "No interval: it needs" in method([1, 2, 3], [1, 3, 2]).warnings[0]
    perfect = method(list(range(60)), list(range(60)))
    assert perfect.estimate == 1
    assert "perfect" in perfect.warnings[0]
    assert perfect.p < 1e-12
