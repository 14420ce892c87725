"""Unitizing: published values, the definition character by character, and what has no value."""

# mypy: disable-error-code="union-attr, operator, arg-type"

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from groundswell.analysis.agree import (
    boundary_similarity,
    cu_alpha,
    ku_alpha,
    segment_lengths,
    u_alpha,
    u_alpha_2004,
    u_alpha_binary,
)

FEW = settings(max_examples=20, deadline=None)

# Krippendorff 1995, p. 57, as (start, length) by the two coders of each pair; as in the tests of DKPro.
P57 = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": (
        [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
        [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
    ),
}


def spans(code, pairs, stretch=1, begin=0):
    return [(code, (at - begin) * stretch, (at - begin + long) * stretch) for at, long in pairs]


def test_the_readme_data_of_the_peer_on_true_lengths():
    # krippendorff-unitized-alpha prints .567199, since its ends are inclusive but its lengths are
    # end - start; fed with half-open ends it gives .5645448655652737.
    read = {
        "coder1": [("keyphrase", 3, 15), ("keyphrase", 22, 53)],
        "coder2": [("keyphrase", 3, 10), ("keyphrase", 22, 53)],
        "coder3": [("keyphrase", 22, 46)],
    }
    assert u_alpha(read, length=56).estimate == pytest.approx(0.5645448655652737, abs=1e-12)


def test_the_form_of_2004():
    # Content Analysis, 2nd ed., p. 254; the book's .8591 comes from rounded parts.
    ends = [(180, 60), (300, 50)]
    made = u_alpha_2004(
        {
            "i": spans("c", [(225, 70), (370, 30)], begin=150) + spans("k", ends, begin=150),
            "j": spans("c", [(220, 80), (355, 20), (400, 20)], begin=150)
            + spans("k", ends, begin=150),
        },
        length=300,
    )
    (c, observed, expected, alpha), (k, nothing, expected_k, full) = made.by_code
    assert (c, k) == ("c", "k")
    assert (observed, expected) == pytest.approx((0.0144444, 0.0532218), abs=1e-7)
    assert (nothing, expected_k) == pytest.approx((0, 0.0489786), abs=1e-7)
    assert (alpha, full) == pytest.approx((0.728599, 1), abs=1e-6)
    assert made.estimate == pytest.approx(0.858665, abs=1e-6)


def test_the_form_of_1995():
    # Sociological Methodology 1995, p. 57, stretched 50,000 times: .553, -.926, .679, .066 are
    # published; the sign slip in what is expected, corrected in 2004, moves B and C.
    coders = [
        [one for code, pair in P57.items() for one in spans(code, pair[n], 50_000)] for n in (0, 1)
    ]
    made = u_alpha_2004({"first": coders[0], "second": coders[1]}, length=24 * 50_000)
    observed = [one[1] for one in made.by_code]
    assert observed == pytest.approx([0.03125, 2.267361, 0.027778, 0.387153], abs=1e-6)
    alphas = [one[3] for one in made.by_code]
    assert alphas == pytest.approx([0.552947, -0.928385, 0.693079, 0.065869], abs=1e-6)
    assert alphas == pytest.approx([0.553, -0.926, 0.679, 0.066], abs=0.02)


def test_one_code_over_everything_is_seen_by_the_form_of_2004_and_by_boundaries_only():
    read = {name: spans("D", pair) for name, pair in zip("ab", P57["D"], strict=True)}
    made = u_alpha(read, length=24)
    assert made.estimate is None
    assert "boundary_similarity" in made.reason
    cuts = [segment_lengths(one, length=24) for one in read.values()]
    assert boundary_similarity(*cuts).estimate == pytest.approx(0.5 / 7)
    assert u_alpha_2004(read, length=24).estimate is not None


@pytest.mark.parametrize(
    ("first", "second", "value"),
    # segeval 2.0.11, boundary_similarity
    [([2, 3, 6], [5, 6], 0.5), ([2, 3, 6], [2, 2, 7], 0.75), ([4, 4], [4, 4], 1)],
)
def test_boundary_similarity_is_that_of_segeval(first, second, value):
    assert boundary_similarity(first, second).estimate == pytest.approx(value)
    assert boundary_similarity(second, first).estimate == pytest.approx(value)


def test_near_misses_reach_as_far_as_asked():
    far = boundary_similarity([4, 6], [6, 4])
    assert (far.estimate, far.n_missed) == (0, 2)
    near = boundary_similarity([4, 6], [6, 4], reach=4)
    assert (near.estimate, near.n_near) == (0.5, 1)
    assert boundary_similarity([10], [10]).estimate is None


SEGMENTS = some.lists(
    some.tuples(some.sampled_from([None, "a", "b", "c"]), some.integers(1, 6)), max_size=7
)


def cut(pieces):
    """Lay pieces one after the other; None leaves a gap."""
    made, at = [], 0
    for code, long in pieces:
        if code:
            made.append((code, at, at + long))
        at += long
    return made


