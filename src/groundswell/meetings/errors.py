"""What can be wrong about a meeting or a poll, said to the person who tried."""

from groundswell.kernel.errors import GroundswellError


class MeetingError(GroundswellError):
    """A rule about meetings was broken."""


class PollError(GroundswellError):
    """A rule about asking when people can come was broken."""


class TimetableError(GroundswellError):
    """A timetable could not be read."""
