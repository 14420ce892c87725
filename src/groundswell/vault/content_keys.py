"""The fresh key of one item or file, sealed to a concern's public key so that it can be re-sealed alone.

Stored form, 124 bytes: ``gwk\\x01``, the generation of the key it is sealed to (4 bytes), a sealed box (116). The place
keeps the generation in which the content was written; only this header knows to which generation its key has moved.
"""

from __future__ import annotations

import struct
from typing import Final

from groundswell.vault import boxes, headers
from groundswell.vault.headers import Stored
from groundswell.vault.keys import PrivateKey, PublicKey
from groundswell.vault.places import Place
from groundswell.vault.symmetric import KEY_BYTES

_GENERATION: Final = struct.Struct(">I")
_HEAD_BYTES: Final = len(headers.CONTENT_KEY) + _GENERATION.size
BOXED_BYTES: Final = _HEAD_BYTES + boxes.OVERHEAD_BYTES + KEY_BYTES


def seal_content_key(
    key: bytes, *, to: PublicKey, place: Place, generation: int, label: bytes
) -> bytes:
    """Return a 32-byte ``key`` sealed to the public key of ``generation``: 124 bytes."""
    head = headers.CONTENT_KEY + _GENERATION.pack(generation)
    return head + boxes.seal(key, to=to, place=place, label=label + head)


def open_content_key(boxed: Stored, *, private: PrivateKey, place: Place, label: bytes) -> bytes:
    """Return the 32-byte key, or raise ``OpeningFailed``."""
    boxed = bytes(boxed)
    key_generation(boxed)
    head, box = boxed[:_HEAD_BYTES], boxed[_HEAD_BYTES:]
    return boxes.open_box(box, private=private, place=place, label=label + head)


def key_generation(boxed: Stored) -> int:
    """Return the generation of the key that opens this, as the header has it; opening is what proves it."""
    body = headers.body_of(boxed, headers.CONTENT_KEY, least=BOXED_BYTES - len(headers.CONTENT_KEY))
    generation: int = _GENERATION.unpack_from(body)[0]
    return generation
