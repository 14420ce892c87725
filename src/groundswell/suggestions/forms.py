"""Wording, widgets and the shape of what is typed. Nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.suggestions import gate
from groundswell.suggestions.models import MOST_WORDS, Suggestion
from groundswell.ui.fields import OneLine
from groundswell.ui.widgets import ChoiceCards, TapButtons

To, Kind = Suggestion.To, Suggestion.Kind
ME, WITHOUT = "me", "without"


def words_field(label: Any, missing: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    """A box for somebody's words. The browser cuts nothing: too much comes back whole, with a sentence."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **options,
    )


class _Words(forms.Form):
    """Says how much is too much, with the numbers."""

    bounded = {"text": MOST_WORDS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, most in self.bounded.items():
            found = len(cleaned.get(name) or "")
            if found > most:
                self.add_error(name, too_long(found, most))
        return cleaned


def too_long(found: int, most: int) -> str:
    """How many characters fit, how many were found, what to do."""
    sentence = ngettext(
        "This is %(over)d character longer than the %(most)d that fit. Shorten it a little; nothing is lost.",
        "This is %(over)d characters longer than the %(most)d that fit. Shorten it a little; nothing is lost.",
        found - most,
    )
    return sentence % {"over": found - most, "most": most}


class RaiseForm(_Words):
    """The one field, who should hear it, and as whom."""

    text = words_field(
        gettext_lazy("In your own words"),
        gettext_lazy("Write a few words; one sentence is enough."),
        help_text=gettext_lazy("It can be one sentence. Please do not name patients."),
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Who should hear it?"),
        choices=To.choices,
        initial=To.GROUP,
        widget=ChoiceCards(
            hints={
                To.GROUP: gettext_lazy("For a coming meeting. Members see it."),
                To.COCHAIR: gettext_lazy("Only the co-chairs see it, and can speak for you."),
            }
        ),
        error_messages={"required": gettext_lazy("Choose who should hear it.")},
    )
    to_person = forms.ChoiceField(
        label=gettext_lazy("Which co-chair?"),
        help_text=gettext_lazy(
            "Choose one by name and nobody else opens it, unless you say so or they stop being co-chair."
        ),
        required=False,
    )
    as_whom = forms.ChoiceField(
        label=gettext_lazy("As whom?"),
        choices=[(ME, gettext_lazy("As me")), (WITHOUT, gettext_lazy("Without my name"))],
        initial=ME,
        widget=ChoiceCards(),
        error_messages={"required": gettext_lazy("Choose as me, or without my name.")},
    )
    name = OneLine(
        label=gettext_lazy("What may we call you?"),
        help_text=gettext_lazy("A name, or something like “a third-year student”. Or nothing."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        help_text=gettext_lazy(
            "Only to write to you about this. Without it you get a private page to come back to."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy(
                "This does not look like an e-mail address, such as ama@example.org. Mend it, or leave it empty."
            )
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=Kind.choices,
        initial=Kind.MATTER,
        widget=TapButtons(),
        required=False,
    )
    # For machines alone: people do not see it, and machines fill what they find.
    website = forms.CharField(required=False)
    shown = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        chairs: list[tuple[str, str]],
        is_known: bool,
        is_member: bool,
        **kwargs: Any,
    ) -> None:
        """``chairs``: today's, by name, for members; the public page names nobody."""
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        if is_known:
            for name in ("name", "address", "website", "shown"):
                del self.fields[name]
        else:
            del self.fields["as_whom"]
            self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        if chairs and is_member:
            anyone = [("", _("Any of them"))]
            choose: Any = self.fields["to_person"]
            choose.choices = anyone + chairs
        else:
            del self.fields["to_person"]
        if not chairs:
            hearers: Any = self.fields["to"]
            hearers.choices = [choice for choice in To.choices if choice[0] == To.GROUP]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.MATTER

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") == To.GROUP:
            cleaned["to_person"] = ""
        if self.is_known:
            return cleaned
        if cleaned.get("website"):
            self.add_error(
                "website", _("Leave this empty: it is there to catch machines. Then send again.")
            )
        elif gate.is_too_fast(cleaned.get("shown", "")):
            self.add_error(
                None,
                _("That was faster than anybody types. If you are a person, press send again."),
            )
        return cleaned

    @property
    def stamp(self) -> str:
        """When the form was first shown: what came back with it if it is ours, else now."""
        came = str(self.data.get("shown", ""))
        return came if gate.is_ours(came) else gate.stamp()

    @property
    def is_anonymous(self) -> bool:
        """Whether somebody signed in wants no name on it."""
        return self.is_known and self.cleaned_data.get("as_whom") == WITHOUT


class WriteForm(_Words):
    """One more message from whoever raised it."""

    text = words_field(
        gettext_lazy("Write to whoever looks after it"),
        gettext_lazy("Write a few words; one sentence is enough."),
        rows=3,
    )


class AnswerForm(_Words):
    """A co-chair's answer."""

    text = words_field(
        gettext_lazy("Your answer"),
        gettext_lazy("Write a few words; whoever raised it reads them."),
        help_text=gettext_lazy("“No, because” is an answer. Silence is not."),
    )


class RateForm(_Words):
    """Did it work? The three buttons carry the answer; a sentence is welcome."""

    bounded = {"rating_text": 500}
    rating = forms.ChoiceField(
        choices=Suggestion.Rating.choices,
        error_messages={
            "required": gettext_lazy("Choose one of the three: it helped, partly, it did not.")
        },
    )
    rating_text = words_field(gettext_lazy("One sentence more"), "", rows=2, required=False)


class AgendaForm(_Words):
    """Words for the agenda, from which nobody can be recognised."""

    bounded = {"text": MOST_WORDS, "title": 160}
    title = forms.CharField(
        label=gettext_lazy("In one line"),
        help_text=gettext_lazy("For example: hats in theatre that fit over braids."),
        error_messages={
            "required": gettext_lazy("Write one line, as it should stand on the agenda.")
        },
    )
    text = words_field(gettext_lazy("What the meeting should know"), "", required=False)


class ProjectForm(_Words):
    """What a project that comes of it is about."""

    bounded = {"title": 160, "why": 4000, "origin": 500}
    title = forms.CharField(
        label=gettext_lazy("What is the project called?"),
        error_messages={"required": gettext_lazy("Give the project a name, in one line.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"))
    why = words_field(gettext_lazy("Why"), "", rows=3, required=False)
    origin = words_field(
        gettext_lazy("Where it came from"),
        "",
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "Words whoever raised it agreed to. Members read them on the project; never who it was."
        ),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        """``kinds`` of project there are."""
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["kind"]
        choose.choices = kinds


class CloseForm(_Words):
    """What came of it."""

    text = words_field(
        gettext_lazy("What came of it"),
        gettext_lazy("Say what came of it, or why not. Nothing closes without an answer."),
        help_text=gettext_lazy("Whoever raised it reads this. “No, because” is an answer."),
    )


class PassForm(forms.Form):
    """To which co-chair."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who looks after it from now on?"),
        error_messages={"required": gettext_lazy("Choose a co-chair.")},
    )

    def __init__(self, *args: Any, chairs: list[tuple[str, str]], **kwargs: Any) -> None:
        """``chairs``: the others of today."""
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["to"]
        choose.choices = chairs
