"""A field of one line; and how a bound field is shown: which look, which hints, which id an error links to."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from groundswell.kernel.words import one_line


class OneLine(forms.CharField):
    """A name or a title. What would make it look like another one is taken out before anybody reads it."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


@dataclass(frozen=True)
class Choice:
    """One radio button or check box of a group, with its line of explanation."""

    control: Any
    label: str
    hint: str


def look_of(field: BoundField) -> str:
    """Name the look: hidden, check, cards, taps or plain."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return str(getattr(widget, "look", "cards"))
    return "check" if isinstance(widget, forms.CheckboxInput) else "plain"


def choices_of(field: BoundField) -> list[Choice]:
    """Give the parts of a group of radio buttons or check boxes."""
    hints = getattr(field.field.widget, "hints", {})
    return [
        Choice(part, str(part.choice_label), str(hints.get(str(part.data["value"]), "")))
        for part in field.subwidgets
    ]


def target_of(field: BoundField) -> str:
    """Give the id of the control an error should lead to."""
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else str(field.id_for_label)


def described_by(field: BoundField) -> str:
    """Give the ids of help and error, for a group (single controls get theirs from Django)."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)
