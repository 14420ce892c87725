"""What every command does first: choose the settings, and wake Django."""

import os
import sys
from pathlib import Path


def wake(*, settings: str | None = None) -> None:
    """Set Django up; a missing setting prints its sentence instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings or "groundswell.settings.production")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as missing:
        sys.exit(f"groundswell: {missing}")


def make_private() -> None:
    """The site's folder, and the embedded database as older versions made it, for this user alone."""
    from django.conf import settings

    settings.VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
    tighten(settings.VAR, 0o700)
    name = str(settings.DATABASES["default"]["NAME"])
    for path in (Path(f"{name}{ending}") for ending in ("", "-wal", "-shm")):
        if path.is_absolute() and path.is_file():
            tighten(path, 0o600)


def tighten(path: Path, mode: int) -> None:
    """Shut what is ours to others who may look; a folder they may write to is theirs too, and stays."""
    found = path.stat()
    is_ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if is_ours and found.st_mode & 0o077 and not found.st_mode & 0o022:
        path.chmod(mode)


def migrate(*, from_nothing: bool = False) -> None:
    """Bring the database's tables in step with this version; ``from_nothing`` at once, where there are none yet."""
    from django.core.management import call_command

    make_private()
    if from_nothing:
        lay_tables()
    call_command("migrate", verbosity=0, interactive=False)
    from groundswell.kernel.upkeep import refresh_statistics

    refresh_statistics()


def lay_tables() -> None:
    """Give a database without tables those of today's models, and note every migration as run.

    What the migrations come to, in a tenth of the time: they draw all models anew after each step of six years
    of Django's and allauth's history. For the demo; a real network's tables go the way they will go ever after.
    A test compares the two.
    """
    from django.apps import apps
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    if connection.introspection.table_names():
        return
    migrations = MigrationExecutor(connection)
    # SQLite changes tables only while it does not look after what points where.
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    migrations.recorder.ensure_schema()
    with transaction.atomic():
        for room, name in migrations.loader.graph.nodes:
            migrations.recorder.record_applied(room, name)
