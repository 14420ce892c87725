"""Sealed bytes of files, outside the database: written once, read in pieces, dropped for good."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from groundswell.concerns.models import Concern, File

PIECE = 1 << 16


def folder() -> Path:
    """Where sealed bytes lie."""
    return Path(settings.SEALED_ROOT) / "files"


def blob_path(name: UUID, root: Path | None = None) -> Path:
    """Where the sealed bytes of a file lie."""
    return (root or folder()) / name.hex[:2] / name.hex


def write_blob(pieces: Iterable[bytes]) -> UUID:
    """Write sealed pieces under a new random name; they are safely on the disk when this returns."""
    name = uuid4()
    path = blob_path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A name is on the disk once its folder is, and so on upwards: a database that knows a file must not outlive it.
    names = (path.parent, path.parent.parent, path.parent.parent.parent)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as into:
            into.writelines(pieces)
            into.flush()
            os.fsync(into.fileno())
        for one in names:
            sync_folder(one)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system has a way to say so."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_blob(name: UUID) -> Iterator[bytes]:
    """The sealed pieces."""
    with blob_path(name).open("rb") as read:
        while piece := read.read(PIECE):
            yield piece


def drop_blobs(names: Iterable[UUID]) -> None:
    """Delete what these names hold."""
    for name in names:
        blob_path(name).unlink(missing_ok=True)


def drop_orphans(before: datetime, root: Path | None = None) -> int:
    """Delete sealed bytes no row names: of a request cut off, or put back by a backup. Returns how many.

    What was written after ``before`` may still get its row.
    """
    found = root or folder()
    n_gone = 0
    for path in found.glob("*/*"):
        with suppress(ValueError, FileNotFoundError):
            if path.stat().st_mtime < before.timestamp() and not is_named(UUID(path.name)):
                path.unlink()
                n_gone += 1
    return n_gone


def is_named(name: UUID) -> bool:
    """Whether a row knows these bytes."""
    rows = File.objects
    return rows.filter(original=name).exists() or rows.filter(copy=name).exists()


def blobs_of(concerns: Iterable[Concern]) -> list[UUID]:
    """Names of all sealed bytes of these concerns."""
    rows = File.objects.filter(concern__in=[one.pk for one in concerns])
    return [n for pair in rows.values_list("original", "copy") for n in pair if n is not None]
