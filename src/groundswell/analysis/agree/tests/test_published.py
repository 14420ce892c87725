"""Published values. Where a paper was not at hand, the value is as quoted by the package named, and was recomputed."""

# mypy: disable-error-code="union-attr, operator, arg-type, assignment"

import pytest

from groundswell.analysis.agree import (
    alpha,
    brennan_prediger,
    cohen,
    conger,
    crosstab,
    fleiss,
    gwet,
    light,
    pabak,
    percent,
    ratings,
    scott,
    tallies,
)
from groundswell.analysis.agree.tests import data


def close(value, places=6):
    return pytest.approx(value, abs=0.5000001 * 10**-places)


@pytest.mark.parametrize(
    ("scale", "value"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_alpha_of_krippendorffs_table_on_four_scales(scale, value):
    # Krippendorff 2011: .743 .815 .849 .797; six places from the package krippendorff.
    made = alpha(data.KRIPPENDORFF, scale=scale, categories=data.FIVE)
    assert made.estimate == close(value)
    assert (made.n, made.n_missing, made.n_values) == (11, 1, 40)


def test_alpha_of_the_smaller_published_tables():
    assert alpha(data.MEG_OWEN, scale="nominal").estimate == close(0.095238)
    assert alpha(data.BEN_GERRY, scale="nominal").estimate == close(0.691964)
    assert alpha(data.WIKIPEDIA, scale="nominal").estimate == close(0.691358)
    assert alpha(data.WIKIPEDIA, scale="interval").estimate == close(0.810845)


def test_alphas_standard_error_is_that_of_irrcac():
    made = alpha(data.GWET, scale="nominal")
    assert made.standard_error == close(0.14557, 5)
    assert made.interval.low == close(0.41906, 5)
    assert made.interval.high == 1
    assert "clipped" in made.interval.method


def test_gwets_raw_four_raters():
    # irrCAC, raw_4raters; missing ratings are used.
    asked = {"categories": data.FIVE, "missing": "use"}
    first = gwet(data.GWET, **asked)
    assert (first.estimate, first.standard_error) == (close(0.77544, 5), close(0.14295, 5))
    assert (first.interval.low, first.interval.high) == (close(0.46081, 5), 1)
    assert first.p == close(0.000209)
    for method, value, error in (
        (fleiss, 0.76117, 0.15302),
        (brennan_prediger, 0.77273, 0.14472),
        (conger, 0.76282, 0.14917),
    ):
        made = method(data.GWET, **asked)
        assert (made.estimate, made.standard_error) == (close(value, 5), close(error, 5))


@pytest.mark.parametrize(
    ("weights", "value"),
    [
        ("quadratic", 0.91400), ("linear", 0.85874), ("gwet_ordinal", 0.89894),
        ("radical", 0.81981), ("ratio", 0.85737), ("bipolar", 0.90037),
    ],
)  # fmt: skip
def test_ac2_by_every_named_weight_is_that_of_irrcac(weights, value):
    made = gwet(data.GWET, categories=data.FIVE, agreement=weights, missing="use")
    assert made.estimate == close(value, 5)


def test_conger_sees_which_coder_gave_a_lone_rating():
    # irrCAC gives unit 12's only rating to rater 3, Krippendorff's table to observer B.
    made = conger(data.KRIPPENDORFF, missing="use")
    assert made.estimate == close(0.76207, 5)


def test_gwets_five_observers():
    # irrCAC, raw_5observers.
    made = gwet(data.OBSERVERS, missing="use")
    assert (made.estimate, made.standard_error) == (close(0.49662, 5), close(0.12197, 5))
    assert conger(data.OBSERVERS, missing="use").estimate == close(0.46927, 5)
    assert fleiss(data.OBSERVERS, missing="use").estimate == close(0.45762, 5)
    assert brennan_prediger(data.OBSERVERS, missing="use").estimate == close(0.48741, 5)
    assert alpha(data.OBSERVERS, scale="nominal").estimate == close(0.48053, 5)


def test_fleiss_1971_with_each_category_and_both_standard_errors():
    # Fleiss 1971; R's irr prints .430 and z 17.7; six places from statsmodels and irrCAC.
    made = fleiss(data.FLEISS)
    assert (made.observed, made.chance) == (close(0.555556), close(0.219938))
    assert (made.estimate, made.standard_error_null) == (close(0.430245), close(0.024374))
    assert made.z_null == close(17.6518, 4)
    # irrCAC: sampling standard error .0542, z 7.94
    assert made.standard_error == close(0.0542, 4)
    assert made.estimate / made.standard_error == close(7.94, 2)
    by = made.by_category
    assert [one.kappa for one in by] == [
        close(k, 4) for k in (0.2448, 0.2448, 0.52, 0.4711, 0.5661)
    ]
    assert [one.z for one in by] == [close(z, 3) for z in (5.192, 5.192, 11.031, 9.994, 12.009)]


def test_the_other_coefficients_of_fleisss_data():
    # irrCAC, nltk, sklearn pairs; R's irr exact .442.
    scale = {"categories": data.FIVE}
    assert conger(data.FLEISS).estimate == close(0.441809)
    assert light(data.FLEISS).estimate == close(0.459412)
    assert brennan_prediger(data.FLEISS, **scale).estimate == close(0.444444)
    assert gwet(data.FLEISS, **scale).estimate == close(0.447885)
    assert alpha(data.FLEISS, scale="nominal").estimate == close(0.433410)


def test_a_table_of_tallies_gives_what_the_ratings_give():
    table = [[row.count(one) for one in data.FIVE] for row in data.FLEISS]
    counted = tallies(table, categories=data.FIVE)
    assert fleiss(counted).estimate == close(0.430245)
    assert gwet(counted).estimate == close(0.447885)
    assert alpha(counted, scale="nominal").estimate == close(0.433410)
    for scale in ("ordinal", "interval", "ratio"):
        whole = alpha(data.FLEISS, scale=scale, categories=data.FIVE)
        assert alpha(counted, scale=scale).estimate == pytest.approx(whole.estimate, abs=1e-12)


def test_cohen_1960_with_both_standard_errors():
    # Cohen 1960: .492; Fleiss, Cohen and Everitt 1969 errors as in statsmodels.
    made = cohen(data.COHEN)
    assert (made.estimate, made.standard_error) == (close(0.491525), close(0.051002))
    assert made.standard_error_null == close(0.051979)
    assert (made.interval.low, made.interval.high) == (close(0.391564), close(0.591487))


def test_cohen_1968_reads_weights_as_what_they_are_called():
    # Cohen 1968: .348. Read as agreement, statsmodels gives -.1039 without a word.
    made = cohen(data.COHEN, disagreement=data.COHEN_WEIGHTS)
    assert (made.estimate, made.standard_error) == (close(0.347826), close(0.075504))
    with pytest.raises(ValueError, match="say disagreement="):
        cohen(data.COHEN, agreement=data.COHEN_WEIGHTS)
    assert cohen(data.COHEN, agreement="linear").estimate == close(0.473684)
    assert cohen(data.COHEN, agreement="quadratic").estimate == close(0.454545)


def test_the_sas_table():
    # SAS as in the tests of statsmodels.
    made = cohen(data.SAS)
    assert (made.estimate, made.standard_error) == (close(0.484163), close(0.138014))
    assert (made.interval.low, made.interval.high) == (close(0.2137, 4), close(0.7547, 4))
    linear = cohen(data.SAS, agreement="linear")
    assert (linear.estimate, linear.standard_error) == (close(0.4701, 4), close(0.1457, 4))


def test_gwets_two_abstractors_and_two_methods():
    # irrCAC's tables divide by n where its raw form and ours divide by n - 1; Cohen and Scott divide by n in both.
    def by_n(made):
        return made.standard_error * ((made.n - 1) / made.n) ** 0.5

    for table, method, value, error in (
        (data.ABSTRACTORS, gwet, 0.849330, 0.04322),
        (data.ABSTRACTORS, brennan_prediger, 0.835, 0.04693),
        (data.DIAGNOSIS, gwet, 0.45616, 0.04345),
    ):
        made = method(table)
        assert (made.estimate, by_n(made)) == (close(value, 5), close(error, 5))
    for table, method, value, error in (
        (data.ABSTRACTORS, cohen, 0.796409, 0.05891),
        (data.ABSTRACTORS, scott, 0.796240, 0.05905),
        (data.DIAGNOSIS, cohen, 0.4315, 0.04597),
    ):
        made = method(table)
        assert (made.estimate, made.standard_error) == (close(value, 5), close(error, 5))
    assert alpha(data.ABSTRACTORS, scale="nominal").estimate == close(0.79726, 5)
    assert scott(data.DIAGNOSIS).estimate == close(0.43034, 5)
    assert brennan_prediger(data.DIAGNOSIS).estimate == close(0.44993, 5)
    assert alpha(data.DIAGNOSIS, scale="nominal").estimate == close(0.43162, 5)
    assert cohen(data.DIAGNOSIS, agreement="quadratic").estimate == close(0.38319, 5)
    assert gwet(data.DIAGNOSIS, agreement="quadratic").estimate == close(0.29857, 5)


def test_the_paradox_of_kappa():
    # Feinstein and Cicchetti 1990: the same agreement of .85, two kappas.
    even, skewed = crosstab([[40, 9], [6, 45]]), crosstab([[80, 10], [5, 5]])
    assert percent(even).estimate == percent(skewed).estimate == pytest.approx(0.85)
    assert cohen(even).estimate == close(0.699519)
    assert cohen(skewed).estimate == close(0.318182)


def test_byrts_identity():
    # Byrt, Bishop and Carlin 1993; values of the package raters.
    table = crosstab([[90, 5], [4, 1]])
    made = pabak(table)
    assert (made.estimate, made.kappa) == (close(0.82), close(0.134615))
    assert (made.prevalence_index, made.bias_index) == (close(0.89), close(0.01))
    p, b = made.prevalence_index**2, made.bias_index**2
    assert (made.estimate - p + b) / (1 - p + b) == pytest.approx(cohen(table).estimate)


def test_the_scale_is_declared_so_unused_categories_count():
    # 1-5 scale, only 1, 2, 5 used: sklearn .7273 when it infers the scale by place, .6082 with labels=[1..5]; here a
    # number stands where it is, so both give the declared scale's value.
    pairs = [[1, 1], [1, 2], [2, 2], [5, 5], [5, 2], [1, 1], [2, 2], [5, 5]]
    whole = cohen(pairs, categories=data.FIVE, agreement="quadratic").estimate
    by_place = cohen([["abe"[[1, 2, 5].index(x)] for x in row] for row in pairs],
                     categories=list("abcde"), agreement="quadratic").estimate  # fmt: skip
    assert whole == pytest.approx(by_place)
    with pytest.raises(ValueError, match="not declared"):
        cohen(pairs, agreement="quadratic")


def test_a_code_called_nan_is_kept_and_missing_ones_of_any_kind_are_missing():
    made = ratings({"a": ["nan", None, "x"], "b": ["nan", "x", float("nan")]})
    assert made.categories == ("nan", "x")
    assert made.codes.tolist() == [[0, -1, 1], [0, 1, -1]]
