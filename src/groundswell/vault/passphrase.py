"""A private key wrapped under a passphrase: XChaCha20-Poly1305 under Argon2id.

Stored form, 104 bytes: ``gwp\\x01``, passes, KiB, lanes (4 bytes each), salt (16), nonce (24), ciphertext (48).
Everything before the nonce is authenticated, and so is the place the row belongs to.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from nacl.utils import random

from groundswell.vault import costs, headers, labels, symmetric
from groundswell.vault.costs import COST_BYTES, SALT_BYTES, Cost
from groundswell.vault.errors import CostRefused, OpeningFailed, PassphraseRefused
from groundswell.vault.headers import Stored
from groundswell.vault.keys import KEY_BYTES, PrivateKey
from groundswell.vault.places import Place

SHORTEST: Final = 12
LONGEST: Final = 1000
_SEALED_BYTES: Final = KEY_BYTES + symmetric.OVERHEAD_BYTES
WRAPPED_BYTES: Final = len(headers.PASSPHRASE) + COST_BYTES + SALT_BYTES + _SEALED_BYTES


def wrap(
    private: PrivateKey,
    passphrase: str,
    *,
    place: Place,
    cost: Cost = costs.PASSPHRASE,
    lowest: Cost = costs.LOWEST,
) -> bytes:
    """Return ``private`` as 104 bytes that only ``passphrase`` opens, and only at ``place``.

    A passphrase has 12 to 1,000 characters (``PassphraseRefused``). ``cost`` lies within the bounds of ``costs``
    (``CostRefused``); ``lowest`` is for tests alone. Takes about as long as one sign-in: never inside a transaction.
    """
    secret = _bytes_of(passphrase)
    head = headers.PASSPHRASE + costs.check(cost, lowest=lowest).encode() + random(SALT_BYTES)
    key = costs.derive(secret, head[-SALT_BYTES:], cost)
    return head + symmetric.encrypt(private.raw, key=key, bound_to=_bound_to(head, place))


def unwrap(
    wrapped: Stored, passphrase: str, *, place: Place, lowest: Cost = costs.LOWEST
) -> PrivateKey:
    """Return the private key, or raise ``OpeningFailed``.

    Parameters below ``lowest`` or above ``costs.HIGHEST`` are refused before anything is derived, so a row written by
    somebody else can neither weaken the derivation nor take the server's memory.
    """
    cost, head, sealed = _parts(wrapped)
    try:
        secret = _bytes_of(passphrase)
        costs.check(cost, lowest=lowest)
    except (PassphraseRefused, CostRefused):
        raise OpeningFailed from None
    key = costs.derive(secret, head[-SALT_BYTES:], cost)
    return PrivateKey(symmetric.decrypt(sealed, key=key, bound_to=_bound_to(head, place)))


def needs_growth(wrapped: Stored, *, cost: Cost = costs.PASSPHRASE) -> bool:
    """Was this wrapped with less than is asked for today? Then wrap it again now that it is open."""
    return not _parts(wrapped)[0].covers(cost)


def _parts(wrapped: Stored) -> tuple[Cost, bytes, bytes]:
    body = headers.body_of(
        wrapped, headers.PASSPHRASE, least=WRAPPED_BYTES - len(headers.PASSPHRASE)
    )
    split = COST_BYTES + SALT_BYTES
    return costs.decode(body[:COST_BYTES]), headers.PASSPHRASE + body[:split], body[split:]


def _bound_to(head: bytes, place: Place) -> bytes:
    return labels.PASSPHRASE + head + place.encode()


def _bytes_of(passphrase: str) -> bytes:
    # One keyboard sends é as one character, another as two. A paste is refused by its beginning.
    text = unicodedata.normalize("NFC", passphrase[: 8 * LONGEST])
    if not SHORTEST <= len(text) <= LONGEST:
        raise PassphraseRefused(
            f"A passphrase has {SHORTEST} to {LONGEST:,} characters; this has {len(text):,}."
        )
    # Half of a surrogate pair is no text, yet a form can send it: it must not break anything.
    return text.encode("utf-8", "surrogatepass")
