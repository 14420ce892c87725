"""Who acts in this room: a raiser whose receipt opened one concern, a listener whose key is unlocked.

Their private keys live in memory for one request and show in no ``repr``.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, KeyRow, Listener, Unlocked
from groundswell.concerns.models.concern import Part
from groundswell.concerns.sealing import checked_key, open_row
from groundswell.kernel.actors import Scope, key
from groundswell.kernel.permissions import GRANTS, Permission, Role
from groundswell.vault.errors import OpeningFailed
from groundswell.vault.keys import KeyPair, PrivateKey
from groundswell.vault.receipts import Receipt

if TYPE_CHECKING:
    from groundswell.people.models import Person

RAISER = "raiser"
Ring = dict[tuple[uuid.UUID, str, int], PrivateKey]


class KeyHolder(Protocol):
    """Somebody who may hold the key of a part of a concern."""

    def key(self, concern: Concern, part: str, generation: int) -> PrivateKey: ...


@dataclass(frozen=True, eq=False)
class RaiserActor:
    """Whoever holds the receipt: about exactly this concern, and nobody by name."""

    concern: Concern
    receipt: Receipt = field(repr=False)
    pair: KeyPair = field(repr=False)
    ring: Ring = field(repr=False)
    person_id: None = None
    pseudonym: str = RAISER

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        fits = (
            scope is not None and scope.pk == self.concern.network_id and about == key(self.concern)
        )
        return fits and permission in GRANTS[Role.RAISER]

    def key(self, concern: Concern, part: str, generation: int) -> PrivateKey:
        """The thread's private half at a generation; the desk's never."""
        try:
            return self.ring[concern.pk, part, generation]
        except KeyError:
            raise SealedShut from None


@dataclass(frozen=True, eq=False)
class DeskActor:
    """A listener with an unlocked session, in that network alone."""

    person: "Person"
    listener: Listener
    private: PrivateKey = field(repr=False)
    session: Unlocked | None = None
    held: str = field(repr=False, default="")  # what the browser keeps of the session
    ring: Ring = field(repr=False, default_factory=dict)
    asked: set[uuid.UUID] = field(repr=False, default_factory=set)  # concerns whose rows were read

    @property
    def person_id(self) -> int:
        return self.person.pk

    @property
    def pseudonym(self) -> str:
        return self.person.pseudonym

    @property
    def name(self) -> str:
        return self.person.name

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        if scope is not None and scope.pk == self.listener.network_id:
            return permission in GRANTS[Role.LISTENER] or self.person.holds(
                permission, scope, about
            )
        return False

    def key(self, concern: Concern, part: str, generation: int) -> PrivateKey:
        """A private half this listener has a row for."""
        wanted = (concern.pk, part, generation)
        if wanted not in self.ring and concern.pk not in self.asked:
            rows = KeyRow.objects.filter(listener=self.listener, concern=concern)
            self.take(rows.select_related("key"), concern)
        try:
            return self.ring[wanted]
        except KeyError:
            raise SealedShut from None

    def take(self, rows: Iterable[KeyRow], concern: Concern | None = None) -> None:
        """Open key rows of this listener (with their ``key``), so that pages of many concerns ask once."""
        if concern is not None:
            self.asked.add(concern.pk)
        for row in rows:
            if concern is not None:
                row.concern = concern
            try:
                opened = open_row(row, self.private)
            except OpeningFailed:
                continue  # sealed to an older key of theirs; a colleague seals it again
            try:
                ours = checked_key(row.key, row.concern)
            except SealedShut:
                continue  # a pair that somebody put there who writes to the database
            if opened.public != ours:
                continue  # another's key in this one's place: two listeners could be shown different words
            self.ring[row.concern_id, row.key.part, row.key.generation] = opened


def parts_of(actor: KeyHolder) -> tuple[str, ...]:
    """Which parts somebody may ever open."""
    return (Part.THREAD,) if isinstance(actor, RaiserActor) else (Part.THREAD, Part.DESK)
