"""The parts of a JPEG that say who, where and when, left out without drawing it anew."""

from __future__ import annotations

from typing import Final

_KEPT: Final = {0xE0, 0xE2, 0xEE}  # its form, its colours, how they are mixed
_SCAN: Final = 0xDA


def without_notes(data: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC and comments. What is no JPEG comes back as it is."""
    if not data.startswith(b"\xff\xd8"):
        return data
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _SCAN:
            return bytes(kept) + data[at:]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_note = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_note or marker in _KEPT:
            kept += data[at:end]
        at = end
    return data
