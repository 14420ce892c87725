"""Of another room only services, queries, access and events may be imported, and what a floor offers to all."""

import ast
from pathlib import Path

import pytest

from tests.architecture.house import FRONT_DOORS, OPEN_FLOORS, PACKAGE, python_files

# Small doors a room offers on purpose, each with its reason.
SIDE_DOORS = {
    (
        "concerns",
        "actors",
    ),  # a listener at the desk: the demo tells hundreds of their days, unlocked once
    ("demo", "build"),  # the one thing the command line asks of the demo
    ("people", "web"),  # the decorator that turns a signed link into an actor
    ("people", "links"),  # the type of that actor
}
TOP = {"urls.py", "wsgi.py"}


def imports_of(path: Path) -> list[str]:
    """Dotted names imported at run time (not those only for types)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def strangers_entered(path: Path) -> list[str]:
    """Imports of another room that do not go through one of its doors."""
    room = path.relative_to(PACKAGE).parts[0]
    bad = []
    for name in imports_of(path):
        parts = name.split(".")
        if (
            parts[0] != "groundswell"
            or len(parts) < 3
            or parts[1] in {room, "settings"} | OPEN_FLOORS
        ):
            continue
        if parts[2] not in FRONT_DOORS and (parts[1], parts[2]) not in SIDE_DOORS:
            bad.append(name)
    return bad


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_are_entered_by_their_doors(path):
    if path.name in TOP and path.parent == PACKAGE:
        return
    assert strangers_entered(path) == []
