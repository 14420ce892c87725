"""A generated room fits the house: lint, contracts and installed apps know it at once."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.new_room import RoomError, make_room

ROOT = Path(__file__).resolve().parent.parent
NAMED_IN = ("pyproject.toml", "src/groundswell/settings/base.py", "src/groundswell/urls.py")


def said_by(root: Path, *command: str) -> str:
    """What a tool prints in a copy of the repository; its failure is ours."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """A copy of the repository, without what a room generator has nothing to do with."""
    left_out = shutil.ignore_patterns("__pycache__", "static", "locale", "*.sqlite3*")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield tmp_path
    shutil.rmtree(tmp_path)


def layers(root: Path) -> list[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(list(c["layers"]) for c in contracts if c["type"] == "layers")


@pytest.mark.parametrize("name", ["pledges", "zebra_crossings", "a_name_of_twenty_four_ch"])
def test_ruff_is_content_with_a_new_room(house, name):
    room = make_room(house, name)
    changed = [str(room), *(str(house / file) for file in NAMED_IN if file.endswith(".py"))]
    said_by(house, "ruff", "check", "--no-cache", *changed)
    said_by(house, "ruff", "format", "--check", "--no-cache", str(room))


def test_a_new_room_stands_right_below_home_in_the_layers(house):
    make_room(house, "pledges")
    order = layers(house)
    assert order.index("pledges") == order.index("home") + 1


def test_the_contracts_hold_with_a_new_room_and_fail_when_nobody_placed_it(house):
    make_room(house, "pledges")
    assert unplaced(house) == ""
    project = house / "pyproject.toml"
    project.write_text(
        project.read_text(encoding="utf-8").replace('    "pledges",\n', ""), encoding="utf-8"
    )
    assert "pledges" in unplaced(house)


def unplaced(root: Path) -> str:
    """The import linter's words about rooms that are in no layer; empty when all are."""
    program = (
        "import sys; sys.path.insert(0, 'src');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, text=True, capture_output=True, check=False
    )
    lines = done.stdout.splitlines()
    assert any("Calls go down" in line for line in lines), done.stdout + done.stderr
    return "\n".join(line for line in lines if "pledges" in line)


def test_django_serves_the_page_of_a_new_room(house):
    make_room(house, "pledges")
    program = (
        "import sys; sys.path.insert(0, 'src'); import django; django.setup();"
        "from django.urls import reverse; print(reverse('pledges:index', args=['tidewell']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=house,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "groundswell.settings.test"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.stdout.strip() == "/n/tidewell/pledges/", done.stderr


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("Pledges", "small letters"),
        ("class", "small letters"),
        ("../pledges", "small letters"),
        ("", "small letters"),
        ("utils", "does not say"),
        ("meetings", "already"),
        ("sessions", "already"),
        ("p" * 30, "at most 24"),
    ],
)
def test_a_name_no_room_can_have_is_refused_and_nothing_is_written(house, name, because):
    before = {p: p.read_bytes() for p in house.rglob("*") if p.is_file()}
    with pytest.raises(RoomError, match=because):
        make_room(house, name)
    assert {p: p.read_bytes() for p in house.rglob("*") if p.is_file()} == before


def test_a_file_that_lost_its_markers_is_named_and_nothing_is_written(house):
    urls = house / "src/groundswell/urls.py"
    urls.write_text("urlpatterns = []\n", encoding="utf-8")
    with pytest.raises(RoomError, match=r"urls\.py has lost its lines"):
        make_room(house, "pledges")
    assert not (house / "src/groundswell/pledges").exists()
