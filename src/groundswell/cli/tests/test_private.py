"""What this machine's other users may not read."""

import stat

from groundswell.cli import main
from groundswell.cli.start import make_private


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_a_command_writes_is_its_users_alone(tmp_path):
    main(["secret"])
    (tmp_path / "written.txt").touch()
    assert mode(tmp_path / "written.txt") == 0o600


def test_a_database_of_an_older_version_is_shut_to_others(tmp_path, settings, monkeypatch):
    settings.VAR = tmp_path / "var"
    database = settings.VAR / "groundswell.sqlite3"
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(database))
    settings.VAR.mkdir(mode=0o755)
    log = settings.VAR / "groundswell.sqlite3-wal"
    for path in (database, log):
        path.touch()
        path.chmod(0o644)
    settings.VAR.chmod(0o755)
    make_private()
    assert (mode(settings.VAR), mode(database), mode(log)) == (0o700, 0o600, 0o600)


def test_a_folder_that_others_write_to_stays_as_it_is(tmp_path, settings):
    settings.VAR = tmp_path / "shared"
    settings.VAR.mkdir()
    settings.VAR.chmod(0o1777)
    make_private()
    assert mode(settings.VAR) == 0o1777
