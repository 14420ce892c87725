"""Timetables: what a calendar file says about when people are busy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.formats.errors import FormatError
from groundswell.formats.tests.calendars import (
    LONDON,
    ODD_ZONE,
    busy,
    calendar,
    event,
    in_2024,
)


def test_a_lecture_stays_at_nine_when_the_clocks_change():
    data = calendar(
        event(
            "UID:1",
            "DTSTART;TZID=Europe/London:20240323T090000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;COUNT=3",
        )
    )
    found = in_2024(data).busy
    assert [one.start.hour for one in found] == [9, 9, 8]
    assert [f"{one.start.astimezone(LONDON):%d %H:%M}" for one in found] == [
        "23 09:00",
        "30 09:00",
        "06 09:00",
    ]


@pytest.mark.parametrize(("day", "hours"), [("20240331", 23), ("20241027", 25), ("20240401", 24)])
def test_an_all_day_placement_lasts_as_long_as_the_day_does(day, hours):
    found = in_2024(calendar(event("UID:1", f"DTSTART;VALUE=DATE:{day}"))).busy
    assert [one.end - one.start for one in found] == [timedelta(hours=hours)]
    assert found[0].all_day


def test_the_end_of_an_all_day_placement_is_not_part_of_it():
    data = calendar(event("UID:1", "DTSTART;VALUE=DATE:20240603", "DTEND;VALUE=DATE:20240608"))
    assert busy(data) == [("2024-06-03 00:00", "2024-06-08 00:00")]


def test_a_night_shift_ends_by_the_clock_on_the_night_the_clocks_change():
    data = calendar(
        event(
            "UID:1",
            "DTSTART;TZID=Europe/London:20240330T200000",
            "DTEND;TZID=Europe/London:20240331T080000",
        )
    )
    assert busy(data) == [("2024-03-30 20:00", "2024-03-31 08:00")]


def test_a_session_in_the_skipped_hour_keeps_its_length():
    data = calendar(
        event(
            "UID:1",
            "DTSTART;TZID=Europe/London:20240331T013000",
            "DTEND;TZID=Europe/London:20240331T020000",
        )
    )
    found = in_2024(data).busy
    assert [one.end - one.start for one in found] == [timedelta(minutes=30)]


def test_exceptions_extra_dates_overrides_and_cancelled_instances_are_followed():
    data = calendar(
        event(
            "UID:a",
            "DTSTART;TZID=Europe/London:20240506T100000",
            "DTEND;TZID=Europe/London:20240506T110000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20240522T090000Z",
            "EXDATE;TZID=Europe/London:20240508T100000",
            "RDATE;TZID=Europe/London:20240601T150000,20240602T150000",
        ),
        event(
            "UID:a",
            "RECURRENCE-ID:20240513T090000Z",
            "DTSTART:20240513T130000Z",
            "DTEND:20240513T140000Z",
        ),
        event(
            "UID:a",
            "RECURRENCE-ID;TZID=Europe/London:20240515T100000",
            "DTSTART;TZID=Europe/London:20240515T100000",
            "STATUS:CANCELLED",
        ),
    )
    assert [start for start, _ in busy(data)] == [
        "2024-05-06 10:00",
        "2024-05-13 14:00",
        "2024-05-20 10:00",
        "2024-05-22 10:00",
        "2024-06-01 15:00",
        "2024-06-02 15:00",
    ]


def test_a_whole_day_exception_removes_the_session_of_that_day():
    data = calendar(
        event(
            "UID:a",
            "DTSTART:20240506T100000Z",
            "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=3",
            "EXDATE;VALUE=DATE:20240507",
        )
    )
    assert [start[:10] for start, _ in busy(data)] == ["2024-05-06", "2024-05-08"]


def test_free_and_cancelled_events_leave_nobody_busy():
    start = "DTSTART:20240506T100000Z"
    data = calendar(
        event("UID:1", start, "DURATION:PT1H", "TRANSP:TRANSPARENT"),
        event("UID:2", start, "DURATION:PT1H", "STATUS:CANCELLED"),
        event("UID:3", start, "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
        event("UID:4", start),
    )
    found = in_2024(data)
    assert (found.busy, found.n_events, found.n_skipped) == ((), 4, 3)


@pytest.mark.parametrize(
    ("parameter", "hour"),
    [
        (";TZID=Europe/London", 8),
        (";TZID=GMT Standard Time", 8),
        (";TZID=Eastern Standard Time", 13),
        (';TZID="Romance Standard Time"', 7),
        (";TZID=/freeassociation.sourceforge.net/Europe/Paris", 7),
        (";TZID=/mozilla.org/20070129_1/Asia/Kolkata", 3),
        ("", 8),
    ],
)
def test_zone_names_of_other_makers_and_floating_times_are_understood(parameter, hour):
    data = calendar(event("UID:1", f"DTSTART{parameter}:20240610T090000", "DURATION:PT15M"))
    assert in_2024(data).busy[0].start.hour == hour


def test_a_zone_the_file_brings_itself_agrees_with_the_zone_it_copies():
    days = [f"2024{month:02d}{day:02d}" for month in range(1, 13) for day in (1, 3, 10, 17, 28)]
    ours = calendar(
        ODD_ZONE,
        *(
            event(
                f"UID:{day}",
                f'DTSTART;TZID="(UTC-05:00) Our own":{day}T{hour}3000',
                "DURATION:PT10M",
            )
            for day in days
            for hour in ("01", "02", "12")
        ),
    )
    theirs = ours.replace(b'TZID="(UTC-05:00) Our own"', b"TZID=America/New_York")
    found = in_2024(ours)
    assert found.busy == in_2024(theirs).busy
    assert not found.warnings


def test_an_unknown_zone_is_named_in_a_warning_and_taken_as_the_network_s_own():
    data = calendar(event("UID:1", "DTSTART;TZID=Mars/Olympus:20240610T090000", "DURATION:PT15M"))
    found = in_2024(data)
    assert found.busy[0].start.hour == 8
    assert "Mars/Olympus" in found.warnings[0]


def test_the_zone_a_calendar_names_holds_for_floating_times_and_repeats_in_utc():
    data = calendar(
        event("UID:1", "DTSTART:20240610T090000", "DURATION:PT15M"),
        event("UID:2", "DTSTART:20240301T140000Z", "DURATION:PT15M", "RRULE:FREQ=MONTHLY;COUNT=2"),
        head=("X-WR-TIMEZONE:America/New_York",),
    )
    assert [one.start.hour for one in in_2024(data).busy] == [14, 13, 13]


def test_the_window_takes_in_its_last_day_and_nothing_after_it():
    data = calendar(
        event(
            "UID:1",
            "DTSTART;TZID=Europe/London:20240101T233000",
            "DURATION:PT15M",
            "RRULE:FREQ=DAILY",
        )
    )
    found = busy(data, start=date(2024, 6, 3), end=date(2024, 6, 5))
    assert [start[:10] for start, _ in found] == ["2024-06-03", "2024-06-04", "2024-06-05"]


def test_titles_places_and_people_are_nowhere_in_what_comes_back():
    data = calendar(
        event(
            "UID:secret-uid",
            "SUMMARY:Secret clinic",
            "LOCATION:Secret ward",
            "ATTENDEE:mailto:secret@example.org",
            "DTSTART:nonsense-secret",
        ),
        event("UID:2", "SUMMARY:Secret", "DTSTART:20240610T090000Z", "DURATION:PT1H"),
    )
    assert "secret" not in repr(in_2024(data)).casefold()


def test_an_event_that_cannot_be_read_is_left_out_with_a_warning_and_the_others_stay():
    good = event("UID:1", "DTSTART:20240610T090000Z", "DURATION:PT1H")
    bad = [
        event("UID:2", "SUMMARY:no start"),
        event("UID:3", "DTSTART:20241340T000000Z"),
        event("UID:4", "DTSTART:20240610T090000Z", "DURATION:PT1H", "RRULE:FREQ=FORTNIGHTLY"),
        event("UID:5", "DTSTART:20240610T090000Z", "DTEND:20240609T090000Z"),
        event("UID:6", "DTSTART:99991231T235959Z", "DURATION:P9999D"),
        event("UID:7", "DTSTART:00010101T000000Z", "RRULE:FREQ=YEARLY;COUNT=2"),
    ]
    found = in_2024(calendar(good, *bad))
    assert len(found.busy) == 1
    assert (found.n_events, found.n_skipped) == (7, 5)
    assert any(warning.startswith("1 event had no start") for warning in found.warnings)


def test_the_newest_version_of_an_event_counts():
    data = calendar(
        event("UID:1", "SEQUENCE:0", "DTSTART:20240610T090000Z", "DURATION:PT1H"),
        event("UID:1", "SEQUENCE:2", "DTSTART:20240611T090000Z", "DURATION:PT1H"),
    )
    assert [start[:10] for start, _ in busy(data)] == ["2024-06-11"]


def test_folded_lines_bare_line_feeds_alarms_and_utf16_are_read():
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe\n /London:20240610T0900\n 00\n"
    )
    text += "DURATION:PT1H\nBEGIN:VALARM\nTRIGGER:-PT5M\nDURATION:P9D\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
    assert (
        busy(text.encode("utf-16"))
        == busy(text.encode("utf-8-sig"))
        == [("2024-06-10 09:00", "2024-06-10 10:00")]
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty file"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page (HTML)"),
        (b"%PDF-1.7 something", "a PDF"),
        (b"PK\x03\x04rubbish", "a zip archive"),
        (b"Monday: anatomy", "plain text"),
        (b"\x00\x01\x02\x03\x05", "data that is not text"),
        (calendar(event("UID:1", "DTSTART:20240610T090000Z"))[:70], "stops inside its VEVENT"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "another block"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VCALENDAR\r\n", "another block"),
        (calendar(), "at least one event, but found none"),
        (b"BEGIN:VCALENDAR" + b" " * 10_000_001, "at most 10 MB"),
    ],
)
def test_what_is_not_a_calendar_is_refused_in_one_sentence(data, words):
    with pytest.raises(FormatError) as caught:
        in_2024(data)
    assert words in str(caught.value)


@pytest.mark.parametrize("zone", ["Nowhere/At all", "../../etc/passwd", ""])
def test_a_zone_nobody_knows_is_refused(zone):
    with pytest.raises(FormatError, match="time zone"):
        in_2024(calendar(event("UID:1", "DTSTART:20240610T090000Z")), zone=zone)


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(FormatError, match="window"):
        busy(calendar(event("UID:1", "DTSTART:20240610T090000Z")), end=date(2023, 1, 1))
