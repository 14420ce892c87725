"""What the sealed room's cryptography costs, in microseconds, beside the primitive it stands on.

    python benchmarks/vault.py [--rounds 7]

Each line is the median of the rounds in processor time, so that other work on the machine says little; the peer is the
bare library call that does the unavoidable part, measured in the same rounds.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_box_seal,
    crypto_scalarmult_base,
)

from groundswell.vault import boxes, files, items, passphrase, receipts, secrets
from groundswell.vault.keys import new_pair
from groundswell.vault.places import Place

PLACE = Place(network="n1", table="t", column="c", row=UUID(int=1), schema=1, generation=1)
LISTENERS = [new_pair() for _ in range(8)]
PUBLIC = [pair.public for pair in LISTENERS]
CONCERN = LISTENERS[0]
TEXT = os.urandom(2000)
PEPPERS = secrets.new_secrets("PEPPER")
RECEIPT = receipts.new_receipt()
KEPT = receipts.issue(RECEIPT, peppers=PEPPERS).kept
WORDS = "seven herons over the weir"
WRAPPED = passphrase.wrap(CONCERN.private, WORDS, place=PLACE)
ITEM = items.seal_item(TEXT, to=CONCERN.public, place=PLACE)
MEGABYTE = os.urandom(1_000_000)


def envelope() -> None:
    """A new concern: its key pair, the text sealed, the private key sealed to eight people and the receipt."""
    concern = new_pair()
    items.seal_item(TEXT, to=concern.public, place=PLACE)
    boxes.seal_key(concern.private, to=[*PUBLIC, CONCERN.public], place=PLACE)


def bare_envelope() -> None:
    """One key pair, ten sealed boxes, one encryption: the same without places, padding and forms."""
    key = os.urandom(32)
    crypto_scalarmult_base(key)
    for _ in range(10):
        crypto_box_seal(key, CONCERN.public.raw)
    crypto_aead_xchacha20poly1305_ietf_encrypt(TEXT, b"", key[:24], key)


def argon2(passes: int, mib: int) -> Callable[[], object]:
    return lambda: hash_secret_raw(b"secret", bytes(16), passes, mib * 1024, 1, 32, Type.ID)


def whole_file() -> None:
    for _ in files.seal_file([MEGABYTE], to=CONCERN.public, place=PLACE).stream:
        pass


def bare_file() -> None:
    crypto_aead_xchacha20poly1305_ietf_encrypt(MEGABYTE, b"", bytes(24), bytes(32))


LINES: list[tuple[str, Callable[[], object], str, Callable[[], object] | None, int]] = [
    (
        "seal a concern of 2 kB to eight listeners and a receipt",
        envelope,
        "bare libsodium",
        bare_envelope,
        50,
    ),
    (
        "open that text",
        lambda: items.open_item(ITEM, private=CONCERN.private, place=PLACE),
        "",
        None,
        200,
    ),
    (
        "present a receipt",
        lambda: receipts.present(RECEIPT, KEPT, peppers=PEPPERS),
        "bare Argon2id, 2 x 19 MiB",
        argon2(2, 19),
        3,
    ),
    (
        "unlock with a passphrase",
        lambda: passphrase.unwrap(WRAPPED, WORDS, place=PLACE),
        "bare Argon2id, 3 x 64 MiB",
        argon2(3, 64),
        1,
    ),
    ("seal a file of 1 MB", whole_file, "one bare encryption", bare_file, 10),
]


def once(work: Callable[[], object], times: int) -> float:
    """Microseconds of processor time of one call."""
    began = time.process_time()
    for _ in range(times):
        work()
    return 1e6 * (time.process_time() - began) / times


def medians(works: list[Callable[[], object]], times: int, rounds: int) -> list[float]:
    """The median of each, all of them in every round."""
    taken = [[once(work, times) for work in works] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def stored() -> int:
    """Bytes of one concern: the text, nine sealed keys, what is kept of the receipt."""
    return (
        len(ITEM)
        + 9 * len(boxes.seal_key(CONCERN.private, to=[CONCERN.public], place=PLACE)[0])
        + len(KEPT)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_known_args()[0].rounds
    print(f"{'what':58} {'µs':>9} {'peer µs':>9} {'ratio':>6}")
    for what, work, peer, bare, times in LINES:
        ours, *theirs = medians([work] if bare is None else [work, bare], times, rounds)
        beside = "".join(f" {them:9,.0f} {ours / them:6.2f}  {peer}" for them in theirs)
        print(f"{what:58} {ours:9,.0f}{beside}")
    print(f"stored for that concern: {stored():,} bytes, of them {len(TEXT):,} of text")


if __name__ == "__main__":
    main()
