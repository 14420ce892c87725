"""Write calendar files (.ics): an invitation to one meeting, its cancellation, and a feed of many.

The same entry always gives the same bytes: nothing here reads the clock. Times go out in UTC, which every
calendar shows in its owner's own zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from groundswell.formats.errors import FormatError, quote

PRODUCT: Final = "-//Groundswell//Calendar//EN"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS: Final = re.compile(r"[^\s@<>:;,\"]+@[^\s@<>:;,\"]+")
_URL: Final = re.compile(r"https?://[^\s<>\"]+")

Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Person:
    """Somebody named in an invitation: a name to show and a mail address."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """One meeting. ``uid`` never changes; ``sequence`` grows by one with each change sent out.

    ``start``, ``end`` (exclusive) and ``updated_at`` are aware datetimes in any zone. ``url``, ``description``
    and ``location`` may be empty. ``is_all_day``: only the dates of ``start`` and ``end`` go out, in the zone they are
    given in, and the day does not count as busy.
    """

    uid: str
    sequence: int
    summary: str
    description: str
    location: str
    start: datetime
    end: datetime
    url: str
    cancelled: bool
    updated_at: datetime
    is_all_day: bool = False


def write_invite(
    entry: Entry, method: Method, organiser: Person, attendees: Sequence[Person] = ()
) -> bytes:
    """Return an invitation (REQUEST) or its withdrawal (CANCEL) as the bytes of an .ics file.

    Send a CANCEL with the same ``uid`` and a higher ``sequence``, and each change likewise. Raises ``FormatError`` for
    times without a zone, an end before the start, and addresses that are not addresses.
    """
    calendar = _calendar(method)
    event = _event(entry, cancelled=entry.cancelled or method == "CANCEL")
    event.add("organizer", _address(organiser))
    for person in attendees:
        invited = _address(person)
        invited.params["PARTSTAT"] = "NEEDS-ACTION"
        invited.params["RSVP"] = "FALSE"
        event.add("attendee", invited)
    calendar.add_component(event)
    return _bytes(calendar)


def write_feed(name: str, entries: Sequence[Entry]) -> bytes:
    """Return a feed that calendars subscribe to, called ``name``; entries keep the order they are given in.

    Cancelled entries stay in the feed, marked so, because some calendars never drop what vanishes. Raises
    ``FormatError`` as ``write_invite`` does.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("name", _clean(name))
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for entry in entries:
        calendar.add_component(_event(entry, cancelled=entry.cancelled))
    return _bytes(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry, *, cancelled: bool) -> Event:
    start, end, updated = (_utc(moment) for moment in (entry.start, entry.end, entry.updated_at))
    if end < start:
        raise FormatError(
            expected="a meeting that ends after it starts",
            found=f"one from {start.isoformat()} to {end.isoformat()}",
            cure="change its end",
        )
    if not entry.uid.strip() or entry.sequence < 0:
        raise FormatError(
            expected="a uid and a sequence of 0 or more",
            found=f"{quote(entry.uid)} and {entry.sequence}",
            cure="give the entry both",
        )
    event = Event()
    event.add("uid", _one_line(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", updated)
    event.add("last-modified", updated)
    event.add("dtstart", entry.start.date() if entry.is_all_day else start)
    event.add("dtend", entry.end.date() if entry.is_all_day else end)
    event.add("summary", _one_line(entry.summary))
    if entry.description:
        event.add("description", _clean(entry.description))
    if entry.location:
        event.add("location", _one_line(entry.location))
    if entry.url:
        event.add("url", _uri(entry.url))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled or entry.is_all_day else "OPAQUE")
    return event


def _bytes(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical(sorted=False))


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise FormatError(
            expected="a time with its zone",
            found=f"{moment.isoformat()}, which has none",
            cure="attach the zone the meeting was planned in",
        )
    return moment.astimezone(UTC).replace(microsecond=0)


def _address(person: Person) -> vCalAddress:
    # The address goes into the file unescaped, so anything that could start a new line or parameter is refused.
    if not _ADDRESS.fullmatch(person.email):
        raise FormatError(
            expected="a mail address such as sam@example.org",
            found=quote(person.email),
            cure="correct it on the person's page",
        )
    address = vCalAddress(f"mailto:{person.email}")
    name = _one_line(person.name).replace('"', "'")
    if name:
        address.params["CN"] = vText(name)
    return address


def _uri(url: str) -> vUri:
    if not _URL.fullmatch(url):
        raise FormatError(
            expected="a link that begins with https://",
            found=quote(url),
            cure="copy the entire link again",
        )
    return vUri(url)


def _clean(text: str) -> str:
    # Half of a surrogate pair (a cut emoji) cannot be written as UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())
