"""Reminders about actions and about minutes that have not left. Each is safe to run twice."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.meetings import services


@every(timedelta(hours=3))
def remind_owners() -> object:
    return services.remind_owners()


@every(timedelta(hours=1))
def remind_chairs() -> object:
    return services.remind_chairs()
