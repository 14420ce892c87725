"""The stored forms are as they are documented: each is opened here by hand, from the layout alone."""

import hashlib
import hmac
import struct

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.public import PrivateKey as LibraryKey
from nacl.public import SealedBox

from groundswell.vault import items, passphrase, receipts, secrets
from groundswell.vault.costs import FOR_TESTS
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE

PAIR = new_pair()


def test_an_item_is_a_sealed_key_a_nonce_and_a_ciphertext():
    sealed = items.seal_item(b"words", to=PAIR.public, place=HERE)
    magic, key_magic, generation, box_magic = sealed[:4], sealed[4:8], sealed[8:12], sealed[12:16]
    assert (magic, key_magic, generation, box_magic) == (
        b"gwi\x01",
        b"gwk\x01",
        b"\0\0\0\1",
        b"gwb\x01",
    )
    inner = SealedBox(LibraryKey(PAIR.private.raw)).decrypt(sealed[16:128])
    label = b"groundswell/vault/v1/box/item-key" + key_magic + generation
    assert inner[:32] == hashlib.sha256(label + b"\0" + HERE.encode()).digest()
    plain = decrypt(sealed[152:], HERE.encode(), sealed[128:152], inner[32:])
    assert plain == b"words\x80".ljust(1024, b"\0")


def test_a_wrapped_key_is_parameters_a_salt_a_nonce_and_a_ciphertext():
    wrapped = passphrase.wrap(
        PAIR.private, "twelve bytes", place=HERE, cost=FOR_TESTS, lowest=FOR_TESTS
    )
    passes, kib, lanes = struct.unpack(">III", wrapped[4:16])
    key = hash_secret_raw(b"twelve bytes", wrapped[16:32], passes, kib, lanes, 32, Type.ID)
    bound_to = b"groundswell/vault/v1/wrap/passphrase" + wrapped[:32] + HERE.encode()
    assert decrypt(wrapped[56:], bound_to, wrapped[32:56], key) == PAIR.private.raw


def test_a_receipt_is_pepper_then_argon2id_then_one_label_for_each_use():
    peppers, receipt = secrets.new_secrets("PEPPER"), receipts.new_receipt()
    kept = receipts.issue(receipt, peppers=peppers, cost=FOR_TESTS).kept
    label = b"groundswell/vault/v1/receipt/"
    peppered = hmac.digest(
        peppers.newest.key, label + b"pepper" + receipt.secret.encode(), "sha256"
    )
    stretched = hash_secret_raw(peppered, kept[18:34], 1, 8, 1, 32, Type.ID)
    verifier = hmac.digest(stretched, label + b"verifier" + b"\x01", "sha256")
    key = hmac.digest(stretched, label + b"x25519" + b"\x01", "sha256")
    assert kept[34:] == verifier
    assert (
        bytes(LibraryKey(key).public_key)
        == receipts.derive(
            receipt.secret, kept[18:34], peppers.newest.key, cost=FOR_TESTS
        ).pair.public.raw
    )
