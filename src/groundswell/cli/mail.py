"""``groundswell mail bounce``: read a delivery report from a mail server and stop writing to who refused."""

import argparse
import sys

from groundswell.cli.start import wake

LARGEST = 5_000_000


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="groundswell mail",
        description=__doc__,
        epilog='In the mail server\'s alias file:  bounces: "|groundswell mail bounce"',
    )
    parser.add_argument("what", choices=["bounce"])
    parser.parse_args(argv)
    wake()
    from groundswell.mail.services import read_bounce

    addresses = read_bounce(sys.stdin.buffer.read(LARGEST))
    for address in addresses:
        print(f"{address} refused mail; nothing more is sent there until its owner confirms it.")
    if not addresses:
        print("That mail names no address that failed for good; nothing was changed.")
    return 0
