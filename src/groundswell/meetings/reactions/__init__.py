"""What this room gives to the registries, and how it reacts to news, by noun."""

from groundswell.meetings.reactions import (
    availability,
    evening,
    examples,
    planning,
    polls,
    record,
)

__all__ = ["availability", "evening", "examples", "planning", "polls", "record"]
