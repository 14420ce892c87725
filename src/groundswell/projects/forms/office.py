"""What an office types, on the page its mailed link opens. No account, no field more than needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.projects.forms.fields import prose
from groundswell.projects.models.fields import LONG
from groundswell.ui.widgets import DateBox


class OfficeForm(forms.Form):
    """One of the ways to answer; each has its own ids, since they stand on one page."""

    way = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", self.way)
        super().__init__(*args, **kwargs)


class YesForm(OfficeForm):
    """A commitment and its date."""

    way = "yes"
    text = prose(
        _("What will your office do?"), LONG, help_text=_("One sentence that can be checked.")
    )
    on = forms.DateField(label=_("By when?"), widget=DateBox())


class NoForm(OfficeForm):
    """A no and its reason."""

    way = "no"
    text = prose(_("What is the reason?"), LONG, help_text=_("Those who asked will read it."))


class LaterForm(OfficeForm):
    """A question, or more time; once."""

    way = "later"
    text = prose(_("What do you need to know, or to settle first?"), LONG)
    on = forms.DateField(
        label=_("By when will you answer?"),
        widget=DateBox(),
        help_text=_("Within sixty days. The date can be moved once."),
    )


class DoneForm(OfficeForm):
    """A delivery, recorded by the office."""

    way = "done"
    text = prose(
        _("How can one see that it was done?"),
        LONG,
        help_text=_("A sentence, or a link to where it can be read."),
    )
    on = forms.DateField(label=_("Since which day?"), widget=DateBox())


class ReplyForm(OfficeForm):
    """The office's reply to a verdict."""

    way = "reply"
    text = prose(
        _("What do you reply?"),
        LONG,
        help_text=_("It will stand beside the verdict, in full, as you write it."),
    )


WAYS: dict[str, type[OfficeForm]] = {
    form.way: form for form in (YesForm, NoForm, LaterForm, DoneForm)
}
