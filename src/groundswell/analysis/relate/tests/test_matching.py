"""Matching by self-generated codes, and who stayed."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import relate
from groundswell.analysis.relate.matching import _chance

match_codes: Any = relate.match_codes
attrition: Any = relate.attrition
matched_v_unmatched: Any = relate.matched_v_unmatched

codes = st.lists(st.text("ABC", min_size=4, max_size=4), min_size=1, max_size=12)


def distance(one, other):
    return sum(a != b for a, b in zip(one, other, strict=True))


def by_looking_at_every_pair(first, second, tolerance):
    a, b, found = set(range(len(first))), set(range(len(second))), []
    for d in range(tolerance + 1):
        near = [(i, j) for i, j in product(a, b) if distance(first[i], second[j]) == d]
        alone = [
            (i, j)
            for i, j in near
            if sum(i == k for k, _ in near) == 1 and sum(j == k for _, k in near) == 1
        ]
        found += [(i, j, d) for i, j in alone]
        a -= {i for i, _ in near}
        b -= {j for _, j in near}
    return tuple(sorted(found))


@given(codes, codes, st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_matches_are_what_looking_at_every_pair_gives(first, second, tolerance):
    made = match_codes(first, second, tolerance=tolerance)
    assert made.pairs == by_looking_at_every_pair(first, second, tolerance)
    back = match_codes(second, first, tolerance=tolerance)
    assert {(i, j) for i, j, _ in made.pairs} == {(j, i) for i, j, _ in back.pairs}
    assert made.n_matched <= min(len(first), len(second))
    assert 0 <= made.expected_wrong <= made.n_matched


def test_an_element_may_differ_or_be_missing_up_to_the_tolerance():
    first = [["M", 3, "A", 7], ["K", 5, "B", None]]
    second = [["M", 3, "A", 7], ["K", 5, "B", 9], None]
    made = match_codes(first, second, tolerance=1)
    assert made.pairs == ((0, 0, 0), (1, 1, 1))
    assert match_codes(first, second, tolerance=0).n_matched == 1
    assert (made.n_second, made.matched("second")) == (3, [True, True, False])


def test_nobody_is_matched_where_there_are_several_candidates():
    made = match_codes(["AB12", "ZZ99"], ["AB12", "AB12"], tolerance=0)
    assert (made.n_matched, made.n_ambiguous) == (0, 3)
    assert "several candidates" in made.to_text()
    assert made.matched() == [False, False]


def test_missing_codes_are_left_out_of_the_share_and_counted():
    made = match_codes(["AB12", None, "", float("nan")], ["ab12 "])
    assert (made.estimate, made.n, made.n_missing) == (1.0, 1, 3)
    assert "nobody in the first wave" in match_codes([None], ["AB12"]).reason
    assert match_codes(["AB12"], [None]).likely_wrong_rate is None


def test_the_chance_that_strangers_are_near_is_what_drawing_them_gives():
    agree = [0.5, 0.3, 0.2, 0.1]
    rng = np.random.default_rng(1)
    differ = (rng.random((200_000, 4)) >= agree).sum(axis=1)
    for d in range(5):
        assert _chance(agree, d) == pytest.approx((differ == d).mean(), abs=0.004)
    assert sum(_chance(agree, d) for d in range(5)) == pytest.approx(1)


def test_strangers_among_the_matches_are_expected_about_as_often_as_they_are():
    rng, wrong, expected = np.random.default_rng(2), 0, 0.0
    for _ in range(20):
        people = rng.integers(0, 6, size=(300, 5))
        second = np.concatenate([people[:150], rng.integers(0, 6, size=(150, 5))])
        made = match_codes(people.tolist(), second.tolist(), tolerance=1)
        wrong += sum(not (i == j < 150) for i, j, _ in made.pairs)
        expected += made.expected_wrong
    assert 0.5 < expected / wrong < 2
    assert "likely to join strangers" in made.to_text()


def test_waves_are_told_one_by_one():
    made = attrition({"a": [1, 2, 3, 4, 5], "b": [1, 2, 6], "c": [1, 3, 6, 7]})
    assert [(one.answered, one.of_first, one.left, one.returned, one.new) for one in made.lines] == [
        (5, 5, 0, 0, 0),
        (3, 2, 3, 0, 1),
        (4, 2, 1, 1, 1),
    ]  # fmt: skip
    assert (made.estimate, made.n, made.n_every_wave, made.n_ever) == (0.4, 5, 1, 7)
    assert "60% of the first wave" in made.to_text()
    assert attrition({"a": ["x"], "b": ["x"]}).warnings == ()


@given(st.lists(st.sets(st.integers(0, 15), min_size=1), min_size=2, max_size=5))
def test_who_answered_is_who_stayed_came_back_or_is_new(waves):
    made = attrition({str(place): sorted(one) for place, one in enumerate(waves)})
    for place in range(1, len(waves)):
        line, before = made.lines[place], made.lines[place - 1]
        stayed = before.answered - line.left
        assert line.answered == stayed + line.returned + line.new
        assert line.low <= line.retention <= line.high


def test_the_matched_are_compared_with_the_unmatched():
    made = matched_v_unmatched(
        {"age": [20, 22, 30, 33, 21], "woman": ["yes", "no", "yes", "yes", None]},
        matched=match_codes(
            ["AA", "BB", "CC", "DD", "EE"], ["AA", "BB", "ZZ"], tolerance=0
        ).matched(),
    )
    assert made.group_n == (2, 3)
    assert "age" in made.imbalanced()
