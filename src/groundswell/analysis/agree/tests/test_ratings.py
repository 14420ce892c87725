"""Ratings of any make are read alike."""

# mypy: disable-error-code="union-attr, operator, arg-type, assignment"

import numpy as np
import pytest

from groundswell.analysis.agree import Counts, alpha, codes, cohen, fleiss, ratings, tallies

ROWS = [[1, 2], [3, None], [2, 2]]
WANTED = [[0, 2, 1], [1, -1, 1]]


class Frame:
    """A data frame as pandas and polars make them, without either."""

    def __init__(self, columns):
        self.named = columns
        self.columns = list(columns)

    def to_numpy(self):
        return np.array(list(self.named.values())).T

    def __getitem__(self, name):
        return np.array(self.named[name], dtype=object)


@pytest.mark.parametrize(
    "given",
    [
        ROWS,
        tuple(tuple(row) for row in ROWS),
        np.array([[1, 2], [3, np.nan], [2, 2]]),
        np.array(ROWS, dtype=object),
        {"Ana": [1, 3, 2], "Ben": [2, None, 2]},
        Frame({"Ana": [1, 3, 2], "Ben": [2, None, 2]}),
    ],
    ids=["rows", "tuples", "floats", "objects", "mapping", "frame"],
)
def test_rows_arrays_mappings_and_frames_are_read_alike(given):
    assert ratings(given).codes.tolist() == WANTED
    assert ratings(given).categories == (1, 2, 3)
    declared = ratings(given, categories=[3, 2, 1])
    assert declared.codes.tolist() == [[2, 0, 1], [1, -1, 1]]


def test_numbers_far_apart_or_broken_are_read_as_they_are():
    table = np.array([[0.5, 100_000.0], [0.5, np.nan], [-3.25, 0.5]])
    made = ratings(table)
    assert made.categories == (-3.25, 0.5, 100_000)
    assert made.codes.tolist() == [[1, 1, 0], [2, -1, 1]]
    assert ratings(table, categories=[-3.25, 0.5, 100_000]).codes.tolist() == made.codes.tolist()
    with pytest.raises(ValueError, match="not one of the categories"):
        ratings(table, categories=[0.5, 100_000])


@pytest.mark.parametrize("value", [2.5, 9, -1])
def test_a_number_outside_the_scale_is_refused(value):
    with pytest.raises(ValueError, match="not one of the categories"):
        ratings(np.array([[1.0, 2.0], [value, 1.0]]), categories=[1, 2, 3])


def test_text_arrays_hold_text():
    made = ratings(np.array([["x", "nan"], ["x", "x"]]))
    assert made.categories == ("nan", "x")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (3, "a row for each unit"),
        ([], "at least one row"),
        ([1, 2, 3], "row 1 is one value"),
        ([[1, 2], [1]], "row 2 has 1"),
        ([[None, None]], "all missing"),
        (np.array([[np.nan, np.nan]]), "all missing"),
        (np.array([[np.inf, 1.0]]), "infinite"),
        ("words", "a row for each unit"),
    ],
)
def test_what_are_no_ratings_is_refused_with_a_sentence(given, said):
    with pytest.raises(ValueError, match=said):
        ratings(given)


def test_ratings_read_once_may_be_declared_later():
    read = ratings([["a", "b"], ["b", "b"]])
    assert not read.is_declared
    assert ratings(read, categories=["b", "a"]).codes.tolist() == [[1, 0], [0, 0]]
    with pytest.raises(ValueError, match="'a'"):
        ratings(read, categories=["b"])


def test_codes_are_used_as_they_lie_in_memory():
    table = np.asfortranarray([[0, 1], [1, -1]], dtype=np.int8)
    assert np.shares_memory(codes(table, categories="xy").codes, table)


def test_one_coder_or_three_where_two_belong_are_refused():
    with pytest.raises(ValueError, match="two coders at least"):
        fleiss([["a"], ["b"]])
    with pytest.raises(ValueError, match="compares 2 coders"):
        cohen([["a", "b", "b"]])


def test_tallies_with_unequal_sums_are_missing_ratings():
    table = tallies([[2, 1], [1, 1], [0, 3]], categories="xy")
    with pytest.raises(ValueError, match="1 of 3 units"):
        fleiss(table)
    assert fleiss(table, missing="drop").n == 2
    assert fleiss(table, missing="use").n == 3
    assert alpha(table, scale="nominal").n == 3


def test_many_values_give_the_alpha_of_the_matrix(monkeypatch):
    from groundswell.analysis.agree import krippendorff

    rng = np.random.default_rng(5)
    table = np.round(rng.normal(size=(30, 1)) + rng.normal(size=(30, 3)) / 2, 2) + 5
    table[2, 1] = np.nan
    scale = sorted({float(x) for x in table[~np.isnan(table)].tolist()})
    for one in ("ordinal", "interval", "ratio"):
        whole = alpha(table, scale=one, categories=scale, interval=None).estimate
        with monkeypatch.context() as patch:
            patch.setattr(krippendorff, "MANY", 3)
            made = alpha(table, scale=one, categories=scale)
        assert made.estimate == pytest.approx(whole)
        assert made.interval is None
        assert "different values" in made.warnings[-1]


def test_large_scales_and_many_coders_take_other_ways_to_the_same_alpha():
    rng = np.random.default_rng(6)
    wide = np.where(rng.random((40, 30)) < 0.4, 2, rng.integers(-1, 90, (40, 30)))
    pairs = [list(range(90)), [str(n) for n in range(200)]]
    for scale in pairs:
        read = codes(wide, categories=scale)
        chunks = Counts(scale).add(codes(wide[:7], categories=scale))
        chunks = chunks + Counts(scale).add(codes(wide[7:], categories=scale))
        whole = alpha(read, scale="nominal", interval=None).estimate
        assert chunks.result(scale="nominal").estimate == pytest.approx(whole)


def test_counts_of_different_scales_are_not_added():
    with pytest.raises(ValueError, match="different scales"):
        Counts([1, 2]) + Counts([1, 2, 3])
