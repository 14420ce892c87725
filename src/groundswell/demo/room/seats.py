"""Who listens in the story, from being asked to the word shares; and the room's own book of what is to happen."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from groundswell.concerns import services as verbs
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.queries import possible_custodians, shares_of
from groundswell.demo import printed
from groundswell.demo.stage import Stage
from groundswell.kernel.clock import today
from groundswell.networks.queries import departments

if TYPE_CHECKING:
    from groundswell.concerns.models import Listener
    from groundswell.people.models import Person
    from groundswell.vault.keys import PrivateKey

BEGINS = date(2021, 1, 11)
STANDS_DOWN = date(2021, 12, 6)
FROM_OUTSIDE = date(2022, 8, 15)
SHARED = date(2022, 1, 17)
TRAINING = "Listening and signposting, two days, with the guardian at Northmere"
SUPERVISOR = "The chaplaincy's supervisor for listeners, once a month"
CUSTODIANS, NEEDED = 3, 2


@dataclass(frozen=True)
class Seat:
    """Somebody who listens, with their key unlocked for the telling."""

    listener: "Listener"
    private: "PrivateKey" = field(repr=False)
    passphrase: str = field(repr=False)

    @property
    def person(self) -> "Person":
        return self.listener.person

    def actor(self) -> DeskActor:
        """At the desk; a fresh actor for each act, as for each request."""
        return DeskActor(self.person, self.listener, self.private)


@dataclass
class Room:
    """The stage of the room: its own die, so that no chance of the other story hangs on it."""

    stage: Stage
    die: random.Random
    seats: list[Seat] = field(default_factory=list)
    outside: Seat | None = None
    diary: list[Any] = field(default_factory=list)  # a heap: moment, number, what happens
    n_lines: int = 0
    kept: printed.Printed = field(default_factory=printed.Printed)


def seat_the_first(room: Room) -> None:
    """Three are asked, trained, agreed to and given a key. The network also says how long concerns are kept."""
    stage = room.stage
    verbs.set_retention(by=stage.chair, network=stage.network, anonymous_months=84, named_years=7)
    first = [one for one in stage.staff if one not in stage.chairs["staff"]]
    for person in first[:3]:
        room.seats.append(seat(room, person))


def seat(room: Room, person: "Person", *, is_alternate: bool = False) -> Seat:
    """Become a listener, by every step of it."""
    stage = room.stage
    listener = verbs.propose_listener(
        by=stage.chairs["student"][0],
        network=stage.network,
        person=person,
        is_alternate=is_alternate,
    )
    second = stage.chairs["staff"][0]
    verbs.record_training(
        by=second,
        listener=listener,
        training=TRAINING,
        trained_on=today() - timedelta(days=20),
    )
    verbs.consent_to_listener(by=second, listener=listener)
    belongs = departments(stage.network).order_by("pk")[len(room.seats) : len(room.seats) + 1]
    verbs.set_load(
        by=person,
        listener=listener,
        most_open=12,
        supervisor=SUPERVISOR,
        department_ids=[] if is_alternate else [one.pk for one in belongs],
    )
    words = printed.passphrase()
    listener = verbs.become_ready(by=person, listener=listener, passphrase=words)
    _session, cookie = verbs.unlock(by=person, listener=listener, passphrase=words)
    desk = verbs.opened(person=person, listener=listener, cookie=cookie)
    if desk is None:
        raise LookupError("A desk of the story does not open.")
    verbs.lock(by=person, listener=listener)
    return Seat(listener, desk.private, words)


def follow(room: Room) -> None:
    """One stands down; what is written next has new keys, and somebody else is asked."""
    leaver = room.seats.pop(1)
    verbs.stand_down(by=leaver.person, listener=leaver.listener)
    taken = [leaver.person, *(one.person for one in room.seats), *room.stage.chairs["staff"]]
    heir = next(one for one in room.stage.staff if one not in taken)
    room.seats.insert(1, seat(room, heir))


def ask_outside(room: Room) -> None:
    """Somebody of a partner's, for what is about everybody who listens here."""
    partner = next((one for one in room.stage.alumni if one.name.startswith("Joyce Mbeki")), None)
    if partner is not None:
        room.outside = seat(room, partner, is_alternate=True)


def share_keys(room: Room) -> None:
    """Word shares with members who do not listen; two of each three give a key back."""
    for number, one in enumerate(room.seats):
        people = [row.person for row in possible_custodians(one.listener)]
        chosen = room.die.sample(people, CUSTODIANS)
        handed = verbs.make_shares(
            by=one.person,
            listener=one.listener,
            passphrase=one.passphrase,
            custodians=chosen,
            needed=NEEDED,
        )
        # The last listener's last share still waits to be read.
        for given in handed[: CUSTODIANS - (number == len(room.seats) - 1)]:
            keep(one, given)


def keep(one: Seat, given: verbs.Handed) -> None:
    """A custodian reads the words with the code they were handed, and types them back."""
    share = shares_of(one.listener).get(person=given.person)
    share.listener = one.listener
    words = verbs.read_share(by=verbs.Custodian(given.person, share), typed=given.code)
    verbs.confirm_share(by=verbs.Custodian(given.person, share), typed=words)
