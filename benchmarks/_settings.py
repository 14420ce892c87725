"""Production, and one page more: the one that the others are measured against."""

from pathlib import Path

from groundswell.settings.production import *
from groundswell.settings.production import TEMPLATES

ROOT_URLCONF = "benchmarks._urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
