"""The one thing this room announces: that figures were published. What happens to a concern stays inside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReleasePublished:
    """Figures of a period are public."""

    release_id: str
    network_id: int
