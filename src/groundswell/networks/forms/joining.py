"""Asking, being invited, accepting."""

import re
from email.utils import parseaddr
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groundswell.networks.forms.fields import KINDS, cohort_field, kind_field
from groundswell.networks.models import Network
from groundswell.ui.fields import OneLine
from groundswell.ui.widgets import ChoiceCards

_SPLIT = re.compile(r"[,;\n\r]+")
NAME_HELP = _("As you like to be called, in any script. One field: names are not split here.")


class JoinForm(forms.Form):
    """Ask to join."""

    who_sees = _("The co-chairs of this network.")
    name = OneLine(
        label=_("Your name"),
        max_length=200,
        help_text=NAME_HELP,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The answer goes there. A private address outlives your studies."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(label=_("You are"), choices=KINDS, widget=ChoiceCards())
    words = forms.CharField(
        label=_("Anything you would like to say"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(forms.Form):
    """A co-chair's answer to a request."""

    who_sees = _("Whoever asked gets your words by mail; co-chairs see them here.")

    def __init__(self, *args: Any, network: Network, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kind_field(initial=kind)
        self.fields["cohort"] = cohort_field(network)
        self.fields["answer"] = forms.CharField(
            label=_("A word to them"),
            help_text=_("Needed when the answer is no: the reason, kindly and plainly."),
            max_length=2000,
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )


class InviteForm(forms.Form):
    """Paste many addresses."""

    who_sees = _("Each person gets their own letter and sees nobody else’s address.")

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addresses"] = forms.CharField(
            label=_("E-mail addresses"),
            help_text=_(
                "One on each line, or with commas between. “Amara Obi <amara@example.org>” is fine too."
            ),
            max_length=30_000,
            widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocapitalize": "none"}),
        )
        self.fields["kind"] = kind_field(_("They are"), initial="student")
        self.fields["cohort"] = cohort_field(network)
        self.fields["words"] = forms.CharField(
            label=_("A line from you"),
            max_length=500,
            required=False,
            help_text=_("It stands at the top of the letter."),
        )
        self.n_twice = 0

    def clean_addresses(self) -> list[tuple[str, str]]:
        """Every address, in order, once; or what is wrong, line by line."""
        found, wrong = read_addresses(self.cleaned_data["addresses"])
        if wrong:
            raise ValidationError(wrong)
        if not found:
            raise ValidationError(_("There is no address here. Paste at least one."))
        unique = dict(reversed(found))
        self.n_twice = len(found) - len(unique)
        return [(address, unique[address]) for address in dict.fromkeys(a for a, _name in found)]


def read_addresses(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(address, name) pairs in a pasted text, and a sentence for each line that holds none."""
    found: list[tuple[str, str]] = []
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        for part in filter(None, (piece.strip() for piece in _SPLIT.split(_unquote(line)))):
            name, address = parseaddr(part)
            try:
                validate_email(address)
            except ValidationError:
                wrong.append(
                    _now("Line %(line)s: “%(found)s” is not an e-mail address.")
                    % {"line": number, "found": part[:60]}
                )
            else:
                found.append((address.lower(), " ".join(name.split())[:200]))
    return found, wrong[:20]


def _unquote(line: str) -> str:
    """Commas inside a quoted name do not end an address: "Obi, Amara" <a@b.c>."""
    return re.sub(r'"([^"]*)"', lambda match: match[1].replace(",", " "), line)


class LinkForm(forms.Form):
    """A link for many."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kind_field(_("Whoever uses it joins as"), initial="student")
        self.fields["cohort"] = cohort_field(network)
        self.fields["days"] = forms.TypedChoiceField(
            label=_("It works for"),
            coerce=int,
            initial=90,
            choices=[
                (7, _("a week")),
                (30, _("a month")),
                (90, _("three months")),
                (365, _("a year")),
            ],
        )


class NameForm(forms.Form):
    """All an invited person is asked."""

    who_sees = _("Members of this network see your name.")
    name = OneLine(
        label=_("Your name"),
        max_length=200,
        help_text=NAME_HELP,
        widget=forms.TextInput({"autocomplete": "name"}),
    )


class NameAndAddressForm(NameForm):
    """Asked of somebody who came by a link for many."""

    who_sees = _("Members see your name; only co-chairs see your address.")
    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send one letter there to be sure it is yours."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
