"""Resampling gives what resampling units one by one gives."""

# mypy: disable-error-code="union-attr, operator, arg-type, assignment"

import numpy as np
import pytest

from groundswell.analysis._bootstrap import Bootstrap
from groundswell.analysis.agree import alpha, codes, cohen, conger, fleiss, gwet, light, percent

SCALES = ("nominal", "ordinal", "interval", "ratio")


def made_up(n_units, n_coders, seed=3):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, n_units)
    noise = rng.random((n_coders, n_units)) < 0.3
    return np.where(noise, rng.integers(0, 3, (n_coders, n_units)), truth).T


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_of_drawn_counts_is_alpha_of_the_units_drawn(scale):
    from groundswell.analysis.agree._alpha_spread import drawn_alpha

    table = made_up(12, 3)
    table[3, 1] = -1
    numbers = [1, 2, 5]
    function, times = drawn_alpha(codes(table, categories=numbers), scale)
    drawn = np.array([times, times * 2, np.maximum(times - 1, 0)], float)
    whole = alpha(codes(table, categories=numbers), scale=scale, interval=None)
    twice = alpha(codes(np.vstack([table, table]), categories=numbers), scale=scale, interval=None)
    assert function(drawn)[:2] == pytest.approx([whole.estimate, twice.estimate])


@pytest.mark.parametrize("method", [percent, fleiss, gwet, conger, light])
def test_the_interval_holds_the_estimate_and_is_near_the_formula(method):
    read = codes(made_up(150, 3), categories=["a", "b", "c"])
    made = method(read, interval=Bootstrap(rng=1))
    assert made.interval.low < made.estimate < made.interval.high
    if method is not light:
        formula = method(read).interval
        assert made.interval.low == pytest.approx(formula.low, abs=0.03)
        assert made.interval.high == pytest.approx(formula.high, abs=0.03)


def test_many_alike_units_cost_as_much_as_the_kinds_of_them():
    draw = Bootstrap(rng=1, replicates=50)
    times = np.array([5_000_000, 3_000_000, 2_000_000])
    blocks = list(draw.draws(times))
    assert sum(block.shape[0] for block in blocks) == 50
    assert {block.shape[1] for block in blocks} == {3}
    assert (np.concatenate(blocks).sum(axis=1) == times.sum()).all()


def test_units_that_are_all_of_a_kind_of_their_own_are_drawn_one_by_one():
    draw = Bootstrap(rng=1, replicates=50)
    for times in (np.ones(30, np.int64), np.array([1, 2, 3, 1])):
        drawn = np.concatenate(list(draw.draws(times)))
        assert (drawn.sum(axis=1) == times.sum()).all()
        assert drawn.mean(axis=0) == pytest.approx(times, abs=0.8)


def test_a_bootstrap_refuses_what_is_no_seed_and_too_few_replicates():
    with pytest.raises(ValueError, match="the seed"):
        Bootstrap(rng="now")
    with pytest.raises(ValueError, match="40 at least"):
        Bootstrap(rng=1, replicates=5)


def test_a_bootstrap_of_cohens_kappa_is_near_its_formula():
    read = codes(made_up(400, 2), categories=["a", "b", "c"])
    made, formula = cohen(read, interval=Bootstrap(rng=2)).interval, cohen(read).interval
    assert (made.low, made.high) == pytest.approx((formula.low, formula.high), abs=0.02)
