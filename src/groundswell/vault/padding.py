"""Coarse sizes, so that a stored length says little about what was written.

A size is rounded up to a power of two from 1 KiB to 64 KiB, and above that to one of four steps between two powers.
What still shows: which step (seven steps up to 64 KiB, about two bits more for every doubling after it), and that a
text outgrew its step when it is edited.
"""

from __future__ import annotations

from typing import Final

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError

from groundswell.vault.errors import OpeningFailed

SMALLEST: Final = 1024
FINE_FROM: Final = 64 * 1024


def bucket(size: int, *, smallest: int = SMALLEST, fine_from: int = FINE_FROM) -> int:
    """Return the step ``size`` (0 or more) is rounded up to; never less than ``size`` or ``smallest``."""
    power = smallest
    while power < size:
        power *= 2
    if power <= fine_from:
        return power
    step = power // 8
    return -(-size // step) * step


def pad(message: bytes) -> bytes:
    """Return ``message`` with at least one byte more (0x80, then zeros) up to the end of its step."""
    return sodium_pad(message, bucket(len(message) + 1))


def unpad(padded: bytes) -> bytes:
    """Return what was padded, or raise ``OpeningFailed``."""
    try:
        return sodium_unpad(padded, len(padded))
    except CryptoError:
        raise OpeningFailed from None
