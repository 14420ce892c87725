"""What this room gives to the registries, and how it reacts to news, by noun."""

from groundswell.meetings.reactions import planning

__all__ = ["planning"]
