"""What members type: an ask, a word to the office, a delivery, a verdict, an outcome."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.projects.forms.fields import VersionedForm, prose
from groundswell.projects.models import Ask, AskVerdict
from groundswell.projects.models.fields import LINE, LONG, SHORT
from groundswell.ui.widgets import ChoiceCards, DateBox

if TYPE_CHECKING:
    from groundswell.networks.models import Office
    from groundswell.projects.models import Project


class AskForm(VersionedForm):
    """What is asked of which office."""

    office = forms.ChoiceField(
        label=gettext_lazy("Which office can decide it?"),
        error_messages={"required": gettext_lazy("Choose the office that can decide it.")},
    )
    title = forms.CharField(
        label=gettext_lazy("In one line"),
        max_length=LINE,
        help_text=gettext_lazy("For example: a student seat on every appointment panel."),
    )
    text = prose(
        gettext_lazy("What do you ask the office to do?"),
        LONG,
        help_text=gettext_lazy("Something it can say yes or no to."),
    )
    why = prose(
        gettext_lazy("Why?"),
        LONG,
        help_text=gettext_lazy("What is so today, and whom it touches as a group."),
        required=False,
    )
    reply_due_on = forms.DateField(
        label=gettext_lazy("By when should it answer?"),
        widget=DateBox(),
        help_text=gettext_lazy("Ten working days is usual; holidays and closures are left out."),
    )
    project = forms.ChoiceField(label=gettext_lazy("For which project?"), required=False)

    def __init__(
        self,
        *args: Any,
        offices: "Iterable[Office]",
        projects: "Iterable[Project]",
        needs_project: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(office.pk): office for office in offices}
        self.projects = {str(project.pk): project for project in projects}
        named = [(key, office.name) for key, office in self.offices.items()]
        titled = [(key, project.title) for key, project in self.projects.items()]
        self._offer("office", [("", _("Choose an office")), *named])
        self._offer("project", titled if needs_project else [("", _("None")), *titled])
        self.fields["project"].required = needs_project

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @classmethod
    def about(cls, ask: Ask, *args: Any, **kwargs: Any) -> "AskForm":
        """The form filled with a draft."""
        names = ("title", "text", "why", "reply_due_on", "version")
        initial: dict[str, Any] = {name: getattr(ask, name) for name in names}
        initial |= {"office": str(ask.office_id), "project": str(ask.project_id or "")}
        return cls(*args, initial=initial, **kwargs)

    @property
    def who_sees(self) -> str:
        """Said on top of the form."""
        return _("members of the network and, once it is sent, the office. Name nobody in it.")

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, with the office and project themselves."""
        typed = {name: self.cleaned_data[name] for name in ("title", "text", "why", "reply_due_on")}
        typed["office"] = self.offices[self.cleaned_data["office"]]
        typed["project"] = self.projects.get(self.cleaned_data["project"])
        return typed


class OneTapForm(forms.Form):
    """A button alone; carries the sentence when the room refuses."""


class RejoinForm(forms.Form):
    """A word to the office."""

    who_sees = gettext_lazy("the office, by mail, and members of the network. You are not named.")
    text = prose(gettext_lazy("What do you write to the office?"), LONG)


class RecordForm(forms.Form):
    """What an office answered by phone, by ordinary mail or in person."""

    who_sees = gettext_lazy(
        "members and the office, which is mailed your words. What it promises is public."
    )
    way = forms.ChoiceField(
        label=gettext_lazy("What did the office say?"),
        choices=[
            ("yes", gettext_lazy("Yes, by a date")),
            ("no", gettext_lazy("No, with a reason")),
            ("later", gettext_lazy("It will answer later")),
        ],
        widget=ChoiceCards(),
        error_messages={"required": gettext_lazy("Choose one of the three answers.")},
    )
    text = prose(
        gettext_lazy("In its own words, as near as you can"),
        LONG,
        help_text=gettext_lazy(
            "What it will do, why not, or what it needs first. Say how you heard it: by phone, in a letter."
        ),
    )
    on = forms.DateField(
        label=gettext_lazy("By when?"),
        widget=DateBox(),
        required=False,
        help_text=gettext_lazy("Not needed for a no."),
    )


class DeliverForm(forms.Form):
    """That a commitment was delivered."""

    who_sees = gettext_lazy("members and the office; it stands on the public wall too.")
    evidence = prose(
        gettext_lazy("How can one see that it was done?"),
        LONG,
        help_text=gettext_lazy("A sentence, or a link to where it can be read."),
    )
    on = forms.DateField(label=gettext_lazy("Since which day?"), widget=DateBox())


class VerdictForm(forms.Form):
    """What one member says of something delivered."""

    who_sees = gettext_lazy(
        "nobody sees that it was you. Co-chairs read the words without a name; everybody else "
        "sees only what all answers say together."
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("Is it felt?"),
        choices=AskVerdict.Answer.choices,
        widget=ChoiceCards(
            hints={
                "partly": gettext_lazy("Something is different, but not all that was promised."),
                "not_mine": gettext_lazy("It is not counted, and you are not asked again."),
            }
        ),
        error_messages={"required": gettext_lazy("Choose one of the four answers.")},
    )
    text = prose(
        gettext_lazy("What do you notice?"),
        SHORT,
        help_text=gettext_lazy("Leave out what would show who you are."),
        required=False,
    )


class JudgeForm(forms.Form):
    """The round is closed, in words that name nobody."""

    who_sees = gettext_lazy("the office first; after its time to reply everybody, on the wall.")
    text = prose(
        gettext_lazy("What do those affected say, in a sentence or two?"),
        LONG,
        help_text=gettext_lazy(
            "In your own words. Quote nobody, and leave out what could show who somebody is."
        ),
    )


class CloseForm(forms.Form):
    """An ask ends, with its outcome."""

    who_sees = gettext_lazy("members of the network. The office learns that nothing more is asked.")
    outcome = prose(gettext_lazy("What came of it?"), LONG)
