"""SQLite keeps rows in the order they came. A copy of the file would say which concern was raised before which.

So each new row of this room is moved to a random place as it comes. Every table here has random ids, so nothing else
refers to that place.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections, models

TRIGGER = """
CREATE TRIGGER IF NOT EXISTS %(trigger)s AFTER INSERT ON %(table)s
BEGIN UPDATE %(table)s SET rowid = abs(random()) WHERE rowid = NEW.rowid; END
"""


def scatter_rows(sender: AppConfig, using: str, **_options: Any) -> None:
    """After each migration, which may have made a table anew: see that its rows are scattered."""
    if connections[using].vendor != "sqlite":
        return
    quoted = connections[using].ops.quote_name
    with connections[using].cursor() as cursor:
        for table in scattered(sender):
            names = {"table": quoted(table), "trigger": quoted(f"{table}_scattered")}
            cursor.execute(TRIGGER % names)


def scattered(sender: AppConfig) -> list[str]:
    """Tables whose rows have random ids."""
    return [
        model._meta.db_table
        for model in sender.get_models()
        if isinstance(model._meta.pk, models.UUIDField)
    ]
