"""Find the command's module and run it. Each is a Django command, or one of ours beside this file."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec


def main(argv: list[str] | None = None) -> int:
    """Run ``groundswell <command> …``; unknown ones go to Django (migrate, check, …)."""
    argv = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")
    name = argv[0] if argv else "help"
    module = f"groundswell.cli.{name.replace('-', '_')}"
    if name not in {"main"} and name.isidentifier() | ("-" in name) and find_spec(module):
        return int(import_module(module).run(argv[1:]) or 0)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["groundswell", *argv])
    return 0
