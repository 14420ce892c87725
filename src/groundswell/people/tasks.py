"""Evening letters leave; sessions, links and notices that are over are dropped."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.people import services


@every(timedelta(minutes=5))
def send_due_digests() -> object:
    return services.send_due_digests()


@every(timedelta(hours=24))
def drop_ended_sign_ins() -> object:
    return services.drop_ended_sign_ins()


@every(timedelta(hours=24))
def drop_old_notices() -> object:
    return services.drop_old_notices()


@every(timedelta(hours=24))
def drop_old_links() -> object:
    return services.drop_old_links()
