"""What this room announces. Ids only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PollOpened:
    network_id: int
    poll_id: int


@dataclass(frozen=True)
class MeetingFixed:
    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class MeetingMoved:
    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class MeetingCancelled:
    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class ItemScheduled:
    network_id: int
    item_id: int
    meeting_id: int


@dataclass(frozen=True)
class ItemDiscussed:
    network_id: int
    item_id: int
    meeting_id: int


@dataclass(frozen=True)
class ItemDropped:
    network_id: int
    item_id: int


@dataclass(frozen=True)
class DecisionMade:
    network_id: int
    minute_id: int
    item_id: int | None


@dataclass(frozen=True)
class ActionAssigned:
    network_id: int
    action_id: int


@dataclass(frozen=True)
class ActionDone:
    network_id: int
    action_id: int


@dataclass(frozen=True)
class ActionStuck:
    network_id: int
    action_id: int


@dataclass(frozen=True)
class MinutesSent:
    network_id: int
    meeting_id: int
