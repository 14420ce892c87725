"""What a chair chooses to find a time: a window first, then which of the proposed times to offer."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.forms.planning import LENGTHS
from groundswell.meetings.slots import MOST, Proposal
from groundswell.meetings.times import is_real
from groundswell.ui.widgets import DateBox, TimeBox

LONGEST_WINDOW = timedelta(days=70)
OWN_ROWS = 3
PARTS = [
    ("morning", _("Mornings")),
    ("lunch", _("Lunchtimes")),
    ("afternoon", _("Afternoons")),
    ("evening", _("Evenings")),
]


class WindowForm(forms.Form):
    """Where to look. It changes nothing, so it is sent by GET and its address can be kept."""

    first = forms.DateField(label=_("From"), widget=DateBox())
    last = forms.DateField(label=_("Until"), widget=DateBox())
    minutes = forms.TypedChoiceField(label=_("How long?"), choices=LENGTHS, coerce=int)
    parts = forms.MultipleChoiceField(
        label=_("Which parts of the day?"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )
    weekends = forms.BooleanField(label=_("Weekends too"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            if last < first:
                self.add_error("last", _("This day is before the first one. Choose a later day."))
            elif last - first > LONGEST_WINDOW:
                self.add_error("last", _("Look at ten weeks at most. Choose an earlier day."))
            elif last < timezone.localdate():
                self.add_error("last", _("These days have passed. Choose days to come."))
        return cleaned


def usual_window(today: date) -> dict[str, Any]:
    """Four weeks, from a week from now, so that people have time to answer."""
    return {
        "first": today + timedelta(days=7),
        "last": today + timedelta(days=35),
        "minutes": 60,
        "parts": ["lunch", "evening"],
        "weekends": False,
    }


def usual_title(first: date) -> str:
    """``December meeting``."""
    return gettext("%(month)s meeting") % {"month": formats.date_format(first, "F")}


class AskForm(forms.Form):
    """The meeting, the times to offer, and until when to answer."""

    who_sees = _("every member of the network.")
    title = forms.CharField(label=_("What is it called?"), max_length=160)
    place = forms.CharField(
        label=_("Where?"),
        max_length=160,
        required=False,
        help_text=_("A room, or leave it empty if it is online only."),
    )
    online_url = forms.URLField(
        label=_("Link to join online"),
        required=False,
        assume_scheme="https",
        max_length=200,
        # A browser's own check refuses an address without https://, and does not say why.
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    minutes = forms.TypedChoiceField(choices=LENGTHS, coerce=int, widget=forms.HiddenInput)
    closes_on = forms.DateField(
        label=_("Answer by"),
        widget=DateBox(),
        help_text=_("Until the end of this day. Who has not answered is reminded the day before."),
    )

    def __init__(self, *args: Any, zone: str, proposals: Sequence[Proposal] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        self.proposals = proposals
        for n in range(OWN_ROWS):
            self.fields[f"own_day_{n}"] = forms.DateField(
                label=_("Day"), required=False, widget=DateBox()
            )
            self.fields[f"own_time_{n}"] = forms.TimeField(
                label=_("Time"), required=False, widget=TimeBox()
            )

    @property
    def ticked(self) -> set[str]:
        """The proposals that are ticked: those sent, or the first three."""
        if self.is_bound:
            return set(self.data.getlist("slots"))  # type: ignore[attr-defined]
        return {one.starts_at.isoformat() for one in self.proposals[:3]}

    @property
    def own_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Day and time of each row for an own time."""
        return [(self[f"own_day_{n}"], self[f"own_time_{n}"]) for n in range(OWN_ROWS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts = {*self._offered(), *self._own(cleaned)}
        now = datetime.now(self.zone)
        if any(start < now for start in starts):
            self.add_error(None, _("One of these times has passed. Choose times to come."))
        if not starts and not self.errors:
            self.add_error(
                None, _("No time is chosen. Tick at least one, or add your own day and time.")
            )
        if "fix" in self.data and len(starts) > 1:
            self.add_error(
                None, _("Several times are ticked. Leave one to fix it, or ask everyone.")
            )
        if len(starts) > MOST * 2:
            self.add_error(None, _("That is more than twelve times. Offer fewer; three is kind."))
        length = timedelta(minutes=cleaned.get("minutes") or 60)
        cleaned["slots"] = [(start, start + length) for start in sorted(starts)]
        return cleaned

    def _offered(self) -> list[datetime]:
        read = []
        for text in self.ticked:
            with suppress(ValueError):  # a value no page of ours has sent
                read.append(datetime.fromisoformat(text[:40]))
        return [moment for moment in read if moment.tzinfo is not None]

    def _own(self, cleaned: dict[str, Any]) -> list[datetime]:
        own = []
        for n in range(OWN_ROWS):
            day, time = cleaned.get(f"own_day_{n}"), cleaned.get(f"own_time_{n}")
            if day and time:
                own.append(datetime.combine(day, time, tzinfo=self.zone))
                if not is_real(own[-1]):
                    self.add_error(f"own_time_{n}", _("The clocks skip this time that night."))
            elif day and f"own_time_{n}" not in self.errors:
                self.add_error(f"own_time_{n}", _("Add the time of day to this day."))
            elif time and f"own_day_{n}" not in self.errors:
                self.add_error(f"own_day_{n}", _("Add the day to this time."))
        return own
