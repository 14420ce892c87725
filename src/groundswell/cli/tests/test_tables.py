"""The demo's tables are laid at once; a real network's are what the migrations made of them. They are the same."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from groundswell.cli.start import lay_tables
from tests import schema


def shape_of(tables) -> set[tuple[object, ...]]:
    """Every part of every table, whatever the order of its columns.

    Triggers are made after every migration, by the signal that also follows when tables were laid.
    """
    with tables.cursor() as cursor:
        cursor.execute(
            "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND type IN ('table', 'index') AND tbl_name NOT LIKE 'sqlite_%'"
        )
        return {part for row in cursor.fetchall() for part in _parts(*row)}


def _parts(kind, table, name, sql) -> Iterator[tuple[object, ...]]:
    if kind != "table":
        yield kind, table, name, sql
        return
    depth, part = 0, ""
    for letter in sql[sql.index("(") + 1 : sql.rindex(")")] + ",":
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            yield kind, table, part.strip()
            part = ""
        else:
            part += letter


@pytest.fixture
def empty_database(tmp_path, monkeypatch):
    fresh = connections["default"].copy()
    fresh.settings_dict["NAME"] = str(tmp_path / "laid.sqlite3")
    monkeypatch.setattr("django.db.connection", fresh)
    yield fresh
    fresh.close()


@pytest.mark.skipif(not schema.is_one_file(), reason="the demo lives in SQLite")
@pytest.mark.django_db
def test_tables_laid_at_once_are_those_the_migrations_make(empty_database):
    migrated = shape_of(connection)
    lay_tables()
    assert shape_of(empty_database) == migrated
    assert len(migrated) > 900
    # The notes went where migrations always note themselves: beside those of the tests' own tables.
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM django_migrations GROUP BY app, name")
        assert {n for (n,) in cursor.fetchall()} == {2}


def test_no_migration_of_a_room_does_what_laid_tables_would_miss():
    migrations = MigrationLoader(None).disk_migrations.values()
    ours = [m for m in migrations if type(m).__module__.startswith("groundswell.")]
    steps = [step for migration in ours for step in migration.operations]
    assert len(steps) > 100
    # One that may be left out when migrations are joined only mends rows that were there before it.
    code = [step for step in steps if isinstance(step, RunPython | RunSQL)]
    assert not [step for step in code if not step.elidable]


@pytest.mark.django_db
def test_a_database_with_tables_is_left_to_its_migrations(monkeypatch):
    monkeypatch.setattr(connection, "schema_editor", lambda: pytest.fail("tables were laid"))
    lay_tables()
