"""McDonald's omega: the published value, other fits, and what a bad fit says."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import scales
from groundswell.analysis.scales import Moments

cronbach_alpha: Any = scales.cronbach_alpha
mcdonald_omega: Any = scales.mcdonald_omega


def of_loadings(loadings):
    column = np.asarray(loadings)
    matrix = np.outer(column, column)
    np.fill_diagonal(matrix, 1)
    return Moments.of_covariance(matrix, n=200)


@pytest.mark.parametrize("fit", ["minres", "ml"])
def test_omega_of_an_exact_one_factor_matrix_is_the_published_one(fit):
    # factor_analyzer, minres and ml: .749446; reliabilipy prints .7304, below alpha, which cannot be
    made = mcdonald_omega(of_loadings([0.8, 0.7, 0.6, 0.5]), fit=fit)
    assert made.estimate == pytest.approx(0.749446, abs=5e-7)
    assert made.loadings == pytest.approx((0.8, 0.7, 0.6, 0.5), abs=1e-6)
    assert made.largest_residual < 1e-6


@given(st.lists(st.floats(0.3, 0.9), min_size=3, max_size=8))
@settings(max_examples=40, deadline=None)
def test_omega_of_exact_loadings_is_the_formula_and_never_below_alpha(loadings):
    moments = of_loadings(loadings)
    common = sum(loadings) ** 2
    whole = common + sum(1 - one**2 for one in loadings)
    made = mcdonald_omega(moments)
    assert made.estimate == pytest.approx(common / whole, abs=1e-6)
    assert made.estimate >= cronbach_alpha(moments).estimate - 1e-9


def test_equal_loadings_make_omega_alpha():
    moments = of_loadings([0.6] * 5)
    assert mcdonald_omega(moments).estimate == pytest.approx(cronbach_alpha(moments).estimate)


def drawn(n=400, noise=1.0):
    rng = np.random.default_rng(8)
    return rng.normal(size=(n, 1)) * [1, 2, 0.5, 1] + noise * rng.normal(size=(n, 4))


def test_the_two_fits_agree_about_people_who_have_one_factor():
    least, likely = mcdonald_omega(drawn()), mcdonald_omega(drawn(), fit="ml")
    assert least.estimate == pytest.approx(likely.estimate, abs=0.01)
    assert "No interval" in least.warnings[0]


def test_the_interval_is_reproducible_holds_the_truth_and_names_its_seed():
    rows = drawn()
    made = mcdonald_omega(rows, rng=2, replicates=200)
    assert made == mcdonald_omega(rows, rng=2, replicates=200)
    truth = 4.5**2 / (4.5**2 + 4)  # the loadings drawn with, and four errors of variance 1
    assert made.interval.low < truth < made.interval.high
    assert made.seed == 2


def test_a_factor_may_point_either_way_and_unreversed_items_are_named():
    rows = drawn() * [1, 1, -1, 1]
    made = mcdonald_omega(rows)
    assert "perhaps not reversed: item 3" in made.to_text()
    assert mcdonald_omega(-drawn()).estimate == pytest.approx(mcdonald_omega(drawn()).estimate)


def test_what_cannot_be_fitted_has_a_reason_and_what_should_not_be_trusted_a_note():
    assert "alike" in mcdonald_omega([[1, 2, 3], [2, 2, 3], [3, 2, 1]]).reason
    assert "three people" in mcdonald_omega([[1, 2, 3], [2, 2, 1]]).reason
    gone = [[1, None, 2], [2, None, 3], [None, 3, 1], [None, 4, 1]]
    assert "not answered together" in mcdonald_omega(gone, missing="pairwise").reason
    heywood = np.array([[1, 0.9, 0.9], [0.9, 1, 0.6], [0.9, 0.6, 1]])
    assert "Heywood" in mcdonald_omega(Moments.of_covariance(heywood, n=50)).to_text()


def test_resamplings_without_an_omega_are_left_out_and_counted():
    rows = [
        [1, 2, 1],
        [1, 1, 2],
        [1, 3, 1],
        [1, 2, 2],
        [4, 4, 5],
    ]  # without the last, nothing varies
    made = mcdonald_omega(rows, rng=1, replicates=500)
    assert "resamplings had no omega" in made.to_text()
