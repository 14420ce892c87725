"""``groundswell audit verify``: is every chain whole? Names the first broken row of each that is not."""

import argparse

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell audit", description=__doc__)
    parser.add_argument("what", choices=["verify"])
    parser.parse_args(argv)
    wake()
    from groundswell.audit.queries import first_breaks
    from groundswell.concerns.queries import networks_with_concerns
    from groundswell.concerns.services import problems_in

    breaks = [
        f"Network {found.network_id}: row {found.number} {found.what}." for found in first_breaks()
    ]
    breaks += [problem for pk in networks_with_concerns() for problem in problems_in(pk)]
    for sentence in breaks:
        print(sentence)
    if not breaks:
        print("Every chain is whole.")
    return 1 if breaks else 0
