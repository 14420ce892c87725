"""What made a wrong number once: columns that lose something when they are read, and intervals that say too much."""

import numpy as np
import pytest

from groundswell.analysis import agree, claims, compare, qualitative, relate, scales
from groundswell.analysis._inputs import InputError, coded, numbers
from groundswell.analysis._result import Interval

THREE_AND_SEVEN = ["a"] * 3 + ["b"] * 7


def test_a_mask_is_a_missing_value_everywhere():
    masked = np.ma.array([1.0, 2.0, 3.0, 99.0], mask=np.array([0, 0, 0, 1], bool))
    assert np.isnan(numbers(masked, "x")).tolist() == [False, False, False, True]
    assert relate.pearson(masked, [1, 2, 4, 5], missing="drop").n == 3
    marks = np.ma.array([[1, 9], [1, 1], [2, 2], [2, 1]], mask=np.eye(4, 2, 1, bool))
    assert agree.ratings(marks).categories == (1, 2)
    items = np.ma.array([[1.0, 2.0], [2.0, 3.0], [3.0, 99.0]], mask=np.eye(3, 2, -2, bool))
    assert scales.cronbach_alpha(items, missing="listwise").n == 2
    ages = compare.table_one(
        {"age": np.ma.array([20, 21, 22, 999], mask=np.arange(4) == 3), "arm": [*"aabb"]}, by="arm"
    )
    assert ages.variables[0].means == (20.5, 22.0)


def test_what_has_no_order_of_rows_is_no_column():
    for column in ({1: 2, 2: 3}, {3, 1, 2}):
        with pytest.raises(InputError, match="column of values"):
            numbers(column, "x")
    frame = type("Frame", (dict,), {"columns": ["AB", "CD"]})()
    with pytest.raises(InputError, match="should be a column"):
        relate.match_codes(frame, ["AB", "CD"])


def test_two_long_numbers_stay_two_beside_a_missing_one():
    assert coded([2**53, 2**53 + 1, float("nan")], "x").labels == (2**53, 2**53 + 1)


def test_what_is_too_large_or_complex_for_a_number_is_refused():
    for wrong in ([10**400, 1], np.array([1 + 2j])):
        with pytest.raises(InputError, match="should hold numbers"):
            numbers(wrong, "x")


@pytest.mark.parametrize(("level", "said"), [(0.95, "95%"), (0.975, "97.5%"), (0.999, "99.9%")])
def test_a_level_is_written_in_full(level, said):
    assert str(Interval(low=0.2, high=0.4, level=level)).startswith(f"{said} CI")
    for made in (compare.risk_difference, compare.two_proportions, compare.number_needed):
        assert f"{said} CI" in made(5, 10, 4, 10, level=level).sentence()


def test_equal_decimals_do_not_vary_however_they_add_up():
    made = compare.two_means([0.1] * 10, THREE_AND_SEVEN, reference="b")
    assert (made.estimate, made.p, made.interval, made.sd) == (0, None, None, 0)
    shuffled = compare.permutation_test([0.1] * 10, THREE_AND_SEVEN, reference="b")
    assert (shuffled.estimate, shuffled.interval) == (0, None)


def test_changes_that_are_equal_on_paper_are_tied():
    tenths, ones = ([0.1, 0.2, 0.3, 0.7, 0.5, 0.6], [0.2, 0.3, 0.4, 0.6, 0.6, 0.7]), 10
    whole = [[round(ones * one) for one in column] for column in tenths]
    made, same = compare.wilcoxon(*tenths), compare.wilcoxon(*whole)
    assert (made.estimate, made.p) == (same.estimate, same.p)
    assert compare.sign_flip([0.1, 0.2, 0.3], [0.2, 0.3, 0.4]).interval is None


def test_no_interval_stands_without_width():
    everybody = compare.risk_ratio(10, 10, 10, 10)
    assert (everybody.estimate, everybody.interval) == (1, None)
    assert "nought" in everybody.warnings[0]
    assert not compare.risk_ratio(10, 10, 5, 10).warnings  # it has an interval
    code = agree.per_code([[1], [0], [0]], [[1], [0], [0]]).by_code[0]
    assert (code.kappa, code.low, code.high) == (1, None, None)
    scale = scales.Scale.of("s", "1", ["a", "b"], low=1, high=5)
    assert scales.score([[1, 2], [2, 1]], scale=scale).interval is None


def test_few_of_many_are_not_nobody():
    said = compare.proportion(3, 100_000).sentence()
    assert said == "3 of 100,000 (0.003%; 95% CI 0.001% to 0.009%)."
    assert "(99.997%;" in compare.proportion(99_997, 100_000).sentence()
    assert "(0%;" in compare.proportion(0, 10).sentence()


def test_a_perfect_fit_is_not_certainty():
    before = [1, 2, 3, 4, 5, 3, 4, 6]
    after = [2 * one + (place < 4) for place, one in enumerate(before)]
    made = compare.ancova(after, [*"aaaabbbb"], reference="b", adjust={"before": before})
    assert made.estimate == pytest.approx(1)
    assert (made.interval, made.p) == (None, None)
    assert "perfectly" in made.warnings[-1]


