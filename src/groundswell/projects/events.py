"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProjectStarted:
    project_id: int
    network_id: int


@dataclass(frozen=True)
class ProjectMoved:
    project_id: int
    network_id: int
    stage: str


@dataclass(frozen=True)
class ProjectAdapted:
    project_id: int
    network_id: int


@dataclass(frozen=True)
class ChangeRecorded:
    change_id: int
    project_id: int | None
    network_id: int


@dataclass(frozen=True)
class ChangeReviewed:
    change_id: int
    network_id: int


@dataclass(frozen=True)
class ChangeShown:
    change_id: int
    network_id: int


@dataclass(frozen=True)
class ChangeMeasured:
    change_id: int
    network_id: int


@dataclass(frozen=True)
class AskSent:
    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskAnswered:
    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskDelivered:
    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskJudged:
    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskClosed:
    ask_id: int
    network_id: int
