"""An unlocked key between two requests: the browser holds a random key, the server a ciphertext, neither is enough.

Stored form, 92 bytes: ``gws\\x01``, when it began and when it ends (8 bytes each, seconds since 1970), nonce (24),
ciphertext (48). The times are authenticated, and so is the place: the row of this one unlocking.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn

from groundswell.vault import headers, labels, symmetric
from groundswell.vault.errors import OpeningFailed, VaultError
from groundswell.vault.headers import Stored
from groundswell.vault.keys import KEY_BYTES, PrivateKey
from groundswell.vault.places import Place

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=8)
_TIMES: Final = struct.Struct(">QQ")
_HEAD_BYTES: Final = len(headers.SESSION) + _TIMES.size
STORED_BYTES: Final = _HEAD_BYTES + KEY_BYTES + symmetric.OVERHEAD_BYTES


@dataclass(frozen=True, slots=True)
class Unlocked:
    """``cookie`` (64 hex digits) goes to the browser and nowhere else; ``stored`` (92 bytes) stays here."""

    cookie: str = field(repr=False)
    stored: bytes = field(repr=False)

    def __reduce__(self) -> NoReturn:
        # Both halves together open the key: no pickle may hold them.
        raise TypeError("An unlocked session is not pickled or copied: its halves go two ways.")


def begin(
    private: PrivateKey,
    *,
    place: Place,
    now: datetime,
    idle: timedelta = IDLE,
    longest: timedelta = LONGEST,
) -> Unlocked:
    """Return an unlocked session under a fresh key. It ends ``idle`` after ``now``, or after ``longest`` if sooner."""
    cookie = symmetric.new_key()
    started = _seconds(now)
    return Unlocked(
        cookie.hex(), _seal(private, cookie, place, started, _end(started, now, idle, longest))
    )


def resume(stored: Stored, cookie: str, *, place: Place, now: datetime) -> PrivateKey:
    """Return the unlocked key, or raise ``OpeningFailed``: a wrong cookie and an ended session look alike.

    A clock that was set back before the beginning opens nothing either.
    """
    return _open(bytes(stored), cookie, place, now)[0]


def extend(
    stored: Stored,
    cookie: str,
    *,
    place: Place,
    now: datetime,
    idle: timedelta = IDLE,
    longest: timedelta = LONGEST,
) -> bytes:
    """Return what to store after a use: the same cookie, ``idle`` from ``now`` on, never past ``longest`` in all."""
    private, started = _open(bytes(stored), cookie, place, now)
    return _seal(private, bytes.fromhex(cookie), place, started, _end(started, now, idle, longest))


def ends_at(stored: Stored) -> datetime:
    """Return when this ends, as its header has it, to delete what is over; only ``resume`` proves it."""
    ends = _TIMES.unpack_from(_body(bytes(stored)))[1]
    try:
        return datetime.fromtimestamp(ends, UTC)
    except (OverflowError, OSError, ValueError):
        raise OpeningFailed from None


def _seal(private: PrivateKey, cookie: bytes, place: Place, started: int, ends: int) -> bytes:
    head = headers.SESSION + _TIMES.pack(started, ends)
    return head + symmetric.encrypt(
        private.raw, key=cookie, bound_to=labels.SESSION + head + place.encode()
    )


def _open(stored: bytes, cookie: str, place: Place, now: datetime) -> tuple[PrivateKey, int]:
    started, ends = _TIMES.unpack_from(_body(stored))
    head, sealed = stored[:_HEAD_BYTES], stored[_HEAD_BYTES:]
    raw = symmetric.decrypt(
        sealed, key=_key_in(cookie), bound_to=labels.SESSION + head + place.encode()
    )
    if not started <= _seconds(now) < ends:
        raise OpeningFailed
    return PrivateKey(raw), started


def _body(stored: bytes) -> bytes:
    return headers.body_of(stored, headers.SESSION, least=STORED_BYTES - len(headers.SESSION))


def _key_in(cookie: str) -> bytes:
    try:
        key = bytes.fromhex(cookie)
    except ValueError:
        raise OpeningFailed from None
    if len(key) != symmetric.KEY_BYTES:
        raise OpeningFailed
    return key


def _end(started: int, now: datetime, idle: timedelta, longest: timedelta) -> int:
    return min(_seconds(now + idle), started + int(longest.total_seconds()))


def _seconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise VaultError("A session is timed with a time zone: give an aware datetime.")
    return int(moment.timestamp())
