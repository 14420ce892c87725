"""The chain under many hands at once, on whichever database the suite runs."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from groundswell.audit.models import Act
from groundswell.audit.queries import first_breaks
from groundswell.audit.services import record
from groundswell.kernel.actors import VISITOR
from groundswell.kernel.models import JobRun


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_keep_one_whole_chain():
    all_here, problems = threading.Barrier(4, timeout=10), []

    def write():
        try:
            all_here.wait()
            for step in range(5):
                with transaction.atomic():
                    record(VISITOR, "thing.done", JobRun(pk=7), step=step)
        except DatabaseError as problem:  # shown below, in the test's own thread
            problems.append(problem)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert problems == []
    assert sorted(Act.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert first_breaks() == []
