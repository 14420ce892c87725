"""Form widgets of the house: choice cards with a hint each, tap buttons, native dates and times."""

from collections.abc import Mapping
from typing import Any

from django import forms


class ChoiceCards(forms.RadioSelect):
    """Radio buttons one under another, each with a line that says what it means."""

    look = "cards"

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """Take `hints`: value of a choice to its line."""
        super().__init__(**kwargs)
        self.hints = dict(hints or {})


class TapButtons(forms.RadioSelect):
    """Radio buttons beside each other, for short answers such as yes, if need be, no."""

    look = "taps"


class DateBox(forms.DateInput):
    """The browser's own date field; it always speaks ISO dates."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Fix the format to the one browsers understand."""
        super().__init__(attrs, format="%Y-%m-%d")


class TimeBox(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Fix the format to the one browsers understand."""
        super().__init__(attrs, format="%H:%M")
