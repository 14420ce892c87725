"""The room's registration with Django."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base page, components and pictures."""

    name = "groundswell.ui"
    label = "ui"

    def ready(self) -> None:
        """What is missing is asked for in words; "required" is a word of forms, not of people."""
        for kind, words in (
            (forms.Field, _("Nothing is written here yet. A few words are enough.")),
            (forms.ChoiceField, _("Nothing is chosen here yet. Choose one.")),
            (forms.ModelChoiceField, _("Nothing is chosen here yet. Choose one.")),
            (forms.DateField, _("No day is given yet. Choose a day.")),
            (forms.TimeField, _("No time is given yet. Choose a time.")),
            (forms.FileField, _("No file is chosen yet. Choose one.")),
            (forms.BooleanField, _("This needs your tick.")),
        ):
            kind.default_error_messages = {**kind.default_error_messages, "required": words}
