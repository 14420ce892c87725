"""X25519 key pairs whose private half does not show itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, NoReturn

from nacl.bindings import crypto_scalarmult_base
from nacl.utils import random

from groundswell.vault.errors import KeyRefused
from groundswell.vault.headers import Stored

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half anybody may have: 32 bytes, however a database hands them back."""

    raw: bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "raw", _checked(self.raw))

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hex digits (128 bits) for two people to compare aloud."""
        digits = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digits[i : i + 4] for i in range(0, 32, 4))


@dataclass(frozen=True, slots=True, eq=False)
class PrivateKey:
    """The half that opens: 32 bytes, absent from ``repr``, never pickled and compared only by identity."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "raw", _checked(self.raw))

    @property
    def public(self) -> PublicKey:
        """The public half, computed."""
        return PublicKey(crypto_scalarmult_base(self.raw))

    def __reduce__(self) -> NoReturn:
        # Pickles end up in caches, queues and logs.
        raise TypeError(
            "A private key is not pickled or copied: seal it, or wrap it under a passphrase."
        )


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves."""

    private: PrivateKey
    public: PublicKey


def new_pair() -> KeyPair:
    """Return a fresh pair from the operating system's random source."""
    return pair_of(PrivateKey(random(KEY_BYTES)))


def pair_of(private: PrivateKey) -> KeyPair:
    """Return the pair a private key belongs to."""
    return KeyPair(private=private, public=private.public)


def _checked(raw: object) -> bytes:
    if not isinstance(raw, Stored) or len(raw) != KEY_BYTES:
        raise KeyRefused(f"A key is {KEY_BYTES} bytes.")
    return bytes(raw)
