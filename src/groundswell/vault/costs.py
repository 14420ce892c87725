"""What one Argon2id derivation takes, and the bounds no stored row can leave."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from groundswell.vault.errors import CostRefused

_FORM: Final = struct.Struct(">III")
COST_BYTES: Final = _FORM.size
SALT_BYTES: Final = 16
DERIVED_BYTES: Final = 32
_MIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Passes over the memory, memory in KiB, lanes. Within ``lowest`` and ``HIGHEST`` it may be used."""

    passes: int
    memory_kib: int
    lanes: int

    def covers(self, other: Cost) -> bool:
        """Is every parameter at least that of ``other``?"""
        return (
            self.passes >= other.passes
            and self.memory_kib >= other.memory_kib
            and self.lanes >= other.lanes
        )

    def encode(self) -> bytes:
        """Return 12 bytes: three unsigned 32-bit numbers, most significant byte first."""
        return _FORM.pack(self.passes, self.memory_kib, self.lanes)


LOWEST: Final = Cost(3, 64 * _MIB, 1)
HIGHEST: Final = Cost(12, 512 * _MIB, 4)
# What a passphrase is wrapped with today; raise it and old rows grow on their next unlock.
PASSPHRASE: Final = Cost(3, 64 * _MIB, 1)
# A receipt carries a hundred random bits, so this is courtesy; about 25 ms.
# Anybody may present one, so its ceiling is low.
RECEIPT: Final = Cost(2, 19 * _MIB, 1)
RECEIPT_LOWEST: Final = RECEIPT
RECEIPT_HIGHEST: Final = Cost(4, 64 * _MIB, 1)
# Fast and worthless: give it as ``cost`` and as ``lowest`` in a test, nowhere else.
FOR_TESTS: Final = Cost(1, 8, 1)


def decode(stored: bytes) -> Cost:
    """Return the parameters in 12 stored bytes, whatever they are; ``check`` says whether to use them."""
    return Cost(*_FORM.unpack(stored))


def check(cost: Cost, *, lowest: Cost = LOWEST, highest: Cost = HIGHEST) -> Cost:
    """Return ``cost`` if it lies within the bounds, else raise ``CostRefused``."""
    if not cost.covers(lowest):
        raise CostRefused(f"A derivation takes at least {lowest}; this is {cost}.")
    if not highest.covers(cost):
        raise CostRefused(f"A derivation takes at most {highest}; this is {cost}.")
    return cost


def derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes of Argon2id (version 1.3) over ``secret`` and a 16-byte ``salt``. The caller checks ``cost``."""
    return hash_secret_raw(
        secret=secret,
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=DERIVED_BYTES,
        type=Type.ID,
        version=19,
    )
