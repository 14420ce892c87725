"""The page of settings names each one that is read, and none that is not."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(
    r"\b(?:text|flag|number|listed|required|secret|made_secret|versioned_secret|made_versioned_secret)\(\s*\"([A-Z_]+)\""
)


def read_by_us():
    found = set()
    for path in (ROOT / "src/groundswell/settings").glob("*.py"):
        for line in re.finditer(READ, path.read_text(encoding="utf-8")):
            found.add(line[1])
            if "secret(" in line[0]:
                found.add(f"{line[1]}_FILE")
    return found


def test_every_setting_is_on_the_page_and_every_one_on_the_page_is_read():
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`GROUNDSWELL_([A-Z_]+)`", page)) == read_by_us()


def test_only_one_module_reads_the_environment():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"os\.(?:getenv|environ(?:\.get|\[))", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["src/groundswell/settings/env.py"]
