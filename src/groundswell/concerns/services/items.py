"""Writing one sealed item into a concern."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from groundswell.concerns import sealing
from groundswell.concerns.digests import said_by
from groundswell.concerns.errors import Gone, TooMuch
from groundswell.concerns.models import Concern, Item
from groundswell.vault.keys import PublicKey

MOST_WORDS = 20_000


def write_item(
    concern: Concern,
    part: str,
    content: dict[str, Any],
    *,
    to: PublicKey | None = None,
    number: UUID | None = None,
) -> Item | None:
    """Seal and save one item as the last of its part. The caller holds the concern's lock (see ``locked``).

    ``number`` is the form's own: the same sent twice is written once, and the second time gives None.
    """
    if number is not None:
        number = _own(number, concern, part, content)
        if Item.objects.filter(pk=number).exists():
            return None
    item = sealing.seal_item(concern, part, content, to=to, pk=number)
    last = Item.objects.filter(concern=concern, part=part).aggregate(last=Max("position"))["last"]
    item.position = (last or 0) + 1
    item.save(force_insert=True)
    _remember(concern, item)
    return item


def write_first(
    concern: Concern, part: str, contents: Sequence[dict[str, Any]], *, to: PublicKey
) -> None:
    """Seal and save the first items of a part that has none, in one statement. The caller holds the lock."""
    made = [sealing.seal_item(concern, part, content, to=to) for content in contents]
    for position, item in enumerate(made, 1):
        item.position = position
        _remember(concern, item)
    Item.objects.bulk_create(made)


def _remember(concern: Concern, item: Item) -> None:
    """For the chain's next entry, which holds a digest of what was written with it."""
    said = said_by(item.pk, item.part, item.position, item.on, item.said)
    concern.__dict__.setdefault("unsaid", {})[str(item.pk)] = said


def _own(number: UUID, concern: Concern, part: str, content: dict[str, Any]) -> UUID:
    """An id for these words in this place: other words under the same number are not the same message.

    Without the number, which is random and stored nowhere, it says nothing about the words.
    """
    words = sealing.as_bytes({"concern": str(concern.pk), "part": part, "content": content})
    return UUID(bytes=blake2b(words, key=number.bytes, digest_size=16).digest(), version=4)


def locked(concern: Concern) -> Concern:
    """The same concern with what stands in the database now; nobody else writes until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise TypeError("locked() is called inside a transaction")
    fresh = Concern.objects.select_for_update().filter(pk=concern.pk).first()
    if fresh is None:
        raise Gone
    for field in Concern._meta.concrete_fields:
        setattr(concern, field.attname, getattr(fresh, field.attname))
    concern.unsaid = {}  # what a verb left that failed
    return concern


def checked(text: str, most: int = MOST_WORDS) -> str:
    """The text, if it is not too long for one message."""
    if len(text) > most:
        raise TooMuch(len(text), most)
    return text
