"""``groundswell retention``: which closed concerns are over their time. Without ``--now`` it only counts."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell retention", description=__doc__)
    parser.add_argument("--now", action="store_true", help="delete them: rows, files and keys")
    parser.add_argument(
        "--replay",
        action="store_true",
        help="delete once more whatever was withdrawn or deleted here and came back with a backup",
    )
    parser.add_argument("--list", type=Path, action="append", default=[], help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    wake()
    if options.replay:
        replay(options.list, options.files)
    else:
        count(delete=options.now)
    return 0


def count(*, delete: bool) -> None:
    """One line for each network, in counts alone; then, if asked to, the deletion."""
    from groundswell.concerns.queries import networks_of_concerns
    from groundswell.concerns.services import let_go, rehearsal, tidy
    from groundswell.kernel.actors import SYSTEM
    from groundswell.kernel.clock import today

    n_gone = 0
    for network in networks_of_concerns():
        due = rehearsal(network, today(network.time_zone))
        print(
            f"{network.name}: over their time {due.anonymous} without a name, {due.named} with one; "
            f"{due.held} under a legal hold stay."
        )
        if delete:
            n_gone += let_go(by=SYSTEM, network=network)
    if delete:
        tidy()
        print(f"Deleted {n_gone}, with their files and keys. Backups keep them until they expire.")
    else:
        print(
            "Nothing was changed. A worker deletes what is over its time each day; --now does it at once."
        )


def replay(lists: list[Path], files: Path | None) -> None:
    """For a restored database, and the sealed files that came with it."""
    from groundswell.concerns.services import drop_orphans, tidy
    from groundswell.concerns.services import replay as forget_again

    n_back = forget_again(lists)
    n_files = drop_orphans(datetime.now(UTC), files)
    tidy()
    print(f"{n_back} had come back and are deleted again, with {n_files} files.")
