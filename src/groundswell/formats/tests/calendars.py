"""Calendar files for tests, and what they say in the clock of London."""

from datetime import date
from zoneinfo import ZoneInfo

from groundswell.formats.timetable import Timetable, read_timetable

LONDON = ZoneInfo("Europe/London")
SHOWN = "%Y-%m-%d %H:%M"


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*blocks: str, head: tuple[str, ...] = ()) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        *head,
        *blocks,
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def in_2024(
    data: bytes,
    start: date = date(2024, 1, 1),
    end: date = date(2024, 12, 31),
    zone: str = "Europe/London",
    limit: int = 20_000,
) -> Timetable:
    return read_timetable(data, start=start, end=end, zone=zone, limit=limit)


def busy(
    data: bytes, start: date = date(2024, 1, 1), end: date = date(2024, 12, 31), limit: int = 20_000
) -> list[tuple[str, str]]:
    found = in_2024(data, start=start, end=end, limit=limit).busy
    return [
        (f"{one.start.astimezone(LONDON):{SHOWN}}", f"{one.end.astimezone(LONDON):{SHOWN}}")
        for one in found
    ]


ODD_ZONE = """BEGIN:VTIMEZONE
TZID:(UTC-05:00) Our own
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
