import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.vault import costs, crockford, receipts
from groundswell.vault.costs import FOR_TESTS, Cost
from groundswell.vault.crockford import ALPHABET
from groundswell.vault.errors import OpeningFailed, ReceiptMistyped, SecretsRefused
from groundswell.vault.receipts import Receipt
from groundswell.vault.secrets import grown, new_secrets, without
from groundswell.vault.tests.scenes import bits, flipped

PEPPERS = new_secrets("GROUNDSWELL_PEPPER")
RECEIPT = receipts.new_receipt()
CHARACTERS = st.text(ALPHABET, min_size=26, max_size=26)


def issue(receipt, peppers=PEPPERS, cost=FOR_TESTS):
    return receipts.issue(receipt, peppers=peppers, cost=cost)


def present(receipt, kept, peppers=PEPPERS):
    return receipts.present(receipt, kept, peppers=peppers, cost=FOR_TESTS, lowest=FOR_TESTS)


@given(CHARACTERS)
def test_a_receipt_is_read_back_however_it_is_typed(body):
    receipt = Receipt(body[:6], body[6:])
    for typed in (
        receipt.text,
        receipt.text.lower(),
        receipt.text.replace("-", ""),
        receipt.text.replace("-", " \u2013 "),
        receipt.text.replace("0", "o").replace("1", "l"),
        receipt.text.replace("0", "O").replace("1", "i"),
        f"  {receipt.text}\n",
        "".join(chr(ord(c) + 0xFEE0) for c in receipt.text),
    ):
        assert receipts.read(typed) == receipt


@given(CHARACTERS, st.integers(0, 26), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(body, position, character):
    text = body + crockford.check_character(body)
    wrong = text[:position] + character + text[position + 1 :]
    assert crockford.passes(wrong) == (wrong == text)


@given(CHARACTERS, st.integers(0, 26), st.integers(0, 26))
def test_every_swap_of_two_characters_is_caught(body, one, other):
    text = body + crockford.check_character(body)
    swapped = list(text)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert crockford.passes("".join(swapped)) == ("".join(swapped) == text)


def test_each_of_the_27_positions_weighs_differently():
    alone = {crockford.check_character("0" * i + "1" + "0" * (25 - i)) for i in range(26)}
    assert len(alone) == 26
    assert "1" not in alone


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "27 letters and digits; this has 0"),
        (RECEIPT.text[:-1], "this has 26"),
        (RECEIPT.text + "0", "this has 28"),
        ("U" + RECEIPT.text[1:], "never “U”"),
        ("\x00" * 27, "never “.”"),
        ("\ud800" * 27, "never “.”"),
        ("A" * 10_000_000, "27 letters and digits"),
        ("é" * 27, "never “É”"),
    ],
    ids=["nothing", "short", "long", "U", "control", "half a sign", "paste", "accent"],
)
def test_what_cannot_be_a_receipt_is_told_what_to_look_at(typed, sentence):
    with pytest.raises(ReceiptMistyped, match=sentence) as refusal:
        receipts.read(typed)
    str(refusal.value).encode()  # a page can show it


def test_a_slip_of_one_character_is_told_without_saying_whether_it_exists():
    last = RECEIPT.text[-1]
    with pytest.raises(ReceiptMistyped, match="group by group"):
        receipts.read(RECEIPT.text[:-1] + ("2" if last != "2" else "3"))


@given(st.text(st.characters()))
def test_nothing_typed_breaks_the_reading(typed):
    with contextlib.suppress(ReceiptMistyped):
        receipts.read(typed)


def test_a_receipt_is_grouped_for_reading_aloud_and_its_tail_is_asked_for():
    assert [len(group) for group in RECEIPT.text.split("-")] == [3] * 9
    assert RECEIPT.text.replace("-", "").endswith(RECEIPT.tail)
    assert RECEIPT.ends_with(f" {RECEIPT.tail.lower()} ")
    assert not RECEIPT.ends_with(RECEIPT.tail[:-1])
    assert not RECEIPT.ends_with("")
    assert not RECEIPT.ends_with("\ud800" * 4)


def test_a_receipt_does_not_show_itself():
    shown = f"{RECEIPT} {RECEIPT!r}"
    assert RECEIPT.locator not in shown
    assert RECEIPT.secret not in shown


def test_fresh_receipts_use_the_whole_alphabet_in_every_position():
    many = [receipts.new_receipt() for _ in range(600)]
    assert len({receipt.locator for receipt in many}) > 595
    for position in range(20):
        assert len({receipt.secret[position] for receipt in many}) == 32


