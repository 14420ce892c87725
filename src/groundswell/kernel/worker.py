"""What a worker does, over and over: deliver news, run jobs that are due, run queued tasks."""

import logging
import threading
import uuid

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from groundswell.kernel import health, upkeep  # noqa: F401 - their jobs come round with the others
from groundswell.kernel.events import deliver_news
from groundswell.kernel.schedule import run_due_jobs

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5


def work_once(worker_id: str = "once") -> int:
    """One round. Returns how much was done, so that an idle worker can rest."""
    run_queued_tasks(worker_id)
    return deliver_news() + run_due_jobs()


def run_queued_tasks(worker_id: str) -> None:
    """Run what waits in the queue of Django's tasks interface, then return."""
    if (
        not DBTaskResult.objects.ready().exists()
    ):  # a read: the queue's own look takes the write lock
        return
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    ).run()


def work_until(stopped: threading.Event) -> None:
    """Work until told to stop; a database that is busy for a moment is tried again."""
    worker_id = uuid.uuid4().hex
    while not stopped.is_set():
        try:
            done = work_once(worker_id)
        except OperationalError:
            logger.exception("The database did not answer; trying again")
            done = 0
        close_old_connections()
        if not done:
            stopped.wait(IDLE_SECONDS)
