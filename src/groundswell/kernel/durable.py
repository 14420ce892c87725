"""What was acknowledged is on the disk: SQLite is told in its settings, PostgreSQL where its default is otherwise."""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# ``local`` and what waits for more than this machine's disk stay as they are.
INSIST = (
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') = 'off'"
)


def insist(*, connection: BaseDatabaseWrapper, **_news: Any) -> None:
    """A new session of ours waits for the disk at each commit, whatever the server's default is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(INSIST)


def weakness(using: str = "default") -> str:
    """Which setting lets a database acknowledge what its disk does not hold; empty where none does."""
    wanted = {
        "sqlite": [("PRAGMA synchronous", {"2", "3"})],
        "postgresql": [("SHOW fsync", {"on"}), ("SHOW full_page_writes", {"on"})],
    }
    connection = connections[using]
    with connection.cursor() as cursor:
        for question, good in wanted.get(connection.vendor, []):
            cursor.execute(question)
            found = str(cursor.fetchone()[0])
            if found not in good:
                return f"{question.rpartition(' ')[2]} is {found}"
    return ""
