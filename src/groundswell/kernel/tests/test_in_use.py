"""Servers share the database; a restore has it alone."""

import pytest

from groundswell.kernel import in_use


@pytest.fixture
def database(settings, monkeypatch):
    """``database(NAME=…)``: what the settings say of it; nothing connects to it here."""
    named = settings.DATABASES["default"]
    return lambda **said: [monkeypatch.setitem(named, *pair) for pair in said.items()]


@pytest.fixture(autouse=True)
def of_its_own(tmp_path, database):
    database(ENGINE="django.db.backends.sqlite3", NAME=str(tmp_path / "a.sqlite3"))
    return tmp_path


def test_several_servers_share_it():
    with in_use.shared(), in_use.shared():
        pass


def test_a_restore_waits_for_the_last_server_to_end():
    with in_use.shared(), in_use.alone() as is_ours:
        assert not is_ours
    with in_use.alone() as is_ours:
        assert is_ours


def test_no_server_starts_during_a_restore():
    with in_use.alone(), pytest.raises(SystemExit, match="being put back"):
        in_use.share_for_life()


def test_the_lock_stands_beside_its_own_database(of_its_own, settings, database):
    assert in_use.lock_file() == of_its_own / "a.sqlite3.lock"
    database(ENGINE="django.db.backends.postgresql", NAME="site")
    settings.VAR = of_its_own
    assert in_use.lock_file() == of_its_own / "database.lock"
    with in_use.shared():
        assert (of_its_own / "database.lock").stat().st_mode & 0o777 == 0o600


def test_a_lock_that_cannot_be_opened_is_said_in_a_sentence(of_its_own):
    (of_its_own / "a.sqlite3.lock").mkdir()
    with pytest.raises(SystemExit, match=r"a\.sqlite3\.lock: Is a directory\."):
        in_use.share_for_life()
