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


def migrate(*, from_nothing: bool = False) -> None:
    """Bring the database's tables in step with this version; ``from_nothing`` at once, where there are none yet."""
    from django.conf import settings
    from django.core.management import call_command

    settings.VAR.mkdir(parents=True, exist_ok=True)
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
