"""The first command somebody runs: what it says when something is missing, and what it does twice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository with two locks; installing is noted, not done."""
    root = tmp_path / "a folder with blanks"
    (root / "requirements").mkdir(parents=True)
    for group in bootstrap.GROUPS:
        (root / "requirements" / f"{group}.txt").write_text(f"{group}==1\n", encoding="utf-8")
    for name, path in {
        "ROOT": root,
        "VENV": root / ".venv",
        "BIN": root / ".venv/bin",
        "PYTHON": root / ".venv/bin/python",
        "STAMP": root / ".venv/groundswell-installed.json",
    }.items():
        monkeypatch.setattr(bootstrap, name, path)
    return root


@pytest.fixture
def asked(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The groups that each call of setup wanted installed."""
    calls: list[list[str]] = []

    def make_venv(*, with_pip: bool) -> None:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        (place / ".venv/lib" / version / "site-packages").mkdir(parents=True)
        (place / ".venv/bin").mkdir()
        (place / ".venv/bin/python").symlink_to(sys.executable)

    monkeypatch.setattr(bootstrap, "make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "install", lambda groups, uv: calls.append(groups))
    return calls


def test_a_second_run_installs_nothing(asked):
    bootstrap.setup("test")
    bootstrap.setup("test")
    bootstrap.setup()
    assert asked == [["runtime", "test"]]


def test_only_the_group_whose_lock_changed_is_installed_again(asked, place):
    bootstrap.setup("test", "lint")
    (place / "requirements/lint.txt").write_text("lint==2\n", encoding="utf-8")
    bootstrap.setup("test", "lint")
    assert asked[1:] == [["lint"]]


def test_a_new_python_starts_afresh(asked, place):
    bootstrap.setup()
    stamp = place / ".venv/groundswell-installed.json"
    stamp.write_text(stamp.read_text(encoding="utf-8").replace("3.", "2."), encoding="utf-8")
    assert bootstrap.installed() == {}


@pytest.mark.skipif(os.name == "nt", reason="the launcher of Windows is another one")
def test_the_command_starts_from_a_folder_with_blanks_and_passes_its_words_on(asked, place):
    bootstrap.setup()
    package = place / "src/groundswell/cli"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    said = "import sys\n\n\ndef main() -> int:\n    print(sys.argv)\n    return 3\n"
    (package / "__init__.py").write_text(said, encoding="utf-8")
    done = subprocess.run(
        [str(place / ".venv/bin/groundswell"), "two words", "more"],
        env={**os.environ, "PYTHONPATH": str(place / "src")},
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("['groundswell', 'two words', 'more']\n", 3), (
        done.stderr
    )


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0)])
def test_the_wrong_python_gets_one_sentence_that_says_which_is_right(monkeypatch, version, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bootstrap.main() == 1
    said = capsys.readouterr().err.strip()
    assert "needs Python 3.11, 3.12 or 3.13" in said
    assert f"this is {version[0]}.{version[1]}" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_browser_it_says_so_and_only_ci_fails(monkeypatch, capsys, ci, code):
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bootstrap.journeys([]) == code
    said = capsys.readouterr().out
    assert "SKIPPED" in said
    assert "apt-get install chromium" in said


def test_a_browser_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "no-browser"))
    with pytest.raises(bootstrap.Stop, match="no-browser, which is not a file"):
        bootstrap.find_browser()


def test_a_room_that_does_not_exist_is_answered_with_those_that_do(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "room", "attic"])
    assert bootstrap.main() == 1
    said = capsys.readouterr().err
    assert "no room called 'attic'" in said
    assert "meetings" in said


def test_words_a_command_does_not_know_are_refused(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "check", "--fast"])
    with pytest.raises(SystemExit):
        bootstrap.main()
    assert "--fast" in capsys.readouterr().err


def test_every_make_target_is_a_command_of_bootstrap():
    makefile = (Path(bootstrap.__file__).parent / "Makefile").read_text(encoding="utf-8")
    targets = {
        line.split(":")[0] for line in makefile.splitlines() if ":  " in line and "##" in line
    }
    assert targets - {"help"} <= set(bootstrap.arguments().format_help().replace(",", " ").split())
