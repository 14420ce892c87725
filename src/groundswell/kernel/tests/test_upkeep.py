import pytest
from django.db import connection

from groundswell.kernel.schedule import jobs
from groundswell.kernel.upkeep import refresh_statistics


@pytest.mark.django_db(transaction=True)
def test_the_database_knows_how_its_tables_are_filled(cast):
    refresh_statistics()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'networks_membership'")
            assert cursor.fetchone()[0] > 0


def test_the_worker_sees_to_it():
    import groundswell.kernel.worker  # noqa: F401 - what a worker loads

    assert "groundswell.kernel.upkeep.refresh_statistics" in {job.name for job in jobs}
