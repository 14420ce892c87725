"""Clocks of this room."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.projects import services


@every(timedelta(hours=6))
def remind_offices() -> object:
    return services.remind_offices()


@every(timedelta(hours=6))
def publish_verdicts() -> object:
    return services.publish_verdicts()
