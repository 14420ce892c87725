"""Errors that carry a sentence for a person: what was expected, what was found, what to do."""


class GroundswellError(Exception):
    """A rule of a room was broken. Its text is shown to the person who did it."""


class NotAllowed(GroundswellError):
    """The actor may know the thing exists but may not do this."""


class EditConflict(GroundswellError):
    """Somebody else saved the same text meanwhile. Holds their text, so that nothing is lost."""

    def __init__(self, message: str, *, theirs: dict[str, object]) -> None:
        super().__init__(message)
        self.theirs = theirs