def by_character(coders, length):
    """Compute all four from the definition, character by character."""
    values = [[""] * length for _ in coders]
    for row, found in zip(values, coders, strict=True):
        for code, start, end in found:
            row[start:end] = [code] * (end - start)
    names = sorted({value for row in values for value in row} | {""})
    size = len(names)
    matrix = np.zeros((size, size))
    for i, one in enumerate(values):
        for j, other in enumerate(values):
            if i != j:
                for a, b in zip(one, other, strict=True):
                    matrix[names.index(a), names.index(b)] += 1 / (len(coders) - 1)
    own, own_coded = np.zeros(size), np.zeros(size)
    for i, found in enumerate(coders):
        own[0] += values[i].count("")
        for code, start, end in found:
            met = [
                any(values[j][at] for j in range(len(coders)) if j != i) for at in range(start, end)
            ]
            own[names.index(code)] += (end - start) ** 2
            own_coded[names.index(code)] += sum(met) ** 2
    return names, matrix, own, own_coded


def alpha_of(matrix, own):
    total, rows = matrix.sum(), matrix.sum(axis=1)
    if not total or rows @ rows < own.sum() - 1e-9:
        return None
    expected = (np.outer(rows, rows) - np.diag(own)) / (total - own.sum() / total)
    apart = expected.sum() - np.trace(expected)
    return 1 - (total - np.trace(matrix)) / apart if apart > 1e-9 else None


def same(one, other):
    if one is None or other is None:
        assert one is other
    else:
        assert one == pytest.approx(other, abs=1e-9)


@FEW
@given(some.lists(SEGMENTS, min_size=2, max_size=3))
def test_every_form_of_2016_is_its_definition_character_by_character(pieces):
    coders = [cut(one) for one in pieces]
    length = 1 + max((end for found in coders for _, _, end in found), default=0)
    read = {f"coder {n}": found for n, found in enumerate(coders)}
    names, matrix, own, own_coded = by_character(coders, length)
    same(u_alpha(read, length=length).estimate, alpha_of(matrix, own))
    same(cu_alpha(read, length=length).estimate, alpha_of(matrix[1:, 1:], own_coded[1:]))
    joined = np.array([[1] + [0] * (len(names) - 1), [0] + [1] * (len(names) - 1)])
    rows, total = matrix.sum(axis=1), matrix.sum()
    expected = (np.outer(rows, rows) - np.diag(own)) / (total - own.sum() / total)
    two, usual = joined @ matrix @ joined.T, joined @ expected @ joined.T
    made = u_alpha_binary(read, length=length)
    same(made.estimate, 1 - two[0, 1] / usual[0, 1] if usual[0, 1] > 1e-9 else None)
    assert (made.estimate is None) == (made.reason != "")


@FEW
@given(some.lists(SEGMENTS, min_size=2, max_size=3))
def test_one_code_is_its_column_of_the_coincidences(pieces):
    coders = [cut(one) for one in pieces]
    length = 1 + max((end for found in coders for _, _, end in found), default=0)
    read = {f"coder {n}": found for n, found in enumerate(coders)}
    names, matrix, _, own_coded = by_character(coders, length)
    inner, corrections = matrix[1:, 1:], own_coded[1:]
    for index, code in enumerate(names[1:]):
        made = ku_alpha(read, length=length, code=code)
        rows, total = inner.sum(axis=1), inner.sum()
        apart = rows[index] * (total - rows[index])
        whole = rows[index] * total - corrections[index]
        if not apart or whole < apart - 1e-9:
            assert made.estimate is None
            continue
        observed = 1 - inner[index, index] / rows[index]
        assert made.estimate == pytest.approx(1 - observed * whole / apart)
        assert 0 < made.coverage <= 1


@FEW
@given(some.lists(SEGMENTS, min_size=2, max_size=3))
def test_order_of_coders_and_names_of_codes_change_nothing(pieces):
    coders = [cut(one) for one in pieces]
    length = 1 + max((end for found in coders for _, _, end in found), default=0)
    other = {"a": "z", "b": "y", "c": "x"}
    before = {f"{n}": found for n, found in enumerate(coders)}
    after = {
        f"{n}": [(other[code], start, end) for code, start, end in found]
        for n, found in enumerate(coders[::-1])
    }
    for method in (u_alpha, u_alpha_binary, cu_alpha, u_alpha_2004):
        same(method(before, length=length).estimate, method(after, length=length).estimate)


def test_full_agreement_is_1():
    read = {"a": [("x", 0, 4), ("y", 6, 9)], "b": [("x", 0, 4), ("y", 6, 9)]}
    for method in (u_alpha, u_alpha_binary, cu_alpha, u_alpha_2004):
        assert method(read, length=10).estimate == pytest.approx(1)


def test_where_nobody_coded_there_is_nothing_to_estimate():
    read: dict[str, list] = {"a": [], "b": []}
    for method in (u_alpha, u_alpha_binary, cu_alpha, u_alpha_2004):
        assert method(read, length=10).estimate is None
    with pytest.raises(ValueError, match="No coder used"):
        ku_alpha(read, length=10, code="x")


def test_what_has_no_published_example_says_that_it_is_experimental():
    read = {"a": [("x", 0, 4), ("y", 6, 9)], "b": [("x", 0, 4), ("x", 6, 9)]}
    for made in (
        u_alpha_binary(read, length=10),
        cu_alpha(read, length=10),
        ku_alpha(read, length=10, code="x"),
    ):
        assert "experimental" in made.to_text()
    assert "experimental" not in u_alpha(read, length=10).to_text()


def test_too_few_passages_of_two_coders_have_no_value():
    read = {"a": [], "b": [("x", 2, 4)], "c": [("x", 0, 3), ("y", 3, 4)]}
    for made in (cu_alpha(read, length=5), ku_alpha(read, length=5, code="x")):
        assert made.estimate is None
        assert "too few" in made.reason
