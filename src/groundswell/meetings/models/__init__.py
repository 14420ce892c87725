"""The tables of this room, by noun."""

from groundswell.meetings.models.action import Action
from groundswell.meetings.models.agenda import AgendaItem, Minute
from groundswell.meetings.models.availability import (
    BusyTime,
    FeedToken,
    PaintedHour,
    Poll,
    PollAnswer,
    Slot,
    Timetable,
)
from groundswell.meetings.models.meeting import Attendance, Meeting, MeetingShare

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "BusyTime",
    "FeedToken",
    "Meeting",
    "MeetingShare",
    "Minute",
    "PaintedHour",
    "Poll",
    "PollAnswer",
    "Slot",
    "Timetable",
]
