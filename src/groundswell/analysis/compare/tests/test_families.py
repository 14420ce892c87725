"""Families of tests: published values, and what holds for any p-values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.compare import adjust, declare_family, two_proportions
from groundswell.analysis.compare.families import adjusted_p


def after(p_values, method):
    family = declare_family("f", [str(i) for i in range(len(p_values))], method=method)
    made = adjust(family, {str(i): p for i, p in enumerate(p_values)})
    return list(made.adjusted.values())


def test_holm_and_benjamini_hochberg_of_four():
    # statsmodels multipletests, scipy false_discovery_control
    four = [0.01, 0.02, 0.03, 0.04]
    assert after(four, "holm") == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert after(four, "benjamini-hochberg") == pytest.approx([0.04] * 4)
    assert after(four, "bonferroni") == pytest.approx([0.04, 0.08, 0.12, 0.16])


PAPER = [(12, 45), (20, 70), (5, 40), (30, 75)]


@pytest.mark.parametrize(
    ("which", "expected"),
    [  # the two-arm table of a published paper, recomputed with independent code
        ("p_chi_square", [2.350959e-07, 4.754341e-12, 6.182689e-09, 5.599889e-10]),
        ("p_corrected", [5.371080e-07, 1.317757e-11, 1.709003e-08, 1.396339e-09]),
        ("p_fisher", [3.034801e-07, 4.201421e-12, 3.250139e-09, 7.014206e-10]),
    ],
)
def test_holm_over_the_four_outcomes_of_the_paper(which, expected):
    p_values = [getattr(two_proportions(t, 100, c, 100), which) for c, t in PAPER]
    assert after(p_values, "holm") == pytest.approx(expected, rel=3e-7)


def test_benjamini_hochberg_over_the_four_outcomes_of_the_paper():
    p_values = [two_proportions(t, 100, c, 100).p_chi_square for c, t in PAPER]
    expected = [2.350959e-07, 4.754341e-12, 4.121793e-09, 3.733259e-10]
    assert after(p_values, "benjamini-hochberg") == pytest.approx(expected, rel=3e-7)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_is_at_most_holm_at_most_bonferroni_and_all_keep_the_order(p_values):
    one, two, three = (after(p_values, m) for m in ("benjamini-hochberg", "holm", "bonferroni"))
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    for made in (one, two, three):
        assert all(p <= q <= 1 for p, q in zip(p_values, made, strict=True))
        assert sorted(made) == pytest.approx([made[i] for i in order])
    assert all(b <= h + 1e-15 for b, h in zip(one, two, strict=True))
    assert all(h <= f + 1e-15 for h, f in zip(two, three, strict=True))


def test_a_test_that_could_not_be_done_still_counts():
    assert after([0.01, None, None, 0.5], "bonferroni") == [0.04, None, None, 1.0]
    none = adjust(declare_family("f", ["a"]), {"a": None})
    assert none.estimate is None
    assert none.reason


def test_what_was_declared_has_a_key_that_changes_with_it():
    made = declare_family("primary", ["a", "b"])
    assert made.key == declare_family("primary", ("a", "b")).key
    others = {declare_family("primary", ["b", "a"]).key, declare_family("x", ["a", "b"]).key}
    assert len({made.key, *others}) == 3


def test_a_sentence_names_what_stays_below():
    family = declare_family("primary", ["a", "b"])
    said = adjust(family, {"a": 0.01, "b": 0.5}).sentence()
    assert (
        said == "Of the 2 tests declared as “primary”, 1 is below 0.05 after Holm's adjustment: a."
    )


def test_nothing_adjusted_is_nothing():
    assert adjusted_p(np.array([]), "holm").size == 0
