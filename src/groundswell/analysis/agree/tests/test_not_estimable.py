"""Where there is no estimate, there is a reason and never a NaN, as by the verdicts of the comparison of packages."""

# mypy: disable-error-code="union-attr, operator, arg-type, assignment"

import pytest

from groundswell.analysis.agree import (
    Bootstrap,
    Counts,
    alpha,
    brennan_prediger,
    cohen,
    conger,
    fleiss,
    gwet,
    light,
    pabak,
    percent,
    scott,
)

ALL_NO = [["no", "no"]] * 5
SCALE = {"categories": ["no", "yes"]}


@pytest.mark.parametrize("method", [cohen, scott, fleiss, conger, light])
@pytest.mark.parametrize("scale", [SCALE, {}])
def test_kappas_are_not_estimable_where_everybody_used_one_category(method, scale):
    made = method(ALL_NO, **scale)
    assert made.estimate is None
    assert made.interval is None
    assert made.sentence().startswith(f"{made.name} is not estimable: ")


def test_alpha_is_not_estimable_where_everybody_used_one_category():
    made = alpha(ALL_NO, scale="nominal")
    assert made.estimate is None
    assert "one category" in made.reason
    assert Counts(["no", "yes"]).add(ALL_NO).result(scale="nominal").estimate is None


def test_ac1_pabak_and_percent_are_1_there_when_the_scale_has_two():
    assert gwet(ALL_NO, **SCALE).estimate == 1
    assert brennan_prediger(ALL_NO, **SCALE).estimate == 1
    assert pabak(ALL_NO, **SCALE).estimate == 1
    assert percent(ALL_NO).estimate == 1
    assert gwet(ALL_NO, categories=["no"]).estimate is None


def test_without_a_pair_there_is_no_coefficient():
    alone = [["no", None], [None, "yes"]]
    assert alpha(alone, scale="nominal").estimate is None
    assert "two coders" in alpha(alone, scale="nominal").reason
    assert fleiss(alone, missing="use").estimate is None
    assert conger(alone, missing="use").estimate is None
    with pytest.raises(ValueError, match="No unit is left"):
        cohen(alone, missing="drop")


def test_two_coders_without_a_common_unit_leave_light_without_an_estimate():
    made = light([["a", "a", None], ["b", "b", None], ["a", None, "a"]], missing="use")
    assert made.estimate is None
    assert "coder" in made.reason


def test_a_scale_has_no_default_and_must_fit_the_values():
    with pytest.raises(TypeError, match="scale"):
        alpha(ALL_NO)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="There is no default"):
        alpha(ALL_NO, scale="metric")
    with pytest.raises(ValueError, match="needs its order"):
        alpha(ALL_NO, scale="ordinal")
    with pytest.raises(ValueError, match="are numbers"):
        alpha(ALL_NO, scale="interval")
    with pytest.raises(ValueError, match="below 0"):
        alpha([[-1, 1], [2, 2]], scale="ratio")


def test_coefficients_that_depend_on_the_scale_refuse_to_infer_it():
    for method in (gwet, brennan_prediger):
        with pytest.raises(ValueError, match="Give categories="):
            method([["a", "b"], ["a", "a"]])


def test_missing_ratings_are_refused_unless_something_is_said():
    holes = [["a", "a"], ["a", None], ["b", "b"]]
    with pytest.raises(ValueError, match="1 of 3 have a missing value"):
        cohen(holes)
    made = cohen(holes, missing="drop")
    assert (made.n, made.n_missing) == (2, 1)
    assert "1 left out as missing" in made.sentence()


def test_replicates_without_an_estimate_are_counted():
    rare = [["no", "no"]] * 30 + [["yes", "yes"]]
    made = cohen(rare, interval=Bootstrap(rng=1))
    assert any("had no estimate" in note for note in made.warnings)


def test_a_table_on_its_side_is_warned_about():
    made = percent([["a"] * 9, ["a"] * 8 + ["b"]])
    assert any("rows should be units" in note for note in made.warnings)


@pytest.mark.parametrize("method", [cohen, scott, fleiss, conger])
def test_full_agreement_gives_no_interval_without_width(method):
    made = method([["a", "a"], ["b", "b"], ["b", "b"]])
    assert made.estimate == pytest.approx(1)
    assert made.interval is None
    assert any("not certainty" in note for note in made.warnings)
    assert percent([["a", "a"], ["b", "b"]]).interval.low < 1
