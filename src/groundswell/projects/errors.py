"""What this room refuses, in a sentence for the person who tried."""

from groundswell.kernel.errors import GroundswellError


class ProjectError(GroundswellError):
    """A rule about projects was broken."""


class ChangeError(GroundswellError):
    """A rule about changes was broken."""


class AskError(GroundswellError):
    """A rule about asks was broken."""
