"""Wording and the shape of what is typed. Nothing is saved here, and no error repeats what was typed."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.analysis.disclose import Period
from groundswell.concerns import codes
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Listener
from groundswell.concerns.services import Words
from groundswell.concerns.services.items import MOST_WORDS

BROKEN: Final = "\N{REPLACEMENT CHARACTER}"


def words_field(label: Any, missing: Any, *, rows: int = 9, **options: Any) -> forms.CharField:
    """A box for somebody's words. Nothing is cut or trimmed: what is wrong comes back whole, with a sentence."""
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"required": missing},
        **options,
    )


class SealedForm(forms.Form):
    """Says how much is too much, and what did not arrive whole."""

    bounded: dict[str, int] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, most in self.bounded.items():
            found = cleaned.get(name) or ""
            if len(found) > most:
                self.add_error(name, _too_long(len(found), most))
            if BROKEN in found:
                self.add_error(
                    name,
                    _(
                        "Some characters did not arrive whole. They show as � below: put them right or take them "
                        "out, then send again."
                    ),
                )
        return cleaned


def _too_long(found: int, most: int) -> str:
    return _(
        "This is %(found)s characters long, and %(most)s fit here. Shorten it, or send the rest as a second message "
        "later. Nothing you typed is lost."
    ) % {"found": f"{found:,}", "most": f"{most:,}"}


