"""What the institution's data-protection officer decided, typed in once by a co-chair."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.networks.forms.fields import day_field
from groundswell.networks.models import DataProtection
from groundswell.ui.fields import OneLine


class ProtectionForm(forms.Form):
    """Each answer belongs to the officer; the co-chair writes it down."""

    who_sees = _("Anybody: the privacy notice is made from it.")
    controller = OneLine(
        label=_("Who is answerable for the data?"),
        max_length=200,
        help_text=_("The controller, usually the university. For example: University of Tidewell."),
    )
    contact = OneLine(
        label=_("Where do people write about their data?"),
        max_length=200,
        help_text=_("An address that somebody reads, such as data@tidewell.ac.uk."),
    )
    officer = OneLine(label=_("Who is the data-protection officer?"), max_length=200)
    basis = forms.ChoiceField(label=_("Lawful basis"), choices=DataProtection.Basis.choices)
    condition = forms.ChoiceField(
        label=_("Condition for ethnicity, religion and health"),
        choices=DataProtection.Condition.choices,
        help_text=_(
            "Several conditions also need an appropriate policy document. Ask the officer."
        ),
    )
    hosted_by = OneLine(
        label=_("Who runs the server, if somebody else?"), max_length=200, required=False
    )
    backups_kept_days = forms.IntegerField(
        label=_("For how many days are backups kept?"), min_value=1, max_value=400, initial=35
    )
    reviewed_on = day_field(_("When did the officer last look at this?"))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @staticmethod
    def of(kept: DataProtection | None) -> dict[str, Any]:
        """What the form begins with."""
        names = [*ProtectionForm.base_fields]
        return {name: getattr(kept, name) for name in names} if kept else {}
