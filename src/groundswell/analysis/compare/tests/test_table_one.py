"""Table 1: the worked example, what the rows must add up to, and chunks that give the same as all at once."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis._inputs import Coded, InputError
from groundswell.analysis.compare import (
    TableOneCounts,
    standardised_mean_difference,
    standardised_share_difference,
    table_one,
)
from groundswell.analysis.compare.standardised import smd_of_counts

# The two-arm table of a published paper, first minus second arm of 100 each; tableone prints the same absolute values.
SHARES = [
    (0.50, 0.55, -0.100251, 0.141510, (-0.3776, 0.1771)),
    (0.30, 0.20, 0.232495, 0.141898, (-0.0456, 0.5106)),
    (0.25, 0.30, -0.112154, 0.141532, (-0.3896, 0.1652)),
    (0.15, 0.25, -0.251976, 0.141981, (-0.5303, 0.0263)),
]


@pytest.mark.parametrize(("first", "second", "smd", "se", "ci"), SHARES)
def test_shares_of_the_paper(first, second, smd, se, ci):
    made: Any = standardised_share_difference(first, 100, second, 100)
    assert made.estimate == pytest.approx(smd, abs=5e-7)
    assert made.standard_error == pytest.approx(se, abs=5e-7)
    assert (made.interval.low, made.interval.high) == pytest.approx(ci, abs=6e-5)


def test_age_of_the_paper():
    made: Any = standardised_mean_difference(27.4, 2.3, 100, 26.8, 2.1, 100)
    assert (made.estimate, made.hedges_g, made.correction) == pytest.approx(
        (0.272446, 0.271412, 0.996207), abs=5e-7
    )
    assert made.standard_error == pytest.approx(0.142076, abs=5e-7)
    assert (made.interval.low, made.interval.high) == pytest.approx((-0.0060, 0.5509), abs=6e-5)


def paper():
    def arms(first, second):
        return ["yes"] * first + ["no"] * (100 - first) + ["yes"] * second + ["no"] * (100 - second)

    return {
        "arm": ["control"] * 100 + ["treatment"] * 100,
        "female": arms(50, 55),
        "white": arms(30, 20),
        "asian": arms(25, 30),
        "activism": arms(15, 25),
    }


def test_table_one_of_the_paper_gives_signed_differences_and_flags_all_of_them():
    made = table_one(paper(), by="arm", test=True)
    assert [one.balance[0].smd for one in made.variables] == pytest.approx(
        [row[2] for row in SHARES], abs=5e-7
    )
    # uncorrected chi-square of the same table
    assert [one.p for one in made.variables] == pytest.approx(
        [0.478950, 0.102470, 0.428473, 0.077100], abs=5e-7
    )
    assert made.imbalanced() == ("female", "white", "asian", "activism")
    (table,) = made.tables()
    assert "SMD (control minus treatment)" in table.headings
    assert "p" in table.headings
    assert table.rows[0][:4] == ("female: yes, n (%)", 0, "50 (50%)", "55 (55%)")
    assert "p" not in table_one(paper(), by="arm").tables()[0].headings


def test_welchs_p_and_the_variance_ratio_of_a_number():
    # SciPy, Welch's t-test of the same nine numbers
    made = table_one(
        {"arm": [*"aaaabbbbb"], "age": [20, 22, 25, 30, 21, 27, 24, 35, 33]}, by="arm", test=True
    ).variables[0]
    assert made.p == pytest.approx(0.3098646653621673, rel=1e-9)
    assert made.balance[0].variance_ratio == pytest.approx(np.var([20, 22, 25, 30], ddof=1) / 35)


def test_several_categories_are_a_distance_of_mahalanobis():
    # by hand: T - C = (-.1, .2), S = mean of the two multinomial covariances of the last two categories
    p1, p2 = np.array([0.3, 0.3]), np.array([0.4, 0.1])
    spread = sum(np.diag(p) - np.outer(p, p) for p in (p1, p2)) / 2
    expected = np.sqrt((p1 - p2) @ np.linalg.inv(spread) @ (p1 - p2))
    assert smd_of_counts([40, 30, 30], [50, 40, 10]) == pytest.approx(expected)
    assert smd_of_counts([50, 40, 10], [40, 30, 30]) == pytest.approx(expected)
    assert smd_of_counts([40, 0, 30, 30], [50, 0, 40, 10]) == pytest.approx(expected)


def test_what_does_not_vary_prints_nought_and_what_cannot_be_divided_says_so():
    made = table_one(
        {"arm": [*"aabb"], "same": [1.0, 1, 1, 1], "apart": [1.0, 1, 2, 2], "word": [*"xxxx"]},
        by="arm",
    )
    assert [one.balance[0].smd for one in made.variables] == [0.0, None, 0.0]
    assert "not estimable" in made.to_text()
    assert standardised_mean_difference(1, 0, 5, 2, 0, 5).estimate is None


def test_three_groups_are_compared_pair_by_pair():
    made = table_one(
        {"arm": [*"aabbcc"], "age": [1, 2, 3, 5, 5, 9], "w": [*"xyxyxx"]}, by="arm", test=True
    )
    heads = made.tables()[0].headings
    assert [one for one in heads if one.startswith("SMD")] == [
        "SMD (a minus b)", "SMD (a minus c)", "SMD (b minus c)",
    ]  # fmt: skip
    assert made.variables[0].test == "Welch F"


column = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]),
        st.one_of(st.none(), st.floats(-1e3, 1e3)),
        st.sampled_from(["x", "y", "z", None]),
    ),
    max_size=30,
)
SURE = [("a", 1.0, "x"), ("a", 2.0, "y"), ("b", 2.5, "x"), ("b", 0.5, "z")]


def frame(rows):
    return {
        "arm": [r[0] for r in rows],
        "age": np.array([np.nan if r[1] is None else r[1] for r in rows], dtype=float),
        "kind": [r[2] for r in rows],
    }


@settings(max_examples=20)
@given(column, column)
def test_chunks_joined_give_the_table_of_everything_at_once_and_counts_add_up(first, second):
    one, other = (TableOneCounts(by="arm", groups=["a", "b"]) for _ in range(2))
    one.add(frame(SURE + first))
    other.add(frame(second))
    joined, whole = (one + other).result(), table_one(frame(SURE + first + second), by="arm")
    assert joined.group_n == whole.group_n
    assert joined.n_missing == whole.n_missing
    for mine, theirs in zip(joined.variables, whole.variables, strict=True):
        assert mine.missing == theirs.missing
        assert mine.counts == theirs.counts
        if mine.numeric:
            assert mine.means == pytest.approx(theirs.means, rel=1e-9, abs=1e-9)
            assert mine.sds == pytest.approx(theirs.sds, rel=1e-6, abs=1e-9)
        for i, n in enumerate(whole.group_n):
            assert mine.n[i] + mine.missing[i] == n
            assert mine.numeric or sum(mine.counts[i]) == mine.n[i]


def test_moments_of_many_blocks_keep_their_digits_far_from_nought():
    rng = np.random.default_rng(2)
    arm, value = rng.integers(0, 2, 30_000), 1e9 + rng.normal(0, 1, 30_000)
    value[::7] = np.nan
    made = table_one({"arm": arm, "v": value}, by="arm").variables[0]
    for g in (0, 1):
        mine = value[(arm == g) & ~np.isnan(value)]
        assert made.means[g] == pytest.approx(mine.mean(), rel=1e-15)
        assert made.sds[g] == pytest.approx(mine.std(ddof=1), rel=1e-9)


def test_coded_columns_give_what_their_words_give():
    data = frame(SURE * 3)
    codes = Coded(np.array([0, 1, 0, 2] * 3, dtype=np.int8), ("x", "y", "z"))
    plain, made = table_one(data, by="arm"), table_one({**data, "kind": codes}, by="arm")
    assert made == plain
    many = Coded(np.arange(12, dtype=np.int32), tuple(range(40)))
    assert sum(table_one({**data, "kind": many}, by="arm").variables[1].counts[0]) == 6


def test_what_seems_a_category_is_named_and_declared_as_one():
    data = {"arm": [*"aabb"], "smokes": [0, 1, 1, 1]}
    assert "seems to hold only 0 and 1" in table_one(data, by="arm").warnings[0]
    declared = table_one(data, by="arm", categorical=["smokes"])
    assert not declared.warnings
    assert declared.variables[0].counts == ((1, 1), (0, 2))


def test_too_many_labels_and_chunks_of_two_minds_are_refused():
    ids = [f"p{i}" for i in range(400)]
    with pytest.raises(InputError, match="too many for a table"):
        table_one({"arm": ["a", "b"] * 200, "id": ids}, by="arm")
    counts = TableOneCounts(by="arm")
    counts.add({"arm": ["a", "b"], "x": [1, 2]})
    with pytest.raises(InputError, match="numbers in one chunk"):
        counts.add({"arm": ["a", "b"], "x": ["p", "q"]})
    with pytest.raises(InputError, match="agree"):
        counts + TableOneCounts(by="ward")
