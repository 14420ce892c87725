"""What was written in a concern, opened by somebody who holds its key."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor, KeyHolder
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
    """The chain of acts as a listener reads it: what, by whom, when."""
    found = []
    for entry in Entry.objects.filter(concern=concern).order_by("number"):
        try:
            content = sealing.unseal(entry, concern, actor, Part.DESK)
        except SealedShut:
            content = {"act": "", "by": "", "facts": {}}
        found.append({"number": entry.number, "on": entry.on, **content})
    return found


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
    )
