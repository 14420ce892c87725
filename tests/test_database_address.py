"""What an address of a database means."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from groundswell.settings.base import database


def test_an_address_of_sqlite_is_a_file():
    assert (
        database("sqlite:////srv/groundswell/db.sqlite3")["NAME"] == "/srv/groundswell/db.sqlite3"
    )


def test_an_address_of_postgresql_is_taken_apart():
    found = database("postgresql://gs:p%40ss@db.example.org:5433/network?sslmode=verify-full")
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "network",
        "USER": "gs",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
    }
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


def test_postgresql_may_be_behind_a_socket():
    found = database("postgresql://gs@/network?host=/run/postgresql")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("url", ["mysql://db/network", "network.sqlite3", ""])
def test_an_address_that_is_neither_is_refused_with_both_shapes(url):
    with pytest.raises(ImproperlyConfigured, match=r"sqlite:///.*postgresql://"):
        database(url)


def test_production_tells_sqlite_to_wait_for_the_disk_at_each_commit():
    begins = database("sqlite:///some/file")["OPTIONS"]["init_command"]
    assert "PRAGMA synchronous=FULL;" in begins
    assert "PRAGMA journal_mode=WAL;" in begins
