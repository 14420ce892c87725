"""``groundswell vault``: rehearse the way back to listeners' keys, or attack a stolen copy of the database."""

import argparse
import getpass
import subprocess
import sys
import tempfile
from pathlib import Path

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell vault", description=__doc__)
    actions = parser.add_subparsers(dest="what", required=True)
    rehearsal = actions.add_parser(
        "rehearse",
        help="yearly: prove that word shares bring keys back, and write down that it was done",
    )
    rehearsal.add_argument("--listener", help="an address: type this listener's real shares in")
    rehearsal.add_argument(
        "--network", default="", help="with --listener: the network's name in addresses"
    )
    thief = actions.add_parser(
        "attack-dump", help="try everything a thief of the database could; 1 if anything opened"
    )
    thief.add_argument(
        "file", nargs="?", type=Path, help="a backup, or a SQLite file (the live database)"
    )
    thief.add_argument(
        "--settings", type=Path, action="append", default=[], help="a stolen settings file"
    )
    thief.add_argument(
        "--canary", action="append", default=[], help="words that only sealed rows may hold"
    )
    given = parser.parse_args(argv)
    wake()
    if given.what == "rehearse":
        return rehearse(given.network, given.listener)
    return attack_file(given, argv) if given.file else attack_live(given.settings, given.canary)


def rehearse(slug: str, address: str | None) -> int:
    """Rehearse for everybody with a throw-away key, or for one with their custodians' words."""
    from groundswell.concerns.queries import listeners_to_rehearse
    from groundswell.concerns.services import rehearse_shares
    from groundswell.kernel.errors import GroundswellError

    found = listeners_to_rehearse(slug, address or "")
    if not found:
        print("Nobody listens here with a key, so there is nothing to rehearse.")
        return 1 if address else 0
    n_failed = 0
    for listener in found:
        who = f"{listener.person.name} ({listener.network.slug})"
        try:
            typed = _typed_in() if address else ()
            print(f"{who}: {rehearse_shares(listener, typed)}")
        except GroundswellError as error:
            n_failed += 1
            print(f"{who}: {error}")
    return 1 if n_failed else 0


def _typed_in() -> list[str]:
    """Shares as their custodians type them, unseen; an empty line ends."""
    typed: list[str] = []
    while words := getpass.getpass(
        f"Share {len(typed) + 1}, its 33 words (empty to end): "
    ).strip():
        typed.append(words)
    return typed


def attack_live(files: list[Path], canaries: list[str]) -> int:
    """Attack the database this installation uses."""
    from django.conf import settings
    from django.db import connection

    import groundswell
    from groundswell.cli import thief

    try:
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    except OSError as error:
        print(f"groundswell: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    texts += thief.settings_texts(settings)
    from_source = thief.source_texts(Path(groundswell.__file__).parent)
    guesses = [*from_source, *thief.likely(texts)]
    loot = thief.attack(connection, guesses=guesses, texts=texts, canaries=canaries)
    print("Tried, with the database, the source and the settings without their secrets:")
    for what, n in sorted(loot.tried.items()):
        print(f"  {n:>9,} {what}")
    if loot.not_tried:
        print(f"  not tried for want of time: {loot.not_tried:,}")
    print("Learned without opening anything:")
    for line in loot.learned:
        print(f"  {line}")
    if not loot.opened:
        print("Opened: nothing.")
        return 0
    print("OPENED:")
    for line in dict.fromkeys(loot.opened):
        print(f"  {line}")
    return 1


def attack_file(given: argparse.Namespace, argv: list[str]) -> int:
    """Put a dump aside as a database of its own, and run the same on that."""
    from groundswell.cli.archive import BackupError, opened, unpack
    from groundswell.cli.installation import copier
    from groundswell.settings.env import with_database

    words = [word for word in argv if word != str(given.file)]
    with tempfile.TemporaryDirectory(prefix="groundswell-dump-") as name:
        folder = Path(name)
        try:
            if given.file.suffix == ".zip":
                with opened(given.file) as (archive, manifest):
                    unpack(archive, manifest, folder)
                    dump = folder / manifest.database
            else:
                dump = folder / "stolen.sqlite3"
                dump.write_bytes(given.file.read_bytes())
            url = copier().stage(dump)
        except (BackupError, OSError) as error:
            print(f"groundswell: {error}", file=sys.stderr)
            return 2
        try:
            program = [sys.executable, "-m", "groundswell.cli", "vault", *words]
            return subprocess.run(program, env=with_database(url), check=False).returncode
        finally:
            copier().drop(url)
