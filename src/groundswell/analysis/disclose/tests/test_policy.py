"""The rounding and hiding rules, with the vectors they are known by."""

import pytest

from groundswell.analysis.disclose import FORMAL, NETWORK, Policy
from groundswell.analysis.disclose.cells import publish

ROUNDED = [
    (0, 0), (1, 0), (2, 0), (2.4, 0), (2.5, 5), (3, 5), (7, 5), (7.4, 5), (7.5, 10), (8, 10), (12, 10),
    (12.5, 15), (22, 20), (22.4, 20), (22.5, 25), (117.5, 120),
]  # fmt: skip


@pytest.mark.parametrize(("count", "rounded"), ROUNDED)
def test_halves_go_up_to_the_next_multiple_of_five(count, rounded):
    assert FORMAL.round_count(count) == rounded


@pytest.mark.parametrize("base", [2, 3, 5, 10])
def test_spread_names_exactly_the_numbers_that_round_so(base):
    policy = Policy(name="x", base=base, hide_below=5)
    for rounded in range(0, 5 * base, base):
        low, high = policy.spread(rounded)
        assert [n for n in range(100) if policy.round_count(n) == rounded] == [
            *range(low, high + 1)
        ]


def test_percentages_need_more_than_twenty_two_people_and_round_halves_up():
    assert FORMAL.percentage(5, 22) is None
    assert FORMAL.percentage(5, 23) == 21.7
    assert FORMAL.percentage(5, 22.5) == 22.2
    assert FORMAL.percentage(1, 8 * 25, 1) == 1
    assert FORMAL.percentage(0.125, 100, 0.1) == 0.1


def test_averages_need_eight():
    assert FORMAL.mean([1] * 7) is None
    assert FORMAL.mean([1, 2, 3, 4, 5, 6, 7, 8]) == 4.5


def test_ethnicity_by_year_asks_for_ten_and_each_alone_does_not():
    assert FORMAL.for_attributes(["Ethnicity", "Year"]).minimum == 10
    assert FORMAL.for_attributes(["Ethnicity", "Year"]).hide_below == 10
    assert FORMAL.for_attributes(["Ethnicity", "Site"]) is FORMAL


@pytest.mark.parametrize(
    ("policy", "count", "printed"),
    [
        (NETWORK, 0, "fewer than 5"), (NETWORK, 4, "fewer than 5"), (NETWORK, 5, "5"),
        (FORMAL, 2, "0"), (FORMAL, 3, "5"), (FORMAL.for_attributes(["ethnicity", "year"]), 9, ".."),
        (FORMAL.for_attributes(["ethnicity", "year"]), 12, "10"),
        (Policy(name="zero", show_zero=True), 0, "0"), (Policy(name="zero", show_zero=True), 1, "fewer than 5"),
    ],
)  # fmt: skip
def test_one_count_is_printed_so(policy, count, printed):
    cell = publish(count, policy)
    assert cell.text() == printed
    assert cell.low <= count <= (count if cell.high is None else cell.high)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"base": 0}, "base is at least 1"),
        ({"hide_below": 3}, "at least the minimum"),
        ({"hide_below": 0}, "must round"),
        ({"width": 5}, "width is 1 to 4"),
        ({"width": 4, "show_zero": True}, "width is 1 to 3"),
        ({"base": 5, "hide_below": 0, "width": 3}, "width is 1 to 2"),
    ],
)
def test_a_policy_that_protects_nobody_is_refused(asked, said):
    with pytest.raises(ValueError, match=said):
        Policy(name="x", **asked)


@pytest.mark.parametrize("count", [-1, float("nan"), float("inf")])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(ValueError, match="from 0 up"):
        FORMAL.round_count(count)
    with pytest.raises(ValueError):
        FORMAL.percentage(1, count)


def test_an_average_over_a_missing_value_is_refused():
    with pytest.raises(ValueError, match="missing"):
        FORMAL.mean([1.0] * 8 + [float("nan")])
