"""Secrets that live outside the database: each with a version, the newest writes, the older ones still open.

Written ``1:hex`` or, after a change, ``1:hex,2:hex``: one line for an environment variable or a file. Each is 32 to 128
bytes. ``stamp`` proves with one of them that a row was written by somebody who holds it.
"""

from __future__ import annotations

import hmac
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.utils import random

from groundswell.vault import labels
from groundswell.vault.errors import OpeningFailed, SecretsRefused
from groundswell.vault.headers import Stored
from groundswell.vault.keys import KEY_BYTES, KeyPair, PrivateKey, pair_of

SHORTEST: Final = 32
LONGEST: Final = 128
LAST_VERSION: Final = 9999
_ENTRY: Final = re.compile(r"([1-9][0-9]{0,3}):((?:[0-9a-fA-F]{2})+)")
_VERSION: Final = struct.Struct(">H")
STAMP_BYTES: Final = _VERSION.size + 32


@dataclass(frozen=True, slots=True)
class Secret:
    """One version: a number from 1 to 9999 and 32 to 128 bytes."""

    version: int
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Secrets:
    """All versions of one secret, called ``name`` in every sentence about it."""

    name: str
    by_version: Mapping[int, bytes] = field(repr=False)

    @property
    def newest(self) -> Secret:
        """The one to write with."""
        version = max(self.by_version)
        return Secret(version, self.by_version[version])

    def at(self, version: int) -> Secret:
        """Return the one a row was written with; ``SecretsRefused`` when it is no longer here."""
        if version not in self.by_version:
            raise SecretsRefused(
                f"{self.name} has no version {version}: put it back, or what it sealed stays shut."
            )
        return Secret(version, self.by_version[version])

    @property
    def text(self) -> str:
        """All versions as they are written outside the database. This is the secret."""
        return ",".join(
            f"{version}:{key.hex()}" for version, key in sorted(self.by_version.items())
        )


def parse(name: str, text: str) -> Secrets:
    """Return the versions in ``text``, parted by commas or blanks, or raise ``SecretsRefused`` with a sentence.

    The sentence names the entry by its number, never by what is in it.
    """
    versions: dict[int, bytes] = {}
    for number, entry in enumerate(text.replace(",", " ").split(), start=1):
        version, key = _entry(name, number, entry)
        if version in versions or key in versions.values():
            raise SecretsRefused(
                f"{name}: entry {number} repeats a version or a secret of an earlier one."
            )
        versions[version] = key
    if not versions:
        raise SecretsRefused(f"{name} is empty: expected 1: and {2 * SHORTEST} or more hex digits.")
    return Secrets(name, MappingProxyType(versions))


def new_secrets(name: str) -> Secrets:
    """Return a first version, fresh from the operating system."""
    return Secrets(name, MappingProxyType({1: random(SHORTEST)}))


def grown(secrets: Secrets) -> Secrets:
    """Return the same with a fresh newest version; the older ones stay, to open what they sealed."""
    return Secrets(
        secrets.name,
        MappingProxyType({**secrets.by_version, secrets.newest.version + 1: random(SHORTEST)}),
    )


def without(secrets: Secrets, version: int) -> Secrets:
    """Return the same without an older version that seals nothing any more; the newest stays (``SecretsRefused``)."""
    if secrets.at(version) == secrets.newest:
        raise SecretsRefused(f"{secrets.name}: version {version} is the newest; grow it first.")
    return Secrets(
        secrets.name,
        MappingProxyType({v: k for v, k in secrets.by_version.items() if v != version}),
    )


def check_distinct(*several: Secrets, others: Mapping[str, bytes] | None = None) -> None:
    """Refuse (``SecretsRefused``) two secrets that share a value, and one that is also in ``others`` by name."""
    owner: dict[bytes, str] = {value: name for name, value in (others or {}).items()}
    for secrets in several:
        for key in secrets.by_version.values():
            first = owner.setdefault(key, secrets.name)
            if first != secrets.name:
                raise SecretsRefused(
                    f"{first} and {secrets.name} are the same secret; each needs its own."
                )


def stamp(message: bytes, *, secrets: Secrets) -> bytes:
    """Return 34 bytes: the version (2) and HMAC-SHA256 of ``message`` under the newest secret.

    Put one on what a stranger must not be able to plant, such as a listener's public key, and begin ``message`` with
    ``place.encode()``: otherwise value and stamp may be copied together into another row.
    """
    return _stamp(message, secrets.newest)


def stamps(message: bytes, *, secrets: Secrets) -> list[bytes]:
    """Return the stamp on ``message`` under every version that is here, the newest first: what to look a row up by."""
    versions = sorted(secrets.by_version, reverse=True)
    return [_stamp(message, secrets.at(version)) for version in versions]


def check_stamp(stamped: Stored, message: bytes, *, secrets: Secrets) -> None:
    """Raise ``OpeningFailed`` unless ``stamped`` is a stamp on ``message`` by a version that is still here."""
    stamped = bytes(stamped)
    if len(stamped) != STAMP_BYTES:
        raise OpeningFailed
    version = _VERSION.unpack_from(stamped)[0]
    key = secrets.by_version.get(version)
    if key is None or not hmac.compare_digest(stamped, _stamp(message, Secret(version, key))):
        raise OpeningFailed


def pair_from(secrets: Secrets, version: int, *, purpose: bytes) -> KeyPair:
    """Return the key pair one version of a secret gives for one purpose: whoever holds the secret opens what waits.

    ``purpose`` keeps two uses of one secret apart. It is for what this server must open by itself later and a copy
    of the database must not.
    """
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=labels.SECRET_PAIR + purpose)
    return pair_of(PrivateKey(kdf.derive(secrets.at(version).key)))


def _stamp(message: bytes, secret: Secret) -> bytes:
    return _VERSION.pack(secret.version) + hmac.digest(
        secret.key, labels.STAMP + b"\x00" + message, "sha256"
    )


def _entry(name: str, number: int, entry: str) -> tuple[int, bytes]:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise SecretsRefused(
            f"{name}: entry {number} is not a version from 1 to {LAST_VERSION}, a colon and pairs of hex digits."
        )
    key = bytes.fromhex(match[2])
    if not SHORTEST <= len(key) <= LONGEST:
        raise SecretsRefused(
            f"{name}: entry {number} has {len(key)} bytes; expected {SHORTEST} to {LONGEST}, as hex digits."
        )
    return int(match[1]), key
