"""Consent that has run out takes its words with it."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.wall import services


@every(timedelta(hours=6))
def drop_expired_stories() -> object:
    return services.drop_expired_stories()
