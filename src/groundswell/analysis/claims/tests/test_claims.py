"""The claims check: published values recomputed, findings of two kinds kept apart, every possibility by brute force."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.claims import (
    EXAMPLE,
    QUESTIONS,
    check_claims,
    confounder_bound,
    digit_heaping,
    grim,
    possible_denominators,
    read_study,
)
from groundswell.analysis.claims.study import Share
from groundswell.analysis.claims.tests.calls import row, study
from groundswell.analysis.compare import two_proportions

# Recomputed with statsmodels and SciPy from a published two-arm table (100 people each): chi-square, Yates, Fisher p;
# risk difference with Newcombe's interval; risk ratio; odds ratio (Woolf); conditional odds ratio; h; number needed;
# E-value and its limit; Holm-adjusted p of chi-square, Yates, Fisher.
PUBLISHED = {
    "First outcome": (
        (26.720648, 2.350959e-07), (25.125751, 5.371080e-07), 3.034801e-07,
        (0.33, 0.207887, 0.439624), (3.75, 2.113761, 6.652834), (6.0, 2.919328, 12.331606),
        (5.944246, 2.797040, 13.479372), 0.763146, 3.0303, (6.961308, 3.648109),
        (2.350959e-07, 5.371080e-07, 3.034801e-07),
    ),
    "Second outcome": (
        (50.505051, 1.188585e-12), (48.505051, 3.294394e-12), 1.050355e-12,
        (0.50, 0.369319, 0.604925), (3.5, 2.317073, 5.286842), (9.333333, 4.870488, 17.885501),
        (9.208073, 4.653496, 18.909202), 1.055018, 2.0, (6.458040, 4.064000),
        (4.754341e-12, 1.317757e-11, 4.201421e-12),
    ),
    "Third outcome": (
        (35.125448, 3.091345e-09), (33.146953, 8.545016e-09), 1.625069e-09,
        (0.35, 0.240359, 0.452045), (8.0, 3.293761, 19.430675), (12.666667, 4.733681, 33.894225),
        (12.513889, 4.585291, 42.916283), 0.918412, 2.8571, (15.483315, 6.042416),
        (6.182689e-09, 1.709003e-08, 3.250139e-09),
    ),
    "Fourth outcome": (
        (40.601504, 1.866630e-10), (38.817043, 4.654463e-10), 2.338069e-10,
        (0.45, 0.316418, 0.560121), (2.5, 1.815262, 3.443029), (7.0, 3.755310, 13.048192),
        (6.921203, 3.595684, 13.709267), 0.935116, 2.2222, (4.436492, 3.031780),
        (5.599889e-10, 1.396339e-09, 7.014206e-10),
    ),
}  # fmt: skip
# Standardised differences, first arm (here the reference) minus second; then p of chi-square, Yates, Fisher.
BASELINE = {
    # Fisher's p by exact fractions: both tables at the edge are equally likely, so it is twice one tail.
    "Female": (-0.100251, 0.478950, 0.571126, 0.571242),
    "White": (0.232495, 0.102470, 0.141645, 0.141207),
    "Asian": (-0.112154, 0.428473, 0.526442, 0.526665),
    "Active before": (-0.251976, 0.077100, 0.111612, 0.110880),
    "Age": (0.272446, None, None, None),
}


def example() -> dict[str, Any]:
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made():
    return check_claims(example())


@pytest.mark.parametrize("outcome", PUBLISHED)
def test_every_statistic_of_the_worked_example_is_the_published_one(made, outcome):
    got, (chi, yates, fisher, rd, rr, odds, cond, h, nnt, e, holm) = (
        made.outcomes[outcome],
        PUBLISHED[outcome],
    )
    digits: dict[str, Any] = {"rel": 2e-6, "abs": 1e-12}
    assert (got.chi_square, got.p_chi_square) == pytest.approx(chi, **digits)
    assert (got.chi_square_corrected, got.p_corrected) == pytest.approx(yates, **digits)
    assert got.p_fisher == pytest.approx(fisher, rel=2e-6)
    assert (got.estimate, got.interval.low, got.interval.high) == pytest.approx(rd, **digits)
    assert (got.risk_ratio, got.risk_ratio_low, got.risk_ratio_high) == pytest.approx(rr, rel=2e-6)
    assert (got.odds_ratio, got.odds_ratio_low, got.odds_ratio_high) == pytest.approx(
        odds, rel=2e-6
    )
    assert (got.conditional_odds_ratio, got.conditional_low, got.conditional_high) == pytest.approx(
        cond, rel=2e-6
    )
    assert got.cohen_h == pytest.approx(h, abs=1e-6)
    assert got.number_needed == pytest.approx(nnt, abs=1e-4)
    assert (got.e_value, got.e_value_limit) == pytest.approx(e, rel=2e-6)
    adjusted = tuple(made.adjusted[test][outcome] for test in ("chi-square", "Yates", "Fisher"))
    assert adjusted == pytest.approx(holm, rel=2e-6)


@pytest.mark.parametrize("label", BASELINE)
def test_every_baseline_difference_of_the_worked_example_is_the_published_one(made, label):
    smd, plain, yates, fisher = BASELINE[label]
    assert made.baseline[label].estimate == pytest.approx(-smd, abs=1e-6)
    if plain is None:
        return
    (found,) = (one for one in read_study(example()).baseline if one.name == label)
    assert isinstance(found, Share)
    counts = (found.counts[0], 100, found.counts[1], 100)
    got = two_proportions(*counts)
    assert (got.p_chi_square, got.p_corrected, got.p_fisher) == pytest.approx(
        (plain, yates, fisher), abs=1e-6
    )


def test_the_worked_example_is_told_what_its_table_shows_and_apart_what_readers_said(made):
    computed = " ".join(one.text for one in made.of_kind("computed"))
    for said in (
        "5 of 5 characteristics differ by more than 0.1",
        "75 per cent of taught and 85 per cent of not taught did not",
        "account for 50 per cent of taught and 55 per cent of not taught",
        "15 of 16 percentages are multiples of 5 (chance 4e-10",
        "Both groups hold exactly 100 people",
        "at most 10.0 percentage points",
        "4 outcomes are compared",
    ):
        assert said in computed
    answered = [one.text for one in made.of_kind("answered")]
    assert answered == [one.finding for one in QUESTIONS]
    assert not set(answered) & {one.text for one in made.of_kind("computed")}
    assert made.banner == "Cannot support a causal claim."
    text = made.to_text()
    assert text.index("Computed from the table") < text.index("From a reader's answers")
    assert "odds ratio: 6" in text


@pytest.mark.parametrize("grave", [one.key for one in QUESTIONS if one.grave])
def test_one_grave_answer_is_enough_for_the_banner_and_none_lifts_it(grave):
    fine = {one.key: "yes" for one in QUESTIONS}
    assert check_claims(study(answers=fine)).banner == ""
    for answer in ("no", "unclear"):
        assert check_claims(study(answers=fine | {grave: answer})).banner


def test_statistics_are_there_under_the_banner_and_open_questions_are_listed():
    made = check_claims(study())
    assert made.banner
    assert made.outcomes["Spoke up"].estimate == pytest.approx(0.33)
    assert len(made.unanswered) == len(QUESTIONS)
    assert not made.of_kind("answered")


def test_a_percentage_no_whole_people_give_is_named():
    made = check_claims(
        study(
            group={"name": "taught", "n": 7},
            outcomes=[row(group=45, reference=12, name="Spoke up")],
            baseline=[],
        )
    )
    (found,) = (one for one in made.of_kind("computed") if one.about == "Spoke up")
    assert "45 per cent of 7 cannot come from whole answers" in found.text


@pytest.mark.parametrize(
    ("claimed", "fits"),
    [
        ("<0.001", True),
        ("p < .05", True),
        ("= 0.04", False),
        ("0.2", False),
        (">0.05", False),
        ("n.s.", True),
    ],
)
def test_a_p_value_the_numbers_do_not_give_is_named(claimed, fits):
    made = check_claims(study(outcomes=[row(claimed_p=claimed)]))
    assert any("The paper says p" in one.text for one in made.findings) != fits


def test_means_are_recomputed_with_their_own_test():
    given = {
        "name": "Age",
        "group_mean": 27.4,
        "group_sd": 2.3,
        "reference_mean": 26.8,
        "reference_sd": 2.1,
    }
    made = check_claims(study(outcomes=[given]))
    age: Any = made.outcomes["Age"]
    assert (age.t, age.p_pooled, age.p, age.df) == pytest.approx(
        (1.926484, 0.055476, 0.055488, 196.38), abs=5e-3
    )
    assert made.adjusted["t"] == {"Age": age.p}


def test_what_was_typed_is_escaped_as_markup():
    made = check_claims(study(title="<script>", outcomes=[row(name="<b>")]))
    assert "<script>" not in made.to_html()
    assert "<b>:" not in made.to_html().replace("<b>Several", "")


def test_categories_over_a_hundred_per_cent_are_named():
    parts = [row(name=name, part_of="Ethnicity", group=60, reference=60) for name in ("a", "b")]
    found = [one.text for one in check_claims(study(baseline=parts)).of_kind("computed")]
    assert any("add up to 120 per cent" in one for one in found)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(0, 120), st.integers(0, 3))
def test_a_mean_of_whole_answers_is_always_possible_and_what_is_not_never_found(
    n, tenths, decimals
):
    total = tenths
    assert grim(round(total / n, decimals), n, decimals=decimals).is_possible
    value = tenths / 10
    possible = any(abs(one / n - value) <= 0.5 * 10.0**-decimals + 1e-9 for one in range(13 * n))
    assert grim(value, n, decimals=decimals).is_possible == possible


def test_grim_knows_the_example_of_its_authors():
    # Brown and Heathers 2017: a mean of 5.19 from 28 whole answers cannot be (145/28 = 5.18, 146/28 = 5.21).
    made = grim(5.19, 28, decimals=2)
    assert not made.is_possible
    assert (made.below, made.above) == pytest.approx((145 / 28, 146 / 28))
    assert "5.178" in made.sentence()


def test_where_everything_is_possible_grim_says_that_it_shows_nothing():
    assert "shows nothing" in grim(45, 100, decimals=0, kind="percent").warnings[0]
    assert not grim(45, 97, decimals=0, kind="percent").warnings


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 80), st.lists(st.integers(0, 80), min_size=1, max_size=4))
def test_the_true_group_size_is_always_among_those_found(n, counts):
    printed = [round(100 * min(one, n) / n, 1) for one in counts]
    assert n in possible_denominators(printed, decimals=1, largest=100).sizes


def test_no_size_fits_what_cannot_be_and_the_result_says_so():
    made = possible_denominators([33.3, 48.7], decimals=1, largest=20)
    assert made.estimate is None
    assert "no group of 1 to 20 people" in made.sentence()


def test_heaping_is_the_binomial_tail_and_accuses_nobody():
    made = digit_heaping([50, 55, 30, 20, 25, 30, 15, 25, 12, 45, 20, 70, 5, 40, 30, 75])
    assert made.p == pytest.approx(16 * 0.2**15 * 0.8 + 0.2**16, rel=1e-12)
    assert "consistent with rounding" in made.sentence()
    assert digit_heaping([12, 45]).p == pytest.approx(1 - 0.8**2)


@settings(max_examples=80, deadline=None)
@given(
    *(st.floats(0.01, 0.99) for _ in range(2)),
    st.floats(0.01, 0.99),
    st.floats(0.01, 0.99),
)
def test_no_confounder_does_more_than_its_bound(p1, p0, risk_with, risk_without):
    made: Any = confounder_bound(p1, p0)
    mine = p1 * risk_with + (1 - p1) * risk_without
    theirs = p0 * risk_with + (1 - p0) * risk_without
    assert abs(mine - theirs) <= made.estimate + 1e-12
    assert max(mine / theirs, theirs / mine) <= made.largest_ratio + 1e-9


def test_a_characteristic_nobody_has_in_one_group_bounds_no_ratio():
    assert confounder_bound(0.2, 0).largest_ratio is None
