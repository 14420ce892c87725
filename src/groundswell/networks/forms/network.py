"""Settings, the founder's steps, directory and calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.networks.forms.fields import cohort_field, day_field
from groundswell.networks.forms.joining import NAME_HELP
from groundswell.networks.models import CalendarEntry, Network, PlacementSite
from groundswell.ui.fields import OneLine
from groundswell.ui.widgets import ChoiceCards, TapButtons

EMERGENCY = _("In danger now? Call 999.")


def _name() -> forms.CharField:
    return forms.CharField(label=_("What is the network called?"), max_length=120)


def _institution() -> forms.CharField:
    return forms.CharField(
        label=_("At which school or university?"), max_length=160, required=False
    )


def _colour() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Its colour"), choices=Network.Colour.choices, initial="clay", widget=TapButtons()
    )


def _route_name() -> forms.CharField:
    return forms.CharField(
        label=_("What is the official reporting route called?"),
        max_length=120,
        required=False,
        help_text=_("For example: Report and Support."),
    )


def _route_url() -> forms.URLField:
    return forms.URLField(
        label=_("Its web address"),
        required=False,
        max_length=200,
        assume_scheme="https",
        # A browser's own check refuses an address without https://, and does not say why.
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={
            "invalid": _("Expected a web address such as https://example.ac.uk/report.")
        },
    )


def _emergency() -> forms.CharField:
    return forms.CharField(
        label=_("What to do in an emergency"),
        max_length=300,
        required=False,
        initial=EMERGENCY,
        help_text=_("It stands on every page, above everything else about reporting."),
    )


def _region() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Where, for bank holidays"), choices=Network.Region.choices, initial="ENG"
    )


class FoundForm(forms.Form):
    """The first question."""

    who_sees = _("Anybody: it stands on the public page.")
    name, institution, colour = _name(), _institution(), _colour()


class RoutesForm(forms.Form):
    """The official route and emergency help."""

    who_sees = _("Anybody: it stands on every page.")
    official_route_name, official_route_url = _route_name(), _route_url()
    emergency_text, region = _emergency(), _region()


class FounderForm(forms.Form):
    """Who starts it."""

    who_sees = _("Members of the network see your name; nobody sees your address.")
    founder_name = OneLine(
        label=_("Your name"),
        max_length=200,
        help_text=NAME_HELP,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    founder_address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it. A private address outlives your studies."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    founder_kind = forms.ChoiceField(
        label=_("You are"),
        choices=[("student", _("a student")), ("staff", _("staff"))],
        initial="student",
        widget=TapButtons(),
    )


class CodeForm(forms.Form):
    """What opens the founder's page."""

    code = forms.CharField(
        label=_("Setup code"),
        max_length=40,
        help_text=_(
            "It stands where the program was started, below the address: “Its setup code is …”."
        ),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class SettingsForm(forms.Form):
    """All a co-chair may change."""

    who_sees = _("Anybody who reads the public page.")
    version = forms.IntegerField(widget=forms.HiddenInput())
    name, institution, colour = _name(), _institution(), _colour()
    about = forms.CharField(
        label=_("What this network is, in your words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    official_route_name, official_route_url = _route_name(), _route_url()
    emergency_text, region = _emergency(), _region()
    takes_requests = forms.BooleanField(
        label=_("Anybody may ask to join"),
        required=False,
        help_text=_("Off: people come in by an invitation or a link alone."),
    )
    is_wall_public = forms.BooleanField(
        label=_("The wall is public"),
        required=False,
        help_text=_("Off: only members read what changed."),
    )

    @staticmethod
    def of(network: Network) -> dict[str, Any]:
        """What the form shows at first."""
        return {name: getattr(network, name) for name in SettingsForm.base_fields}


class OfficeForm(forms.Form):
    """An office that can be asked."""

    who_sees = _("Members of the network.")
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, initial=1)
    name = forms.CharField(
        label=_("Office"), max_length=160, help_text=_("For example: Head of School.")
    )
    holder = forms.CharField(
        label=_("Who holds it now"),
        max_length=200,
        required=False,
        help_text=_("The office stays when they go."),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("What is asked of the office goes there.")
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    is_closed = forms.BooleanField(label=_("This office is no longer there"), required=False)

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:  # nobody adds an office that is gone
            self.fields["is_closed"].widget = forms.HiddenInput()


class DepartmentForm(forms.Form):
    """A part of the school."""

    name = forms.CharField(label=_("Department"), max_length=160)


class SiteForm(forms.Form):
    """Where students are placed."""

    name = forms.CharField(label=_("Placement site"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=PlacementSite.Kind.choices)
    provider = forms.CharField(
        label=_("Provider"),
        max_length=160,
        required=False,
        help_text=_("The trust or company that runs it."),
    )


class EntryForm(forms.Form):
    """A stretch of days in the year."""

    who_sees = _("Members of the network. Meetings are not proposed for these days.")

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("What"),
            max_length=120,
            help_text=_("For example: Eid al-Fitr, winter closure."),
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            choices=CalendarEntry.Kind.choices,
            widget=ChoiceCards(hints=ENTRY_HINTS),
        )
        self.fields["starts_on"] = day_field(_("First day"))
        self.fields["ends_on"] = day_field(
            _("Last day"), required=False, help_text=_("Empty when it is one day.")
        )
        self.fields["cohort"] = cohort_field(network, label=_("For whom"), nobody=_("Everybody"))


ENTRY_HINTS = {
    "closure": _("The institution is shut; such days do not count for replies that are due."),
    "exams": _("A bad time to ask students for anything."),
    "observance": _("A holy day or a day of fasting or mourning."),
    "placement": _("Away from the school; choose the year group."),
    "holiday": _("Many are away."),
}
