"""Frames of pandas and polars give what plain columns give; run where one of them is installed."""

import numpy as np
import pytest

from groundswell.analysis.compare import compare_proportions, table_one, two_means

AGE = [20.5, None, 23.0, 31.0, 25.0, 27.5, 22.0, 24.0]
PLAIN = {
    "arm": ["b", "a", "b", "a", "a", None, "b", "a"],
    "age": AGE,
    "visits": [1, 2, 2, 0, 3, 1, 1, 2],
    "sex": ["f", "m", None, "f", "m", "f", "f", "m"],
    "year": ["3", "1", "2", "2", "1", "3", "1", "1"],
    "linked": [True, False, True, True, False, True, False, False],
}
EXPECTED = table_one(PLAIN, by="arm", test=True)


def test_arrays_give_what_lists_give():
    arrays = {name: np.array(column) for name, column in PLAIN.items()}
    assert table_one(arrays, by="arm", test=True) == EXPECTED


@pytest.mark.parametrize("kind", ["object", "str", "category", "nullable"])
def test_a_pandas_frame_gives_what_its_columns_give(kind):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(PLAIN)
    if kind == "nullable":
        frame = frame.convert_dtypes()
    elif kind != "str":
        words = ["arm", "sex", "year"]
        frame = frame.astype(dict.fromkeys(words, kind))
        frame[words] = frame[words].where(frame[words].notna(), None)
    assert table_one(frame, by="arm", test=True) == EXPECTED


@pytest.mark.parametrize("kind", ["String", "Categorical", "Enum", "lazy"])
def test_a_polars_frame_gives_what_its_columns_give(kind):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(PLAIN)
    if kind == "Categorical":
        frame = frame.with_columns(polars.col("arm", "sex", "year").cast(polars.Categorical))
    elif kind == "Enum":
        frame = frame.with_columns(polars.col("sex").cast(polars.Enum(["f", "m"])))
    made = table_one(frame.lazy() if kind == "lazy" else frame, by="arm", test=True)
    assert made == EXPECTED


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_columns_of_a_frame_are_compared_as_they_are(package):
    frame = pytest.importorskip(package).DataFrame(PLAIN)
    of_lists = two_means(PLAIN["age"], PLAIN["arm"], reference="a", missing="drop")
    assert two_means(frame["age"], frame["arm"], reference="a", missing="drop") == of_lists
    shares = compare_proportions(
        frame["sex"], frame["arm"], event="f", reference="a", missing="drop"
    )
    assert (shares.events, shares.group_n, shares.reference_n) == (2, 2, 4)
