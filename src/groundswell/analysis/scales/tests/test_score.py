"""Scores as a manual would have them: reversing, pro-rating, subscales, four kinds of missing."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis import scales
from groundswell.analysis.scales import Gap, Item, ProRating, Scale

score: Any = scales.score
floor_ceiling: Any = scales.floor_ceiling

NAMES = ["a", "b", "c", "d"]


def scale(**rest: Any) -> Scale:
    given: dict[str, Any] = {"low": 1, "high": 5, "reverse": ["d"], **rest}
    return Scale.of("Made up", "2.1", NAMES, **given)


def row(*answers):
    return dict(zip(NAMES, [[one] for one in answers], strict=True))


def total(answers, made):
    return score(answers, scale=made).scores["total"].tolist()[0]


def test_a_reversed_item_counts_as_the_highest_plus_the_lowest_less_the_answer():
    assert total(row(5, 5, 5, 1), scale()) == 20
    assert total(row(5, 5, 5, 5), scale()) == 16
    assert total(row(0, 6, 3, 2), scale(low=0, high=6)) == 13


@pytest.mark.parametrize(
    ("answers", "rule", "expected"),
    [
        ((4, 4, None, 2), None, None),
        ((4, 4, None, 2), ProRating(at_least=0.75), 16),
        ((4, 4, None, None), ProRating(at_least=0.75), None),
        ((4, 4, None, None), ProRating(at_least=0.5), 16),
        ((4, 4, Gap.NOT_SHOWN, None), ProRating(at_least=0.6, of="asked"), 16),
        ((4, 4, Gap.REFUSED, None), ProRating(at_least=0.6, of="asked"), None),
        ((Gap.NOT_SHOWN,) * 4, ProRating(at_least=0.5, of="asked"), None),
    ],
)
def test_a_person_with_enough_answers_is_scored_as_if_the_rest_were_like_these(
    answers, rule, expected
):
    made = score(row(*answers), scale=scale(pro_rating=rule))
    found = made.scores["total"].tolist()[0]
    assert (found if expected else np.isnan(found)) == (expected or True)
    assert made.n_pro_rated == (1 if expected else 0)
    assert made.n_missing == (0 if expected else 1)


def test_a_mean_is_pro_rated_by_leaving_out_what_is_missing():
    made = scale(combine="mean", pro_rating=ProRating(at_least=0.5))
    assert total(row(5, 3, None, None), made) == 4


def test_four_kinds_of_missing_are_counted_apart():
    made = scale(gaps={-9: Gap.REFUSED, -8: Gap.NOT_APPLICABLE, "skip": Gap.NOT_SHOWN})
    answers = {"a": [-9, 1, None], "b": [-8, -8, 1], "c": ["skip", "", 1], "d": [1, 1, 1]}
    lines = {line[0]: line[1:] for line in score(answers, scale=made).gaps}
    assert lines == {
        "a": (1, 1, 0, 0, 1),
        "b": (1, 0, 2, 0, 0),
        "c": (1, 0, 0, 1, 1),
        "d": (3, 0, 0, 0, 0),
    }


def test_an_empty_cell_is_what_the_scale_says_it_is():
    lines = score(row(1, None, 1, 1), scale=scale(blank=Gap.NOT_SHOWN)).gaps
    assert lines[1] == ("b", 0, 0, 0, 1, 0)


def test_subscales_are_scored_beside_the_total_or_instead_of_it():
    parts = {"first": ("a", "b"), "second": ("c", "d")}
    made = score(row(5, 4, 3, 2), scale=scale(subscales=parts))
    assert {name: one.tolist() for name, one in made.scores.items()} == {
        "total": [16],
        "first": [9],
        "second": [7],
    }
    alone = score(row(5, 4, 3, 2), scale=scale(subscales=parts, has_total=False))
    assert (alone.score, alone.estimate) == ("first", 9)
    assert alone.summary[0][6:8] == (2, 10)


def test_an_answer_out_of_bounds_is_named_by_item_and_row():
    with pytest.raises(ValueError, match=r"b should lie between 1 and 5; row 2 has 99"):
        score({"a": [1, 1], "b": [1, 99], "c": [1, 1], "d": [1, 1]}, scale=scale())


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=1, max_size=20))
def test_complete_answers_give_the_same_with_any_rule_and_stay_within_the_bounds(rows):
    plain = score(rows, scale=scale()).scores["total"]
    assert plain.tolist() == [a + b + c + 6 - d for a, b, c, d in rows]
    ruled = score(np.array(rows), scale=scale(pro_rating=ProRating(at_least=0.5))).scores["total"]
    assert plain.tolist() == ruled.tolist()


def test_the_mean_score_comes_with_students_interval():
    # scipy.stats.t.interval(0.95, 4, 12, 2.5495 / 5 ** 0.5) = 8.834, 15.166
    rows = [[2, 2, 3, 4], [3, 3, 2, 3], [4, 3, 3, 3], [4, 3, 3, 3], [4, 4, 3, 2]]
    made = score(rows, scale=scale())
    sums = np.array([9, 11, 13, 13, 15])
    assert made.scores["total"].tolist() == sums.tolist()
    half = 2.776445105 * sums.std(ddof=1) / 5**0.5  # t of 4 degrees of freedom at .975
    assert (made.interval.low, made.interval.high) == pytest.approx(
        (sums.mean() - half, sums.mean() + half)
    )


def test_nobody_scored_has_a_reason_and_many_pro_rated_a_warning():
    assert "nobody answered enough" in score(row(None, 1, 1, 1), scale=scale()).sentence()
    made = score(row(None, 1, 1, 1), scale=scale(pro_rating=ProRating(at_least=0.5)))
    assert "1 of 1 scores are pro-rated" in made.to_text()


def test_a_scale_that_contradicts_itself_is_refused():
    people: Any = "people"
    for wrong, said in (
        ({"reverse": ["z"]}, "none of them"),
        ({"low": 5, "high": 1}, "lower to a higher"),
        ({"subscales": {"s": ("z",)}}, "z is none"),
        ({"subscales": {"s": ()}}, "nothing is none"),
        ({"has_total": False}, "neither"),
        ({"combine": "median"}, "combine="),
    ):
        with pytest.raises(ValueError, match=said):
            scale(**wrong)
    with pytest.raises(ValueError, match="name of its own"):
        Scale(name="x", version="1", items=(Item(name="a", low=1, high=2),) * 2)
    with pytest.raises(ValueError, match="at_least="):
        ProRating(at_least=50)
    with pytest.raises(ValueError, match="of="):
        ProRating(at_least=0.5, of=people)


def test_the_floor_and_the_ceiling_have_wilsons_interval():
    # Newcombe 1998: Wilson of 81/263 is .2553 to .3662, of 0/20 0 to .1611
    made = floor_ceiling([10] * 81 + [5] * 182, low=1, high=10)
    assert (made.interval.low, made.interval.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    none = floor_ceiling([5] * 20 + [None], low=1, high=10, missing="drop")
    assert (none.interval.low, none.interval.high) == pytest.approx((0, 0.1611), abs=5e-5)
    assert (none.n_missing, none.n_floor, none.floor_high) == (1, 0, none.interval.high)
    assert "ceiling" in made.to_text()
    assert "floor: the scale" in floor_ceiling([1, 1, 5], low=1, high=10).to_text()
