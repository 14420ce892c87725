"""The three screens of an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.networks.forms.fields import kind_field
from groundswell.networks.models import ImportDraft
from groundswell.networks.wording import COLUMNS

NEEDED = ("name", "email")
NEEDS = _("Say which column holds this. Without it nobody can be brought in.")
MOST_BYTES = 5 * 1024 * 1024


class UploadForm(forms.Form):
    """The file."""

    who_sees = _("Only co-chairs, until you bring the people in.")
    file = forms.FileField(
        label=_("Your spreadsheet"),
        help_text=_("Excel (.xlsx) or CSV, up to 2,000 rows. Your own headings are fine."),
        widget=forms.FileInput({"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        """Neither empty nor too large to read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Expected a file of up to 5 MB. Save the member list alone, without pictures.")
            )
        return file


class MatchForm(forms.Form):
    """Which column is which."""

    def __init__(self, *args: Any, draft: ImportDraft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("Not in this sheet")),
            *((str(n), h) for n, h in enumerate(draft.headings)),
        ]
        for name, label in COLUMNS.items():
            guess = draft.columns.get(name)
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=name in NEEDED,
                error_messages={"required": NEEDS},
                initial="" if guess is None else str(guess),
            )
        self.fields["kind"] = kind_field(
            _("Rows that do not say are"), initial=draft.kind or "student"
        )
        self.fields["is_day_first"] = forms.ChoiceField(
            label=_("Dates such as 03/04/2024 mean"),
            choices=[("1", _("3 April")), ("0", _("March 4"))],
            initial="1" if draft.is_day_first else "0",
        )

    @property
    def columns(self) -> dict[str, int]:
        """The matched columns, after the form was found whole."""
        typed = {name: self.cleaned_data[f"column_{name}"] for name in COLUMNS}
        return {name: int(place) for name, place in typed.items() if place}


class FinishForm(forms.Form):
    """Everything or nothing."""

    without_errors = forms.BooleanField(
        label=_("Leave out the rows that cannot be read"), required=False
    )
    is_inviting = forms.BooleanField(
        label=_("Write to each of them that they are in, and how to sign in"),
        required=False,
        help_text=_("You can also tell them yourself: they sign in with the address in the list."),
    )
