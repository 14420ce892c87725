"""SQLite as one file and back, by its own online copy. The same four words as ``postgres_copy``."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connections

from groundswell.cli.archive import BackupError

FILE = "database.sqlite3"


def snapshot(into: Path) -> None:
    """One consistent moment of the database, taken while everybody goes on working."""
    with closing(_live()) as live, closing(sqlite3.connect(into)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        require_sound(copy)


def stage(dump: Path) -> str:
    """Make a snapshot usable where nobody uses it yet, and return that database's address."""
    with closing(sqlite3.connect(dump)) as copy:
        require_sound(copy)
    return f"sqlite:///{dump}"


def put_in_place(url: str) -> None:
    """Make the staged database the live one: a single transaction, also for those connected to it."""
    connections.close_all()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as copy, closing(_live()) as live:
        copy.backup(live)


def drop(url: str) -> None:
    """Nothing: the file goes with the folder it was staged in."""


def require_sound(database: sqlite3.Connection) -> None:
    """SQLite's own check of a file."""
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BackupError(f"The database is damaged: {found}. Take the backup before this one.")


def _live() -> sqlite3.Connection:
    return sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=20)
