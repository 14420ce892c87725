import copy
import pickle
from typing import Any

import pytest

from groundswell.vault.errors import KeyRefused
from groundswell.vault.keys import PrivateKey, PublicKey, new_pair, pair_of


def test_a_private_key_does_not_show_itself():
    pair = new_pair()
    shown = f"{pair!r} {pair} {pair.private!r} {pair.private}"
    assert repr(pair.private.raw)[2:-1] not in shown
    assert pair.private.raw.hex() not in shown


@pytest.mark.parametrize("take_away", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_private_key_is_not_pickled_or_copied(take_away):
    with pytest.raises(TypeError, match="not pickled"):
        take_away(new_pair().private)


def test_two_pairs_differ_and_a_pair_is_found_again_from_its_private_half():
    one, other = new_pair(), new_pair()
    assert one.public != other.public
    assert pair_of(PrivateKey(one.private.raw)).public == one.public


@pytest.mark.parametrize("raw", [b"", bytes(31), bytes(33), "a" * 32, None])
@pytest.mark.parametrize("kind", [PublicKey, PrivateKey])
def test_what_is_not_32_bytes_is_no_key(kind, raw):
    with pytest.raises(KeyRefused):
        kind(raw)


def test_a_fingerprint_is_eight_short_groups_and_tells_keys_apart():
    one, other = new_pair().public, new_pair().public
    assert [len(group) for group in one.fingerprint.split()] == [4] * 8
    assert one.fingerprint != other.fingerprint


def test_a_key_is_taken_however_a_database_hands_it_back():
    raw = new_pair().public.raw
    kinds: list[Any] = [bytearray, memoryview]
    for kind in kinds:
        assert PublicKey(kind(raw)) == PublicKey(raw)
