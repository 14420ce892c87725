"""Two proportions: published values, the worked example, and what always holds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis._inputs import InputError
from groundswell.analysis.compare import (
    TwoGroupCounts,
    chi_square,
    compare_proportions,
    e_value,
    fisher_exact,
    many_proportions,
    number_needed,
    odds_ratio,
    proportion,
    risk_difference,
    risk_ratio,
    two_proportions,
)

# The two-arm table of a published paper, recomputed with independent code: outcome of 100 and 100; chi2 and p, Yates
# and p, Fisher's p, Newcombe, RR, OR (Woolf), conditional OR (exact), h, NNT, E-value and its limit.
PAPER = [
    (12, 45, 26.720648, 2.350959e-07, 25.125751, 5.371080e-07, 3.034801e-07, (0.33, 0.207887, 0.439624),
     (3.75, 2.113761, 6.652834), (6.0, 2.919328, 12.331606), (5.944246, 2.797040, 13.479372),
     0.763146, 3.0303, 6.961308, 3.648109),
    (20, 70, 50.505051, 1.188585e-12, 48.505051, 3.294394e-12, 1.050355e-12, (0.50, 0.369319, 0.604925),
     (3.5, 2.317073, 5.286842), (9.333333, 4.870488, 17.885501), (9.208073, 4.653496, 18.909202),
     1.055018, 2.0, 6.458040, 4.064000),
    (5, 40, 35.125448, 3.091345e-09, 33.146953, 8.545016e-09, 1.625069e-09, (0.35, 0.240359, 0.452045),
     (8.0, 3.293761, 19.430675), (12.666667, 4.733681, 33.894225), (12.513889, 4.585291, 42.916283),
     0.918412, 2.8571, 15.483315, 6.042416),
    (30, 75, 40.601504, 1.866630e-10, 38.817043, 4.654463e-10, 2.338069e-10, (0.45, 0.316418, 0.560121),
     (2.5, 1.815262, 3.443029), (7.0, 3.755310, 13.048192), (6.921203, 3.595684, 13.709267),
     0.935116, 2.2222, 4.436492, 3.031780),
]  # fmt: skip

# Newcombe 1998, Table II, method 10; and method 6 (Miettinen-Nurminen) of the same table.
EIGHT = [
    ((56, 70, 48, 80), (0.0524, 0.3339), (0.0528, 0.3382)),
    ((9, 10, 3, 10), (0.1705, 0.8090), (0.1700, 0.8406)),
    ((6, 7, 2, 7), (0.0582, 0.8062), (0.0342, 0.8534)),
    ((5, 56, 0, 29), (-0.0381, 0.1926), (-0.0326, 0.1933)),
    ((0, 10, 0, 20), (-0.1611, 0.2775), (-0.1658, 0.2844)),
    ((0, 10, 0, 10), (-0.2775, 0.2775), (-0.2879, 0.2879)),
    ((10, 10, 0, 20), (0.6791, 1), (0.7156, 1)),
    ((10, 10, 0, 10), (0.6075, 1), (0.6636, 1)),
]


def limits(result: Any) -> Any:
    return result.interval.low, result.interval.high


def whole(result: Any) -> Any:
    return (result.estimate, *limits(result))


@pytest.mark.parametrize("row", PAPER, ids=lambda row: f"{row[0]} v {row[1]}")
def test_the_table_of_the_paper_is_reproduced_to_the_printed_digit(row):
    (
        control,
        treated,
        chi,
        p_chi,
        yates,
        p_yates,
        p_fisher,
        rd,
        rr,
        odds,
        exact,
        h,
        nnt,
        e,
        limit,
    ) = row
    made: Any = two_proportions(treated, 100, control, 100)
    assert (made.chi_square, made.chi_square_corrected) == pytest.approx((chi, yates), abs=5e-7)
    assert (made.p_chi_square, made.p_corrected, made.p_fisher) == pytest.approx(
        (p_chi, p_yates, p_fisher), rel=3e-7
    )
    assert whole(made) == pytest.approx(rd, abs=5e-7)
    assert (made.risk_ratio, made.risk_ratio_low, made.risk_ratio_high) == pytest.approx(
        rr, abs=5e-7
    )
    assert (made.odds_ratio, made.odds_ratio_low, made.odds_ratio_high) == pytest.approx(
        odds, abs=5e-7
    )
    conditional = (made.conditional_odds_ratio, made.conditional_low, made.conditional_high)
    assert conditional == pytest.approx(exact, abs=6e-7)
    assert made.cohen_h == pytest.approx(h, abs=5e-7)
    assert made.number_needed == pytest.approx(nnt, abs=5e-5)
    assert (made.e_value, made.e_value_limit) == pytest.approx((e, limit), abs=6e-7)
    assert made.p == made.p_chi_square


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [  # the same paper: Wilson
        (45, 0.356145, 0.547554), (12, 0.069994, 0.198121), (70, 0.604151, 0.781051),
        (20, 0.133367, 0.288829), (40, 0.309401, 0.497997), (5, 0.021544, 0.111750),
        (75, 0.656955, 0.824548), (30, 0.218949, 0.395849),
    ],
)  # fmt: skip
def test_wilson_limits_of_the_paper(events, low, high):
    assert limits(proportion(events, 100)) == pytest.approx((low, high), abs=6e-7)


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    # Newcombe 1998a, Table I
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_limits_as_published(events, n, low, high):
    assert limits(proportion(events, n)) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("counts", "newcombe", "miettinen"), EIGHT, ids=str)
def test_the_eight_examples_of_newcombe_by_both_methods(counts, newcombe, miettinen):
    assert limits(risk_difference(*counts)) == pytest.approx(newcombe, abs=5e-5)
    other: Any = risk_difference(*counts, method="miettinen-nurminen")
    assert limits(other) == pytest.approx(miettinen, abs=6e-5)


def test_e_values_as_published():
    # VanderWeele and Ding 2017
    assert (e_value(3.9, 1.8, 8.7).estimate, e_value(3.9, 1.8, 8.7).limit) == pytest.approx(
        (7.263, 3.0), abs=5e-4
    )
    assert (e_value(0.80, 0.71, 0.91).estimate, e_value(0.80, 0.71, 0.91).limit) == pytest.approx(
        (1.809, 1.429), abs=5e-4
    )
    assert e_value(1.2, 0.9, 1.5).limit == 1


def test_the_odds_of_cells_that_are_nought_are_reported_or_halved_as_asked():
    assert risk_ratio(5, 10, 0, 10).estimate is None
    assert "nobody in the reference group" in risk_ratio(5, 10, 0, 10).sentence()
    nought: Any = odds_ratio(0, 10, 5, 10)
    assert nought.estimate == 0
    assert nought.interval is None
    assert nought.warnings
    halved: Any = odds_ratio(0, 10, 5, 10, zero_cells="add_half")
    assert halved.estimate == pytest.approx(0.5 * 5.5 / (10.5 * 5.5))
    assert "Haldane" in halved.warnings[0]


def test_the_conditional_odds_ratio_keeps_a_finite_end_where_it_has_one():
    made: Any = odds_ratio(5, 5, 0, 5, method="conditional")
    assert made.estimate is None
    assert "runs from" in made.warnings[0]
    none: Any = odds_ratio(0, 10, 5, 10, method="conditional")
    assert none.estimate == 0
    assert none.interval.low == 0


def test_fishers_test_has_tails_and_takes_over_where_little_is_expected():
    # The lady tasting tea: 3 of 4 right; R's fisher.test gives 0.4857, and 0.2429 one-sided.
    assert fisher_exact(3, 4, 1, 4).p == pytest.approx(0.485714285714)
    assert fisher_exact(3, 4, 1, 4, alternative="greater").p == pytest.approx(0.242857142857)
    assert fisher_exact(3, 4, 1, 4, alternative="less").p == pytest.approx(0.985714285714)
    small = two_proportions(3, 10, 2, 9)
    assert small.p == small.p_fisher
    assert "expected count is below 5" in small.test


def test_p_at_five_per_cent_or_more_is_said_with_what_the_data_are_compatible_with():
    said = two_proportions(3, 10, 2, 9).sentence()
    assert "compatible with differences from -30.0 to 42.0 points" in said
    assert "compatible" not in two_proportions(45, 100, 12, 100).sentence()


def test_a_number_needed_whose_difference_may_be_nought_is_given_in_two_branches():
    assert "through infinity" in number_needed(3, 10, 2, 9).sentence()
    assert number_needed(3, 10, 3, 10).estimate is None
    assert number_needed(12, 100, 45, 100).direction == "fewer"


def test_chi_square_of_a_larger_table():
    # R: chisq.test(rbind(c(762, 327, 468), c(484, 239, 477))) (Agresti 2007, p. 39): X-squared = 30.07, df = 2
    made: Any = chi_square([[762, 327, 468], [484, 239, 477]])
    assert made.statistic == pytest.approx(30.07, abs=5e-3)
    assert made.df == 2
    assert made.p == pytest.approx(2.954e-07, rel=1e-3)
    assert chi_square([[0, 0], [1, 2]]).estimate is None


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=40)
@given(counts, counts, st.sampled_from(["newcombe", "miettinen-nurminen"]))
def test_a_difference_swaps_its_sign_when_the_groups_swap(mine, theirs, method):
    one: Any = risk_difference(*mine, *theirs, method=method)
    other: Any = risk_difference(*theirs, *mine, method=method)
    assert whole(one) == pytest.approx((-other.estimate, -other.interval.high, -other.interval.low))
    assert one.interval.low <= one.estimate <= one.interval.high
    assert -1 <= one.interval.low <= one.interval.high <= 1


@given(counts)
def test_wilson_stays_within_bounds_and_begins_at_nought_for_nobody(one):
    low, high = limits(proportion(*one))
    assert 0 <= low <= one[0] / one[1] <= high <= 1
    assert limits(proportion(0, one[1]))[0] == 0
    assert limits(proportion(one[1], one[1]))[1] == 1


@settings(max_examples=25)
@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_many_at_once_are_what_each_is_alone(pairs):
    table = np.array([[*mine, *theirs] for mine, theirs in pairs])
    made: Any = many_proportions(*table.T)
    for i, row in enumerate(table.tolist()):
        alone = two_proportions(*row)
        assert (made.risk_difference[i], made.low[i], made.high[i]) == pytest.approx(whole(alone))
        assert made.p_fisher[i] == pytest.approx(alone.p_fisher, rel=1e-11)
        if alone.p_chi_square is None:
            assert np.isnan(made.p_chi_square[i])
        else:
            assert made.p_chi_square[i] == pytest.approx(alone.p_chi_square)


def test_blocks_of_many_tables_do_not_change_an_answer():
    rng = np.random.default_rng(4)
    n1, n2 = rng.integers(1, 400, 1_500), rng.integers(1, 400, 1_500)
    x1, x2 = rng.binomial(n1, 0.4), rng.binomial(n2, 0.5)
    made: Any = many_proportions(x1, n1, x2, n2)
    for i in range(0, 1_500, 97):
        alone = fisher_exact(int(x1[i]), int(n1[i]), int(x2[i]), int(n2[i]))
        assert made.p_fisher[i] == pytest.approx(alone.p, rel=1e-11)
    assert (made.adjusted() >= made.p_fisher - 1e-15).all()


answers = st.lists(
    st.tuples(st.sampled_from(["yes", "no", None]), st.sampled_from(["a", "b", None])), max_size=40
)


@settings(max_examples=30)
@given(answers, answers)
def test_counts_by_chunks_and_joined_equal_the_columns_at_once(first, second):
    both = [*first, ("yes", "a"), ("no", "a"), ("no", "b"), *second]
    one = TwoGroupCounts(event="yes", group="a", reference="b")
    other = TwoGroupCounts(event="yes", group="a", reference="b")
    one.add([x for x, _ in both[: len(first) + 3]], [g for _, g in both[: len(first) + 3]])
    other.add([x for x, _ in second], [g for _, g in second])
    whole_columns = compare_proportions(
        [x for x, _ in both], [g for _, g in both], event="yes", reference="b", missing="drop"
    )
    assert (one + other).result(missing="drop") == whole_columns


def test_counts_refuse_what_they_were_not_made_for():
    counted = TwoGroupCounts(event=1, group="a", reference="b")
    with pytest.raises(InputError, match="neither 'a' nor 'b'"):
        counted.add([1], ["c"])
    with pytest.raises(InputError, match="only where event"):
        counted + TwoGroupCounts(event=2, group="a", reference="b")
    with pytest.raises(InputError, match="two groups"):
        TwoGroupCounts(event=1, group="a", reference="a")
    counted.add(np.array([1.0, np.nan]), ["a", "b"])
    with pytest.raises(InputError, match="missing value"):
        counted.result()
