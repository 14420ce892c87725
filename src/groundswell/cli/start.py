"""What every command does first: choose the settings, and wake Django."""

import os
import sys


def wake(*, settings: str | None = None) -> None:
    """Set Django up; a missing setting prints its sentence instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings or "groundswell.settings.production")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as missing:
        sys.exit(f"groundswell: {missing}")


def migrate() -> None:
    """Bring the database's tables in step with this version."""
    from django.conf import settings
    from django.core.management import call_command

    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    from groundswell.kernel.upkeep import refresh_statistics

    refresh_statistics()
