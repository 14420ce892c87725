"""Tell decisions and actions from the other lines of minutes, and find owners and due days in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from groundswell.formats.dates import find_yearless, parse_date
from groundswell.formats.errors import FormatError
from groundswell.formats.raw_lines import RawLine

Kind = Literal["heading", "text", "bullet", "decision", "action"]


@dataclass(frozen=True)
class Line:
    """One line of minutes. ``owner`` and ``due_on`` are only ever set on an action, and None when not said."""

    kind: Kind
    text: str
    owner: str | None = None
    due_on: date | None = None


_LABEL: Final = re.compile(
    r"(?:(?P<decision>decisions?(?:\s+made)?|agreed|resolved|approved)"
    r"|(?P<action>actions?(?:\s+points?|\s+items?)?|ap|to[- ]?do|task))"
    r"(?:\s+\d{1,3}(?:\.\d{1,3})?)?\s*(?:[(\[](?P<note>[^)\]]{0,120})[)\]])?\s*(?P<mark>:|[-–—](?=\s))\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME_WORD: Final = r"(?:[^\W\d_][\w'’.-]*)"
_CAPITAL: Final = r"(?:[^\W\d_a-z][\w'’.-]*)"
_PERSON: Final = rf"{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}"
_PEOPLE: Final = rf"{_PERSON}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*){_PERSON}){{0,4}}"
_OWNER_TO: Final = re.compile(rf"({_PEOPLE})\s+(?:to|will|is to|are to)\s+\S")
_OWNER_MARK: Final = re.compile(rf"({_PEOPLE})\s*(?::|\s[-–—])\s+\S")
_ENDING: Final = re.compile(r"\s*[(\[](?P<note>[^)\]]{1,120})[)\]]\.?$")
_DUE_WORD: Final = re.compile(
    r"(?:due|deadline|by|before|until)\b(?:\s+(?:on|by|date))?\s*:?\s*", re.IGNORECASE
)
_DUE_DAY: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<day>\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\.?(?:,?\s+\d{4})?"
    r"|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?(?!\w))",
    re.IGNORECASE,
)


def classify(line: RawLine, held_on: date | None) -> Line:
    """Return the line with its kind; actions carry owner and due day where the words give them."""
    if line.kind == "heading":
        return Line("heading", line.text)
    if line.kind == "action":
        return _action(line.text, "", held_on, owner=line.owner, due=line.due)
    match = _LABEL.match(line.text)
    if match is None or not match["text"].strip():
        return Line("bullet" if line.kind == "bullet" else "text", line.text)
    if match["decision"]:
        note = f" ({match['note']})" if match["note"] else ""
        return Line("decision", match["text"].strip() + note)
    return _action(match["text"].strip(), match["note"] or "", held_on)


def _action(text: str, note: str, held_on: date | None, *, owner: str = "", due: str = "") -> Line:
    ending = _ENDING.search(text)
    if (
        not note
        and ending
        and (_owner_in_note(ending["note"]) or find_due(ending["note"], held_on))
    ):
        note, text = ending["note"], text[: ending.start()]
    named = owner or _owner_in_note(note) or _owner_in_text(text)
    due_on = _day(due, held_on) or find_due(note, held_on) or find_due(text, held_on)
    return Line("action", text, named or None, due_on)


def _owner_in_note(note: str) -> str:
    """Return the people in “Sam, by 3 May 2023”: what stands before the due day, when it looks like names."""
    for word in _DUE_WORD.finditer(note):
        note = note[: word.start()]
        break
    note = re.sub(r"^(?:owner|lead|who)\s*:\s*", "", note.strip(" ,;–—-"), flags=re.IGNORECASE)
    note = _DUE_DAY.sub("", note).strip(" ,;–—-")
    looks_like_names = re.fullmatch(rf"{_NAME_WORD}(?:[\s,&/]+{_NAME_WORD}){{0,9}}", note)
    return note if looks_like_names and len(note) <= 80 and note[0].isupper() else ""


def _owner_in_text(text: str) -> str:
    match = _OWNER_TO.match(text) or _OWNER_MARK.match(text)
    return match[1] if match else ""


def find_due(text: str, held_on: date | None) -> date | None:
    """Return the day after a word such as “by” or “due”, or None; it may lack its year when ``held_on`` is known."""
    for word in _DUE_WORD.finditer(text):
        match = _DUE_DAY.match(text, word.end())
        if match and (day := _day(match["day"], held_on)):
            return day
    return None


def _day(text: str, held_on: date | None) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except FormatError:
        return find_yearless(text, after=held_on) if held_on else None
