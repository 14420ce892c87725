"""Receipts: what a raiser keeps instead of an account.

27 characters of Crockford's base 32: a locator (6, stored in plain), a secret (20 characters, 100 random bits, never
stored) and a check. From the secret come a verifier, which is stored, and the X25519 key to which the concern's
private key is sealed: HMAC-SHA256 under the pepper, then Argon2id (two passes, 19 MiB, one lane), then HKDF-SHA256 with
a label for each.
"""

from __future__ import annotations

import hmac
import struct
from dataclasses import dataclass, field
from typing import Final, NoReturn

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from nacl.utils import random

from groundswell.vault import costs, crockford, headers, labels
from groundswell.vault.costs import COST_BYTES, SALT_BYTES, Cost
from groundswell.vault.errors import CostRefused, OpeningFailed, ReceiptMistyped
from groundswell.vault.headers import Stored
from groundswell.vault.keys import KeyPair, PrivateKey, PublicKey, pair_of
from groundswell.vault.secrets import Secrets

LOCATOR: Final = 6
SECRET: Final = 20
LENGTH: Final = LOCATOR + SECRET + 1
VERIFIER_BYTES: Final = 32
_VERSION: Final = struct.Struct(">H")
_KEPT: Final = struct.Struct(f">{COST_BYTES}sH{SALT_BYTES}s{VERIFIER_BYTES}s")
_GROUP: Final = 3
_TAIL: Final = 4
# Characters that are looked at: a receipt with its dashes has 35, and a paste may have ten million.
_LOOK_AT: Final = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """``locator`` finds the row, ``secret`` opens it. Neither shows in ``str`` or ``repr``: ask for ``text``."""

    locator: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """All 27 characters in nine groups of three, to be read aloud: the first two are the locator."""
        whole = self._whole
        return "-".join(whole[i : i + _GROUP] for i in range(0, LENGTH, _GROUP))

    @property
    def tail(self) -> str:
        """The last four characters, which the raiser types back before anything is sent."""
        return self._whole[-_TAIL:]

    def ends_with(self, typed: str) -> bool:
        """Were the last four characters typed back, forgivingly read?"""
        return crockford.tidy(typed[:_LOOK_AT]) == self.tail

    def __reduce__(self) -> NoReturn:
        # Pickles end up in caches, queues and logs.
        raise TypeError(
            "A receipt is not pickled or copied: its text is shown once, to who keeps it."
        )

    @property
    def _whole(self) -> str:
        body = self.locator + self.secret
        return body + crockford.check_character(body)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a receipt beside its locator.

    Stored form, 66 bytes: ``gwr\\x01``, passes, KiB, lanes (4 bytes each), version of the pepper (2), salt (16),
    verifier (32).
    """

    cost: Cost
    pepper_version: int
    salt: bytes
    verifier: bytes

    def encode(self) -> bytes:
        """Return the stored form."""
        version = _VERSION.pack(self.pepper_version)
        return headers.RECEIPT + self.cost.encode() + version + self.salt + self.verifier


@dataclass(frozen=True, slots=True)
class Derived:
    """What a receipt's secret opens with: the verifier to compare and the pair to seal to."""

    verifier: bytes = field(repr=False)
    pair: KeyPair


@dataclass(frozen=True, slots=True)
class Issued:
    """``kept`` is stored beside the locator (66 bytes); what the raiser may open is sealed to ``public``."""

    kept: bytes = field(repr=False)
    public: PublicKey


def new_receipt() -> Receipt:
    """Return a fresh receipt. A locator has 30 bits: let the database refuse one that is taken and ask again."""
    return Receipt(locator=_random(LOCATOR), secret=_random(SECRET))


