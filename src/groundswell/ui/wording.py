"""Small decisions behind the tags: what a clock says, the sign for a name, which page links to show."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

JOINER = "\u200d"
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def first_grapheme(name: str) -> str:
    """Give the first sign a reader would see, with its marks and joined signs."""
    signs = unicodedata.normalize("NFC", name.strip())
    taken = signs[:1]
    for sign in signs[1:]:
        joins = taken.endswith(JOINER) or _halved(taken)
        if not (
            joins
            or sign == JOINER
            or unicodedata.category(sign) in {"Mn", "Mc", "Me"}
            or sign in SKIN_TONES
        ):
            break
        taken += sign
    return taken.upper()


def _halved(signs: str) -> bool:
    """Tell whether an Indic sign waits for the next one (it ends in a virama)."""
    return unicodedata.combining(signs[-1]) == 9


def day(value: date | datetime | str, *, short: bool = False) -> str:
    """Write a day as people say it; the year only when it is not this one. Short, where columns are narrow."""
    if not isinstance(value, date):
        return str(value)  # words, perhaps still to be translated
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    style = "j M" if short else "j F"
    return formats.date_format(on, style if on.year == timezone.localdate().year else f"{style} Y")


STATES = {
    "due": gettext_lazy("due %(when)s"),
    "late": gettext_lazy("late %(when)s"),
    "kept": gettext_lazy("kept, %(when)s"),
    "closed": gettext_lazy("closed, %(when)s"),
}


@dataclass(frozen=True)
class ClockFace:
    """What a clock shows: its state, the words, the icon."""

    state: str
    words: str

    @property
    def icon(self) -> str:
        """Name the shape that goes with the state."""
        return {"kept": "check", "late": "late", "closed": "check"}.get(self.state, "clock")


def clock_face(state: str, when: date | datetime | str) -> ClockFace:
    """Say a state in words; a late date says by how much."""
    if state == "late" and isinstance(when, date):
        on = timezone.localtime(when).date() if isinstance(when, datetime) else when
        return ClockFace(state, _how_late(max((timezone.localdate() - on).days, 1)))
    if state not in STATES:
        message = f"A clock is one of {', '.join(STATES)}; found {state!r}."
        raise ValueError(message)
    return ClockFace(state, STATES[state] % {"when": day(when)})


def _how_late(days: int) -> str:
    """Say a delay as people would: in days at first, then in months, then in years."""
    if days < 61:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    if days < 2 * 365:
        return _("%(n)d months late") % {"n": days // 30}
    return _("%(n)d years late") % {"n": days // 365}


def clock_state(due_on: date, done_on: date | None, today: date | None = None) -> str:
    """Find the state of something due: kept, late or due."""
    if done_on:
        return "kept"
    return "late" if due_on < (today or timezone.localdate()) else "due"


def name_of(person: Any) -> str:
    """Give the name a person goes by, from whatever stands for them."""
    for attribute in ("display_name", "name"):
        value = getattr(person, attribute, None)
        if value:
            return str(value)
    return str(person)
