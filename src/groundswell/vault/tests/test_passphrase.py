import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.vault import costs, passphrase
from groundswell.vault.costs import FOR_TESTS, HIGHEST, LOWEST, Cost
from groundswell.vault.errors import CostRefused, OpeningFailed, PassphraseRefused
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE, bits, elsewhere, flipped

PAIR = new_pair()
WORDS = "seven herons over the weir"


def wrap(words=WORDS, **more):
    return passphrase.wrap(
        PAIR.private, words, place=HERE, cost=FOR_TESTS, lowest=FOR_TESTS, **more
    )


def unwrap(wrapped, words=WORDS, place=HERE):
    return passphrase.unwrap(wrapped, words, place=place, lowest=FOR_TESTS)


WRAPPED = wrap()


@settings(max_examples=30)
@given(st.text(min_size=12, max_size=200).filter(lambda t: len(t) >= passphrase.SHORTEST))
def test_a_key_comes_back_under_any_passphrase(words):
    try:
        wrapped = wrap(words)
    except PassphraseRefused:
        return  # composing its accents made it shorter than twelve
    assert unwrap(wrapped, words).raw == PAIR.private.raw
    assert len(wrapped) == passphrase.WRAPPED_BYTES


# Not the bits of the parameters: changed ones may be out of bounds or merely slow. They have their own test below.
@settings(max_examples=40)
@given(bits(WRAPPED).filter(lambda bit: not 32 <= bit < 128))
def test_a_wrapped_key_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        unwrap(flipped(WRAPPED, bit))


@pytest.mark.parametrize("cost", [Cost(2, 8, 1), Cost(1, 16, 1), Cost(1, 16, 2)])
def test_changed_parameters_within_the_bounds_do_not_open(cost):
    with pytest.raises(OpeningFailed):
        unwrap(WRAPPED[:4] + cost.encode() + WRAPPED[16:])


def test_a_wrapped_key_that_is_cut_anywhere_does_not_open():
    for length in range(passphrase.WRAPPED_BYTES):
        with pytest.raises(OpeningFailed):
            unwrap(WRAPPED[:length])


@pytest.mark.parametrize("place", elsewhere())
def test_a_wrapped_key_does_not_open_in_another_place(place):
    with pytest.raises(OpeningFailed):
        unwrap(WRAPPED, place=place)


@pytest.mark.parametrize("words", ["seven herons over the wier", "", "x" * 2000, "\ud800" * 12])
def test_a_wrong_an_empty_and_an_endless_passphrase_fail_alike(words):
    with pytest.raises(OpeningFailed):
        unwrap(WRAPPED, words)


def test_accents_typed_on_another_keyboard_open_the_same_key():
    assert unwrap(wrap("caf\u00e9 over the weir"), "cafe\u0301 over the weir").public == PAIR.public


@pytest.mark.parametrize(
    "words",
    ["", "eleven char", "x" * 1001, "e\u0301" * 10_000_000],
    ids=["none", "short", "long", "paste"],
)
def test_a_passphrase_too_short_or_too_long_is_told_so(words):
    with pytest.raises(PassphraseRefused, match="12 to 1,000"):
        wrap(words)


def test_a_weak_row_is_refused_unless_a_test_asks_for_it():
    with pytest.raises(OpeningFailed):
        passphrase.unwrap(WRAPPED, WORDS, place=HERE)
    with pytest.raises(CostRefused, match="at least"):
        passphrase.wrap(PAIR.private, WORDS, place=HERE, cost=FOR_TESTS)


@pytest.mark.parametrize("numbers", [(13, 65536, 1), (3, 2**32 - 1, 1), (3, 65536, 5), (0, 0, 0)])
def test_a_hostile_row_is_refused_before_anything_is_derived(numbers, monkeypatch):
    monkeypatch.setattr(costs, "derive", lambda *_: pytest.fail("derived"))
    hostile = WRAPPED[:4] + struct.pack(">III", *numbers) + WRAPPED[16:]
    with pytest.raises(OpeningFailed):
        unwrap(hostile)


def test_the_bounds_hold_what_is_used_today():
    assert costs.check(costs.PASSPHRASE) == Cost(3, 64 * 1024, 1)
    assert costs.check(HIGHEST) == HIGHEST
    for cost in (Cost(2, 65536, 1), Cost(3, 65535, 1), Cost(3, 65536, 0)):
        with pytest.raises(CostRefused):
            costs.check(cost)
    with pytest.raises(CostRefused, match="at most"):
        costs.check(Cost(3, 512 * 1024 + 1, 1))


def test_a_row_wrapped_for_less_than_today_wants_to_grow():
    assert passphrase.needs_growth(WRAPPED)
    assert passphrase.needs_growth(WRAPPED, cost=Cost(2, 8, 1))
    assert not passphrase.needs_growth(WRAPPED, cost=FOR_TESTS)


def test_a_key_wrapped_with_the_parameters_of_a_real_site_opens():
    wrapped = passphrase.wrap(PAIR.private, WORDS, place=HERE)
    assert costs.decode(wrapped[4:16]) == LOWEST
    assert passphrase.unwrap(wrapped, WORDS, place=HERE).public == PAIR.public
    assert not passphrase.needs_growth(wrapped)
