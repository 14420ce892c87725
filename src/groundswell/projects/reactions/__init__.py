"""What this room gives to the registries, and how it reacts to news. Imported when the application is ready."""

from groundswell.projects.reactions import (
    ask_examples,
    ask_needs,
    ask_personal,
    asks,
    examples,
    needs,
    personal,
    responsibilities,
)

__all__ = [
    "ask_examples",
    "ask_needs",
    "ask_personal",
    "asks",
    "examples",
    "needs",
    "personal",
    "responsibilities",
]
