"""Results and columns: what all methods stand on."""

import math
from typing import Any

import numpy as np
import pytest

from groundswell.analysis._inputs import InputError, coded, kept, numbers, same_length
from groundswell.analysis._result import Interval, Result, number


def result(**kwargs: Any) -> Result:
    given: dict[str, Any] = {"estimate": 0.5, "n": 20, "method": "By hand."} | kwargs
    return Result(**given)


def test_an_estimate_is_never_nan_and_none_has_a_reason():
    with pytest.raises(ValueError, match="never NaN"):
        result(estimate=math.nan)
    with pytest.raises(ValueError, match="a reason"):
        result(estimate=None)
    assert "not estimable: nobody used it" in result(estimate=None, reason="nobody used it").sentence()  # fmt: skip


def test_a_result_says_its_interval_its_denominator_and_what_was_left_out():
    made = result(interval=Interval(low=0.25, high=0.75), n_missing=3)
    assert made.sentence() == "Estimate is 0.500 (95% CI 0.250 to 0.750), n = 20; 3 left out as missing."  # fmt: skip
    assert made.to_row()["low"] == 0.25
    assert "By hand." in made.to_text()


def test_what_a_result_carries_is_escaped_as_markup():
    assert "<b>" not in result(warnings=("<b>",)).to_html()


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (3.75, "3.750"), (1200, "1,200"), (0.00235, "0.00235"), (12345.67, "12,345.7")],
)
def test_numbers_are_written_for_readers(value, written):
    assert number(value) == written


@pytest.mark.parametrize("gone", [None, math.nan, np.nan])
def test_none_and_nan_are_missing_in_any_column(gone):
    assert np.isnan(numbers([1, gone, 3], "x")).tolist() == [False, True, False]
    assert coded(["nan", gone, "a"], "x").codes.tolist() == [1, -1, 0]


@pytest.mark.parametrize("kind", [int, np.int8, np.uint16, bool])
def test_whole_numbers_in_an_array_are_coded_as_in_a_list(kind):
    column = np.array([1, 0, 1, 1, 0], dtype=kind)
    for categories in (None, [1, 0], [0, 5, 1]):
        by_list = coded([*column.tolist(), None], "x", categories)
        by_array = coded(column, "x", categories)
        assert by_array.labels == by_list.labels
        assert by_array.codes.tolist() == by_list.codes.tolist()[:-1]
    with pytest.raises(InputError, match="not one of its categories"):
        coded(column, "x", [1])


def test_a_scale_that_is_declared_keeps_its_order_and_refuses_others():
    assert coded(["b", "a"], "x", ["c", "b", "a"]).codes.tolist() == [1, 2]
    with pytest.raises(InputError, match="not one of its categories"):
        coded(["z"], "x", ["a"])


def test_what_cannot_be_a_column_is_refused_with_a_sentence():
    for bad in ("word", 5, [[1], [2]], np.zeros((2, 2))):
        with pytest.raises(InputError, match=r"x should"):
            numbers(bad, "x")
    with pytest.raises(InputError, match="holds 'three'"):
        numbers([1, "three"], "x")
    with pytest.raises(InputError, match="equally long"):
        same_length(("x", [1]), ("y", [1, 2]))
    with pytest.raises(InputError, match="is empty"):
        same_length(("x", []), ("y", []))


def test_missing_values_are_refused_unless_they_are_to_be_dropped():
    present = np.array([True, False])
    assert kept(present, "drop") == 1
    with pytest.raises(InputError, match="missing value"):
        kept(present, "refuse")
