"""Wording and shape of what is typed here."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.clock import today
from groundswell.ui import widgets
from groundswell.ui.fields import OneLine
from groundswell.wall.models import LONGEST_STORY, Story


class StoryForm(forms.Form):
    """A story, who may read it, and until when."""

    who_sees = _(
        "A co-chair reads it before it is shown. Then only the readers you choose, until the day you choose. "
        "You can take it back at any moment, and it is gone everywhere at once."
    )
    text = forms.CharField(
        label=_("Your story"),
        help_text=_(
            "In your own words. Please do not name patients, or anybody who has not agreed."
        ),
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    told_as = OneLine(
        label=_("How should we name you?"),
        help_text=_("For example: a Year 3 student. Leave it empty to be named “a member”."),
        max_length=80,
        required=False,
    )
    audience = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Story.Audience.choices,
        initial=Story.Audience.NETWORK,
        widget=widgets.ChoiceCards(),
    )
    expires_on = forms.DateField(
        label=_("Until when?"),
        help_text=_("At most three years. It disappears by itself on that day."),
        widget=widgets.DateBox(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = today() + timedelta(days=365)


class ShowForm(forms.Form):
    """Which change to put on the wall, or first on it."""

    change = forms.IntegerField()
    first = forms.BooleanField(required=False)
