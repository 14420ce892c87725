"""One answer beside each time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from groundswell.meetings.models import PollAnswer, Slot
from groundswell.meetings.times import known_zone, when_words, zone_choices
from groundswell.ui.widgets import TapButtons

Answer = PollAnswer.Answer


class PollForm(forms.Form):
    """Yes, if need be, or no for each time; or the same for all of them with one button."""

    who_sees = _("everybody sees how many can come; nobody sees who said what.")

    def __init__(
        self, *args: Any, slots: Sequence[Slot], zone: str, marks: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        for slot in slots:
            n_can = getattr(slot, "n_can", 0)
            self.fields[f"slot_{slot.pk}"] = forms.ChoiceField(
                label=when_words(slot.starts_at, slot.ends_at, zone),
                help_text=ngettext("%(n)s can so far", "%(n)s can so far", n_can) % {"n": n_can},
                choices=Answer.choices,
                widget=TapButtons(),
                required=False,
                initial=marks.get(slot.pk, ""),
            )

    @property
    def answers(self) -> dict[int, str]:
        """What was said, by slot; times left blank are not in it."""
        everything = self.data.get("all")
        if everything in {Answer.YES, Answer.NO}:
            return {slot.pk: str(everything) for slot in self.slots}
        if "some" in self.data:  # the short form: what is ticked is yes, the rest is no
            can = set(self.data.getlist("can"))  # type: ignore[attr-defined]
            return {
                slot.pk: str(Answer.YES if str(slot.pk) in can else Answer.NO)
                for slot in self.slots
            }
        said = ((slot.pk, self.cleaned_data.get(f"slot_{slot.pk}")) for slot in self.slots)
        return {pk: answer for pk, answer in said if answer}


class ZoneForm(forms.Form):
    """In which zone to show times. Changing it changes nothing but the page."""

    zone = forms.ChoiceField(label=_("Show times in"))

    def __init__(self, *args: Any, home: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = known_zone(self.data.get("zone")) or home
        self.fields["zone"] = forms.ChoiceField(
            label=_("Show times in"), choices=zone_choices(home, kept)
        )
