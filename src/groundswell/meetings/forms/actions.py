"""What is asked about an action."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models import Action
from groundswell.ui.widgets import DateBox


class DoneForm(forms.Form):
    """Done; what came of it may be said."""

    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StuckForm(forms.Form):
    """The one question."""

    why = forms.CharField(
        label=_("What is in the way?"),
        help_text=_("It goes on the next agenda, so that others can help."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words what is in the way.")},
    )


class LetGoForm(forms.Form):
    """Why an action is let go."""

    why = forms.CharField(label=_("Why is it let go?"), max_length=2000)


class ActionForm(forms.Form):
    """The action's own words and day."""

    who_sees = _("every member of the network.")

    text = forms.CharField(label=_("What is to be done"), max_length=400)
    due_on = forms.DateField(label=_("By when"), required=False, widget=DateBox)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def about(cls, action: Action, data: Any) -> "ActionForm":
        """The form filled with an action as it stands."""
        initial = {name: getattr(action, name) for name in ("text", "due_on", "version")}
        return cls(data, initial=initial)


class PassOnForm(forms.Form):
    """To whom an action goes."""

    owner = forms.TypedChoiceField(label=_("Who takes it on?"), coerce=int)

    def __init__(self, data: Any = None, *, owners: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
