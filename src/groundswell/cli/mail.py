"""``groundswell mail``: take in a delivery report (bounce), or a mail that raises something (raise)."""

import argparse
import sys

from groundswell.cli.start import wake

LARGEST = 5_000_000
# What a mail server is told so that it gives the mail back with our sentence (EX_DATAERR).
CANNOT_USE = 65


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="groundswell mail",
        description=__doc__,
        epilog='In the mail server\'s alias file:  bounces: "|groundswell mail bounce"'
        '  and  raise: "|groundswell mail raise"',
    )
    parser.add_argument("what", choices=["bounce", "raise"])
    given = parser.parse_args(argv)
    wake()
    raw = sys.stdin.buffer.read(LARGEST)
    return note_bounces(raw) if given.what == "bounce" else take_in(raw)


def note_bounces(raw: bytes) -> int:
    """Stop writing to the addresses that a delivery report names."""
    from groundswell.mail.services import read_bounce

    addresses = read_bounce(raw)
    for address in addresses:
        print(f"{address} refused mail; nothing more is sent there until its owner confirms it.")
    if not addresses:
        print("That mail names no address that failed for good; nothing was changed.")
    return 0


def take_in(raw: bytes) -> int:
    """Raise what a mail says, with the co-chairs of the network its address names."""
    from groundswell.kernel.errors import GroundswellError
    from groundswell.suggestions.services import raise_from_mail

    try:
        raise_from_mail(raw)
    except GroundswellError as refused:
        print(f"groundswell: {refused}", file=sys.stderr)
        return CANNOT_USE
    return 0
