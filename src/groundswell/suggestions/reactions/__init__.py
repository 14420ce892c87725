"""How this room reacts to news, and what it gives to the registries. Imported when the application is ready."""

from groundswell.suggestions.reactions import news, registry

__all__ = ["news", "registry"]
