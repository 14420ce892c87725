"""One file that holds a whole installation: database, files, and a manifest with a digest of each part.

It is a zip, so it opens everywhere. Nothing from it is trusted before it was checked: names, sizes, digests.
"""

import errno
import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from groundswell.kernel.errors import GroundswellError

FORMAT = "groundswell-backup-1"
MANIFEST = "manifest.json"
FILES = "files/"
SEALED = "sealed/"  # bytes of the sealed room's files, as they lie, and what it has forgotten
FORGOTTEN = f"{SEALED}forgotten.txt"
BLOCK = 1 << 20
LARGEST_MANIFEST = 64 << 20
# What reading a zip raises when bytes in it have changed.
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    UnicodeDecodeError,
    NotImplementedError,
    RuntimeError,
)


class BackupError(GroundswellError):
    """Why a backup could not be made, read or put back."""


@dataclass(frozen=True)
class Part:
    """One file inside: how long it is, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself.

    ``migrations`` are all that had run. ``audit_keys`` are prints of the keys the audit was made with, which
    tell whether a key is the right one and nothing about it; ``sealed_keys`` the same of the sealed room's.
    """

    made_at: str
    version: str
    engine: str
    database: str
    migrations: list[str]
    audit_keys: dict[str, str]
    sealed_keys: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    format: str = FORMAT


def write(path: Path, manifest: Manifest, sources: Iterator[tuple[str, Path]]) -> Manifest:
    """Write the archive beside its place, then move it there: a name never holds half a backup."""
    unfinished = path.with_name(f"{path.name}.part")
    with private(unfinished) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sources:
            try:
                manifest.parts[name] = _add(archive, name, source)
            except FileNotFoundError:
                if not name.startswith(SEALED):
                    raise  # a sealed file was withdrawn while this ran; the list at the end says so
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    unfinished.replace(path)
    return manifest


@contextmanager
def private(path: Path) -> Iterator[IO[bytes]]:
    """A new file only its owner can read, safely on the disk when closed."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(descriptor, "w+b") as raw:
        yield raw
        raw.flush()
        os.fsync(raw.fileno())


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo.from_file(source, name, strict_timestamps=False)
    info.compress_type = zipfile.ZIP_DEFLATED
    with source.open("rb") as read, archive.open(info, "w", force_zip64=True) as into:
        while block := read.read(BLOCK):
            into.write(block)
            digest.update(block)
            size += len(block)
    return Part(size, digest.hexdigest())


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An archive and its manifest; a sentence when it is no backup, or not a whole one."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    with ExitStack() as until_closed:
        with _whole(path):
            archive = until_closed.enter_context(zipfile.ZipFile(path))
            manifest = _manifest_of(archive, path)
        yield archive, manifest


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """One sentence for all the ways in which a damaged zip can fail to be read."""
    try:
        yield
    except (*DAMAGES, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise  # a full disk and the like; EINVAL is a place in the file that cannot be
        raise BackupError(
            f"{path} is not a whole backup: it was cut short, damaged on its way, or is another kind "
            "of file. Fetch it again from where it was kept, or take the backup before it."
        ) from error


def _manifest_of(archive: zipfile.ZipFile, path: Path) -> Manifest:
    wrong = BackupError(
        f"{path} is a zip file, but not a backup made by `groundswell backup`: it has no manifest."
    )
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > LARGEST_MANIFEST:
            raise wrong
        found: dict[str, Any] = json.loads(archive.read(info))
        if found["format"] != FORMAT:
            raise BackupError(
                f"{path} is a backup of the form {found['format']!r}, and this version reads "
                f"{FORMAT!r}. Restore it with a newer Groundswell."
            )
        found["parts"] = {name: Part(**part) for name, part in found["parts"].items()}
        return Manifest(**found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise wrong from error


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Every part into a folder, each checked against its digest; all or a sentence."""
    inside = set(archive.namelist()) - {MANIFEST}
    if inside != set(manifest.parts):
        odd = sorted(inside ^ set(manifest.parts))[0]
        raise BackupError(f"The backup does not hold what its manifest says: see {odd!r}.")
    for name, part in manifest.parts.items():
        if _leads_out(name):
            raise BackupError(f"The backup names a file outside of it, {name!r}; it was altered.")
        into = folder / name
        into.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _whole(Path(archive.filename or "")):
            found = _copy(archive, name, into, part.size)
        if found != part.sha256:
            raise BackupError(
                f"{name} in the backup is not what it was when the backup was made: its digest "
                "differs. Take another copy of this backup, or the one before it."
            )


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _copy(archive: zipfile.ZipFile, name: str, into: Path, size: int) -> str:
    digest, left = hashlib.sha256(), size + 1
    with archive.open(name) as read, private(into) as write_to:
        while left > 0 and (block := read.read(min(BLOCK, left))):
            write_to.write(block)
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()
