"""PostgreSQL as one file and back, by its own tools. The same four words as ``sqlite_copy``."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, connection, connections

from groundswell.cli.archive import BackupError

FILE = "database.pgdump"
BARE = ("--no-owner", "--no-privileges")


def snapshot(into: Path) -> None:
    """One consistent moment of the database, taken while everybody goes on working."""
    run_tool("pg_dump", "--format=custom", *BARE, f"--file={into}", described())


def stage(dump: Path) -> str:
    """Put a snapshot into a database nobody uses, and return that database's address."""
    name = f"groundswell_restore_{uuid4().hex[:8]}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    except DatabaseError as error:
        user = _db()["USER"]
        raise BackupError(
            "A backup is tried in a database of its own first, and this user may not make one. "
            f'Ask the database\'s administrator for: ALTER ROLE "{user}" CREATEDB. ({error})'
        ) from error
    url = _url_of(name)
    words = ("--exit-on-error", "--single-transaction", f"--dbname={described(name)}")
    try:
        run_tool("pg_restore", *BARE, *words, str(dump))
    except BackupError:
        drop(url)
        raise
    return url


def put_in_place(url: str) -> None:
    """Make the staged database the live one: a single transaction that happens entirely or not at all."""
    tables = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    connections.close_all()
    drops = "".join(f"DROP TABLE IF EXISTS {table} CASCADE;\n" for table in tables)
    dumped = run_tool("pg_dump", *BARE, described(urlsplit(url).path.lstrip("/")))
    words = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1")
    run_tool("psql", *words, described(), typed=drops + dumped)


def drop(url: str) -> None:
    """Remove a staged database."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{urlsplit(url).path.lstrip("/")}" WITH (FORCE)')


def _db() -> dict[str, Any]:
    return dict(connection.settings_dict)


def described(name: str = "") -> str:
    """A connection string without the password, which goes by the environment."""
    db = _db()
    words = {"dbname": name or db["NAME"], "host": db["HOST"], "port": db["PORT"]}
    words |= {"user": db["USER"], **settings.DATABASES["default"].get("OPTIONS", {})}
    return " ".join(f"{key}='{_quoted(value)}'" for key, value in words.items() if value)


def _quoted(value: object) -> str:
    return str(value).replace("\\", "\\\\").replace("'", "\\'")


def _url_of(name: str) -> str:
    db, options = _db(), settings.DATABASES["default"].get("OPTIONS", {})
    user = f"{quote(db['USER'], safe='')}:{quote(db['PASSWORD'], safe='')}"
    more = urlencode({"host": db["HOST"], "port": db["PORT"], **options})
    return f"postgresql://{user}@/{name}?{more}"


def run_tool(name: str, *words: str, typed: str | None = None) -> str:
    """What one of PostgreSQL's client programs printed; a sentence when it is missing or fails."""
    program = shutil.which(name)
    if program is None:
        raise BackupError(
            f"{name} was not found. It comes with PostgreSQL's client programs, of the server's "
            "version or newer: on Debian, apt-get install postgresql-client."
        )
    env = {**os.environ, "PGPASSWORD": str(_db()["PASSWORD"]), "PGCONNECT_TIMEOUT": "20"}
    done = subprocess.run(
        [program, *words], env=env, input=typed, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise BackupError(f"{name} failed and said: {said[-1][:400]}")
    return done.stdout
