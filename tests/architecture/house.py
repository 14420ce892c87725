"""The house as data: which rooms there are, in which order, read from where the import contract has it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "groundswell"
FRONT_DOORS = {"services", "queries", "access", "events"}
# Floors that are made to be used from above by any name.
OPEN_FLOORS = {"ui", "kernel", "analysis", "formats", "vault"}


def layers() -> list[set[str]]:
    """Rooms by layer, top first."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return [{name.strip(" ()") for name in line.split("|")} for line in contract["layers"]]


def floor_of(room: str) -> int:
    """How far down a room is; the top is 0."""
    return next(n for n, layer in enumerate(layers()) if room in layer)


def rooms() -> set[str]:
    """Every placed room."""
    return set().union(*layers())


def python_files() -> list[Path]:
    """The package's own modules, without tests and migrations."""
    skipped = {"tests", "migrations"}
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if not skipped & set(path.relative_to(PACKAGE).parts)
    ]
