"""``groundswell audit verify``: is every chain whole? Names the first broken row of each that is not."""

import argparse

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell audit", description=__doc__)
    parser.add_argument("what", choices=["verify"])
    parser.parse_args(argv)
    wake()
    from groundswell.audit.queries import first_breaks

    breaks = first_breaks()
    for found in breaks:
        print(f"Network {found.network_id}: row {found.number} {found.what}.")
    if not breaks:
        print("Every chain is whole.")
    return 1 if breaks else 0
