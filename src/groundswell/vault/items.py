"""Text, names and other content: encrypted under a fresh key, bound to its place, padded.

Stored form: ``gwi\\x01``, the item's key sealed to the concern (124 bytes), nonce (24), ciphertext (a step of
``padding`` and 16 bytes). The associated data is the place as canonical JSON.
"""

from __future__ import annotations

from typing import Final

from groundswell.vault import content_keys, headers, labels, padding, symmetric
from groundswell.vault.content_keys import BOXED_BYTES
from groundswell.vault.errors import TooLarge
from groundswell.vault.headers import Stored
from groundswell.vault.keys import PrivateKey, PublicKey
from groundswell.vault.places import Place

MOST_BYTES: Final = 16 * 1024 * 1024
OVERHEAD_BYTES: Final = len(headers.ITEM) + BOXED_BYTES + symmetric.OVERHEAD_BYTES


def seal_item(content: bytes, *, to: PublicKey, place: Place) -> bytes:
    """Return ``content`` (up to 16 MiB, else ``TooLarge``) sealed to a concern's public key of ``place.generation``.

    The size is a step of ``padding`` and 168 bytes. Sealing needs no secret: it proves nothing about who wrote it.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(
            f"One item holds up to {MOST_BYTES:,} bytes; this has {len(content):,}. Seal it as a file."
        )
    key = symmetric.new_key()
    boxed = content_keys.seal_content_key(
        key, to=to, place=place, generation=place.generation, label=labels.ITEM_KEY
    )
    return (
        headers.ITEM
        + boxed
        + symmetric.encrypt(padding.pad(content), key=key, bound_to=place.encode())
    )


def open_item(sealed: Stored, *, private: PrivateKey, place: Place) -> bytes:
    """Return the content, or raise ``OpeningFailed``: wrong key, changed, cut or moved all look alike."""
    boxed, body = split(sealed)
    key = content_keys.open_content_key(boxed, private=private, place=place, label=labels.ITEM_KEY)
    return padding.unpad(symmetric.decrypt(body, key=key, bound_to=place.encode()))


def key_generation(sealed: Stored) -> int:
    """Return the generation of the concern's key that opens this now; ``place.generation`` until it is re-wrapped."""
    return content_keys.key_generation(split(sealed)[0])


def split(sealed: Stored) -> tuple[bytes, bytes]:
    """Return the sealed key (124 bytes) and the encrypted content, which re-wrapping leaves alone."""
    body = headers.body_of(sealed, headers.ITEM, least=BOXED_BYTES + symmetric.OVERHEAD_BYTES)
    return body[:BOXED_BYTES], body[BOXED_BYTES:]


def join(boxed: bytes, body: bytes) -> bytes:
    """Return an item from the two parts of ``split``."""
    return headers.ITEM + boxed + body
