"""What every room contributes to one page. A room fills these in its ``reactions.py``.

personal data · responsibilities · attention · example URLs; and two small ones: ways to be heard, unseen pages
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from groundswell.kernel.actors import roles_of
from groundswell.kernel.permissions import Permission, Role, granted


@dataclass(frozen=True)
class PersonalData:
    """What a room keeps about a person.

    ``export`` gives JSON-able rows; ``forget`` erases or unlinks them when the person leaves; ``models`` are
    the labels it answers for (``meetings.PollAnswer``); ``kept`` says in words how long and why.
    """

    room: str
    label: str | Promise
    models: tuple[str, ...]
    export: Callable[[int], Iterable[dict[str, Any]]]
    forget: Callable[[int], None]
    kept: str | Promise


@dataclass(frozen=True)
class Responsibility:
    """One open thing somebody holds: an action, a project, a term, an ask."""

    key: str
    kind: str
    title: str
    url: str
    due_on: date | None = None


@dataclass(frozen=True)
class Responsibilities:
    """How a room lists what a person holds in a network, and passes one thing on.

    ``held_by_many`` gives the same for many people at once, in a constant number of queries: pages about a
    whole year group ask it. Without it they ask ``held`` once for each.
    """

    room: str
    held: Callable[[int, int], list[Responsibility]]
    pass_on: Callable[..., None]  # (by=, key=, to_person_id=)
    held_by_many: Callable[[Collection[int], int], dict[int, list[Responsibility]]] | None = None


@dataclass(frozen=True)
class Looking:
    """Whose day it is, and where: known once, so that no room asks the database for it again.

    A question only some roles are asked is left out by ``may`` before it costs anything.
    """

    person_id: int
    network: Any  # a Network; the kernel knows no rooms
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Whether their roles here hold a permission."""
        return permission in granted(self.roles)


@dataclass(frozen=True)
class Attention:
    """One thing that needs a person. ``part`` is the template that draws it, given ``data``."""

    kind: str
    title: str
    url: str
    order: int = 50
    due_on: date | None = None
    part: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Occurrence:
    """One line of "what changed since you were here". ``title`` is plain text; no HTML."""

    at: datetime
    title: str
    url: str
    kind: str = ""


@dataclass(frozen=True)
class Way:
    """One more way to be heard in a network, offered where something is raised."""

    title: str
    help: str
    url: str


@dataclass(frozen=True)
class ExampleUrl:
    """One page the generated tests visit. ``make`` fills the database and returns its address.

    ``cookies`` are what Alice's browser holds beyond her sign-in, once ``make`` was called.
    """

    name: str
    make: Callable[[Any], str]  # given a tests.cast.Cast
    public: bool = False
    cookies: Callable[[Any], dict[str, str]] = lambda _cast: {}


personal_data: list[PersonalData] = []
responsibilities: list[Responsibilities] = []
# What needs somebody: asked at every visit, so one query for each room, and none a role can spare.
attention: list[Callable[[Looking], Iterable[Attention]]] = []
# (network, since) -> what happened: the same for every member, so nothing in it is about one of them.
occurrences: list[Callable[[Any, datetime], Iterable[Occurrence]]] = []
example_urls: list[ExampleUrl] = []
# person id -> ids of the networks they are in today; filled by the room that knows memberships.
belongings: list[Callable[[int], Iterable[int]]] = []

# (person id, network) -> labels and addresses at the foot of their pages there, for what some people alone have.
foot_links: list[Callable[[int, Any], Iterable[tuple[str, str]]]] = []
# network -> a way to be heard there, or None where it is not open.
ways: list[Callable[[Any], Way | None]] = []
# Addresses whose pages neither read nor set a cookie; see ``kernel.middleware.unseen``.
unseen_paths: list[re.Pattern[str]] = []
# Addresses whose pages, errors too, are kept nowhere and do not say what they are; see ``kernel.pages``.
hushed_paths: list[re.Pattern[str]] = []


def ways_in(network: Any) -> list[Way]:
    """The ways that are open in a network beyond the page that asks."""
    return [way for ask in ways if (way := ask(network))]


def looking(person_id: int, network: Any) -> Looking:
    """Somebody in a network, with their roles there today."""
    return Looking(person_id, network, roles_of(person_id, network))


def needs_of(view: Looking) -> list[Attention]:
    """What needs somebody, asked of every room."""
    return [need for ask in attention for need in ask(view)]


def happened_in(network: Any, since: datetime) -> list[Occurrence]:
    """What happened in a network, asked of every room."""
    return [news for ask in occurrences for news in ask(network, since)]


def held_by_many(person_ids: Collection[int], network_id: int) -> dict[int, list[Responsibility]]:
    """What each of these people holds in a network, asked of every room."""
    held: dict[int, list[Responsibility]] = {person_id: [] for person_id in person_ids}
    for room in responsibilities:
        found = (
            room.held_by_many(person_ids, network_id)
            if room.held_by_many
            else {person_id: room.held(person_id, network_id) for person_id in person_ids}
        )
        for person_id, things in found.items():
            held[person_id].extend(things)
    return held
