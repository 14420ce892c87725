"""Read the lines of a calendar file into components, keeping only what says when.

Titles, places, descriptions and people are dropped here, line by line, so that nothing after this point
can show whose timetable it was. A line that cannot be read is dropped too: files in the wild break
inside long descriptions, and those are not wanted anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from icalendar.prop import vDDDTypes

from groundswell.formats.errors import FormatError

KEPT: Final = frozenset(
    {
        "UID",
        "SEQUENCE",
        "METHOD",
        "STATUS",
        "TRANSP",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "X-WR-TIMEZONE",
        "X-LIC-LOCATION",
    }
)
_LINE: Final = re.compile(r"([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL)
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_PARAMETER: Final = re.compile(r";([^=;\"]+)=(\"[^\"]*\"|[^;\"]*)")


@dataclass(frozen=True)
class Property:
    """One kept line: upper-case name, its parameters with upper-case names, and the value as written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """A BEGIN…END block: its kept properties and the blocks inside it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return every property of that name."""
        return [line for line in self.properties if line.name == name]

    def one(self, name: str) -> Property | None:
        """Return the first property of that name, or None."""
        return next((line for line in self.properties if line.name == name), None)

    def text(self, name: str) -> str:
        """Return the value of the first property of that name, without surrounding spaces, or ''."""
        line = self.one(name)
        return "" if line is None else line.value.strip()


def read_components(text: str) -> list[Component]:
    """Return the calendars in the text. Raises ``FormatError`` when it stops in the middle of one."""
    root = Component("")
    stack = [root]
    for line in _lines(text):
        name, _, rest = line.partition(":")
        head = name.strip().upper()
        if head == "BEGIN":
            child = Component(rest.strip().upper())
            stack[-1].children.append(child)
            stack.append(child)
        elif head == "END":
            _close(stack, rest.strip().upper())
        elif (kept := _property(line)) is not None:
            stack[-1].properties.append(kept)
    if len(stack) > 1:
        raise FormatError(
            expected="a calendar that ends with END:VCALENDAR",
            found=f"one that stops inside its {stack[-1].name or 'first'} block",
            cure="download it again, it was probably cut short",
        )
    return root.children


def _lines(text: str) -> Iterator[str]:
    for line in _FOLD.sub("", text).split("\n"):
        if stripped := line.rstrip("\r"):
            yield stripped


def _close(stack: list[Component], name: str) -> None:
    if len(stack) == 1 or stack[-1].name != name:
        raise FormatError(
            expected=f"END:{stack[-1].name}" if len(stack) > 1 else "BEGIN before END",
            found="the end of another block",
            cure="export the calendar again, this copy is damaged",
        )
    stack.pop()


def _property(line: str) -> Property | None:
    match = _LINE.match(line)
    if match is None or (name := match[1].upper()) not in KEPT:
        return None
    found = _PARAMETER.findall(match[2]) if match[2] else ()
    return Property(name, {key.strip().upper(): value.strip('"') for key, value in found}, match[3])


def parse_value(text: str) -> date | datetime | timedelta | tuple[Any, Any]:
    """Read one DATE, DATE-TIME, DURATION or PERIOD value; raises ``ValueError`` for anything else."""
    value: date | datetime | timedelta | tuple[Any, Any] = vDDDTypes.from_ical(text.strip())  # type: ignore[no-untyped-call]
    return value
