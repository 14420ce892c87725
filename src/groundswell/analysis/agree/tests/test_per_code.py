"""Agreement on each of many codes, from flags, bits and spans alike."""

# mypy: disable-error-code="union-attr, operator, arg-type, comparison-overlap"

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from groundswell.analysis.agree import (
    CodeCounts,
    cohen,
    crosstab,
    gwet,
    pabak,
    pack,
    per_code,
    per_code_spans,
    pooled,
    to_spans,
    to_units,
)

FEW = settings(max_examples=20, deadline=None)


def made_up(n_units, n_codes, seed=1):
    rng = np.random.default_rng(seed)
    first = rng.random((n_units, n_codes)) < 0.2
    return first, first ^ (rng.random((n_units, n_codes)) < 0.1)


def test_nvivos_example_of_a_thousand_characters():
    # 50 characters coded by both, 150 by one, 800 by neither: NVivo shows 85%. A = 140, B = 110: Pe .7808, kappa .3157;
    # 125 and 125: .3143. Holsti 2 x 50 / 250.
    made = per_code_spans([("care", 0, 140)], [("care", 90, 200)], length=1000).by_code[0]
    assert (made.observed, made.chance) == (pytest.approx(0.85), pytest.approx(0.7808))
    assert (made.kappa, made.holsti) == (pytest.approx(0.3157, abs=5e-5), 0.4)
    even = per_code_spans([("care", 0, 125)], [("care", 75, 200)], length=1000).by_code[0]
    assert even.kappa == pytest.approx(0.3143, abs=5e-5)


@pytest.mark.parametrize("shape", [(1, 1), (7, 3), (700, 3), (70_000, 2), (40, 900)])
def test_bytes_columns_and_bits_count_alike(shape):
    first, second = made_up(*shape)
    names = [f"c{n}" for n in range(shape[1])]
    rows = per_code(first, second, codes=names)
    columns = per_code(np.asfortranarray(first), np.asfortranarray(second), codes=names)
    numbers = per_code(first.astype(int), second.astype(float), codes=names)
    bits = per_code(pack(first, codes=names), pack(second, codes=names))
    assert rows == columns == numbers == bits
    assert [one.both for one in rows.by_code] == (first & second).sum(axis=0).tolist()
    assert [one.second for one in rows.by_code] == second.sum(axis=0).tolist()


def test_each_code_has_what_the_coefficients_of_its_table_have():
    first, second = made_up(300, 4)
    for index, one in enumerate(per_code(first, second).by_code):
        a, b = first[:, index], second[:, index]
        cells = [[(~a & ~b).sum(), (~a & b).sum()], [(a & ~b).sum(), (a & b).sum()]]
        table = crosstab(cells, categories=["no", "yes"])
        kappa = cohen(table)
        assert (one.kappa, one.standard_error) == pytest.approx(
            (kappa.estimate, kappa.standard_error)
        )
        assert (one.low, one.high) == pytest.approx((kappa.interval.low, kappa.interval.high))
        assert one.ac1 == pytest.approx(gwet(table).estimate)
        indices = pabak(table)
        assert (one.pabak, one.prevalence_index, one.bias_index) == pytest.approx(
            (indices.estimate, indices.prevalence_index, indices.bias_index)
        )


def test_the_pooled_kappa_is_of_pooled_agreement_and_not_the_mean_of_kappas():
    # De Vries et al. 2008: mean Po and mean Pe over codes.
    tables = [crosstab([[40, 9], [6, 45]]), crosstab([[80, 10], [5, 5]])]
    each = [cohen(one) for one in tables]
    observed = np.mean([one.observed for one in each])
    chance = np.mean([one.chance for one in each])
    made = pooled(each)
    assert made.estimate == pytest.approx((observed - chance) / (1 - chance))
    assert made.estimate != pytest.approx(np.mean([one.estimate for one in each]))
    first, second = made_up(300, 4)
    many = per_code(first, second)
    of_each = [cohen(np.stack([first[:, n], second[:, n]], axis=1)) for n in range(4)]
    assert many.estimate == pytest.approx(pooled(of_each).estimate)


def test_a_code_nobody_used_has_no_kappa_and_does_not_enter_the_pool():
    first = [[1, 0, 1], [0, 0, 1], [1, 0, 1]]
    second = [[1, 0, 1], [0, 0, 1], [0, 0, 1]]
    made = per_code(first, second, codes=["used", "never", "always"])
    used, never, always = made.by_code
    assert (never.kappa, always.kappa) == (None, None)
    assert "neither coder" in never.reason
    assert "every unit" in always.reason
    assert never.pabak == 1
    assert (made.n_unused, made.estimate) == (2, used.kappa)
    assert "not estimable" in made.to_text()
    nothing = per_code([[0], [0]], [[0], [0]])
    assert nothing.estimate is None
    assert pooled([cohen([["a", "a"]])]).estimate is None


@FEW
@given(some.integers(1, 9), some.integers(0, 9))
def test_counts_in_chunks_are_counts_of_the_whole(seed, cut):
    first, second = made_up(10, 3, seed)
    names = ["a", "b", "c"]
    parts = CodeCounts(names) + CodeCounts(names)
    for part in (slice(0, cut), slice(cut, 10)):
        if first[part].size:
            parts = parts + CodeCounts(names).add(first[part], second[part])
    assert parts.result() == per_code(first, second, codes=names)


SPANS = some.lists(
    some.tuples(some.sampled_from(["a", "b"]), some.integers(0, 39), some.integers(1, 40)).filter(
        lambda span: span[1] < span[2]
    ),
    max_size=8,
)


@FEW
@given(SPANS, SPANS)
def test_spans_count_as_their_characters_do(first, second):
    names = ["a", "b"]
    units = [to_units(one, length=40, codes=names) for one in (first, second)]
    by_unit = per_code(*units, codes=names)
    by_span = per_code_spans(first, second, length=40, codes=names)
    assert by_span.by_code == by_unit.by_code
    back = to_spans(units[0], codes=names)
    assert (to_units(back, length=40, codes=names) == units[0]).all()


def test_a_coding_of_120_characters_is_120_units_and_overlaps_count_once():
    assert to_units([("a", 30, 150)], length=1000).sum() == 120
    assert to_units([("a", 0, 80), ("a", 40, 120)], length=1000).sum() == 120
    twice = per_code_spans([("a", 0, 80), ("a", 40, 120)], [("a", 0, 120)], length=1000)
    assert twice.by_code[0].first == 120
    assert twice.by_code[0].kappa == 1
    assert twice.n == 1000


def test_texts_are_added_up():
    one = CodeCounts(["a"]).add_spans([("a", 0, 5)], [("a", 0, 5)], length=10)
    made = one.add_spans([("a", 0, 5)], [], length=10).result(unit="characters")
    assert (made.n, made.by_code[0].first, made.by_code[0].both) == (20, 10, 5)
    with pytest.raises(ValueError, match="not one of the codes"):
        one.add_spans([("b", 0, 5)], [], length=10)
    with pytest.raises(ValueError, match="different codes"):
        one + CodeCounts(["b"])
    with pytest.raises(ValueError, match="Nothing has been counted"):
        CodeCounts(["a"]).result()


def test_packed_and_plain_flags_are_not_mixed():
    first, second = made_up(9, 2)
    with pytest.raises(ValueError, match="both coders, or of neither"):
        per_code(pack(first), second)
    with pytest.raises(ValueError, match="same units and codes"):
        per_code(pack(first), pack(second[:5]))
