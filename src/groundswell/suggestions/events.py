"""What this room announces. Ids only, and never who raised it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SuggestionRaised:
    suggestion_id: int
    network_id: int


@dataclass(frozen=True)
class SuggestionAnswered:
    suggestion_id: int
    network_id: int


@dataclass(frozen=True)
class SuggestionClosed:
    suggestion_id: int
    network_id: int
