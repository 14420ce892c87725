import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.vault import boxes, items, padding
from groundswell.vault.errors import OpeningFailed, TooLarge
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE, bits, elsewhere, flipped

CONCERN = new_pair()
WORDS = "She called me “the other one” again.".encode()
ITEM = items.seal_item(WORDS, to=CONCERN.public, place=HERE)


def opened(sealed, private=CONCERN.private, place=HERE):
    return items.open_item(sealed, private=private, place=place)


@given(st.binary(max_size=4000))
def test_any_content_comes_back(content):
    sealed = items.seal_item(content, to=CONCERN.public, place=HERE)
    assert opened(sealed) == content
    assert len(sealed) == padding.bucket(len(content) + 1) + items.OVERHEAD_BYTES
    assert len(content) < 8 or content not in sealed


@given(bits(ITEM))
def test_an_item_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        opened(flipped(ITEM, bit))


def test_an_item_that_is_cut_anywhere_does_not_open():
    for length in range(len(ITEM)):
        with pytest.raises(OpeningFailed):
            opened(ITEM[:length])


@pytest.mark.parametrize("place", elsewhere())
def test_an_item_does_not_open_in_another_row_field_network_or_generation(place):
    with pytest.raises(OpeningFailed):
        opened(ITEM, place=place)


def test_the_key_of_one_item_does_not_open_another_in_the_same_place():
    other = items.seal_item(WORDS, to=CONCERN.public, place=HERE)
    swapped = items.join(items.split(other)[0], items.split(ITEM)[1])
    with pytest.raises(OpeningFailed):
        opened(swapped)


def test_every_failure_says_the_same_and_names_no_cause():
    attempts = [
        lambda: opened(ITEM, private=new_pair().private),
        lambda: opened(ITEM, place=HERE.at(generation=9)),
        lambda: opened(flipped(ITEM, 8 * len(ITEM) - 1)),
        lambda: opened(b""),
        lambda: boxes.open_box(ITEM, private=CONCERN.private, place=HERE),
    ]
    seen = set()
    for attempt in attempts:
        with pytest.raises(OpeningFailed) as failure:
            attempt()
        seen.add((str(failure.value), failure.value.__cause__, failure.value.__suppress_context__))
    assert {sentence for sentence, cause, _ in seen if cause is None} == {str(OpeningFailed())}
    assert len({(sentence, cause) for sentence, cause, _ in seen}) == 1


def test_the_same_words_sealed_twice_look_different():
    assert items.seal_item(WORDS, to=CONCERN.public, place=HERE) != ITEM


def test_an_item_says_which_generation_of_the_key_opens_it():
    later = items.seal_item(WORDS, to=CONCERN.public, place=HERE.at(generation=7))
    assert (items.key_generation(ITEM), items.key_generation(later)) == (1, 7)


def test_an_item_opens_however_a_database_hands_it_back():
    assert opened(memoryview(ITEM)) == opened(bytearray(ITEM)) == WORDS


def test_more_than_an_item_holds_is_refused_with_what_to_do():
    with pytest.raises(TooLarge, match="Seal it as a file"):
        items.seal_item(bytes(items.MOST_BYTES + 1), to=CONCERN.public, place=HERE)
