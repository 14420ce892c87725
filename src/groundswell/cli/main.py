"""Find the command's module and run it. Each is a Django command, or one of ours beside this file."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def main(argv: list[str] | None = None) -> int:
    """Run ``groundswell <command> …``; unknown ones go to Django (migrate, shell, …)."""
    argv = list(sys.argv[1:] if argv is None else argv)
    name = argv[0] if argv else "help"
    os.umask(os.umask(0o077) | 0o077)  # what we write is for this user alone, the database first
    module = command("help" if name in {"-h", "--help"} else name)
    if module is not None:
        return int(module.run(argv[1:]) or 0)
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")
    execute_from_command_line(["groundswell", *argv])
    return 0


def command(name: str) -> ModuleType | None:
    """The module beside this one that is a command: it has ``run``."""
    path = f"groundswell.cli.{name.replace('-', '_')}"
    if name.startswith("_") or not name.replace("-", "_").isidentifier() or not find_spec(path):
        return None
    module = import_module(path)
    return module if hasattr(module, "run") else None
