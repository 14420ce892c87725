"""Mail that is due leaves; old words are dropped."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.mail import services


@every(timedelta(seconds=5))
def send_due_letters() -> object:
    return services.send_due_letters()


@every(timedelta(hours=12))
def drop_old_words() -> object:
    return services.drop_old_words()
