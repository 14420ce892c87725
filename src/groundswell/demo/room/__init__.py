"""The sealed room in the story: who listens, what is raised, and what comes of it, made as everybody makes it."""

from groundswell.demo.room.seats import BEGINS
from groundswell.demo.room.telling import live_until, open_room

__all__ = ["BEGINS", "live_until", "open_room"]
