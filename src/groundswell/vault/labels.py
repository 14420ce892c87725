"""Every label that keeps one use of a key apart from another, in one place.

A label is never reused for a second purpose and never changed: a new use gets a new line, a new form of an old use gets
a new number. Changing one makes what was sealed with it unreadable; ``tests/vectors`` would fail.
"""

from __future__ import annotations

from typing import Final

_ROOT: Final = b"groundswell/vault/v1/"

# What a sealed box was sealed for (hashed with its place into the box).
SECRET: Final = _ROOT + b"box/secret"
PRIVATE_KEY: Final = _ROOT + b"box/private-key"
ITEM_KEY: Final = _ROOT + b"box/item-key"
FILE_KEY: Final = _ROOT + b"box/file-key"

# HKDF contexts of what a receipt is derived into.
RECEIPT_VERIFIER: Final = _ROOT + b"receipt/verifier"
RECEIPT_KEY: Final = _ROOT + b"receipt/x25519"

# HKDF contexts of what a server secret is derived into.
SECRET_PAIR: Final = _ROOT + b"secret/x25519"

# Inputs of HMAC under a server secret.
RECEIPT_PEPPER: Final = _ROOT + b"receipt/pepper"
RECEIPT_NOBODY: Final = _ROOT + b"receipt/unknown-locator"
STAMP: Final = _ROOT + b"stamp"

# What derived or random symmetric keys are for (first bytes of the associated data).
PASSPHRASE: Final = _ROOT + b"wrap/passphrase"
SESSION: Final = _ROOT + b"wrap/session"

ALL: Final = (
    SECRET,
    PRIVATE_KEY,
    ITEM_KEY,
    FILE_KEY,
    RECEIPT_VERIFIER,
    RECEIPT_KEY,
    SECRET_PAIR,
    RECEIPT_PEPPER,
    RECEIPT_NOBODY,
    STAMP,
    PASSPHRASE,
    SESSION,
)
