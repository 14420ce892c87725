"""The four bytes that say what a stored value is and in which version of its form."""

from __future__ import annotations

from typing import Final

from groundswell.vault.errors import OpeningFailed

# A database may hand stored bytes back as any of these.
Stored = bytes | bytearray | memoryview

BOX: Final = b"gwb\x01"
CONTENT_KEY: Final = b"gwk\x01"
ITEM: Final = b"gwi\x01"
FILE: Final = b"gwf\x01"
PASSPHRASE: Final = b"gwp\x01"
SESSION: Final = b"gws\x01"
RECEIPT: Final = b"gwr\x01"


def body_of(stored: Stored, magic: bytes, *, least: int) -> bytes:
    """Return what follows ``magic``, at least ``least`` bytes of it, or raise ``OpeningFailed``."""
    value = bytes(stored)
    if not value.startswith(magic) or len(value) < len(magic) + least:
        raise OpeningFailed
    return value[len(magic) :]
