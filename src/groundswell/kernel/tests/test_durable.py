"""Sessions wait for the disk, and a database that does not is noticed."""

import pytest
from django.db import connection

from groundswell.kernel.durable import insist, weakness

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own setting")
postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own setting")


@sqlite
def test_a_sqlite_that_does_not_wait_is_noticed(db):
    assert weakness() == "synchronous is 0"  # as the suite sets it


@postgres
def test_a_postgresql_session_waits_though_the_server_would_not(db):
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        insist(connection=connection)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("SET synchronous_commit = remote_apply")
        insist(connection=connection)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("remote_apply",)  # more than ours is left alone


@postgres
def test_a_postgresql_without_a_disk_to_wait_for_is_noticed(db):
    assert weakness() == "fsync is off"  # as the suite starts it
