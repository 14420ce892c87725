"""Who has the database in hand on this machine: servers share it, a restore wants it alone.

The lock is the system's own, on an open file, so it ends with the process that held it, however that ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

if sys.platform != "win32":
    import fcntl

RESTORING = (
    "groundswell: a backup is being put back into this database. Start again when that is done."
)
_held: list[IO[bytes]] = []


def lock_file() -> Path:
    """Beside the embedded database; for another kind, in this installation's folder."""
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    is_file = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and name.is_absolute()
    return name.with_name(f"{name.name}.lock") if is_file else settings.VAR / "database.lock"


def open_lock(*, alone: bool) -> IO[bytes] | None:
    """The lock, held for as long as the file stays open; nothing when somebody else has it."""
    path = lock_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
    if sys.platform != "win32":
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
    return file


def share() -> IO[bytes]:
    """Our share of the lock, or the end of this process with a sentence."""
    try:
        file = open_lock(alone=False)
    except OSError as error:
        sys.exit(
            f"groundswell: {error.filename}: {error.strerror}. Give it to the user this runs as."
        )
    if file is None:
        sys.exit(RESTORING)
    return file


def share_for_life() -> None:
    """For a server's process: hold our share until it ends."""
    _held.append(share())


@contextmanager
def shared() -> Iterator[None]:
    """For a command that serves or works: hold our share meanwhile."""
    with share():
        yield


@contextmanager
def alone() -> Iterator[bool]:
    """For a restore: whether nobody else has the database in hand; if so, nobody takes it meanwhile."""
    file = open_lock(alone=True)
    try:
        yield file is not None
    finally:
        if file is not None:
            file.close()
