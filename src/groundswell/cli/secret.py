"""``groundswell secret``: print a fresh secret, long enough for any setting that asks for one."""

import argparse
import secrets

from groundswell.vault.secrets import new_secrets


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell secret", description=__doc__)
    parser.add_argument(
        "--versioned",
        action="store_true",
        help="with its version, as the sealed room's settings want it",
    )
    options = parser.parse_args(argv)
    print(new_secrets("secret").text if options.versioned else secrets.token_urlsafe(48))
    return 0
