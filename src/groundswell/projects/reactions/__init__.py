"""What this room gives to the registries, by noun. Imported when the application is ready."""

from groundswell.projects.reactions import examples, needs, personal, responsibilities

__all__ = ["examples", "needs", "personal", "responsibilities"]
