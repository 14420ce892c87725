"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonLeft:
    """Somebody closed their account and was forgotten. Only the number is left."""

    person_id: int