class KeepOutForm(SealedForm):
    """Who must not see it: listeners by name, departments, sites, and others in the raiser's words."""

    bounded = {"others": 1000}
    people = forms.MultipleChoiceField(
        label=gettext_lazy("People who listen here"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    departments = forms.MultipleChoiceField(
        label=gettext_lazy("Everybody from a department"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    sites = forms.MultipleChoiceField(
        label=gettext_lazy("Everybody from a place"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    others = words_field(
        gettext_lazy("Anybody else who must not hear of it"),
        "",
        rows=2,
        required=False,
        help_text=gettext_lazy("Names in your own words. Listeners read this and keep to it."),
    )

    def __init__(
        self,
        *args: Any,
        listeners: Iterable[Listener],
        departments: Iterable[Any],
        sites: Iterable[Any],
        **kwargs: Any,
    ) -> None:
        """What there is to choose from in a network."""
        super().__init__(*args, **kwargs)
        self._person_ids = {str(one.pk): one.person_id for one in listeners}
        self._choose("people", [(str(one.pk), one.person.name) for one in listeners])
        self._choose("departments", [(str(one.pk), one.name) for one in departments])
        self._choose("sites", [(str(one.pk), one.name) for one in sites])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def exclusions(self) -> Exclusions:
        """What was chosen."""
        typed = self.cleaned_data
        return Exclusions(
            people=frozenset(self._person_ids[pk] for pk in typed.get("people", ())),
            departments=frozenset(int(pk) for pk in typed.get("departments", ())),
            sites=frozenset(int(pk) for pk in typed.get("sites", ())),
            others=typed.get("others", ""),
        )


class ConcernForm(KeepOutForm):
    """Who must not see it, and what it is about."""

    bounded = {"text": MOST_WORDS, "others": 1000, "name": 200, "contact": 300}
    text = words_field(
        gettext_lazy("What happened, in your own words"),
        gettext_lazy("Write a few words; one sentence is enough."),
        help_text=gettext_lazy(
            "It can be one sentence. Please do not name patients. What happened, where, when, and what you would like "
            "to come of it: as much or as little as you want."
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, if you want to give it"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("How a listener may reach you, if you want that"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Without it they answer here, and you come back with your receipt."),
    )
    field_order = ["people", "departments", "sites", "others", "text", "name", "contact"]

    @property
    def words(self) -> Words:
        """What was written."""
        typed = self.cleaned_data
        return Words(typed["text"], typed.get("name", ""), typed.get("contact", ""))


class WriteForm(SealedForm):
    """One more message."""

    bounded = {"text": MOST_WORDS}
    text = words_field(
        gettext_lazy("Write to the listeners"),
        gettext_lazy("Write a few words; one sentence is enough."),
        rows=4,
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


def coded(name: str, *, required: bool = False) -> forms.Field:
    """One coded question."""
    field = codes.FIELDS[name]
    choices: list[Any] = list(field.choices.items())
    if field.is_many:
        return forms.MultipleChoiceField(
            label=field.label,
            choices=choices,
            required=required,
            widget=forms.CheckboxSelectMultiple(),
        )
    if not required:
        choices = [("", gettext_lazy("Not said yet")), *choices]
    return forms.ChoiceField(
        label=field.label,
        choices=choices,
        required=required,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )


class ReplyForm(SealedForm):
    """Words to the raiser."""

    bounded = {"text": MOST_WORDS}
    text = words_field(
        gettext_lazy("Write to the raiser"),
        gettext_lazy("Write a few words; one sentence is enough."),
        rows=5,
    )
    is_question = forms.BooleanField(
        label=gettext_lazy("This only asks something: the clock of the first answer goes on"),
        required=False,
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


class AcknowledgeForm(SealedForm):
    """That it arrived."""

    bounded = {"text": MOST_WORDS}
    text = words_field(
        gettext_lazy("A word with it, if you like"),
        "",
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "They read that it arrived in any case. Ask nothing you need not know."
        ),
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


class NoteForm(SealedForm):
    """Words the raiser never sees."""

    bounded = {"text": MOST_WORDS}
    text = words_field(
        gettext_lazy("Write a note, or to the other listeners"),
        gettext_lazy("Write a few words; one sentence is enough."),
        rows=4,
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


class TriageForm(SealedForm):
    """What it is about, in coded words."""

    number = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in codes.TRIAGE:
            self.fields[name] = coded(name)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What was chosen, question by question."""
        typed = ((name, self.cleaned_data[name]) for name in codes.TRIAGE)
        return {
            name: value if isinstance(value, list) else [value] for name, value in typed if value
        }


class HandForm(SealedForm):
    """Who looks after it from now on."""

    to = forms.ChoiceField(
        label=gettext_lazy("Pass it to"),
        error_messages={"required": gettext_lazy("Choose somebody from the list.")},
    )

    def __init__(self, *args: Any, listeners: Iterable[Listener], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listeners = {str(one.pk): one for one in listeners}
        choices = [(pk, one.person.name) for pk, one in self.listeners.items()]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class PauseForm(SealedForm):
    """Why the clock of the first answer stands still."""

    bounded = {"text": MOST_WORDS}
    text = words_field(
        gettext_lazy("Why it pauses, in words to the raiser"),
        gettext_lazy("The raiser reads this: write a few words to them."),
        rows=3,
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


class CloseForm(SealedForm):
    """What came of it."""

    bounded = {"text": MOST_WORDS}
    outcome = coded("outcome", required=True)
    text = words_field(
        gettext_lazy("The outcome, in words to the raiser"),
        gettext_lazy("The raiser reads this: write a few words to them."),
        rows=5,
        help_text=gettext_lazy(
            "What was done, what was not and why, and where they can go next. You hear and help; who was right is not "
            "yours to say."
        ),
    )
    number = forms.UUIDField(widget=forms.HiddenInput())


class ReleaseForm(forms.Form):
    """Which quarters, and for whom."""

    first = forms.ChoiceField(label=gettext_lazy("From the quarter that began on"))
    last = forms.ChoiceField(label=gettext_lazy("Up to and with the quarter that began on"))
    policy = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[
            ("network", gettext_lazy("For the network’s pages: small numbers read “fewer than 5”")),
            (
                "formal",
                gettext_lazy(
                    "For a formal report: every number rounded to 5, half a year at least"
                ),
            ),
        ],
        widget=forms.RadioSelect(),
        initial="network",
    )

    def __init__(self, *args: Any, quarters: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = {one.first.isoformat(): one for one in quarters}
        choices = [(key, date_format(one.first)) for key, one in self.quarters.items()]
        for name in ("first", "last"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _(
                "This quarter is not over, not counted or published already. Choose one from the list."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first", "") > cleaned.get("last", "9"):
            self.add_error(
                "last",
                _("This begins after it ends. Choose the same quarter twice, or a later one here."),
            )
        return cleaned

    @property
    def period(self) -> Period:
        """From the first day of the first quarter to the last day of the last."""
        chosen = self.cleaned_data
        return Period(self.quarters[chosen["first"]].first, self.quarters[chosen["last"]].last)


class KeptForm(forms.Form):
    """For how long closed notes are kept."""

    anonymous_months = forms.IntegerField(
        label=gettext_lazy("Months without a name"), min_value=1, max_value=120
    )
    named_years = forms.IntegerField(
        label=gettext_lazy("Years with a name"), min_value=1, max_value=30
    )
