"""Clocks of this room."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.suggestions import services


@every(timedelta(hours=1))
def look_after_owners() -> object:
    return services.look_after_owners()


@every(timedelta(hours=1))
def remind_owners() -> object:
    return services.remind_owners()


@every(timedelta(hours=24))
def forget_addresses() -> object:
    return services.forget_addresses()
