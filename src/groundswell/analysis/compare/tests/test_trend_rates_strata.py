"""Trends, rates and strata: published values and what always holds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.compare import mantel_haenszel, odds_ratio, rate_ratio, trend


def test_trend_in_proportions_as_in_fleiss():
    # R: prop.trend.test(c(83, 90, 129, 70), c(86, 93, 136, 82)), Fleiss 1981 p. 139: X-squared 8.2249, p = 0.004132
    made: Any = trend([83, 90, 129, 70], [86, 93, 136, 82])
    assert (made.chi_square, made.p) == pytest.approx((8.2249, 0.004132), rel=2e-4)
    assert made.interval.low < made.estimate < made.interval.high < 0
    assert "share" in made.to_text()


def test_a_trend_of_two_groups_is_their_difference():
    made = trend([45, 12], [100, 100], scores=[1, 0])
    assert made.estimate == pytest.approx(0.33)
    assert made.chi_square == pytest.approx(26.720648, abs=5e-7)  # chi-square of the 2x2 table
    assert trend([0, 0], [5, 5]).p is None


def test_rates_of_breast_cancer_and_fluoroscopy():
    # R: poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)): ratio 1.971488, 0.8584264 to 4.2772659, p = 0.07967
    made: Any = rate_ratio(11, 800, 21, 3011)
    assert made.estimate == pytest.approx(1.971488, abs=5e-7)
    assert (made.interval.low, made.interval.high) == pytest.approx(
        (0.8584264, 4.2772659), abs=1e-6
    )
    assert made.p == pytest.approx(0.07967, abs=5e-6)


def test_a_rate_has_garwoods_limits_and_a_nought_is_not_divided_by():
    # Garwood 1936: 0 events 0 to 3.69, 10 events 4.80 to 18.39
    made = rate_ratio(10, 1, 0, 1)
    assert (made.rate_low, made.rate_high) == pytest.approx((4.795, 18.39), abs=5e-3)
    assert (made.reference_low, made.reference_high) == pytest.approx((0, 3.689), abs=5e-4)
    assert made.estimate is None
    assert "at least" in made.sentence()
    assert rate_ratio(0, 1, 0, 1).p == 1


# Bickel, Hammel and O'Connell 1975, admissions to six departments, men above women.
BERKELEY = [
    [[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]],
    [[138, 279], [131, 244]], [[53, 138], [94, 299]], [[22, 351], [24, 317]],
]  # fmt: skip


def test_berkeley_is_turned_round_by_its_departments():
    # R: mantelhaen.test(UCBAdmissions): 0.9046968, 0.7719074 to 1.0603298; corrected 1.4269, p = 0.2323;
    # DescTools: BreslowDayTest(UCBAdmissions): X-squared = 18.826, df = 5, p = 0.002071
    made: Any = mantel_haenszel(BERKELEY, names=[*"ABCDEF"])
    assert made.estimate == pytest.approx(0.9046968, abs=5e-8)
    assert (made.interval.low, made.interval.high) == pytest.approx(
        (0.7719074, 1.0603298), abs=5e-8
    )
    assert made.p_corrected == pytest.approx(0.2323, abs=5e-5)
    assert (made.breslow_day, made.p_breslow_day) == pytest.approx((18.826, 0.002071), abs=5e-4)
    assert made.crude_odds_ratio == pytest.approx(1.84, abs=5e-3)
    assert made.warnings[0].startswith("Simpson's paradox")
    assert "Thrown together it would be 1.841" in made.sentence()


def test_strata_that_confound_without_turning_get_another_note():
    made = mantel_haenszel([[[90, 10], [8, 2]], [[2, 8], [10, 90]]])
    assert any("confound" in note or "paradox" in note for note in made.warnings)


def test_strata_without_information_are_left_to_speak_for_themselves():
    made = mantel_haenszel([[[0, 5], [0, 5]], [[0, 0], [0, 0]]])
    assert made.estimate is None
    assert made.p is None
    assert "no stratum has" in made.sentence()
    assert mantel_haenszel([[[3, 5], [0, 0]]]).risk_difference is None


cells = st.lists(st.lists(st.integers(1, 40), min_size=2, max_size=2), min_size=2, max_size=2)


@settings(max_examples=20)
@given(st.lists(cells, min_size=1, max_size=4))
def test_strata_turn_over_when_the_groups_swap(tables):
    one: Any = mantel_haenszel(tables)
    other: Any = mantel_haenszel([[b, a] for a, b in tables])
    assert one.estimate == pytest.approx(1 / other.estimate)
    assert one.risk_difference == pytest.approx(-other.risk_difference, abs=1e-12)
    assert one.interval.low == pytest.approx(1 / other.interval.high)
    if one.breslow_day is not None:
        assert one.breslow_day == pytest.approx(other.breslow_day, abs=1e-6)
    if len(tables) == 1:
        (a, b), (c, d) = tables[0]
        assert one.estimate == pytest.approx(odds_ratio(a, a + b, c, c + d).estimate)


def test_strata_with_one_odds_ratio_are_alike():
    same = np.array([[[10, 20], [5, 20]], [[20, 10], [20, 20]]])
    made = mantel_haenszel(same)
    assert made.estimate == pytest.approx(2)
    assert made.breslow_day == pytest.approx(0, abs=1e-9)
    ones = mantel_haenszel([[[10, 20], [5, 10]], [[20, 10], [40, 20]]])
    assert ones.estimate == pytest.approx(1)
    assert ones.breslow_day == pytest.approx(0, abs=1e-9)
