"""A backup is read only after all of it was checked; each refusal says what to do."""

import json
import zipfile
from contextlib import suppress

import pytest

from groundswell.cli.archive import BackupError, Manifest, opened, unpack, write
from groundswell.cli.installation import key_prints, migrations_run, require_fits


@pytest.fixture
def backup(tmp_path):
    for name in ("database.sqlite3", "poster.txt"):
        (tmp_path / name).write_text(f"what {name} says")
    manifest = Manifest(
        made_at="2026-11-22T10:00:00+00:00",
        version="0.1.0",
        engine="sqlite",
        database="database.sqlite3",
        migrations=["people/0001_initial"],
        audit_keys={},
    )
    sources = [("database.sqlite3", "database.sqlite3"), ("files/a/poster.txt", "poster.txt")]
    write(tmp_path / "kept.zip", manifest, ((name, tmp_path / path) for name, path in sources))
    return tmp_path / "kept.zip"


@pytest.fixture
def read(tmp_path):
    def unpacked(path):
        with opened(path) as (archive, manifest):
            unpack(archive, manifest, tmp_path / "out" / "side")
        return tmp_path / "out" / "side"

    return unpacked


def rewritten(backup, change, manifest=lambda facts: facts):
    """The same backup with each part put through ``change(name, content)``; None leaves it out."""
    into = backup.with_name("rewritten.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(into, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if name == "manifest.json":
                content = json.dumps(manifest(json.loads(content)))
            if content is not None:
                new.writestr(name, content)
    return into


def same(name, content):
    return content


def test_what_was_put_in_comes_out(backup, read):
    assert (read(backup) / "files/a/poster.txt").read_text() == "what poster.txt says"


def test_half_a_backup_never_has_the_name_of_a_whole_one(tmp_path, backup):
    with opened(backup) as (_archive, manifest):
        pass

    def fails():
        yield "gone.txt", tmp_path / "gone.txt"

    with pytest.raises(FileNotFoundError):
        write(tmp_path / "second.zip", manifest, fails())
    assert not (tmp_path / "second.zip").exists()


@pytest.mark.parametrize("cut", [1, 30, 400])
def test_a_backup_cut_short_is_refused(backup, read, cut):
    backup.write_bytes(backup.read_bytes()[:-cut])
    with pytest.raises(BackupError, match="cut short"):
        read(backup)


def test_a_byte_that_changed_anywhere_is_noticed_or_does_not_matter(tmp_path, backup, read):
    whole = backup.read_bytes()
    for place in range(3, len(whole), 11):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        with suppress(BackupError):
            side = read(backup)
            assert (side / "files/a/poster.txt").read_text() == "what poster.txt says"
            assert (side / "database.sqlite3").read_text() == "what database.sqlite3 says"


def test_another_kind_of_file_is_refused(tmp_path, read):
    (tmp_path / "letter.zip").write_text("Dear all")
    with pytest.raises(BackupError, match="not a whole backup"):
        read(tmp_path / "letter.zip")
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as archive:
        archive.writestr("beach.txt", "sand")
    with pytest.raises(BackupError, match="no manifest"):
        read(tmp_path / "holiday.zip")
    with pytest.raises(BackupError, match="There is no file"):
        read(tmp_path / "nowhere.zip")


def test_a_manifest_that_is_none_is_refused(backup, read):
    odd: list[object] = [[], {"format": "groundswell-backup-1"}, {"parts": 3}]
    for facts in odd:
        with pytest.raises(BackupError, match="no manifest"):
            read(rewritten(backup, same, lambda _facts, facts=facts: facts))


def test_a_part_that_was_altered_is_named(backup, read):
    altered = rewritten(backup, lambda _, content: content.replace(b"what poster", b"what ballot"))
    with pytest.raises(BackupError, match=r"files/a/poster\.txt in the backup is not what it was"):
        read(altered)


def test_a_part_that_grew_is_not_read_to_its_end(backup, read):
    grown = rewritten(backup, lambda name, content: content + b" " * 9_000_000)
    with pytest.raises(BackupError, match="is not what it was"):
        read(grown)


def test_a_part_that_is_missing_is_named(backup, read):
    less = rewritten(backup, lambda name, content: None if "poster" in name else content)
    with pytest.raises(BackupError, match=r"poster\.txt"):
        read(less)


@pytest.mark.parametrize("name", ["files/../../../out.txt", "/tmp/gs-out.txt", "C:\\out.txt"])  # noqa: S108
def test_a_part_that_leads_out_of_the_backup_is_refused(tmp_path, backup, read, name):
    def led_out(facts):
        facts["parts"][name] = facts["parts"].pop("files/a/poster.txt")
        return facts

    evil = rewritten(backup, same, led_out)
    with zipfile.ZipFile(evil) as old, zipfile.ZipFile(tmp_path / "evil.zip", "w") as new:
        for part in old.namelist():
            new.writestr(name if "poster" in part else part, old.read(part))
    with pytest.raises(BackupError):
        read(tmp_path / "evil.zip")
    assert not list(tmp_path.rglob("out.txt"))


def test_a_backup_of_a_later_form_asks_for_a_newer_version(backup, read):
    later = rewritten(backup, same, lambda facts: {**facts, "format": "groundswell-backup-7"})
    with pytest.raises(BackupError, match=r"groundswell-backup-7.*newer"):
        read(later)


@pytest.fixture
def fits(db):
    from django.db import connection

    def checked(**facts):
        here = {
            "made_at": "",
            "version": "9.9",
            "engine": connection.vendor,
            "database": "",
            "migrations": migrations_run(),
            "audit_keys": key_prints(),
        }
        require_fits(Manifest(**{**here, **facts}))

    return checked


def test_a_backup_of_this_installation_fits(fits):
    fits()
    fits(migrations=["people/0001_initial"])


def test_a_backup_of_a_newer_version_asks_for_an_upgrade(fits):
    with pytest.raises(BackupError, match=r"9\.9.*people/0999_hats.*Upgrade"):
        fits(migrations=["people/0001_initial", "people/0999_hats"])


def test_a_backup_of_another_database_or_another_audit_key_is_refused(fits):
    with pytest.raises(BackupError, match="oracle database"):
        fits(engine="oracle")
    with pytest.raises(BackupError, match="another GROUNDSWELL_AUDIT_KEY"):
        fits(audit_keys={"1": "0" * 16})
