"""Does it all still turn? For a monitor outside, and for ``groundswell check``."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from groundswell.kernel.events import MOST_ATTEMPTS, is_due_at
from groundswell.kernel.models import JobRun, News
from groundswell.kernel.schedule import every

logger = logging.getLogger(__name__)
STUCK_AFTER = timedelta(minutes=10)
BEAT = timedelta(seconds=30)


@every(BEAT)
def heartbeat() -> None:
    """A job that does nothing: that it came round is the sign of a worker that lives."""


def heartbeat_name() -> str:
    """What the schedule calls it."""
    return f"{heartbeat.__module__}.{heartbeat.__qualname__}"


def last_beat() -> datetime | None:
    """When a worker last showed that it lives."""
    return (
        JobRun.objects.filter(name=heartbeat_name()).values_list("last_run_at", flat=True).first()
    )


def news_is_stuck() -> bool:
    """Whether news has been due for so long that no worker can be at work.

    News that failed is not due until its next try: it says nothing against the worker that tried.
    """
    long_ago = timezone.now() - STUCK_AFTER
    due = News.objects.filter(is_due_at(long_ago))
    return due.filter(Q(announced_at__lt=long_ago) | Q(not_before__isnull=False)).exists()


def n_failing_news() -> int:
    """How many pieces of news failed and wait for their next try."""
    return News.objects.filter(
        delivered_at=None, n_attempts__gt=0, n_attempts__lt=MOST_ATTEMPTS
    ).count()


def n_undeliverable_news() -> int:
    """How many pieces of news were given up after too many attempts."""
    return News.objects.filter(delivered_at=None, n_attempts__gte=MOST_ATTEMPTS).count()


def is_well() -> bool:
    """The database answers and news moves."""
    try:
        return not news_is_stuck()
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
