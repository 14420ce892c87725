from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import Share, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from groundswell.vault import shares
from groundswell.vault.errors import SharesRefused
from groundswell.vault.keys import PrivateKey, new_pair

PRIVATE = new_pair().private
THREE_OF_FIVE = shares.split(PRIVATE, needed=3, among=5)


@settings(max_examples=12)
@given(st.binary(min_size=32, max_size=32), st.data())
def test_any_k_of_n_make_the_key_again_and_one_fewer_do_not(raw, data):
    among = data.draw(st.integers(2, 7))
    needed = data.draw(st.integers(2, among))
    made = shares.split(PrivateKey(raw), needed=needed, among=among)
    some = data.draw(st.permutations(made))
    assert shares.recover(some[:needed]).raw == raw
    with pytest.raises(SharesRefused, match=f"{needed} shares are needed"):
        shares.recover(some[: needed - 1] or [])


def test_every_three_of_five_make_the_key_and_no_two_do():
    for three in combinations(THREE_OF_FIVE, 3):
        assert shares.recover(three).raw == PRIVATE.raw
    for two in combinations(THREE_OF_FIVE, 2):
        with pytest.raises(SharesRefused, match="3 shares are needed; these are 2"):
            shares.recover(two)


def test_more_than_are_needed_make_the_same_key():
    assert shares.recover(THREE_OF_FIVE).raw == PRIVATE.raw


def test_two_of_three_that_claim_to_be_enough_make_no_key():
    forged = [_forged(index, member_threshold=2) for index in (0, 1)]
    assert shares.read_share(forged[0]).needed == 2
    with pytest.raises(SharesRefused, match="make no key together"):
        shares.recover(forged)


def test_a_share_is_read_however_it_is_typed():
    words = THREE_OF_FIVE[0].split()
    typed = "\n".join(f"{i}. {word.upper()}," for i, word in enumerate(words, start=1))
    assert shares.read_share(typed) == shares.read_share(THREE_OF_FIVE[0])


def test_a_share_says_its_number_and_how_many_are_needed_but_not_its_words():
    read = [shares.read_share(share) for share in THREE_OF_FIVE]
    assert [one.number for one in read] == [1, 2, 3, 4, 5]
    assert {one.needed for one in read} == {3}
    assert read[0].words.split()[-1] not in repr(read[0])


def test_a_wrong_word_is_told_by_its_place_and_not_repeated():
    words = THREE_OF_FIVE[0].split()
    with pytest.raises(SharesRefused, match="Share 2: Word 7 is not one") as refusal:
        shares.recover([THREE_OF_FIVE[1], " ".join([*words[:6], "microaggression", *words[7:]])])
    assert "microaggression" not in str(refusal.value)


@settings(max_examples=33)
@given(st.integers(0, shares.WORDS - 2))
def test_two_swapped_words_are_told(position):
    words = THREE_OF_FIVE[0].split()
    words[position], words[position + 1] = words[position + 1], words[position]
    if words == THREE_OF_FIVE[0].split():
        return
    with pytest.raises(SharesRefused, match="together they are no share"):
        shares.read_share(" ".join(words))


@pytest.mark.parametrize(
    ("count", "sentence"), [(0, "this has 0"), (32, "this has 32"), (34, "this has 34")]
)
def test_too_few_or_too_many_words_are_counted(count, sentence):
    words = (THREE_OF_FIVE[0].split() * 2)[:count]
    with pytest.raises(SharesRefused, match=sentence):
        shares.read_share(" ".join(words))


def test_shares_of_two_sets_do_not_mix():
    other = shares.split(PRIVATE, needed=3, among=5)
    with pytest.raises(SharesRefused, match="Shares 1 and 3 come from different sets"):
        shares.recover([*THREE_OF_FIVE[:2], other[2]])


def test_the_same_share_twice_is_not_two_people():
    with pytest.raises(SharesRefused, match="Shares 1 and 2 are the same"):
        shares.recover([THREE_OF_FIVE[0]] * 3)


def _forged(index: int, **changed: Any) -> str:
    """A share with a good checksum that is not as it was made."""
    return str(replace(Share.from_mnemonic(THREE_OF_FIVE[index]), **changed).mnemonic())


def test_a_forged_share_makes_no_key():
    with pytest.raises(SharesRefused, match="make no key together"):
        shares.recover([*THREE_OF_FIVE[:2], _forged(2, value=bytes(32))])


def test_a_forged_share_among_more_than_are_needed_is_noticed():
    with pytest.raises(SharesRefused, match="one of them was not made with the others"):
        shares.recover([*THREE_OF_FIVE[:3], _forged(3, value=bytes(32))])


def test_no_share_is_no_key():
    with pytest.raises(SharesRefused, match="No share"):
        shares.recover([])


def test_nobody_is_given_a_share_that_hurts_to_read_aloud(monkeypatch):
    drawn = []

    def draw(*arguments):
        drawn.append(generate_mnemonics(*arguments))
        return [["ugly " * 33]] if len(drawn) == 1 else drawn[-1]

    monkeypatch.setattr(shares, "generate_mnemonics", draw)
    made = shares.split(PRIVATE, needed=2, among=2)
    assert len(drawn) > 1
    assert shares.UNKIND.isdisjoint(" ".join(made).split())
    assert set(WORDLIST) > shares.UNKIND


@pytest.mark.parametrize(("needed", "among"), [(1, 1), (1, 5), (0, 3), (4, 3), (2, 17), (-1, -1)])
def test_a_split_nobody_should_make_is_refused(needed, among):
    with pytest.raises(SharesRefused, match="2 to 16 people"):
        shares.split(PRIVATE, needed=needed, among=among)


def test_a_share_that_would_keep_the_server_busy_for_hours_is_refused_at_once():
    slow = _forged(0, iteration_exponent=15)
    with pytest.raises(SharesRefused, match="something else"):
        shares.read_share(slow)


def test_shares_of_a_wallet_are_told_apart():
    two_groups = generate_mnemonics(1, [(2, 2), (2, 2)], bytes(32), b"", True, 0)
    single = generate_mnemonics(1, [(1, 1)], bytes(32), b"", True, 0)
    for words in (two_groups[0][0], single[0][0]):
        with pytest.raises(SharesRefused, match="something else"):
            shares.read_share(words)


@given(st.text(st.characters()) | st.just("academic " * 2_000_000))
def test_nothing_typed_breaks_the_reading(typed):
    with pytest.raises(SharesRefused):
        shares.read_share(typed)
