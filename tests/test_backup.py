"""A backup comes back whole, or is refused with a sentence and nothing changed."""

import json
import stat
import zipfile

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.postgres
NAMES = """
from groundswell.cli.start import wake
wake()
from groundswell.people.models import Person
print(sorted(Person.objects.values_list("name", flat=True)))
"""
RENAME = """
from groundswell.cli.start import wake
wake()
from groundswell.people.models import Person
Person.objects.update(name="Overwritten")
"""
ALTER = """
from groundswell.cli.start import wake
wake()
from groundswell.audit.models import Act
Act.objects.update(action="term.taken")
"""


SERVE = """
from groundswell.wsgi import application
print("serving", flush=True)
input()
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory, tables):
    return Installation(tmp_path_factory.mktemp("source")).lay_out(tables).fill()


@pytest.fixture(scope="module")
def backup(source):
    done = source.run("backup", str(source.var / "kept.zip"))
    assert done.returncode == 0, done.stderr
    assert "The secrets are not inside" in done.stdout
    return source.var / "kept.zip"


@pytest.fixture
def empty(tmp_path):
    return Installation(tmp_path / "empty")


def test_a_backup_is_private_and_holds_no_secret(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with zipfile.ZipFile(backup) as archive:
        assert archive.testzip() is None
        everything = b"".join(archive.read(name) for name in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert b"s" * 48 not in everything
    assert b"a" * 48 not in everything
    assert set(manifest["parts"]) == {manifest["database"], "files/a/poster.txt"}
    assert "people/0001_initial" in manifest["migrations"]


def test_a_backup_put_back_elsewhere_is_the_same_network_with_a_whole_audit(source, backup, empty):
    done = empty.run("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert empty.script(NAMES) == source.script(NAMES)
    assert (empty.var / "files/a/poster.txt").read_text() == "Join us"
    assert "whole" in empty.run("audit", "verify").stdout
    assert sorted(p.name for p in empty.var.iterdir() if p.name.startswith(".")) == []


def test_trying_a_backup_reports_and_changes_nothing(backup, empty):
    done = empty.run("restore", "--try", str(backup))
    assert done.returncode == 0, done.stderr
    assert "can be restored" in done.stdout
    assert not (empty.var / "files").exists()
    assert "no database yet" in empty.run("backup").stderr


def test_an_installation_with_people_in_it_is_replaced_only_when_asked_and_kept(
    source, backup, tmp_path
):
    other = source.copy(tmp_path / "other")
    other.script(RENAME)
    refused = other.run("restore", str(backup))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr
    assert "--replace" in refused.stderr
    assert "Overwritten" in other.script(NAMES)
    done = other.run("restore", "--replace", str(backup))
    assert done.returncode == 0, done.stderr
    assert "Overwritten" not in other.script(NAMES)
    (kept,) = (other.var / "backups").iterdir()
    assert str(kept) in done.stdout
    assert "can be restored" in other.run("restore", "--try", str(kept)).stdout


def test_a_database_that_a_server_uses_is_not_replaced_under_it(source, backup, tmp_path):
    other = source.copy(tmp_path / "other")
    with other.start(SERVE) as server:
        assert server.stdout.readline() == "serving\n"
        refused = other.run("restore", "--replace", str(backup))
        assert other.run("restore", "--try", str(backup)).returncode == 0
        server.communicate("\n")
    assert refused.returncode == 1
    assert "A server or worker is using this database" in refused.stderr
    assert not (other.var / "backups").exists()
    assert other.run("restore", "--replace", str(backup)).returncode == 0


def test_a_backup_cut_short_is_refused(backup, empty, tmp_path):
    short = tmp_path / "short.zip"
    short.write_bytes(backup.read_bytes()[:-400])
    refused = empty.run("restore", str(short))
    assert refused.returncode == 1
    assert "cut short" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_another_audit_key_is_noticed_before_anything_is_put_back(backup, tmp_path):
    stranger = Installation(tmp_path / "stranger", {"GROUNDSWELL_AUDIT_KEY": "b" * 48})
    refused = stranger.run("restore", str(backup))
    assert refused.returncode == 1
    assert "another GROUNDSWELL_AUDIT_KEY" in refused.stderr


def test_a_backup_whose_audit_was_broken_before_is_not_put_back(source, tmp_path, empty):
    broken = source.copy(tmp_path / "broken")
    broken.script(ALTER)
    assert broken.run("backup", str(tmp_path / "broken.zip")).returncode == 0
    refused = empty.run("restore", str(tmp_path / "broken.zip"))
    assert refused.returncode == 1
    assert "audit verify" in refused.stderr
    assert "row 1 was altered" in refused.stderr


def test_only_backups_with_our_names_are_cleared_away(source, tmp_path):
    for name in ("groundswell-20200101T000000Z.zip", "groundswell-20210101T000000Z.zip", "cat.zip"):
        (tmp_path / name).touch()
    done = source.run("backup", "--keep", "2", str(tmp_path))
    assert "Removed groundswell-20200101T000000Z.zip" in done.stdout
    left = sorted(p.name for p in tmp_path.glob("*.zip"))
    assert left[:2] == ["cat.zip", "groundswell-20210101T000000Z.zip"]
    assert len(left) == 3


def test_a_backup_is_never_written_over(source, backup):
    assert "never written over" in source.run("backup", str(backup)).stderr
