"""``groundswell term``: give a network a co-chair again when the terms of all have run out."""

import argparse
import sys
from datetime import date

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="groundswell term",
        description=__doc__,
        epilog="While anybody there is co-chair, they give terms and this refuses. It is audited.",
    )
    parser.add_argument("--network", required=True, help="its name in addresses: tidewell")
    parser.add_argument("--email", required=True, help="an address of a student or staff member")
    parser.add_argument("--until", type=date.fromisoformat, help="last day, such as 2027-07-31")
    given = parser.parse_args(argv)
    wake()
    try:
        print(begin(given.network, given.email, given.until))
    except LookupError as unknown:
        print(f"groundswell: {unknown.args[0]}", file=sys.stderr)
        return 1
    return 0


def begin(slug: str, address: str, until: date | None) -> str:
    """Give the term, and say what was done; ``LookupError`` says why nothing was."""
    from groundswell.kernel.actors import SYSTEM
    from groundswell.kernel.errors import GroundswellError
    from groundswell.networks.queries import network_called
    from groundswell.networks.services import restore_cochair
    from groundswell.people.queries import person_by_address

    network, person = network_called(slug), person_by_address(address)
    if network is None:
        raise LookupError(f"No network is called “{slug}” in its address, as in /n/{slug}/.")
    if person is None:
        raise LookupError(
            f"Nobody has an account with {address}. Use an address they sign in with."
        )
    try:
        term = restore_cochair(by=SYSTEM, network=network, person=person, ends_on=until)
    except GroundswellError as refused:
        raise LookupError(str(refused)) from None
    last = f"until {term.ends_on:%d %B %Y}" if term.ends_on else "until further notice"
    return f"{person.name} is co-chair of {network.name} from today {last}, and is told by mail."
