"""What comes round by itself: one reminder before a poll closes."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.meetings.services.letters import remind_of_polls


@every(timedelta(hours=1))
def remind_before_polls_close() -> object:
    return remind_of_polls()
