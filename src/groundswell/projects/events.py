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
class AskResent:
    """The letter goes out again: to a new holder, or because the old one was lost."""

    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskRejoined:
    """The network answered a question of the office."""

    ask_id: int
    network_id: int
    step_id: int


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
    """Those affected said whether it is felt. The office hears first: nothing of it is public yet."""

    ask_id: int
    network_id: int


@dataclass(frozen=True)
class AskClosed:
    """It ended, with an outcome: a verdict became public, or a co-chair said what came of it."""

    ask_id: int
    network_id: int
