"""The room's registration with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base page, components and pictures."""

    name = "groundswell.ui"
    label = "ui"
