"""Does it all still turn? For a monitor outside, and for ``groundswell check``."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from groundswell.kernel.events import MOST_ATTEMPTS
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
    """Whether news has waited so long that no worker can be at work."""
    long_ago = timezone.now() - STUCK_AFTER
    waiting = News.objects.filter(delivered_at=None, n_attempts__lt=MOST_ATTEMPTS)
    return waiting.filter(announced_at__lt=long_ago).exists()


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
