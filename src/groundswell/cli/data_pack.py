"""``groundswell data-pack``: the documents a data-protection officer asks for, filled in for one network."""

import argparse
import sys
from pathlib import Path

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="groundswell data-pack",
        description=__doc__,
        epilog="Nothing is overwritten: the folder has to be new or empty.",
    )
    parser.add_argument("--network", required=True, help="its name in addresses: tidewell")
    parser.add_argument(
        "--to", required=True, type=Path, help="a folder, made when it is not there"
    )
    given = parser.parse_args(argv)
    wake()
    try:
        for path in write(given.network, given.to):
            print(path)
    except LookupError as unknown:
        print(f"groundswell: {unknown.args[0]}", file=sys.stderr)
        return 1
    return 0


def write(slug: str, folder: Path) -> list[Path]:
    """Write the pack; returns the files. ``LookupError`` says why nothing was written."""
    from groundswell.networks.queries import network_called
    from groundswell.networks.queries.pack import pack_of

    network = network_called(slug)
    if network is None:
        raise LookupError(f"No network is called “{slug}” in its address, as in /n/{slug}/.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LookupError(f"{folder} is there already and not an empty folder. Name a new one.")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in pack_of(network).items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    return paths
