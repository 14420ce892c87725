"""Fields several forms of this room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.networks.models import Cohort, Membership, Network
from groundswell.ui.widgets import DateBox

KINDS = Membership.Kind.choices
KIND_LABEL = _("Kind of member")


def kind_field(label: Any = KIND_LABEL, **kwargs: Any) -> forms.ChoiceField:
    """Student, staff, alumni or partner."""
    return forms.ChoiceField(label=label, choices=KINDS, **kwargs)


def cohort_field(network: Network, **kwargs: Any) -> "forms.ModelChoiceField[Cohort]":
    """One of the network's year groups, or none."""
    return forms.ModelChoiceField(
        label=kwargs.pop("label", _("Year group")),
        queryset=Cohort.objects.filter(network=network),
        required=False,
        empty_label=kwargs.pop("nobody", _("None, or not known")),
        **kwargs,
    )


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, by the browser's own date box."""
    return forms.DateField(
        label=label,
        widget=DateBox(),
        error_messages={
            "invalid": _("Expected a day such as 2026-11-30. Choose it again, or type it that way.")
        },
        **kwargs,
    )
