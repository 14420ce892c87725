"""What this room gives to the registries, and how it reacts to news, by noun."""

from groundswell.meetings.reactions import evening, examples, planning, record

__all__ = [
    "evening",
    "examples",
    "planning",
    "record",
]
