import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.vault import boxes, labels
from groundswell.vault.errors import KeyRefused, OpeningFailed
from groundswell.vault.keys import PublicKey, new_pair
from groundswell.vault.tests.scenes import HERE, bits, elsewhere, flipped

PAIR = new_pair()
BOX = boxes.seal(b"a short secret", to=PAIR.public, place=HERE)


@given(st.binary(max_size=300))
def test_what_is_sealed_to_a_key_opens_with_it(message):
    box = boxes.seal(message, to=PAIR.public, place=HERE)
    assert len(box) == len(message) + boxes.OVERHEAD_BYTES
    assert boxes.open_box(box, private=PAIR.private, place=HERE) == message


@given(bits(BOX))
def test_a_box_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        boxes.open_box(flipped(BOX, bit), private=PAIR.private, place=HERE)


def test_a_box_that_is_cut_anywhere_does_not_open():
    for length in range(len(BOX)):
        with pytest.raises(OpeningFailed):
            boxes.open_box(BOX[:length], private=PAIR.private, place=HERE)


@pytest.mark.parametrize("place", elsewhere())
def test_a_box_does_not_open_in_another_place(place):
    with pytest.raises(OpeningFailed):
        boxes.open_box(BOX, private=PAIR.private, place=place)


def test_a_box_does_not_open_for_another_use_or_with_another_key():
    with pytest.raises(OpeningFailed):
        boxes.open_box(BOX, private=PAIR.private, place=HERE, label=labels.ITEM_KEY)
    with pytest.raises(OpeningFailed):
        boxes.open_box(BOX, private=new_pair().private, place=HERE)


def test_a_box_opens_however_a_database_hands_it_back():
    for kind in (bytes, bytearray, memoryview):
        assert boxes.open_box(kind(BOX), private=PAIR.private, place=HERE) == b"a short secret"


def test_eight_recipients_each_get_a_box_only_they_can_open():
    pairs = [new_pair() for _ in range(8)]
    concern = new_pair()
    sealed = boxes.seal_key(concern.private, to=[pair.public for pair in pairs], place=HERE)
    assert len(set(sealed)) == 8
    for pair, box in zip(pairs, sealed, strict=True):
        assert boxes.open_key(box, private=pair.private, place=HERE).public == concern.public
    with pytest.raises(OpeningFailed):
        boxes.open_key(sealed[0], private=pairs[1].private, place=HERE)


def test_a_sealed_secret_is_not_taken_for_a_sealed_private_key():
    box = boxes.seal(bytes(32), to=PAIR.public, place=HERE)
    with pytest.raises(OpeningFailed):
        boxes.open_key(box, private=PAIR.private, place=HERE)


@pytest.mark.parametrize("raw", [bytes(32), (1).to_bytes(32, "little")])
def test_nothing_is_sealed_to_a_key_that_fits_any_lock(raw):
    with pytest.raises(KeyRefused):
        boxes.seal(b"x", to=PublicKey(raw), place=HERE)
