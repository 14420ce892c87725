"""Choosing a timetable file, and painting a week."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.formats.timetable import MAX_BYTES

if TYPE_CHECKING:
    from groundswell.networks.models import Cohort

PARTS = {
    "morning": range(16, 24),
    "lunch": range(24, 28),
    "afternoon": range(28, 34),
    "evening": range(34, 44),
}
PART_WORDS = {
    "morning": _("Morning"),
    "lunch": _("Lunchtime"),
    "afternoon": _("Afternoon"),
    "evening": _("Evening"),
}


class TimetableForm(forms.Form):
    """One file for one year group."""

    who_sees = _(
        "nobody sees the file; its titles and places are not kept, only when the year is busy."
    )

    def __init__(self, *args: Any, cohorts: "Sequence[Cohort]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohorts = {str(cohort.pk): cohort for cohort in cohorts}
        self.fields["cohort"] = forms.ChoiceField(
            label=_("Which year group?"), choices=[(pk, c.name) for pk, c in self.cohorts.items()]
        )
        self.fields["file"] = forms.FileField(
            label=_("Timetable file (.ics)"),
            required=not self.data.get("sealed"),
            error_messages={
                "required": _("No file was chosen. Choose the .ics file of your timetable."),
                "empty": _("This file is empty. Export it again and choose the new one."),
            },
            widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
            help_text=_(
                "In your timetable look for “export”, “subscribe” or “download calendar”. One student does it for all."
            ),
        )
        self.fields["sealed"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> bytes | None:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Export a shorter period and choose that file.")
            )
        return bytes(file.read())

    @property
    def cohort(self) -> "Cohort":
        """The year group that was chosen."""
        return self.cohorts[self.cleaned_data["cohort"]]


class WeekForm(forms.Form):
    """Ticked half hours, whole parts of days, and whether the rest is free."""

    busy = forms.MultipleChoiceField(
        required=False, choices=[(f"{d}-{h}", "") for d in range(7) for h in range(48)]
    )
    part = forms.MultipleChoiceField(
        required=False, choices=[(f"{d}-{name}", "") for d in range(7) for name in PARTS]
    )
    rest = forms.BooleanField(
        label=_("Otherwise I am usually free"),
        required=False,
        help_text=_("Then the times you left open are filled in as yes when you are asked."),
    )

    @property
    def cells(self) -> set[tuple[int, int]]:
        """All half hours that are usually not free."""
        single = (text.split("-") for text in self.cleaned_data["busy"])
        cells = {(int(day), int(half)) for day, half in single}
        for text in self.cleaned_data["part"]:
            day, name = text.split("-")
            cells |= {(int(day), half) for half in PARTS[name]}
        return cells
