"""``groundswell help``: this list."""

import pkgutil

from groundswell import cli
from groundswell.cli.main import command

DJANGO = """
Everything else goes to Django: `groundswell migrate`, `shell`, `showmigrations`. Each command tells
more with --help. Settings come from the environment: docs/reference/settings.md."""


def run(argv: list[str]) -> int:
    for name, says in commands():
        print(f"groundswell {name:<9} {says}")
    print(DJANGO)
    return 0


def commands() -> list[tuple[str, str]]:
    """Each of our commands and the first line of what it says about itself."""
    found = []
    for entry in pkgutil.iter_modules(cli.__path__):
        module = command(entry.name)
        if module is not None:
            line = (module.__doc__ or "").strip().splitlines()[0]
            found.append((entry.name.replace("_", "-"), line.partition("``: ")[2]))
    return found
