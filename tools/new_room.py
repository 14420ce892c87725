"""Add a room to the house: its folder with every drawer, and its line in the three places that name rooms.

    python tools/new_room.py pledges

The new room has one page that works for a network's members, with tests. Nothing is written unless all of
it can be.
"""

import keyword
import re
import sys
from pathlib import Path

SKELETON = Path(__file__).resolve().parent / "skeleton"
PLACEHOLDER = "roomname"
START, END = "# rooms: top of the house first", "# end of rooms"
LONGEST = 24
# Names that say nothing about what a person does there.
SAYS_NOTHING = {"utils", "helpers", "common", "manager", "managers", "data", "core", "misc"}


class RoomError(Exception):
    """Why there is no new room, in a sentence."""


def checked(root: Path, name: str) -> str:
    """The name, if a room can be called that."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise RoomError(
            f"A room is a plural noun in small letters, such as pledges; {name!r} is not."
        )
    if len(name) > LONGEST:
        raise RoomError(f"{name!r} has {len(name)} letters; choose a name of at most {LONGEST}.")
    if name in SAYS_NOTHING:
        raise RoomError(
            f"{name!r} does not say what a person does there; name the thing it is about."
        )
    if (root / "src" / "groundswell" / name).exists():
        raise RoomError(f"There is a room called {name!r} already: src/groundswell/{name}.")
    settings = (root / "src/groundswell/settings/base.py").read_text(encoding="utf-8")
    if name in {
        app.split(".")[-1] for app in re.findall(r'^    "([\w.]+)",', settings, re.MULTILINE)
    }:
        raise RoomError(f"An installed package is called {name!r} already; choose another name.")
    return name


def with_line(path: Path, line: str, below: str) -> str:
    """The text of ``path`` with one line more between its two markers.

    It goes below the line that names the room ``below``, or to the end where the order means nothing.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    places = {text.strip(): number for number, text in enumerate(lines)}
    if START not in places or END not in places:
        raise RoomError(f"{path.name} has lost its lines {START!r} and {END!r}; put them back.")
    between = range(places[START] + 1, places[END])
    after = next(
        (n for n in between if below and lines[n].strip().strip('",') == below), places[END] - 1
    )
    indent = re.match(r"\s*", lines[places[END]])
    lines.insert(after + 1, f"{indent.group() if indent else ''}{line}")
    return "\n".join(lines) + "\n"


def named_lines(root: Path, name: str) -> dict[Path, str]:
    """The three files that name every room, with the new one in them: a leaf, right below home."""
    house = root / "src" / "groundswell"
    wanted = (
        (root / "pyproject.toml", f'"{name}",', "home"),
        (house / "settings" / "base.py", f'"groundswell.{name}",', "groundswell.home"),
        (house / "urls.py", f'path("", include("groundswell.{name}.urls")),', ""),
    )
    return {path: with_line(path, line, below) for path, line, below in wanted}


def drawers(root: Path, name: str) -> dict[Path, str]:
    """Every file of the skeleton at its new place, speaking of the new room."""
    room = root / "src" / "groundswell" / name
    title = name.replace("_", " ").capitalize()
    files = {}
    for source in sorted(p for p in SKELETON.rglob("*") if p.suffix in {".py", ".html"}):
        text = source.read_text(encoding="utf-8").replace(
            "RoomnameConfig", f"{_class_name(name)}Config"
        )
        place = str(source.relative_to(SKELETON)).replace(PLACEHOLDER, name)
        files[room / place] = text.replace("Roomname", title).replace(PLACEHOLDER, name)
    return files


def _class_name(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def make_room(root: Path, name: str) -> Path:
    """Make the room in the repository at ``root`` and return its folder."""
    name = checked(root, name)
    texts = {**drawers(root, name), **named_lines(root, name)}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "src" / "groundswell" / name


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Name one room: make new-room NAME=pledges")
        return 1
    root = Path(__file__).resolve().parent.parent
    try:
        room = make_room(root, arguments[0])
    except RoomError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"Made {room.relative_to(root)}, and named it in pyproject.toml, settings/base.py and urls.py."
    )
    print(f"Its page: /n/NETWORK/{room.name}/ while `make demo` or `make run` serves.")
    print(
        f"Next: its three sentences in __init__.py, its place in the layers, make room ROOM={room.name}."
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
