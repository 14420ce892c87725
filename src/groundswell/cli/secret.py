"""``groundswell secret``: print a fresh secret, long enough for any setting that asks for one."""

import secrets


def run(argv: list[str]) -> int:
    print(secrets.token_urlsafe(48))
    return 0
