"""The tables of an empty database, kept from one run of the suite to the next while no migration changes.

Walking through every migration takes seconds; a copy of the file it makes takes milliseconds. The name of the kept
file is a digest of all that the tables come from, so a changed migration, Django or SQLite never meets an old one.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection


def is_one_file() -> bool:
    """Whether the tests' database is of the kind that can be kept."""
    return connection.vendor == "sqlite" and bool(connection.settings_dict["TEST"].get("NAME"))


def lay_out(folder: Path) -> bool:
    """Put the kept tables where the tests' database is. Whether there were any."""
    kept = kept_in(folder)
    if not kept.exists():
        return False
    take_away()
    shutil.copyfile(kept, _database())
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(_database())
    return True


def take_away() -> None:
    """Remove the tests' database."""
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{_database()}{ending}").unlink(missing_ok=True)


def keep(folder: Path) -> None:
    """Keep the tables of the tests' database, which nobody has written to yet, and forget older ones."""
    kept, unfinished = kept_in(folder), folder / f"{os.getpid()}.part"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    for older in folder.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    unfinished.replace(kept)


def _database() -> Path:
    return Path(str(connection.settings_dict["TEST"]["NAME"]))


def kept_in(folder: Path) -> Path:
    """Where the tables are, or would be, that these migrations make."""
    digest = hashlib.sha256(
        repr((django.VERSION, sqlite3.sqlite_version, settings.INSTALLED_APPS)).encode()
    )
    for part in _sources():
        digest.update(part)
    return folder / f"{digest.hexdigest()[:24]}.sqlite3"


def _sources() -> Iterator[bytes]:
    """Every migration of every app."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            yield f"{app.label}/{file.name}".encode()
            yield file.read_bytes()