def read(typed: str) -> Receipt:
    """Return the receipt somebody typed, or raise ``ReceiptMistyped`` with a sentence that says what to look at.

    Case, blanks and dashes do not matter; O is read as 0, I and L as 1. Every single wrong character and every swap of
    two is caught. The answer depends on what was typed alone, so it tells nobody which receipts exist.
    """
    text = crockford.tidy(typed[:_LOOK_AT])
    stranger = crockford.strangers(text)
    if stranger:
        raise ReceiptMistyped(
            f"A receipt has letters and digits but never “{crockford.shown(stranger)}”: look at that one again."
        )
    if len(text) != LENGTH:
        raise ReceiptMistyped(f"A receipt has {LENGTH} letters and digits; this has {len(text)}.")
    if not crockford.passes(text):
        raise ReceiptMistyped(
            "One character is not as it was, or two are swapped: compare it group by group."
        )
    return Receipt(locator=text[:LOCATOR], secret=text[LOCATOR:-1])


def issue(receipt: Receipt, *, peppers: Secrets, cost: Cost = costs.RECEIPT) -> Issued:
    """Return what to store of a receipt, under a fresh salt and the newest pepper.

    About 25 ms and 19 MiB: run it before the transaction. ``cost`` is for tests alone.
    """
    salt, pepper = random(SALT_BYTES), peppers.newest
    derived = derive(receipt.secret, salt, pepper.key, cost=cost)
    kept = Kept(cost, pepper.version, salt, derived.verifier)
    return Issued(kept.encode(), derived.pair.public)


def present(
    receipt: Receipt,
    kept: Stored | None,
    *,
    peppers: Secrets,
    cost: Cost = costs.RECEIPT,
    lowest: Cost = costs.RECEIPT_LOWEST,
) -> KeyPair:
    """Return the raiser's pair if the receipt fits what is kept, else raise ``OpeningFailed``.

    ``kept`` is None for a locator nobody has: the same work is done and the same error raised. A row with parameters
    out of bounds does not open. ``SecretsRefused`` when its pepper is gone. ``cost`` and ``lowest`` are for tests.
    """
    found = dummy(receipt.locator, peppers, cost) if kept is None else _kept_in(kept, lowest)
    derived = derive(
        receipt.secret, found.salt, peppers.at(found.pepper_version).key, cost=found.cost
    )
    if not hmac.compare_digest(derived.verifier, found.verifier):
        raise OpeningFailed
    return derived.pair


def derive(secret: str, salt: bytes, pepper: bytes, *, cost: Cost = costs.RECEIPT) -> Derived:
    """Return what a 20-character secret opens, with a 16-byte salt and a pepper of 32 bytes or more."""
    peppered = hmac.digest(pepper, labels.RECEIPT_PEPPER + secret.encode("ascii"), "sha256")
    stretched = costs.derive(peppered, salt, cost)
    return Derived(
        verifier=_expand(stretched, labels.RECEIPT_VERIFIER),
        pair=pair_of(PrivateKey(_expand(stretched, labels.RECEIPT_KEY))),
    )


def dummy(locator: str, peppers: Secrets, cost: Cost = costs.RECEIPT) -> Kept:
    """Return what might be kept for a locator nobody has: the same for the same locator, and fitting no secret."""
    pepper = peppers.newest
    noise = hmac.digest(pepper.key, labels.RECEIPT_NOBODY + locator.encode("ascii"), "sha512")
    return Kept(cost, pepper.version, noise[:SALT_BYTES], noise[-VERIFIER_BYTES:])


def _kept_in(stored: Stored, lowest: Cost) -> Kept:
    body = headers.body_of(stored, headers.RECEIPT, least=_KEPT.size)
    try:
        cost, version, salt, verifier = _KEPT.unpack(body)
        checked = costs.check(costs.decode(cost), lowest=lowest, highest=costs.RECEIPT_HIGHEST)
    except (struct.error, CostRefused):
        raise OpeningFailed from None
    return Kept(checked, version, salt, verifier)


def _random(length: int) -> str:
    return crockford.encode(random(length * 5 // 8 + 1), length)


def _expand(stretched: bytes, label: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=label).derive(stretched)
