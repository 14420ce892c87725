"""Calendar files we write: read back by a calendar library, byte by byte where it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from groundswell.formats.calendar_out import Entry, Person, write_feed, write_invite
from groundswell.formats.errors import FormatError
from groundswell.formats.timetable import Busy, read_timetable

ENTRY = Entry(
    uid="meeting-7@example.org",
    sequence=2,
    summary="Network meeting; agenda, and more",
    description="First line\nSecond, with \\ and ;",
    location="Room 3, North wing",
    start=datetime(2024, 6, 10, 18, tzinfo=ZoneInfo("Europe/London")),
    end=datetime(2024, 6, 10, 19, tzinfo=ZoneInfo("Europe/London")),
    url="https://example.org/meetings/7",
    cancelled=False,
    updated_at=datetime(2024, 6, 1, 12, 0, 0, 999, tzinfo=UTC),
)
SAM = Person('Sam "S" O\'Neil; chair', "sam@example.org")


def one_event(data: bytes):
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    return found


def test_an_invitation_says_when_where_and_who_asks():
    data = write_invite(ENTRY, "REQUEST", SAM, [Person("Ama", "ama@example.org")])
    found = one_event(data)
    assert b"METHOD:REQUEST\r\n" in data
    assert found["UID"] == ENTRY.uid
    assert (found["SEQUENCE"], found["STATUS"]) == (2, "CONFIRMED")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (ENTRY.start, ENTRY.end)
    assert (found["SUMMARY"], found["LOCATION"]) == (ENTRY.summary, ENTRY.location)
    assert found["DESCRIPTION"] == ENTRY.description
    assert found["ORGANIZER"] == "mailto:sam@example.org"
    assert found["ATTENDEE"] == "mailto:ama@example.org"


def test_a_cancellation_keeps_the_uid_and_frees_the_time():
    found = one_event(write_invite(replace(ENTRY, sequence=3), "CANCEL", SAM))
    assert (found["UID"], found["SEQUENCE"]) == (ENTRY.uid, 3)
    assert (found["STATUS"], found["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_the_same_entry_gives_the_same_bytes_at_any_time(time_machine):
    time_machine.move_to(datetime(2030, 1, 1, tzinfo=UTC))
    early = write_feed("Our network", [ENTRY])
    time_machine.move_to(datetime(2031, 1, 1, tzinfo=UTC))
    assert write_feed("Our network", [ENTRY]) == early
    assert b"DTSTAMP:20240601T120000Z" in early


@given(st.text(st.sampled_from('😀👩🏾‍⚕️مرحبا éa ,;\\\n\r:"x'), max_size=200))
def test_every_line_is_at_most_75_bytes_of_whole_characters_and_comes_back(text):
    data = write_feed("مرحبا 😀 " * 20, [replace(ENTRY, summary=text, description=text)])
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")
    found = one_event(data)
    assert str(found["SUMMARY"]) == " ".join(text.split())
    assert str(found.get("DESCRIPTION", "")) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(max_size=60))
def test_no_text_can_add_a_line_of_its_own(text):
    entry = replace(ENTRY, summary=text, location=text, description=text, uid=f"x{text}")
    data = write_invite(entry, "REQUEST", Person(text, "sam@example.org"))
    plain = write_invite(ENTRY, "REQUEST", SAM)
    unfolded = [part.replace(b"\r\n ", b"").split(b"\r\n") for part in (data, plain)]
    allowed = {line.split(b":")[0].split(b";")[0] for line in unfolded[1]}
    assert {line.split(b":")[0].split(b";")[0] for line in unfolded[0]} <= allowed
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    "email", ["sam", "sam@x\r\nATTENDEE:mailto:eve@x", "a b@x", "", "sam@x;CN=eve"]
)
def test_an_address_that_is_none_is_refused(email):
    with pytest.raises(FormatError, match="mail address"):
        write_invite(ENTRY, "REQUEST", Person("Sam", email))


@pytest.mark.parametrize(
    "change",
    [
        {"start": datetime(2024, 1, 1)},
        {"updated_at": datetime(2024, 1, 1)},
        {"end": ENTRY.start - timedelta(minutes=1)},
        {"uid": " "},
        {"sequence": -1},
        {"url": "javascript:alert(1)"},
        {"url": "https://example.org/\r\nX:1"},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(change):
    with pytest.raises(FormatError):
        write_feed("Feed", [replace(ENTRY, **change)])


MOMENTS = st.datetimes(datetime(2024, 1, 2), datetime(2024, 12, 30)).map(
    lambda t: t.replace(microsecond=0, tzinfo=UTC)
)


@given(MOMENTS, st.integers(1, 600), st.booleans())
def test_a_feed_read_as_a_timetable_is_busy_at_the_same_time(start, minutes, cancelled):
    end = start + timedelta(minutes=minutes)
    data = write_feed("Feed", [replace(ENTRY, start=start, end=end, cancelled=cancelled)])
    found = read_timetable(
        data, start=date(2024, 1, 1), end=date(2024, 12, 31), zone="Europe/London"
    )
    assert found.busy == (() if cancelled else (Busy(start, end),))
