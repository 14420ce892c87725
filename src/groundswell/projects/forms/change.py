"""What is asked about a change."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.clock import today
from groundswell.projects.forms.fields import NetworkForm, prose
from groundswell.projects.models import Change, ChangeReview
from groundswell.projects.models.fields import LINE, LONG, PLAN, SHORT
from groundswell.ui.widgets import ChoiceCards, DateBox, TapButtons

KIND_HINTS = {
    "policy": _("A written rule. You will be asked for the clause before and after."),
    "curriculum": _("A session or exam. You will be asked for the gap and the re-audit."),
    "practice": _("What people do, without a new rule."),
    "place": _("A building, a wall, a thing that is there now."),
}
CLAUSE = ("document", "before", "after", "owner", "review_on")
EDIT = ("session", "owner", "gap", "change_made", "reaudit_on")


def owner(hint: Any) -> forms.CharField:
    """Who looks after it: never a person's name, which is gone next summer."""
    return forms.CharField(label=_("Who owns it?"), max_length=200, help_text=hint)


class ChangeKindForm(NetworkForm):
    """The first question decides which others follow."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=Change.Kind.choices,
        widget=ChoiceCards(hints=KIND_HINTS),
    )


class PublicOneDay(NetworkForm):
    """Words that may come to stand on the public wall; the form says so."""

    @property
    def who_sees(self) -> str:
        """Said on top of the form."""
        words = {"network": self.network}
        return (
            _now("members of %(network)s, and anybody once a co-chair shows it on the public wall.")
            % words
        )


class ChangeForm(PublicOneDay):
    """You said, we did, did it work. Fields for a clause or a session follow by kind."""

    title = forms.CharField(label=_("What changed, in one line?"), max_length=LINE)
    you_said = prose(
        _("You said"),
        SHORT,
        help_text=_("What was raised, in words its raiser agreed to. No names."),
    )
    we_did = prose(_("We did"), LONG, help_text=_("Credit belongs to all of us: no single names."))
    did_it_work = prose(
        _("Did it work?"),
        LONG,
        required=False,
        help_text=_("Leave it empty when it is too early. The question comes back."),
    )
    changed_on = forms.DateField(label=_("Since when?"), widget=DateBox)
    review_due_on = forms.DateField(
        label=_("When shall we look again?"),
        required=False,
        widget=DateBox,
        help_text=_("Without a date: half a year after the change."),
    )

    def __init__(self, *args: Any, kind: str, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if version is not None:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=1, initial=version
            )
        if kind == Change.Kind.POLICY:
            self._ask_for_clause()
        if kind == Change.Kind.CURRICULUM:
            self._ask_for_session()

    def _ask_for_clause(self) -> None:
        self.fields |= {
            "clause_document": forms.CharField(label=_("Which document, which clause?"), max_length=300),
            "clause_before": prose(_("The clause before"), PLAN),
            "clause_after": prose(_("The clause now"), PLAN),
            "clause_owner": owner(_("An office or a role.")),
            "clause_review_on": forms.DateField(label=_("When do they read it again?"), widget=DateBox, required=False),
        }  # fmt: skip

    def _ask_for_session(self) -> None:
        self.fields |= {
            "edit_session": forms.CharField(label=_("Which session?"), max_length=200),
            "edit_owner": owner(_("A role or a department.")),
            "edit_gap": prose(_("What was missing?"), SHORT),
            "edit_change_made": prose(_("What is different in it?"), SHORT),
            "edit_reaudit_on": forms.DateField(label=_("When is it audited again?"), widget=DateBox, required=False),
        }  # fmt: skip

    def clean_changed_on(self) -> Any:
        """A change is recorded once it is there."""
        day = self.cleaned_data["changed_on"]
        if day > today():
            raise forms.ValidationError(
                _now(
                    "This day lies ahead. Record a change once it is there, with the day it began."
                )
            )
        return day

    def taken(self) -> dict[str, Any]:
        """The fields as the services want them: words, and the clause or the session by itself."""
        words = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(("clause_", "edit_"))
        }
        for name, parts in (("clause", CLAUSE), ("edit", EDIT)):
            if f"{name}_{parts[0]}" in self.cleaned_data:
                words[name] = {part: self.cleaned_data[f"{name}_{part}"] for part in parts}
        return words


class ReviewForm(PublicOneDay):
    """Does it still hold?"""

    held = forms.ChoiceField(
        label=_("Does it hold?"), choices=ChangeReview.Held.choices, widget=TapButtons()
    )
    text = prose(
        _("How do you know?"), LONG, help_text=_("What those affected say, or what you counted.")
    )
    next_review_on = forms.DateField(
        label=_("When shall we look again?"),
        required=False,
        widget=DateBox,
        help_text=_("Leave it empty if this was the last time."),
    )

    def clean_next_review_on(self) -> Any:
        """A date that has passed is refused where it was typed."""
        day = self.cleaned_data["next_review_on"]
        if day and day <= today():
            raise forms.ValidationError(_now("This day has passed. Choose a later one, or none."))
        return day


def in_half_a_year() -> Any:
    """What the next review starts out as."""
    return today() + timedelta(days=182)
