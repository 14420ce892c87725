"""Keys that move on while what they opened stays as it is.

A new generation, a new listener, a colleague who re-seals: each opens one sealed key with a private key and seals it
again. Content is never decrypted here. Who has once held an item's key still has it: what must be kept from a
leaver is what is written later, and that is sealed to the new generation.
"""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.vault import boxes, content_keys, items, labels
from groundswell.vault.headers import Stored
from groundswell.vault.keys import PrivateKey, PublicKey
from groundswell.vault.places import Place


def reseal_key(
    box: Stored,
    *,
    private: PrivateKey,
    place: Place,
    to: Iterable[PublicKey],
    new_place: Place | None = None,
) -> tuple[bytes, ...]:
    """Return the private key in a box of ``boxes.seal_key``, sealed to each of ``to``, 116 bytes each.

    At ``new_place`` if one is given, else at the same. ``OpeningFailed`` if the box does not open.
    """
    opened = boxes.open_key(box, private=private, place=place)
    return boxes.seal_key(opened, to=to, place=new_place or place)


def rewrap_item(
    sealed: Stored, *, private: PrivateKey, place: Place, to: PublicKey, generation: int
) -> bytes:
    """Return an item of the same size whose key is sealed to the public key of ``generation``.

    ``place`` stays that of the writing, its generation included. ``OpeningFailed`` if the key does not open.
    """
    boxed, body = items.split(sealed)
    moved = _rewrap(boxed, private, place, to, generation, labels.ITEM_KEY)
    return items.join(moved, body)


def rewrap_file_key(
    key: Stored, *, private: PrivateKey, place: Place, to: PublicKey, generation: int
) -> bytes:
    """Return a file's key (124 bytes) sealed to the public key of ``generation``; the content is not read."""
    return _rewrap(key, private, place, to, generation, labels.FILE_KEY)


def _rewrap(
    boxed: Stored, private: PrivateKey, place: Place, to: PublicKey, generation: int, label: bytes
) -> bytes:
    key = content_keys.open_content_key(boxed, private=private, place=place, label=label)
    moved = place.at(generation=generation).generation  # a number no generation has is refused
    return content_keys.seal_content_key(key, to=to, place=place, generation=moved, label=label)
