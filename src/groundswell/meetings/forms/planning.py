"""What a chair types to plan or move a meeting."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.times import is_real
from groundswell.ui.widgets import DateBox, TimeBox

if TYPE_CHECKING:
    from groundswell.meetings.models import Meeting
    from groundswell.networks.models import Network

LENGTHS = [
    (30, _("Half an hour")),
    (60, _("One hour")),
    (90, _("An hour and a half")),
    (120, _("Two hours")),
]


class MoveForm(forms.Form):
    """A new time or place for a meeting that has one."""

    who_sees = _("every member; calendars are updated by a mail.")
    saved = ("starts_at", "ends_at", "title", "place", "online_url", "version")
    title = forms.CharField(label=_("What is it called?"), max_length=160)
    day = forms.DateField(label=_("Which day?"), widget=DateBox())
    time = forms.TimeField(label=_("At what time?"), widget=TimeBox())
    minutes = forms.TypedChoiceField(label=_("How long?"), choices=LENGTHS, coerce=int)
    place = forms.CharField(label=_("Where?"), max_length=160, required=False)
    online_url = forms.URLField(
        label=_("Link to join online"),
        required=False,
        assume_scheme="https",
        max_length=200,
        # A browser's own check refuses an address without https://, and does not say why.
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        kept = self.initial.get("minutes")
        if kept and kept not in dict(LENGTHS):
            label = _("%(n)s minutes") % {"n": kept}
            self.fields["minutes"] = forms.TypedChoiceField(
                label=_("How long?"), choices=[*LENGTHS, (kept, label)], coerce=int
            )

    @classmethod
    def about(cls, meeting: "Meeting", *args: Any) -> "MoveForm":
        """The form filled with how the meeting stands."""
        zone = meeting.network.time_zone
        initial: dict[str, Any] = {
            name: getattr(meeting, name) for name in ("title", "place", "online_url", "version")
        }
        if meeting.starts_at and meeting.ends_at:
            local = meeting.starts_at.astimezone(ZoneInfo(zone))
            length = meeting.ends_at - meeting.starts_at
            initial |= {"day": local.date(), "time": local.time()}
            initial["minutes"] = int(length.total_seconds() // 60)
        return cls(*args, zone=zone, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, time, minutes = (cleaned.get(name) for name in ("day", "time", "minutes"))
        if day and time and minutes:
            start = datetime.combine(day, time, tzinfo=self.zone)
            if not is_real(start):
                self.add_error("time", _("The clocks skip this time that night. Choose another."))
            if start < datetime.now(self.zone):
                self.add_error("day", _("That time has passed. Choose one to come."))
            cleaned["starts_at"], cleaned["ends_at"] = start, start + timedelta(minutes=minutes)
        return cleaned


class ShareForm(forms.Form):
    """Which sister network may come."""

    who_sees = _("every member of the network you choose.")

    def __init__(self, *args: Any, sisters: "list[Network]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sisters = {network.slug: network for network in sisters}
        self.fields["sister"] = forms.ChoiceField(
            label=_("Which network?"), choices=[(s, n.name) for s, n in self.sisters.items()]
        )

    @property
    def chosen(self) -> "Network":
        """The network that was chosen."""
        return self.sisters[self.cleaned_data["sister"]]
