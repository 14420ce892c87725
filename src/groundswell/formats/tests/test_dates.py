"""Dates as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.formats.dates import find_yearless
from groundswell.formats.errors import FormatError
from groundswell.formats.table import parse_date

NEW_YEARS_EVE = date(2024, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-12-31", "2024/12/31", "20241231", "31/12/2024", "31.12.24", "31-12-2024", "31 12 2024", "31 Dec 2024",
        "31 December 2024", "31st December, 2024", "31-Dec-24", "Dec 31, 2024", "December 31st 2024", "31 Dec. 2024",
        "Tuesday 31 December 2024", "Tue, 31 Dec 2024", "31st of December 2024", " 31/12/2024 ", "31/12/2024 09:30",
        "2024-12-31T23:59:59Z", "2024-12-31 23:59:59+00:00", "31 Dec 2024, 9:30 am", "31DEC2024", "45657", "45657.5",
        45657, 45657.75, date(2024, 12, 31), datetime(2024, 12, 31, 23, 59), "３１/１２/２０２４", "31 Dec '24",
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_day_is_read(cell):
    assert parse_date(cell) == NEW_YEARS_EVE


@pytest.mark.parametrize(
    "cell", ["Sept 2023", "September 2023", "Sep '23", "09/2023", "2023-09", "sep. 2023", "9.2023"]
)
def test_a_month_alone_is_its_first_day(cell):
    assert parse_date(cell) == date(2023, 9, 1)


def test_month_first_is_a_choice():
    assert parse_date("03/04/2024") == date(2024, 4, 3)
    assert parse_date("03/04/2024", day_first=False) == date(2024, 3, 4)


@pytest.mark.parametrize("day_first", [True, False])
def test_a_date_in_the_other_order_is_refused_with_the_cure(day_first):
    with pytest.raises(FormatError, match="choose the other order"):
        parse_date("12/31/2024" if day_first else "31/12/2024", day_first=day_first)


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2024", "30 Feb 2023", "2023-02-29", "00/01/2024", "32/13/2024", "2024-13-01", "soon", "", None, True,
        "2023", 2023, 1, 10**9, float("nan"), float("inf"), "31 Foo 2024", "31/12/1066", "Sept 3023", "x" * 10_000,
        "31/12",         "=1+1", "31 Mayor 2024", object(), "31/12/2024 or so",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_a_sentence(cell):
    with pytest.raises(FormatError, match=r"^Expected .*, but found .*; .*\.$"):
        parse_date(cell)


@given(
    st.dates(date(1970, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%B %d, %Y", "%Y-%m-%d"]),
)
def test_a_written_day_comes_back(day, form):
    assert parse_date(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_sentence(text):
    with suppress(FormatError):
        assert 1900 <= parse_date(text).year <= 2100


@pytest.mark.parametrize(
    ("text", "after", "found"),
    [
        ("3 May", date(2023, 4, 20), date(2023, 5, 3)),
        ("May 3rd", date(2023, 5, 4), date(2024, 5, 3)),
        ("Wed 3 May", date(2023, 5, 3), date(2023, 5, 3)),
        ("29 Feb", date(2025, 1, 1), date(2028, 2, 29)),
        ("31 Feb", date(2025, 1, 1), None),
        ("next week", date(2025, 1, 1), None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text, after, found):
    assert find_yearless(text, after=after) == found
