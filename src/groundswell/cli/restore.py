"""``groundswell restore FILE``: put a backup back, or with --try see whether it could be. Checks all of it first."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from groundswell.cli.archive import FILES, FORGOTTEN, SEALED, BackupError, Manifest, opened, unpack
from groundswell.cli.backup import back_up, place_of
from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--try",
        dest="only_try",
        action="store_true",
        help="restore into a place of its own, report, and leave everything as it is",
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="this installation is not empty: back it up, then replace what is here",
    )
    options = parser.parse_args(argv)
    wake()
    try:
        if options.only_try:
            try_out(options.file)
        else:
            restore(options.file, replace=options.replace)
    except BackupError as error:
        print(f"groundswell: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"groundswell: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def try_out(file: Path) -> None:
    """The rehearsal: everything but the last step."""
    with prepared(file) as (manifest, _url, _folder):
        print(
            f"{file} can be restored: made {manifest.made_at} by version {manifest.version}, "
            f"{len(manifest.parts) - 1} files, every digest right, migrated to this version, every "
            "audit chain whole. Nothing here was changed."
        )


def restore(file: Path, *, replace: bool) -> None:
    """With the database to ourselves: a server would go on from what it remembers of the old one."""
    from groundswell.kernel.in_use import alone

    if not file.exists():
        raise BackupError(f"There is no file {file}. Name the backup you want back.")
    with alone() as is_ours:
        if not is_ours:
            raise BackupError(
                "A server or worker is using this database, so nothing was changed. Stop it (Ctrl+C, or "
                "`systemctl stop groundswell groundswell-worker`), then restore again."
            )
        put_back(file, replace=replace)


def put_back(file: Path, *, replace: bool) -> None:
    """Check all of it aside, keep what is here, then put it in place."""
    from django.conf import settings

    from groundswell.cli.installation import copier, is_empty
    from groundswell.concerns.services import keep_list

    empty = is_empty()
    if not empty and not replace:
        raise BackupError(
            "This installation is not empty, and a restore replaces everything in it. To try the "
            "backup: --try. To replace what is here (it is backed up first): --replace."
        )
    with prepared(file) as (manifest, url, folder):
        if not empty:
            kept = place_of(settings.VAR / "backups")
            back_up(kept)
            print(f"What was here is in {kept}.")
        copier().put_in_place(url)
        swap_files(folder / FILES.rstrip("/"), Path(settings.MEDIA_ROOT))
        swap_files(folder / SEALED / "files", Path(settings.SEALED_ROOT) / "files")
        keep_list([folder / FORGOTTEN])
    print(f"Restored what was backed up {manifest.made_at}. Every audit chain is whole.")
    print("Start `groundswell serve` again, and look at one page you know.")


@contextmanager
def prepared(file: Path) -> Iterator[tuple[Manifest, str, Path]]:
    """A backup unpacked aside, its digests checked, its database migrated and its audit verified."""
    from django.conf import settings

    from groundswell.cli.installation import copier, require_fits

    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (
        opened(file) as (archive, manifest),
        tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.VAR) as name,
    ):
        folder = Path(name)
        require_fits(manifest)
        require_room(manifest, folder)
        if manifest.database != copier().FILE or manifest.database not in manifest.parts:
            raise BackupError(f"{file} holds no database of this kind.")
        unpack(archive, manifest, folder)
        url = copier().stage(folder / manifest.database)
        try:
            on_staged(url, "migrate", "--no-input", "--verbosity=0")
            on_staged(url, "audit", "verify")
            forget_again(url, folder)
            yield manifest, url, folder
        finally:
            copier().drop(url)


def forget_again(url: str, folder: Path) -> None:
    """Whatever was withdrawn or deleted since this backup, here or by its own list, does not come back."""
    from django.conf import settings

    from groundswell.cli.installation import migrations_run
    from groundswell.concerns.services import keep_list

    if migrations_run():
        keep_list()
    lists = [
        f"--list={path}"
        for path in (folder / FORGOTTEN, Path(settings.SEALED_ROOT) / "forgotten.txt")
    ]
    sealed = folder / SEALED / "files"
    sealed.mkdir(parents=True, exist_ok=True, mode=0o700)
    on_staged(url, "retention", "--replay", f"--files={sealed}", *lists)


def require_room(manifest: Manifest, folder: Path) -> None:
    """Room on the disk for the parts, and for one more copy of the database."""
    wanted = sum(part.size for part in manifest.parts.values()) * 2
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise BackupError(
            f"Restoring takes about {wanted / 1e6:.0f} MB for a while, and {folder.parent} has "
            f"{free / 1e6:.0f} MB free. Make room, then try again."
        )


def on_staged(url: str, *words: str) -> None:
    """One of our commands, on the staged database."""
    from groundswell.settings.env import with_database

    done = subprocess.run(
        [sys.executable, "-m", "groundswell.cli", *words],
        env=with_database(url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing"]
        raise BackupError(
            f"The backup did not pass `groundswell {' '.join(words[:2])}`, so nothing here was "
            f"changed. It said: {said[-1][:400]}"
        )


def swap_files(new: Path, live: Path) -> None:
    """The restored files in the place of those that are there."""
    new.mkdir(exist_ok=True, mode=0o700)
    live.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name("files-before")
    if live.exists():
        shutil.move(live, old)
    shutil.move(new, live)
