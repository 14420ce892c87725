"""What everybody installs from: pinned, hashed, and naming no host and no machine."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("runtime", "test", "e2e", "lint", "peers")
APART = ("peers-irrcac", "peers-unitized")  # need old versions, and never meet the others


def lock(group: str) -> str:
    return (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")


def pins(group: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", lock(group), re.MULTILINE))


def plain_name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.mark.parametrize("group", GROUPS + APART)
def test_a_lock_names_no_host_and_no_path(group):
    assert not re.search(r"https?:|--(extra-)?index|--find-links|file:|/", lock(group))


@pytest.mark.parametrize("group", GROUPS + APART)
def test_every_pin_has_a_hash(group):
    blocks = re.split(r"\n(?=[a-z])", lock(group))
    assert [b for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


def test_groups_agree_on_every_version_so_they_install_together():
    seen: dict[str, str] = {}
    for group in GROUPS:
        for name, version in pins(group).items():
            assert seen.setdefault(name, version) == version, name


def test_every_dependency_we_ask_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"runtime": project["project"]["dependencies"], **project["dependency-groups"]}
    for group, requirements in asked.items():
        missing = {plain_name(r) for r in requirements} - pins(group).keys()
        assert missing == set(), f"run make lock: {group}"