def test_codes_are_read_by_their_name_whatever_their_place():
    ana = {"x": [1, 1, 0, 0], "y": [0, 1, 0, 1]}
    ben = {name: ana[name] for name in ("y", "x")}
    made = agree.per_code(ana, ben, codes=["x", "y"])
    assert [one.kappa for one in made.by_code] == [1, 1]
    turned = agree.per_code(ana, ana | {"x": [1, 0, 0, 0]}, codes=["y", "x"])
    assert [(one.code, one.first, one.second) for one in turned.by_code] == [
        ("y", 2, 2),
        ("x", 2, 1),
    ]
    with pytest.raises(InputError, match="same ones"):
        agree.per_code(ana, ana, codes=["x", "z"])
    with pytest.raises(InputError, match="masked"):
        agree.per_code(np.ma.array([[1], [0]], mask=np.array([[False], [True]])), [[1], [0]])


def test_three_people_in_the_same_order_prove_nothing():
    # 2 of the 6 orders of three are as far from none: scipy.stats prints 0 there.
    assert relate.spearman([1, 2, 3], [1, 2, 3]).p == pytest.approx(2 / 6)
    # scipy.stats.permutation_test over all orders, pairings, SciPy 1.17.1: 42 of 720
    assert relate.spearman([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5]).p == pytest.approx(42 / 720)
    assert relate.spearman([1, 1, 2], [1, 1, 2]).p == pytest.approx(1 / 3)


def test_a_word_is_no_list_of_codes():
    for documents in (["access", "racism"], [["access"], [None]]):
        with pytest.raises(InputError, match=r"list of its codes|missing code"):
            qualitative.saturation(documents)


def test_chunks_of_a_table_describe_the_same_columns_or_are_refused():
    counts = compare.TableOneCounts(by="arm")
    counts.add({"arm": ["a", "b"], "age": [20, 22], "year": [1, 2]})
    for chunk in (
        {"arm": ["a", "b"], "age": [24, 26]},
        {"arm": ["a", "b"], "age": [24], "year": [1, 2]},
        {"arm": ["a", "b"], "age": ["old", "young"], "year": [1, 2]},
    ):
        with pytest.raises(InputError):
            counts.add(chunk)
    assert counts.result().group_n == (1, 1)  # what was refused left nothing behind
    other = compare.TableOneCounts(by="arm")
    other.add({"arm": ["a", "b"], "age": ["old", "young"], "year": [1, 2]})
    with pytest.raises(InputError, match="numbers in one chunk"):
        counts + other


class NotKnown:
    """As NA of pandas: it does not say whether it is itself."""

    def __eq__(self, other):
        return self

    def __ne__(self, other):
        return self

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = object.__hash__


def test_counts_of_two_groups_take_not_known_as_missing():
    counts = compare.TwoGroupCounts(event=1, group="a", reference="b")
    counts.add([1, 0, 1, NotKnown()], ["a", "b", NotKnown(), "a"])
    assert (counts.events, counts.n, counts.reference_n, counts.n_missing) == (1, 1, 1, 2)
    with pytest.raises(InputError, match="2 of 4"):
        counts.result()


def study(**more):
    return {
        "title": "t", "group": {"name": "g", "n": 100}, "reference": {"name": "r", "n": 100},
        "outcomes": [{"name": "o", "group": 10, "reference": 2, "unit": "count"}],
    } | more  # fmt: skip


def about(made, what):
    return [one.text for one in made.findings if one.about == what]


@pytest.mark.parametrize("said", ["p = 0.017", "0.037", "P=.033", "<.05"])
def test_a_p_that_some_usual_test_gives_is_not_doubted(said):
    row = {"name": "o", "group": 10, "reference": 2, "unit": "count", "claimed_p": said}
    assert about(claims.check_claims(study(outcomes=[row])), "o") == []


def test_a_p_that_no_usual_test_gives_is_named_with_the_tests():
    row = {"name": "o", "group": 10, "reference": 2, "unit": "count", "claimed_p": "p < 0.001"}
    (text,) = about(claims.check_claims(study(outcomes=[row])), "o")
    assert text == (
        "The paper says p < 0.001; from its own numbers p lies from 0.017 to 0.037, by chi-square, Yates or Fisher."
    )


def test_a_p_is_not_doubted_for_what_rounding_a_percentage_leaves_open():
    # 34 per cent of 140 are 47 or 48 people, 25 are 35: chi-square gives 0.0889 or 0.1151
    row = {"name": "o", "group": 34, "reference": 25, "unit": "percent", "claimed_p": "p = 0.1151"}
    arms = {"group": {"name": "g", "n": 140}, "reference": {"name": "r", "n": 140}}
    assert about(claims.check_claims(study(outcomes=[row], **arms)), "o") == []


def test_categories_whose_percentages_were_rounded_down_are_all_there():
    years = [
        {"name": f"year {i}", "group": 14, "reference": 14, "unit": "percent", "part_of": "year"}
        for i in range(7)
    ]
    assert about(claims.check_claims(study(baseline=years)), "year") == []


def test_counts_and_percentages_of_one_whole_add_up_together():
    rows = [
        {"name": "m", "group": 50, "reference": 40, "unit": "count", "part_of": "sex"},
        {"name": "f", "group": 75, "reference": 80, "unit": "percent", "part_of": "sex"},
    ]
    arms = {"group": {"name": "g", "n": 200}, "reference": {"name": "r", "n": 200}}
    assert about(claims.check_claims(study(baseline=rows, **arms)), "sex") == []


def test_two_baseline_rows_of_one_name_are_refused():
    row = {"name": "x", "group": 50, "reference": 20, "unit": "percent"}
    with pytest.raises(InputError, match="same name"):
        claims.check_claims(study(baseline=[row, row | {"group": 20}]))
