"""The error every reader raises."""

from __future__ import annotations

import pickle

from groundswell.formats.errors import FormatError, quote

ERROR = FormatError(expected="a date", found="“x”", cure="correct it", row=3, column="Joined")


def test_an_error_is_one_sentence_with_its_place():
    assert str(ERROR) == "Row 3, column Joined: expected a date, but found “x”; correct it."
    assert isinstance(ERROR, ValueError)


def test_a_place_can_be_filled_in_later_and_survives_pickling():
    plain = FormatError(expected="a date", found="“x”", cure="correct it")
    assert str(plain.at(row=3, column="Joined")) == str(ERROR)
    assert str(pickle.loads(pickle.dumps(ERROR))) == str(ERROR)  # noqa: S301 - our own bytes
    assert plain.row is None


def test_a_long_value_is_cut_to_fit_a_sentence():
    assert quote("a\nb") == "“a b”"
    assert len(quote("x" * 1000)) == 62
