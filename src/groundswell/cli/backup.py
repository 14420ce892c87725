"""``groundswell backup``: everything in one file, while the site runs. The secrets are not in it."""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from groundswell.cli.archive import FILES, FORGOTTEN, SEALED, BackupError, Manifest, write
from groundswell.cli.start import wake

NAME = "groundswell-{:%Y%m%dT%H%M%SZ}.zip"
OURS = re.compile(r"groundswell-\d{8}T\d{6}Z\.zip")
SECRETS = (
    "The secrets are not inside. Keep GROUNDSWELL_SECRET_KEY, GROUNDSWELL_AUDIT_KEY, "
    "GROUNDSWELL_RECEIPT_PEPPERS and GROUNDSWELL_SEALED_AUDIT_KEYS in another place: without the audit key nobody "
    "can check the audit of what is restored, and without the peppers no receipt opens."
)


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell backup", description=__doc__)
    parser.add_argument(
        "target", nargs="?", type=Path, help="a folder, or a file ending in .zip (var/backups)"
    )
    parser.add_argument("--keep", type=int, help="remove older backups of ours beyond this many")
    options = parser.parse_args(argv)
    if options.keep is not None and options.keep < 1:
        parser.error(f"--keep should be 1 or more, but is {options.keep}")
    wake()
    from django.conf import settings

    try:
        path = place_of(options.target or settings.VAR / "backups")
        manifest = back_up(path)
    except BackupError as error:
        print(f"groundswell: {error}", file=sys.stderr)
        return 1
    size = path.stat().st_size / 1e6
    n_files = len(manifest.parts) - 1
    print(
        f"{path}: {max(size, 0.1):.1f} MB, the database and {n_files} files of version {manifest.version}."
    )
    print(SECRETS)
    for old in too_old(path, options.keep):
        old.unlink()
        print(f"Removed {old.name}.")
    return 0


def place_of(target: Path) -> Path:
    """The file to write: the target, or a name with the time inside a folder."""
    if target.suffix == ".zip":
        if target.exists():
            raise BackupError(f"{target} is there already, and a backup is never written over.")
        path = target
    else:
        path = target / NAME.format(datetime.now(UTC))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BackupError(f"{path.parent} cannot be written to: {error.strerror}.") from error
    return path


def back_up(path: Path) -> Manifest:
    """Write a backup. The database comes first, so that each file it names is still there after."""
    from django.conf import settings
    from django.db import connection

    from groundswell import __version__
    from groundswell.cli.installation import copier, key_prints, migrations_run, sealed_prints

    migrations = migrations_run()
    if not migrations:
        raise BackupError("There is no database yet, so there is nothing to back up.")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder:
            database = Path(folder) / copier().FILE
            copier().snapshot(database)
            manifest = Manifest(
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=__version__,
                engine=connection.vendor,
                database=database.name,
                migrations=migrations,
                audit_keys=key_prints(),
                sealed_keys=sealed_prints(),
            )
            found = sources(database, Path(settings.MEDIA_ROOT), Path(settings.SEALED_ROOT))
            return write(path, manifest, found)
    except OSError as error:
        path.with_name(f"{path.name}.part").unlink(missing_ok=True)
        free = shutil.disk_usage(path.parent).free / 1e6
        raise BackupError(
            f"The backup could not be written: {error.strerror or error} ({free:.0f} MB free in "
            f"{path.parent}). Nothing was changed."
        ) from error


def sources(database: Path, files: Path, sealed: Path) -> Iterator[tuple[str, Path]]:
    """What goes inside, by name. What was forgotten comes last: also what is withdrawn while this runs is in it."""
    yield database.name, database
    yield from _below(files, FILES)
    yield from _below(sealed / "files", f"{SEALED}files/")
    if (sealed / "forgotten.txt").is_file():
        yield FORGOTTEN, sealed / "forgotten.txt"


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{name}{path.relative_to(folder).as_posix()}", path


def too_old(path: Path, keep: int | None) -> list[Path]:
    """Backups in the same folder that go by our names, beyond the newest ``keep``."""
    if keep is None:
        return []
    ours = sorted(p for p in path.parent.iterdir() if OURS.fullmatch(p.name))
    return ours[:-keep]
