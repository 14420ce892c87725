"""Jobs that come round: reminders, digests, clocks. Many workers may ask; one runs it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from groundswell.kernel.models import JobRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """One service call, made again each ``period``."""

    name: str
    period: timedelta
    run: Callable[[], object]


jobs: list[Job] = []


def every(period: timedelta) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Decorator for a function in a room's ``tasks.py`` that is safe to run twice."""

    def register(run: Callable[[], object]) -> Callable[[], object]:
        jobs.append(Job(f"{run.__module__}.{run.__qualname__}", period, run))
        return run

    return register


def run_due_jobs() -> int:
    """Run each job whose period has passed. Returns how many ran here."""
    ran = 0
    for job in jobs:
        if _claim(job):
            ran += 1
            try:
                job.run()
            except Exception:  # the next job must still run; this one comes round again
                logger.exception("Job %s failed", job.name)
    return ran


def _claim(job: Job) -> bool:
    now = timezone.now()
    if JobRun.objects.filter(name=job.name, last_run_at__lte=now - job.period).update(
        last_run_at=now
    ):
        return True
    try:
        with transaction.atomic():
            _row, is_new = JobRun.objects.get_or_create(
                name=job.name, defaults={"last_run_at": now}
            )
    except IntegrityError:
        return False
    return is_new
