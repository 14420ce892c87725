"""Files in pieces: libsodium's secretstream, bound to a place, padded, in constant memory.

The file's key is a value of its own (124 bytes, for a row), so that it can be re-sealed without touching the content.
Stored form of the content: ``gwf\\x01``, header (24), then frames of 65,553 bytes, the last of them tagged FINAL. A
frame holds the length of its content (4), the content and zeros. After the content come empty frames up to a coarse
number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError

from groundswell.vault import content_keys, headers, labels, padding, symmetric
from groundswell.vault.errors import OpeningFailed
from groundswell.vault.headers import Stored
from groundswell.vault.keys import PrivateKey, PublicKey
from groundswell.vault.places import Place

_LENGTH: Final = struct.Struct(">I")
_PLAIN_BYTES: Final = 64 * 1024
CONTENT_BYTES: Final = _PLAIN_BYTES - _LENGTH.size
FRAME_BYTES: Final = _PLAIN_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES
HEAD_BYTES: Final = len(headers.FILE) + crypto_secretstream_xchacha20poly1305_HEADERBYTES
# Up to a mebibyte a power of two of frames, then four steps for each doubling.
_FINE_FROM: Final = 16
_MESSAGE: Final = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL: Final = crypto_secretstream_xchacha20poly1305_TAG_FINAL


@dataclass(frozen=True, slots=True)
class SealedFile:
    """``key`` (124 bytes) goes into a row; ``stream`` is read once, straight to where the content is kept."""

    key: bytes
    stream: Iterator[bytes] = field(repr=False)


def seal_file(pieces: Iterable[bytes], *, to: PublicKey, place: Place) -> SealedFile:
    """Return a file sealed to a concern's public key of ``place.generation``; pieces may have any size.

    Holds one piece and two frames at a time. Nothing is sealed until ``stream`` is read.
    """
    key = symmetric.new_key()
    boxed = content_keys.seal_content_key(
        key, to=to, place=place, generation=place.generation, label=labels.FILE_KEY
    )
    return SealedFile(boxed, _sealed(pieces, key, place.encode()))


def open_file(
    key: Stored, stream: Iterable[bytes], *, private: PrivateKey, place: Place
) -> Iterator[bytes]:
    """Return the content piece by piece, each at most 65,532 bytes; ``OpeningFailed`` as soon as something is amiss.

    A wrong key or place fails at the first piece. Each piece is authentic when it comes, but only the end proves that
    the file is whole: when this raises, throw away what came before.
    """
    opened = content_keys.open_content_key(key, private=private, place=place, label=labels.FILE_KEY)
    return _opened(_sized(stream), opened, place.encode())


def stored_bytes(size: int) -> int:
    """Return how many bytes a file of ``size`` bytes takes: what a thief learns of it."""
    frames = padding.bucket(max(1, -(-size // CONTENT_BYTES)), smallest=1, fine_from=_FINE_FROM)
    return HEAD_BYTES + frames * FRAME_BYTES


def _sealed(pieces: Iterable[bytes], key: bytes, bound_to: bytes) -> Iterator[bytes]:
    state = crypto_secretstream_xchacha20poly1305_state()
    yield headers.FILE + crypto_secretstream_xchacha20poly1305_init_push(state, key)

    def frame(content: bytes, tag: int) -> bytes:
        plain = (_LENGTH.pack(len(content)) + content).ljust(_PLAIN_BYTES, b"\0")
        return crypto_secretstream_xchacha20poly1305_push(state, plain, bound_to, tag)

    waiting = None
    for content in _padded(_cut(pieces)):
        if waiting is not None:
            yield frame(waiting, _MESSAGE)
        waiting = content
    yield frame(waiting or b"", _FINAL)


def _cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = bytearray()
    for piece in pieces:
        rest += piece
        while len(rest) >= CONTENT_BYTES:
            yield bytes(rest[:CONTENT_BYTES])
            del rest[:CONTENT_BYTES]
    if rest:
        yield bytes(rest)


def _padded(contents: Iterable[bytes]) -> Iterator[bytes]:
    frames = 0
    for content in contents:
        frames += 1
        yield content
    yield from repeat(b"", padding.bucket(frames, smallest=1, fine_from=_FINE_FROM) - frames)


def _sized(stream: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stored stream into its head and its frames, the last perhaps too short."""
    rest, size = bytearray(), HEAD_BYTES
    for piece in stream:
        rest += piece
        while len(rest) >= size:
            yield bytes(rest[:size])
            del rest[:size]
            size = FRAME_BYTES
    if rest:
        yield bytes(rest)


def _opened(parts: Iterator[bytes], key: bytes, bound_to: bytes) -> Iterator[bytes]:
    state = crypto_secretstream_xchacha20poly1305_state()
    head = headers.body_of(next(parts, b""), headers.FILE, least=HEAD_BYTES - len(headers.FILE))
    crypto_secretstream_xchacha20poly1305_init_pull(state, head, key)
    tag = _MESSAGE
    for part in parts:
        if tag == _FINAL:
            raise OpeningFailed
        plain, tag = _pull(state, part, bound_to)
        length = _LENGTH.unpack_from(plain)[0]
        if length:
            yield plain[_LENGTH.size : _LENGTH.size + length]
    if tag != _FINAL:
        raise OpeningFailed


def _pull(
    state: crypto_secretstream_xchacha20poly1305_state, part: bytes, bound_to: bytes
) -> tuple[bytes, int]:
    try:
        return crypto_secretstream_xchacha20poly1305_pull(state, part, bound_to)
    except CryptoError:
        raise OpeningFailed from None
