"""Sealed boxes: anybody with the public key seals, only the private key opens, and only for the same place.

Stored form: ``gwb\\x01`` and libsodium's sealed box over a 32-byte digest of label and place and then the message:
84 bytes more than the message. For keys and other short secrets; text goes into ``items``.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

from nacl.bindings import crypto_box_seal, crypto_box_seal_open, crypto_box_SEALBYTES
from nacl.exceptions import CryptoError

from groundswell.vault import headers, labels
from groundswell.vault.errors import KeyRefused, OpeningFailed
from groundswell.vault.headers import Stored
from groundswell.vault.keys import PrivateKey, PublicKey
from groundswell.vault.places import Place

_DIGEST_BYTES: Final = 32
OVERHEAD_BYTES: Final = len(headers.BOX) + crypto_box_SEALBYTES + _DIGEST_BYTES


def seal(message: bytes, *, to: PublicKey, place: Place, label: bytes = labels.SECRET) -> bytes:
    """Return ``message`` sealed to one public key: 84 bytes more. Its length shows. ``KeyRefused`` for a weak key."""
    return _seal(_digest(label, place) + message, to)


def seal_to_many(
    message: bytes, *, to: Iterable[PublicKey], place: Place, label: bytes = labels.SECRET
) -> tuple[bytes, ...]:
    """Return one box for each recipient, in their order. No two look alike, nor say who else has one."""
    inner = _digest(label, place) + message
    return tuple(_seal(inner, one) for one in to)


def open_box(
    box: Stored, *, private: PrivateKey, place: Place, label: bytes = labels.SECRET
) -> bytes:
    """Return the message, or raise ``OpeningFailed``."""
    body = headers.body_of(box, headers.BOX, least=crypto_box_SEALBYTES + _DIGEST_BYTES)
    try:
        inner = crypto_box_seal_open(body, private.public.raw, private.raw)
    except CryptoError:
        raise OpeningFailed from None
    if not hmac.compare_digest(inner[:_DIGEST_BYTES], _digest(label, place)):
        raise OpeningFailed
    return inner[_DIGEST_BYTES:]


def seal_key(private: PrivateKey, *, to: Iterable[PublicKey], place: Place) -> tuple[bytes, ...]:
    """Return a private key sealed to each recipient, in their order, 116 bytes each."""
    return seal_to_many(private.raw, to=to, place=place, label=labels.PRIVATE_KEY)


def open_key(box: Stored, *, private: PrivateKey, place: Place) -> PrivateKey:
    """Return the private key in a box of ``seal_key``, or raise ``OpeningFailed``."""
    return PrivateKey(open_box(box, private=private, place=place, label=labels.PRIVATE_KEY))


def _seal(inner: bytes, to: PublicKey) -> bytes:
    try:
        return headers.BOX + crypto_box_seal(inner, to.raw)
    except CryptoError:
        raise KeyRefused(
            "Nothing can be sealed to this public key: it would fit any lock."
        ) from None


def _digest(label: bytes, place: Place) -> bytes:
    return hashlib.sha256(label + b"\x00" + place.encode()).digest()
