"""What this room refuses, in a sentence."""

from groundswell.kernel.errors import GroundswellError


class NetworkError(GroundswellError):
    """A rule about belonging was broken."""
