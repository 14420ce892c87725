"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonLeft:
    """Somebody closed their account and was forgotten. Only the number is left."""

    person_id: int


@dataclass(frozen=True)
class SignedOut:
    """Somebody ended a sign-in of theirs. What was open for it elsewhere closes too."""

    person_id: int
