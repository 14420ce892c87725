"""What can be in the way when something is raised or handled."""

from groundswell.kernel.errors import GroundswellError


class SuggestionError(GroundswellError):
    """A rule about what was raised was broken."""
