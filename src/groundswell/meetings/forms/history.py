"""Past minutes: the files, then one form for each to look over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.ui.widgets import DateBox

MOST_FILES = 40


class ManyFiles(forms.ClearableFileInput):
    """The browser's own file box, for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class FilesForm(forms.Form):
    """Choose the files."""

    chosen = FilesField(
        label=_("Files with past minutes"),
        help_text=_("Word (.docx), Markdown or plain text; several at once, each one meeting."),
        widget=ManyFiles(attrs={"accept": ".docx,.md,.txt,.markdown"}),
    )

    def clean_chosen(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["chosen"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _(
                    "At most %(most)s files at once; %(found)s were chosen. Bring them in two rounds."
                ),
                params={"most": MOST_FILES, "found": len(files)},
            )
        return files


class PastForm(forms.Form):
    """One meeting as it was read, to look over and correct."""

    is_wanted = forms.BooleanField(label=_("Bring this one in"), required=False, initial=True)
    title = forms.CharField(label=_("Title"), max_length=160)
    held_on = forms.DateField(
        label=_("When was it?"),
        widget=DateBox,
        error_messages={"required": _("No date was found in this file. Please fill it in.")},
    )
    text = forms.CharField(
        label=_("The minutes"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 6})
    )
