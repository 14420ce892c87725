"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberJoined:
    network_id: int
    person_id: int


@dataclass(frozen=True)
class MemberLeft:
    network_id: int
    person_id: int


@dataclass(frozen=True)
class JoinRequested:
    network_id: int
    request_id: int


@dataclass(frozen=True)
class TermStarted:
    network_id: int
    term_id: int


@dataclass(frozen=True)
class ChairRestored:
    """The operator gave a term to a network that nobody chaired."""

    network_id: int
    term_id: int


@dataclass(frozen=True)
class RouteCheckOpened:
    """Students are asked whether they know whom to tell where they are placed."""

    network_id: int
    check_id: int


@dataclass(frozen=True)
class NetworkFounded:
    network_id: int
