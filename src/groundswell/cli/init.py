"""``groundswell init``: start the first network of an installation, and print its founder's way in."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from groundswell.cli.start import migrate, wake

# What is asked, in this order; blank is allowed where there is a default.
QUESTIONS = (
    ("name", "What is your network called?", None),
    ("institution", "At which university or school?", ""),
    ("founder_name", "Your name?", None),
    ("founder_address", "Your e-mail address? A private one outlives your studies.", None),
    ("founder_kind", "Are you a student or staff?", "student"),
    ("official_route_name", "What is your institution's formal reporting route called?", ""),
    ("official_route_url", "Its web address?", ""),
    ("emergency_text", "What stands first for emergencies?", "In danger now? Call 999."),
)


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="groundswell init",
        description=__doc__,
        epilog="What no option answers is asked on the terminal.",
    )
    for field, question, _default in QUESTIONS:
        parser.add_argument(f"--{field.replace('_', '-')}", help=question)
    given = {k: v for k, v in vars(parser.parse_args(argv)).items() if v is not None}
    wake()
    migrate()
    from groundswell.networks.queries import is_empty

    if not is_empty():
        print(
            "A network lives here already. A co-chair starts another one from its settings page.",
            file=sys.stderr,
        )
        return 1
    return begin(answers(given, input if sys.stdin.isatty() else None))


def answers(given: dict[str, str], ask: Callable[[str], str] | None) -> dict[str, str]:
    """What was given, and for the rest what is typed; without a terminal, the defaults."""
    found = dict(given)
    for field, question, default in QUESTIONS:
        while field not in found:
            shown = f" [{default}]" if default else ""
            typed = ask(f"{question}{shown} ").strip() if ask else ""
            if typed or default is not None:
                found[field] = typed or default or ""
            elif ask is None:
                sys.exit(f"groundswell: say --{field.replace('_', '-')}: {question}")
    return found


def begin(found: dict[str, str]) -> int:
    """Start the network, or say in a sentence which answer does not work."""
    from django.core.exceptions import ValidationError

    from groundswell.kernel.actors import SYSTEM
    from groundswell.kernel.errors import GroundswellError
    from groundswell.networks.queries import cochairs
    from groundswell.networks.services import found_network
    from groundswell.people.services import absolute, sign_in_url

    try:
        fields: dict[str, Any] = dict(found)
        network = found_network(by=SYSTEM, **fields)
    except ValidationError as wrong:
        for field, errors in wrong.message_dict.items():
            print(f"groundswell: {field}: {' '.join(errors)}", file=sys.stderr)
        return 1
    except GroundswellError as error:
        print(f"groundswell: {error}", file=sys.stderr)
        return 1
    url = sign_in_url(person=cochairs(network)[0], to=f"/n/{network.slug}/setup/people/")
    print(f"{network.name} is there. Its public page: {absolute(f'/n/{network.slug}/')}")
    print(f"Your way in, for two weeks and for you alone:\n{url}")
    return 0
