"""Timetables made to take for ever, or to break the reader: each ends in a sentence, soon."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.formats.errors import FormatError
from groundswell.formats.tests.calendars import ODD_ZONE, busy, calendar, event, in_2024

BOMBS = [
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=2000000000",
    "FREQ=MINUTELY;INTERVAL=1",
    "FREQ=DAILY;BYHOUR="
    + ",".join(map(str, range(24)))
    + ";BYMINUTE="
    + ",".join(map(str, range(60))),
]


@pytest.mark.parametrize("rule", BOMBS)
def test_a_rule_that_repeats_without_end_is_stopped_with_a_sentence(rule):
    data = calendar(event("UID:1", "DTSTART:20240101T000000Z", "DURATION:PT1S", f"RRULE:{rule}"))
    began = time.perf_counter()
    with pytest.raises(FormatError, match=r"repeat"):
        in_2024(data)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_hundreds_of_rules_that_never_match_cost_next_to_nothing(rule):
    blocks = [
        event(f"UID:{n}", "DTSTART:20000103T000000Z", "DURATION:PT1H", f"RRULE:{rule}")
        for n in range(100)
    ]
    began = time.perf_counter()
    assert in_2024(calendar(*blocks)).busy == ()
    assert time.perf_counter() - began < 10


def test_the_limit_counts_sessions_in_the_window_only():
    data = calendar(event("UID:1", "DTSTART:19900101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
    assert len(busy(data, limit=366)) == 366
    with pytest.raises(FormatError, match="at most 365 sessions"):
        busy(data, limit=365)


def test_a_calendar_of_five_thousand_events_is_read_in_seconds():
    blocks = [
        event(
            f"UID:{n}@school",
            "DTSTAMP:20240101T000000Z",
            f"SUMMARY:Lecture {n}",
            "DESCRIPTION:Bring a pen\\, and\\n a long text that goes on and on",
            f"DTSTART;TZID=Europe/London:2024{n % 12 + 1:02d}{n % 28 + 1:02d}T{n % 9 + 8:02d}0000",
            f"DTEND;TZID=Europe/London:2024{n % 12 + 1:02d}{n % 28 + 1:02d}T{n % 9 + 9:02d}0000",
            *(["RRULE:FREQ=WEEKLY;COUNT=4"] if n % 2 else []),
        )
        for n in range(5_000)
    ]
    began = time.perf_counter()
    found = in_2024(calendar(*blocks))
    assert (found.n_events, found.n_skipped) == (5_000, 0)
    assert time.perf_counter() - began < 6  # one second on a quiet machine


@given(st.binary(max_size=300), st.integers(0, 200))
def test_damaged_bytes_give_a_timetable_or_a_sentence_and_nothing_else(noise, place):
    whole = calendar(
        ODD_ZONE,
        event("UID:1", "DTSTART:20240610T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
    )
    with suppress(FormatError):
        in_2024(whole[:place] + noise + whole[place:])
