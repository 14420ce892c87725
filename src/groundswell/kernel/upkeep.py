"""What a database wants done now and then."""

from datetime import timedelta

from django.db import connection

from groundswell.kernel.schedule import every


@every(timedelta(hours=6))
def refresh_statistics() -> None:
    """Tell SQLite how its tables are filled; without that it may read a whole table for each row of another.

    It looks at a thousand rows of each index, which takes milliseconds. PostgreSQL does this by itself. A
    connection learns of it when it is opened, so the server asks for it as it starts.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
