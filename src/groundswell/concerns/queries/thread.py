"""What was written in a concern, opened by somebody who holds its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor, KeyHolder
from groundswell.concerns.digests import commitment_of, is_right, said_by
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, Entry, Item
from groundswell.concerns.models.concern import Part


@dataclass(frozen=True)
class Message:
    """One opened item. ``content`` holds what its kind needs; ``text`` is empty where there is none."""

    pk: UUID
    on: date
    part: str
    kind: str
    by: str
    text: str
    content: dict[str, Any]
    position: int = 0

    def __repr__(self) -> str:
        return f"<Message {self.pk}>"  # never what it says


def items_of(concern: Concern, part: str) -> QuerySet[Item]:
    """Sealed items of one part, in order."""
    return Item.objects.filter(concern=concern, part=part).order_by("position")


def messages(actor: KeyHolder, concern: Concern, part: str = Part.THREAD) -> list[Message]:
    """What this actor can open of one part; what was written to an older key they never had is left out."""
    return [
        message for item in items_of(concern, part) if (message := _opened(actor, concern, item))
    ]


def all_messages(actor: DeskActor, concern: Concern) -> list[Message]:
    """Both parts of a concern, read at once, each in its order."""
    items = Item.objects.filter(concern=concern).order_by("part", "position")
    return [message for item in items if (message := _opened(actor, concern, item))]


def entries_of(actor: DeskActor, concern: Concern) -> list[dict[str, Any]]:
    """The chain of acts as a listener reads it: what, by whom, when; and whether it is what was written.

    ``is_whole`` is None for what this listener has no key of.
    """
    found: list[dict[str, Any]] = []
    before = ""
    for entry in Entry.objects.filter(concern=concern).order_by("number"):
        try:
            content = sealing.unseal(entry, concern, actor, Part.DESK)
            is_whole = commitment_of(content) == entry.commitment
        except SealedShut:
            content, is_whole = {"act": "", "by": "", "facts": {}}, None
        is_next = is_right(entry, before) and entry.number == len(found) + 1
        before = entry.digest
        outside = {"number": entry.number, "on": entry.on, "is_next": is_next, "head": before}
        found.append({**content, "is_whole": is_whole, **outside})
    return found


@dataclass(frozen=True)
class Doubts:
    """What a listener reads that is not what was written: by somebody who writes to the database."""

    strangers: frozenset[UUID]  # words no entry of the chain speaks of, or that speak otherwise
    n_gone: int  # words an entry speaks of that are there no more
    is_broken: bool  # entries that were changed, left out or put in

    def __bool__(self) -> bool:
        return bool(self.strangers or self.n_gone or self.is_broken)


def doubts_in(actor: DeskActor, concern: Concern, found: Sequence[Message]) -> Doubts:
    """Hold all that was opened of a concern against its chain of acts. One query, and none a word costs."""
    entries = entries_of(actor, concern)
    said: dict[str, str] = {}
    for entry in entries:
        if entry["is_whole"]:
            said |= entry.get("items", {})
    reads_all = all(entry["is_whole"] is not None for entry in entries)
    strangers = {
        one.pk
        for one in found
        if (reads_all or str(one.pk) in said)
        and said.get(str(one.pk)) != said_by(one.pk, one.part, one.position, one.on, one.content)
    }
    missing = set(said) - {str(one.pk) for one in found}
    there = Item.objects.filter(concern=concern, pk__in=missing) if missing else ()
    head = entries[-1]["head"] if entries else ""
    is_broken = (len(entries), head) != (concern.n_entries, concern.head) or not all(
        entry["is_next"] and entry["is_whole"] is not False for entry in entries
    )
    return Doubts(frozenset(strangers), len(missing) - len(there), is_broken)


def _opened(actor: KeyHolder, concern: Concern, item: Item) -> Message | None:
    item.concern = concern
    try:
        content = sealing.open_item(actor, item)
    except SealedShut:
        return None
    return Message(
        pk=item.pk,
        on=item.on,
        part=item.part,
        kind=str(content.get("kind", "")),
        by=str(content.get("by", "")),
        text=str(content.get("text", "")),
        content=content,
        position=item.position,
    )
