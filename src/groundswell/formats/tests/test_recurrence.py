"""Repeat rules, held against python-dateutil's expander rule by rule."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell.formats.errors import FormatError
from groundswell.formats.recurrence import Budget, UnknownRuleError, expand, parse_rule

LOW, HIGH = datetime(2023, 1, 1), datetime(2025, 1, 1)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def part(name, values, **options):
    joined = st.lists(values, min_size=1, max_size=3, unique=True, **options).map(
        lambda some: ",".join(map(str, some))
    )
    return st.none() | joined.map(lambda text: f"{name}={text}")


@st.composite
def rules(draw):
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    days = st.sampled_from(WEEKDAYS)
    if freq in ("MONTHLY", "YEARLY"):
        # dateutil reads a mix of MO and 1MO as both at once, the standard as either.
        ordinals = st.sampled_from(draw(st.sampled_from([[""], ["1", "2", "4", "-1", "-2"]])))
        days = st.builds(lambda ordinal, day: ordinal + day, ordinals, days)
    parts = [
        f"FREQ={freq}",
        f"INTERVAL={draw(st.integers(1, 5))}",
        draw(
            st.none()
            | st.integers(1, 40).map(lambda n: f"COUNT={n}")
            | st.just("UNTIL=20240615T120000")
        ),
        draw(st.none() | st.sampled_from(WEEKDAYS).map(lambda day: f"WKST={day}")),
        draw(part("BYDAY", days)),
        draw(part("BYMONTH", st.integers(1, 12))),
        draw(part("BYHOUR", st.integers(0, 23))) if draw(st.booleans()) else None,
    ]
    if freq != "WEEKLY":
        parts.append(draw(part("BYMONTHDAY", st.integers(1, 31) | st.integers(-31, -1))))
    if freq in ("MONTHLY", "YEARLY") and any(p and p.startswith("BYDAY") for p in parts):
        parts.append(draw(part("BYSETPOS", st.sampled_from([1, 2, 3, -1, -2]))))
    return ";".join(one for one in parts if one)


@settings(max_examples=60, deadline=None)
@given(
    rules(),
    st.datetimes(datetime(2015, 1, 1), datetime(2024, 12, 1)).map(
        lambda d: d.replace(microsecond=0)
    ),
)
def test_every_rule_gives_the_times_dateutil_gives(text, first):
    ours = list(expand(parse_rule(text, lambda until: until), first, LOW, HIGH, Budget()))
    assume(ours)  # dateutil would look for what never comes until the year 9999
    theirs = takewhile(lambda when: when <= HIGH, rrulestr(text, dtstart=first))
    assert ours == [when for when in theirs if when >= LOW]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=SOMETIMES",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=YEARLY;BYWEEKNO=5",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=soon",
    ],
)
def test_a_rule_that_is_not_understood_says_so(text):
    with pytest.raises(UnknownRuleError):
        parse_rule(text, lambda until: until)


def test_the_budget_ends_in_a_sentence():
    with pytest.raises(FormatError, match="repeat far too often"):
        list(expand(parse_rule("FREQ=SECONDLY", lambda until: until), LOW, LOW, HIGH, Budget(1000)))
