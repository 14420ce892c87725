"""Jobs of this room that come round, by noun."""

from groundswell.meetings.tasks import evening, polls

__all__ = ["evening", "polls"]
