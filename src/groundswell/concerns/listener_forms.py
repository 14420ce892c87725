"""Wording and shape of what listeners, custodians and co-chairs type about listening."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.concerns.models import Listener
from groundswell.concerns.passphrases import problem_with
from groundswell.vault.shares import FEWEST, MOST

if TYPE_CHECKING:
    from groundswell.people.models import Person


def _secret(label: Any, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget, **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


class ProposeForm(forms.Form):
    """Whom to ask."""

    person = forms.ChoiceField(label=gettext_lazy("Whom do you propose?"))
    is_alternate = forms.BooleanField(
        label=gettext_lazy("From outside: reads only what a raiser keeps from everybody else"),
        required=False,
        help_text=gettext_lazy(
            "For somebody beyond the network’s lines, such as a guardian of another school, who is a member as a "
            "partner."
        ),
    )

    def __init__(self, *args: Any, people: Iterable["Person"], **kwargs: Any) -> None:
        """Members who could be asked."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose somebody")),
            *((str(one.pk), one.name) for one in people),
        ]


class TrainingForm(forms.Form):
    """What somebody was trained in."""

    training = forms.CharField(
        label=gettext_lazy("What training"),
        max_length=300,
        help_text=gettext_lazy(
            "For example: active listening and disclosure, half a day with the student guardian."
        ),
    )
    trained_on = _day(gettext_lazy("On which day"))


class MinutesForm(forms.Form):
    """The meeting that agreed."""

    meeting_on = _day(gettext_lazy("The day of the meeting whose minutes hold the decision"))


class LoadForm(forms.Form):
    """How much somebody carries, and who carries them."""

    most_open = forms.IntegerField(
        label=gettext_lazy("How many at a time, at most"), min_value=1, max_value=40
    )
    supervisor = forms.CharField(
        label=gettext_lazy("Who supports them, outside the line"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Somebody to talk to about how it is, not about whom. No case is named to them."
        ),
    )
    departments = forms.MultipleChoiceField(
        label=gettext_lazy("Departments they belong to"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    sites = forms.MultipleChoiceField(
        label=gettext_lazy("Places they work at"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(
        self,
        *args: Any,
        listener: Listener,
        departments: Iterable[Any],
        sites: Iterable[Any],
        **kwargs: Any,
    ) -> None:
        """What there is in the network, and what stands now."""
        kwargs["initial"] = {
            "most_open": listener.most_open,
            "supervisor": listener.supervisor,
            "departments": [str(one.pk) for one in listener.departments.all()],
            "sites": [str(one.pk) for one in listener.sites.all()],
        }
        super().__init__(*args, **kwargs)
        for name, rows in (("departments", departments), ("sites", sites)):
            choices = [(str(one.pk), one.name) for one in rows]
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class NewPassphraseForm(forms.Form):
    """A passphrase, twice."""

    passphrase1 = _secret(gettext_lazy("Your new case passphrase"))
    passphrase2 = _secret(gettext_lazy("The same again"))

    def __init__(self, *args: Any, listener: Listener, **kwargs: Any) -> None:
        """Whose it is: their own name makes no passphrase."""
        super().__init__(*args, **kwargs)
        self._listener = listener

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        first, second = typed.get("passphrase1", ""), typed.get("passphrase2", "")
        if first and second and first != second:
            self.add_error("passphrase2", _("The two are not the same. Type both again."))
        elif first:
            listener = self._listener
            problem = problem_with(first, listener.person, listener.network.name)
            if problem:
                self.add_error("passphrase1", problem)
        return typed


class ChangePassphraseForm(NewPassphraseForm):
    """Another passphrase, with the one there is."""

    passphrase = _secret(gettext_lazy("Your case passphrase of today"))
    field_order = ["passphrase", "passphrase1", "passphrase2"]


class SharesForm(forms.Form):
    """Who keeps the words, and how many of them are needed."""

    custodians = forms.MultipleChoiceField(
        label=gettext_lazy("Who keeps a share"), widget=forms.CheckboxSelectMultiple()
    )
    needed = forms.IntegerField(
        label=gettext_lazy("How many of them are needed together"),
        min_value=FEWEST,
        max_value=MOST,
        initial=FEWEST,
        help_text=gettext_lazy("Two of three is usual. Fewer than this many learn nothing."),
    )
    passphrase = _secret(gettext_lazy("Your case passphrase"))

    def __init__(self, *args: Any, people: Iterable["Person"], **kwargs: Any) -> None:
        """Members who listen to nobody here."""
        super().__init__(*args, **kwargs)
        self.fields["custodians"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        chosen, needed = typed.get("custodians"), typed.get("needed")
        if chosen and needed and len(chosen) < needed:
            self.add_error(
                "needed",
                _(
                    "%(n)s are chosen, so at most %(n)s can be needed. Choose more people, or need fewer."
                )
                % {"n": len(chosen)},
            )
        return typed


class CodeForm(forms.Form):
    """The code a listener gave in person."""

    code = forms.CharField(
        label=gettext_lazy("The code you were given"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class WordsForm(forms.Form):
    """A share typed back."""

    share0 = forms.CharField(
        label=gettext_lazy("Its 33 words, typed from your paper"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )


class RecoverForm(NewPassphraseForm):
    """As many shares as are needed, and a new passphrase."""

    def __init__(self, *args: Any, needed: int, **kwargs: Any) -> None:
        """A box for each share."""
        super().__init__(*args, **kwargs)
        self.shares = [f"share{number}" for number in range(1, needed + 1)]
        for number, name in enumerate(self.shares, 1):
            self.fields[name] = forms.CharField(
                label=_("Share %(n)s: its 33 words") % {"n": number},
                max_length=2000,
                widget=forms.Textarea(
                    attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}
                ),
            )
        self.order_fields([*self.shares, "passphrase1", "passphrase2"])

    @property
    def typed(self) -> list[str]:
        """The shares, in the order of the boxes."""
        return [self.cleaned_data[name] for name in self.shares]


class TickForm(forms.Form):
    """Sure: for what is not undone by pressing again."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, I am sure"),
        error_messages={"required": gettext_lazy("Tick the box first: this is not undone.")},
    )
