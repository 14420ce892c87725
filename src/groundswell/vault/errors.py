"""What the vault raises. Whatever fails to open fails with the same sentence."""

from __future__ import annotations


class VaultError(ValueError):
    """The family: catch this to catch all of it."""


class OpeningFailed(VaultError):
    """Something sealed did not open.

    A wrong key, a changed bit, a cut end, a moved row, an expired session and a hostile header all look like this,
    so that whoever tries learns only that it did not work. It takes no argument and names no cause.
    """

    def __init__(self) -> None:
        super().__init__(
            "This could not be opened: the key does not fit, or what is stored is not what was sealed."
        )


class KeyRefused(VaultError):
    """Bytes that are not a key of this kind."""


class PlaceRefused(VaultError):
    """A place with a name or a number that no place has."""


class CostRefused(VaultError):
    """Derivation parameters outside the bounds."""


class PassphraseRefused(VaultError):
    """A passphrase too short or too long to wrap a key with."""


class TooLarge(VaultError):
    """More bytes than may be sealed as one item."""


class ReceiptMistyped(VaultError):
    """A receipt that cannot be one, told as a sentence. It says nothing about whether a receipt exists."""


class SharesRefused(VaultError):
    """Word shares that do not make a secret, told as a sentence."""


class SecretsRefused(VaultError):
    """A server secret that is missing, too short, repeated or unreadable, told as a sentence."""
