"""What is typed during a meeting: one line, and for an action who and by when."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.forms.whom import called, names_somebody
from groundswell.meetings.models import Action, Minute
from groundswell.ui.widgets import DateBox

LONGEST_ACTION = Action._meta.get_field("text").max_length or 400


class LineForm(forms.Form):
    """One line of the minutes. Which button was pressed says what it is."""

    KINDS = (("note", _("Note")), ("decision", _("Decision")), ("action", _("Action")))

    text = forms.CharField(
        label=_("What was said or agreed"),
        max_length=6000,
        error_messages={"required": _("Write a few words first.")},
    )
    kind = forms.ChoiceField(choices=KINDS)
    owner = forms.TypedChoiceField(label=_("Who"), coerce=int, required=False, empty_value=None)
    due_on = forms.DateField(label=_("By when"), required=False, widget=DateBox)

    def __init__(
        self,
        data: Any = None,
        *,
        key: int = 0,
        owners: Sequence[tuple[int, str]],
        here: Collection[int] = (),
        due_on: date | None = None,
    ) -> None:
        super().__init__(data, auto_id=f"line-{key}-%s", initial={"due_on": due_on})
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.owners, self.here = owners, here
        self.key = key

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == "action" and "text" in cleaned:
            self._read_name(cleaned)
        length = len(cleaned.get("text", ""))
        if cleaned.get("kind") == "action" and length > LONGEST_ACTION:
            self.add_error(
                "text",
                _now(
                    "An action is at most %(most)s characters; this has %(found)s. Keep what is to be done, and "
                    "write the rest as a note."
                )
                % {"most": LONGEST_ACTION, "found": length},
            )
        return cleaned

    def _read_name(self, cleaned: dict[str, Any]) -> None:
        """“Femi: count the hats” is Femi's, unless somebody else than me was chosen from the list."""
        is_chosen = cleaned.get("owner") not in {None, *(pk for pk, _name in self.owners[:1])}
        if is_chosen or not (address := names_somebody(cleaned["text"], self.owners)):
            return
        found = called(address.name, self.owners)
        if len(found) > 1:
            found = [pair for pair in found if pair[0] in self.here] or found
        if len(found) == 1:
            cleaned["owner"], cleaned["text"] = found[0][0], address.rest
            return
        words = {"name": address.name, "names": ", ".join(name for _pk, name in found[:6])}
        self.add_error(
            "text",
            _now("Several members are called %(name)s: %(names)s. Write more of the name.") % words
            if found
            else _now(
                "No member is called %(name)s. Check the name, or leave out the @ and choose from the list."
            )
            % words,
        )


class CorrectForm(forms.Form):
    """A line that is already there."""

    who_sees = _("every member of the network.")

    text = forms.CharField(
        label=_("The line"), max_length=6000, widget=forms.Textarea(attrs={"rows": 3})
    )
    objections = forms.CharField(
        label=_("What was held against it"),
        help_text=_(
            "Decisions are by consent. What somebody objected stands here, without a name."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def about(cls, line: Minute, data: Any) -> "CorrectForm":
        """The form filled with a line as it stands; a note takes no objections."""
        initial = {name: getattr(line, name) for name in ("text", "objections", "version")}
        form = cls(data, initial=initial)
        if line.kind != Minute.Kind.DECISION:
            del form.fields["objections"]
        return form
