"""What is asked about a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groundswell.networks.queries import members, open_offices
from groundswell.projects.forms.fields import NetworkForm, VersionedForm, prose
from groundswell.projects.models import Blocker, Project, ProjectPart, Stage
from groundswell.projects.models.fields import LINE, LONG, PLAN, SHORT
from groundswell.projects.stages import MEANING
from groundswell.ui.widgets import ChoiceCards, DateBox

KIND_HINTS = {
    "curriculum": _("What is taught and examined, and on whose skin it is shown."),
    "policy": _("A written rule: dress, panels, reporting."),
    "placement": _("Hospitals, practices and what happens there."),
    "culture": _("How it feels to be here: exhibitions, events, everyday habits."),
    "outreach": _("Schools, applicants, communities outside."),
    "research": _("Finding something out, and writing it down."),
}


class StoryForm(NetworkForm):
    """Words of a project's plan and story, which a sister network may come to read; the form says so."""

    @property
    def who_sees(self) -> str:
        """Said on top of the form."""
        words = {"network": self.network}
        return (
            _now("members of %(network)s, and a sister network if a co-chair shares this project.")
            % words
        )


class ProjectWords(StoryForm):
    """The words of a project."""

    title = forms.CharField(
        label=_("What is it called?"), max_length=LINE, help_text=_("A few plain words.")
    )
    kind = forms.ChoiceField(
        label=_("What kind of project is it?"),
        choices=Project.Kind.choices,
        widget=ChoiceCards(hints=KIND_HINTS),
    )
    why = prose(
        _("Why does it matter?"),
        LONG,
        required=False,
        help_text=_("No names of anybody who did not agree to be named."),
    )
    plan = prose(
        _("What is the plan?"),
        PLAN,
        rows=6,
        required=False,
        help_text=_(
            "A first idea is enough. Plans may change; the old one is kept beside the new."
        ),
    )
    sponsor_office: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Which office stands behind it?"),
        queryset=None,
        required=False,
        empty_label=_("None yet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor_office"].queryset = open_offices(self.network)  # type: ignore[attr-defined]


class ProjectForm(ProjectWords):
    """A new project. A student may lead it from the start; anybody else supports it."""

    origin_text = forms.CharField(
        label=_("Where does it come from?"),
        max_length=500,
        required=False,
        help_text=_(
            "For example: a member raised it at the March meeting. Only what they agreed to."
        ),
    )
    i_lead = forms.BooleanField(label=_("I will lead it"), required=False, initial=True)

    def __init__(self, *args: Any, is_student: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_student:
            del self.fields["i_lead"]


class ProjectEditForm(ProjectWords, VersionedForm):
    """The same words again; a plan people work to is adapted elsewhere."""

    def __init__(self, *args: Any, plan_is_free: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan_is_free:
            del self.fields["plan"]


class AdaptForm(StoryForm, VersionedForm):
    """A new plan and the reason for it."""

    new_plan = prose(_("The plan from now on"), PLAN, rows=8)
    why = prose(
        _("Why does it change?"),
        SHORT,
        help_text=_("What you learned. Other networks read this part first."),
    )


class MoveForm(StoryForm):
    """Where the project goes next."""

    to = forms.ChoiceField(label=_("Where does it stand now?"))
    reason = prose(
        _("Why, or what came of it"),
        SHORT,
        required=False,
        help_text=_("Needed when it rests, ends or goes back a step."),
    )

    def __init__(self, *args: Any, stages: list[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("Where does it stand now?"),
            choices=[(stage.value, stage.label) for stage in stages],
            widget=ChoiceCards(hints={str(stage): MEANING[stage] for stage in stages}),
        )


class PartForm(NetworkForm):
    """Bring a member in."""

    person = forms.ChoiceField(label=_("Who?"))
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=ProjectPart.Role.choices,
        widget=ChoiceCards(
            hints={
                "lead": _("A student who leads it. There may be several."),
                "member": _("Does part of the work."),
                "supporter": _("Staff or alumni who open doors and step back."),
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.person_id): row.person for row in members(self.network)[:500]}
        self.fields["person"] = forms.ChoiceField(
            label=_("Who?"),
            choices=[
                ("", _("Choose a member")),
                *((pk, str(person)) for pk, person in self.people.items()),
            ],
            error_messages={"required": _("Choose who takes part.")},
        )


class BlockerForm(StoryForm):
    """What stands in the way."""

    what_resisted = prose(
        _("What resists?"),
        SHORT,
        help_text=_("The thing, not the person: “Infection control asked for a trial first”."),
    )
    kind = forms.ChoiceField(
        label=_("What is it made of?"), choices=Blocker.Kind.choices, initial=Blocker.Kind.OTHER
    )


class BlockerMovedForm(StoryForm):
    """What moved it."""

    what_moved_it = prose(
        _("What moved it?"), SHORT, help_text=_("What you would tell a sister network to try.")
    )
    on = forms.DateField(label=_("When?"), required=False, widget=DateBox)


class ComponentForm(NetworkForm):
    """A student-selected component."""

    brief = prose(_("What will the students do?"), LONG, rows=5)
    weeks = forms.TypedChoiceField(
        label=_("How long is it?"),
        choices=[(3, _("Three weeks")), (4, _("Four weeks"))],
        coerce=int,
        initial=4,
    )
    starts_on = forms.DateField(label=_("When does it start?"), required=False, widget=DateBox)
    n_students = forms.IntegerField(
        label=_("How many students?"), required=False, min_value=1, max_value=400
    )
    output = prose(
        _("What came out of it?"),
        LONG,
        required=False,
        help_text=_(
            "A toolkit, a poster, a teaching session. Come back and write it when it is there."
        ),
    )


class ComponentEditForm(ComponentForm, VersionedForm):
    """The same, carrying the version it was read at."""


class ShareForm(NetworkForm):
    """Which sister may read it."""

    sister: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Which sister network?"), queryset=None, empty_label=None
    )

    def __init__(self, *args: Any, sisters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sister"].queryset = sisters  # type: ignore[attr-defined]


class ActionForm(NetworkForm):
    """Something somebody will do for the project."""

    text = forms.CharField(label=_("What will be done?"), max_length=400)
    owner = forms.ChoiceField(label=_("By whom?"))
    due_on = forms.DateField(label=_("By when?"), widget=DateBox)

    def __init__(self, *args: Any, people: dict[str, Any], me: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        listed = [(pk, str(person)) for pk, person in people.items()]
        # Nobody gets work by standing first in a list: oneself, or whoever is chosen.
        self.fields["owner"] = forms.ChoiceField(
            label=_("By whom?"),
            choices=listed if me in people else [("", _("Choose somebody")), *listed],
            initial=me,
            error_messages={"required": _("Choose who will do it.")},
        )
