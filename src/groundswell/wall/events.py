"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryPublished:
    story_id: int
    network_id: int


@dataclass(frozen=True)
class StoryWithdrawn:
    story_id: int
    network_id: int
