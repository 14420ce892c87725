"""Correcting a membership, terms, year groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.clock import today
from groundswell.networks.forms.fields import cohort_field, day_field, kind_field
from groundswell.networks.models import Membership, Network, Term


class MembershipForm(forms.Form):
    """Put right what was noted wrongly."""

    who_sees = _("Members see kind and year group; co-chairs and the person see the days.")

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kind_field()
        self.fields["cohort"] = cohort_field(network)
        self.fields["started_on"] = day_field(_("Member since"))
        self.fields["ended_on"] = day_field(
            _("Member until"), required=False, help_text=_("Leave it empty while they belong.")
        )

    @staticmethod
    def of(membership: Membership) -> dict[str, Any]:
        """What the form shows at first."""
        return {
            "kind": membership.kind,
            "cohort": membership.cohort_id,
            "started_on": membership.started_on,
            "ended_on": membership.ended_on,
        }


class EndForm(forms.Form):
    """Somebody leaves."""

    on = day_field(_("Last day"), required=False, help_text=_("Today, when left empty."))


class TermForm(forms.Form):
    """A term as co-chair."""

    who_sees = _("All members, and visitors of the public page.")
    side = forms.ChoiceField(label=_("As"), choices=Term.Side.choices)
    starts_on = day_field(_("From"), initial=today)
    ends_on = day_field(
        _("Until"),
        required=False,
        help_text=_("A year is usual. Some weeks together with who follows are worth gold."),
    )


class CohortForm(forms.Form):
    """A year group."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("For example: Class of 2029.")
    )
    graduates_on = day_field(_("Graduates on"), help_text=_("About when; it can be changed later."))


class GraduateForm(forms.Form):
    """Students become alumni."""

    on = day_field(_("Graduated on"), initial=today)
    is_ending_terms = forms.BooleanField(
        label=_("End their terms as student co-chairs on that day"), required=False, initial=True
    )


class SearchForm(forms.Form):
    """Find a member."""

    q = forms.CharField(label=_("Find by name"), required=False, max_length=100)
