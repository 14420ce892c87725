"""What is asked when something is proposed for a meeting."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models import AgendaItem
from groundswell.networks.queries import members
from groundswell.ui.fields import OneLine

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

A_MEMBER = ""


class ProposeForm(forms.Form):
    """One field; everything else may be left."""

    title = OneLine(
        label=_("What should we talk about?"), max_length=160, help_text=_("One line is enough.")
    )
    text = forms.CharField(
        label=_("More about it"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    raised_as = forms.ChoiceField(label=_("Named as"), required=False)
    is_unminuted = forms.BooleanField(
        label=_("Do not minute this"),
        required=False,
        help_text=_(
            "For what should be said in the room only. Others see “Unminuted item”; nothing that is said is "
            "written, and no mail names it."
        ),
    )
    minutes_long = forms.IntegerField(
        label=_("Minutes it may need"), required=False, min_value=1, max_value=240
    )

    def __init__(self, *args: Any, named: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(A_MEMBER, _("a member")), *((name, name) for name in named if name)]
        self.fields["raised_as"].choices = choices  # type: ignore[attr-defined]


class ItemForm(ProposeForm):
    """The same, to correct an item."""

    is_student_led = forms.BooleanField(
        label=_("Led by students"),
        required=False,
        help_text=_("Student items stand first on the agenda."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def about(cls, item: AgendaItem, data: Any, named: list[str]) -> "ItemForm":
        """The form filled with an item as it stands."""
        fields = (
            "title",
            "text",
            "raised_as",
            "is_unminuted",
            "minutes_long",
            "is_student_led",
            "version",
        )
        initial = {name: getattr(item, name) for name in fields}
        return cls(data, initial=initial, named=list(dict.fromkeys([*named, item.raised_as])))


class DropForm(forms.Form):
    """Why an item is let go."""

    why = forms.CharField(
        label=_("Why? Whoever raised it reads this."), max_length=2000, required=False
    )


def names_for(person: "Person", network: "Network") -> list[str]:
    """How a person may be named beside what they raise: their year group, or their own name."""
    membership = members(network).filter(person=person).first()
    group = membership.cohort.name if membership and membership.cohort else ""
    return [name[:80] for name in (group, person.name) if name]
