from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.kernel.clock import (
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_christmas_2026_moves_boxing_day_to_monday():
    assert not is_working_day(date(2026, 12, 28))
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_scotland_rests_on_the_second_of_january_and_england_does_not():
    assert date(2026, 1, 2) in bank_holidays("SCT", 2026)
    assert date(2026, 1, 2) not in bank_holidays("ENG", 2026)


def test_three_working_days_over_easter():
    assert add_working_days(date(2026, 4, 2), 3) == date(2026, 4, 9)


def test_a_closure_of_the_institution_does_not_count():
    assert add_working_days(date(2026, 6, 1), 1, closures={date(2026, 6, 2)}) == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("start", "end", "n"), [((2026, 6, 5), (2026, 6, 8), 1), ((2026, 6, 8), (2026, 6, 5), -1)]
)
def test_counting_between_has_a_direction(start, end, n):
    assert working_days_between(date(*start), date(*end)) == n


@given(days, st.integers(0, 60))
def test_adding_then_counting_gives_the_same_number(start, n):
    assert working_days_between(start, add_working_days(start, n)) == n


@given(days, st.integers(1, 60))
def test_where_one_lands_is_a_working_day(start, n):
    assert is_working_day(add_working_days(start, n))
    assert is_working_day(add_working_days(start, -n))
