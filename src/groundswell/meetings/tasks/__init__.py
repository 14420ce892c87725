"""Jobs of this room that come round, by noun."""

from groundswell.meetings.tasks import evening

__all__ = ["evening"]