def test_a_receipt_that_fits_gives_the_raisers_pair():
    issued = issue(RECEIPT)
    assert len(issued.kept) == 66
    for stored in (issued.kept, bytearray(issued.kept), memoryview(issued.kept)):
        assert present(RECEIPT, stored).public == issued.public


def test_a_wrong_secret_and_an_unknown_locator_do_the_same_work_and_fail_alike(monkeypatch):
    kept = issue(RECEIPT).kept
    wrong = Receipt(RECEIPT.locator, receipts.new_receipt().secret)
    seen, derive = [], costs.derive

    def watched(secret, salt, cost):
        seen.append((len(salt), cost))
        return derive(secret, salt, cost)

    monkeypatch.setattr(costs, "derive", watched)
    sentences = set()
    for receipt, stored in ((wrong, kept), (wrong, None), (RECEIPT, None)):
        with pytest.raises(OpeningFailed) as failure:
            present(receipt, stored)
        sentences.add(str(failure.value))
    assert seen == [(16, FOR_TESTS)] * 3
    assert len(sentences) == 1


def test_an_unknown_locator_answers_as_the_same_row_each_time():
    one = receipts.dummy("AAAAAA", PEPPERS)
    assert one == receipts.dummy("AAAAAA", PEPPERS)
    assert one.salt != receipts.dummy("AAAAAB", PEPPERS).salt
    assert len(one.encode()) == len(issue(RECEIPT).kept)


def test_salt_pepper_and_secret_each_change_everything_that_is_derived():
    salt, pepper = bytes(16), bytes(32)
    first = receipts.derive(RECEIPT.secret, salt, pepper, cost=FOR_TESTS)
    for secret, other_salt, other_pepper in (
        (receipts.new_receipt().secret, salt, pepper),
        (RECEIPT.secret, b"\x01" * 16, pepper),
        (RECEIPT.secret, salt, b"\x01" * 32),
    ):
        other = receipts.derive(secret, other_salt, other_pepper, cost=FOR_TESTS)
        assert other.verifier != first.verifier
        assert other.pair.public != first.pair.public


def test_the_stored_verifier_is_not_the_key_nor_the_public_key():
    derived = receipts.derive(RECEIPT.secret, bytes(16), bytes(32), cost=FOR_TESTS)
    assert len({derived.verifier, derived.pair.private.raw, derived.pair.public.raw}) == 3


def test_an_older_receipt_opens_after_the_pepper_grew_and_not_after_its_pepper_is_lost():
    issued = issue(RECEIPT)
    newer = grown(PEPPERS)
    assert present(RECEIPT, issued.kept, newer).public == issued.public
    with pytest.raises(SecretsRefused, match="no version 1"):
        present(RECEIPT, issued.kept, without(newer, 1))


def test_a_receipt_issued_for_less_or_more_work_still_opens():
    for cost in (FOR_TESTS, Cost(2, 16, 1), Cost(3, 64, 1)):
        issued = issue(RECEIPT, cost=cost)
        assert present(RECEIPT, issued.kept).public == issued.public


@given(st.data())
def test_no_changed_bit_of_what_is_kept_opens(data):
    kept = issue(RECEIPT).kept
    # The parameters and the version of the pepper have their own tests: changed ones may be refused or merely slow.
    bit = data.draw(bits(kept).filter(lambda bit: not 32 <= bit < 144))
    with pytest.raises(OpeningFailed):
        present(RECEIPT, flipped(kept, bit))


@pytest.mark.parametrize(
    "numbers", [(0, 0, 0), (5, 19456, 1), (2, 65537, 1), (2, 19456, 2), (2**32 - 1,) * 3]
)
def test_a_hostile_row_is_refused_before_anything_is_derived(numbers, monkeypatch):
    kept = issue(RECEIPT).kept
    monkeypatch.setattr(costs, "derive", lambda *_: pytest.fail("derived"))
    with pytest.raises(OpeningFailed):
        present(RECEIPT, kept[:4] + Cost(*numbers).encode() + kept[16:])


def test_a_weak_row_is_refused_unless_a_test_asks_for_it():
    with pytest.raises(OpeningFailed):
        receipts.present(RECEIPT, issue(RECEIPT).kept, peppers=PEPPERS)


@pytest.mark.parametrize(
    "change",
    [lambda kept: kept[:-1], lambda kept: kept + b"x", lambda kept: b"", lambda kept: b"gwr"],
)
def test_a_row_cut_or_made_longer_does_not_open(change):
    with pytest.raises(OpeningFailed):
        present(RECEIPT, change(issue(RECEIPT).kept))


def test_a_receipt_opens_with_the_parameters_of_a_real_site():
    issued = receipts.issue(RECEIPT, peppers=PEPPERS)
    assert receipts.present(RECEIPT, issued.kept, peppers=PEPPERS).public == issued.public
