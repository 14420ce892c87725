"""Forms of whom to tell at a placement site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.networks.forms.fields import cohort_field
from groundswell.networks.models import Network, PlacementSite, RouteStep
from groundswell.networks.services.routes import CONTACTS, NOT_THERE

Kind = RouteStep.Kind
TYPED = [kind for kind in Kind if kind != Kind.GUARDIAN]  # the guardian is a contact as well
ANSWERS = [
    ("knows", _("Yes, I know")),
    ("not_sure", _("I am not sure")),
    ("no", _("No")),
    (NOT_THERE, _("I am not placed there")),
]


def _line(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, help_text=hint)


class RouteForm(forms.Form):
    """The map of one site, in the order in which people are told."""

    who_sees = _("Anybody: the page is public where the wall is. Name a post rather than a person.")
    charge_who = _line(Kind.CHARGE.label, _("For example: the nurse in charge of the shift."))
    charge_how = _line(_("How to reach the person in charge"))
    educator_who = _line(Kind.EDUCATOR.label)
    educator_how = _line(_("How to reach your educator"))
    university_who = _line(Kind.UNIVERSITY.label)
    university_how = _line(_("How to reach the university’s link"))
    guardian = _line(
        Kind.GUARDIAN.label, _("At NHS providers in England: the Freedom to Speak Up guardian.")
    )
    guardian_contact = _line(_("How to reach the guardian"))
    system_who = _line(Kind.SYSTEM.label, _("What it is called, and for what."))
    system_how = _line(_("Where it is found"))
    education_lead = _line(_("Who leads education there"), _("Not a step: whom the network asks."))
    education_lead_contact = _line(_("How to reach the education lead"))
    version = forms.IntegerField(widget=forms.HiddenInput())

    @staticmethod
    def of(site: PlacementSite) -> dict[str, Any]:
        """What stands now."""
        found: dict[str, Any] = {name: getattr(site, name) for name in (*CONTACTS, "version")}
        for step in site.steps.all():
            found[f"{step.kind}_who"], found[f"{step.kind}_how"] = step.who, step.how
        return found

    @property
    def decided(self) -> dict[str, Any]:
        """For the service."""
        typed = self.cleaned_data
        steps = {kind.value: (typed[f"{kind}_who"], typed[f"{kind}_how"]) for kind in TYPED}
        return {"steps": steps, **{name: typed[name] for name in (*CONTACTS, "version")}}


class AskForm(forms.Form):
    """Whom to ask about a site."""

    who_sees = _(
        "The students chosen get a letter. Answers are counted, and nobody sees whose they are."
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"] = cohort_field(
            network, label=_("Who is placed there this term"), nobody=_("All students")
        )


class AnswerForm(forms.Form):
    """One question, four answers."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
