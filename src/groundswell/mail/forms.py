"""The one form of the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """Whose letters to show."""

    to = forms.CharField(
        label=_("Letters to"),
        max_length=254,
        required=False,
        help_text=_("An address, or part of one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
