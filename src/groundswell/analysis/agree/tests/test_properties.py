"""What every coefficient keeps, whatever was coded."""

# mypy: disable-error-code="union-attr, operator, arg-type, assignment"

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from groundswell.analysis.agree import (
    Bootstrap,
    Counts,
    alpha,
    brennan_prediger,
    codes,
    cohen,
    conger,
    fleiss,
    gwet,
    light,
    percent,
    scott,
)

SCALE = ["a", "b", "c", "d"]
NUMBERS = [1, 2, 4, 7]
SCALES = ("nominal", "ordinal", "interval", "ratio")
FEW = settings(max_examples=15, deadline=None)


def tables(n_coders=None, low=-1):
    shape = some.tuples(
        some.integers(3, 9), some.integers(2, 4) if n_coders is None else some.just(n_coders)
    )
    return shape.flatmap(lambda s: arrays(np.int8, s, elements=some.integers(low, 3)))


def alphas(table, categories=NUMBERS):
    read = codes(table, categories=categories)
    return {one: alpha(read, scale=one, interval=None).estimate for one in SCALES}


def close(one, other):
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other, abs=1e-9)


@FEW
@given(tables(low=0), some.randoms(use_true_random=False))
def test_order_of_coders_units_and_labels_changes_nothing(table, chance):
    units, coders = list(range(table.shape[0])), list(range(table.shape[1]))
    chance.shuffle(units)
    chance.shuffle(coders)
    labels = list(range(4))
    chance.shuffle(labels)
    before = codes(table, categories=SCALE)
    after = codes(np.array(labels)[table[units][:, coders]], categories=SCALE)
    for method in (percent, fleiss, gwet, brennan_prediger, conger, light):
        close(method(before).estimate, method(after).estimate)
    close(alpha(before, scale="nominal").estimate, alpha(after, scale="nominal").estimate)
    turned = table[units][:, coders]
    assert alphas(table) == pytest.approx(alphas(turned), nan_ok=True)


@FEW
@given(tables())
def test_a_unit_one_coder_saw_leaves_alpha_alone_and_is_counted(table):
    alone = np.full((1, table.shape[1]), -1, np.int8)
    alone[0, 0] = 2
    more = np.vstack([table, alone])
    assert alphas(table) == alphas(more)
    before, after = (alpha(codes(one, categories=SCALE), scale="nominal") for one in (table, more))
    assert after.n_missing == before.n_missing + 1


@FEW
@given(some.lists(some.integers(0, 3), min_size=3, max_size=12).filter(lambda x: len(set(x)) > 1))
def test_full_agreement_is_1(values):
    read = codes(np.array([values] * 3).T, categories=NUMBERS)
    for method in (percent, fleiss, gwet, brennan_prediger, conger, light):
        assert method(read).estimate == pytest.approx(1)
    for scale in SCALES:
        assert alpha(read, scale=scale).estimate == pytest.approx(1)


@FEW
@given(tables(n_coders=2, low=0).filter(lambda t: len(np.unique(t)) > 1))
def test_identities_of_two_coders(table):
    read = codes(table, categories=SCALE)
    pi, n = scott(read).estimate, table.shape[0]
    assert alpha(read, scale="nominal").estimate - pi == pytest.approx((1 - pi) / (2 * n))
    assert fleiss(read).estimate == pytest.approx(pi)
    close(cohen(read, agreement="identity").estimate, cohen(read).estimate)
    close(cohen(read, agreement=np.eye(4)).estimate, cohen(read).estimate)
    close(gwet(read, agreement=np.eye(4)).estimate, gwet(read).estimate)
    close(conger(read).estimate, cohen(read).estimate)
    close(light(read).estimate, cohen(read).estimate)


@FEW
@given(tables(), some.integers(1, 8))
def test_alpha_in_chunks_is_alpha_of_the_whole(table, cut):
    first, second = Counts(NUMBERS), Counts(NUMBERS)
    first.add(codes(table[:cut], categories=NUMBERS))
    if cut < table.shape[0]:
        second.add(codes(table[cut:], categories=NUMBERS))
    both = first + second
    for scale, whole in alphas(table).items():
        assert both.result(scale=scale).estimate == whole


@FEW
@given(tables())
def test_alpha_is_the_mean_over_pairs_of_values(table):
    # The definition, pair by pair.
    place = np.array(NUMBERS, float)
    units = [row[row >= 0] for row in table if (row >= 0).sum() > 1]
    everything = np.concatenate(units) if units else np.array([], int)
    totals = np.bincount(everything, minlength=4)
    ranks = np.cumsum(totals) - totals / 2
    apart = {
        "nominal": lambda x, y: float(x != y),
        "ordinal": lambda x, y: (ranks[x] - ranks[y]) ** 2,
        "interval": lambda x, y: (place[x] - place[y]) ** 2,
        "ratio": lambda x, y: ((place[x] - place[y]) / (place[x] + place[y])) ** 2,
    }
    for scale, found in alphas(table).items():
        d = apart[scale]
        observed = sum(sum(d(x, y) for x in u for y in u) / (len(u) - 1) for u in units)
        expected = sum(d(x, y) for x in everything for y in everything)
        if not expected:
            assert found is None
            continue
        assert found == pytest.approx(1 - (len(everything) - 1) * observed / expected)


@FEW
@given(tables(low=0).filter(lambda t: len(np.unique(t)) > 1))
def test_a_bootstrap_comes_again_from_its_seed_and_ignores_the_order_of_coders(table):
    read, turned = (codes(one, categories=NUMBERS) for one in (table, table[:, ::-1]))
    draw = Bootstrap(rng=7, replicates=60)
    for scale in SCALES:
        one = alpha(read, scale=scale, interval=draw).interval
        assert one == alpha(read, scale=scale, interval=draw).interval
        other = alpha(turned, scale=scale, interval=draw).interval
        assert (one is None) == (other is None)
        if one and other:
            assert (one.low, one.high) == pytest.approx((other.low, other.high))
            assert "over units, 60 replicates, seed 7" in one.method


def test_units_lying_on_their_side_change_the_result():
    table = [[0, 0, 1], [1, 1, 1], [0, 1, 0], [0, 0, 0]]
    turned = [list(column) for column in zip(*table, strict=True)]
    assert fleiss(table).estimate != pytest.approx(fleiss(turned).estimate)
    assert alpha(table, scale="nominal").estimate != pytest.approx(
        alpha(turned, scale="nominal").estimate
    )
