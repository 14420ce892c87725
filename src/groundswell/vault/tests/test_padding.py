import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.vault.errors import OpeningFailed
from groundswell.vault.padding import FINE_FROM, SMALLEST, bucket, pad, unpad


@given(st.binary(max_size=5000))
def test_padding_comes_off_again(message):
    padded = pad(message)
    assert unpad(padded) == message
    assert len(padded) == bucket(len(message) + 1)


@given(st.integers(0, 2**40))
def test_a_step_holds_its_size_and_wastes_at_most_a_half_or_a_fifth(size):
    step = bucket(size)
    assert step >= max(size, SMALLEST)
    assert bucket(step) == step
    if size > FINE_FROM:
        assert size / step > 0.8
    elif size > SMALLEST:
        assert size / step > 0.5


def test_only_seven_sizes_show_up_to_64_kib_and_four_more_for_each_doubling():
    assert len({bucket(n) for n in range(FINE_FROM + 1)}) == 7
    assert len({bucket(n) for n in range(FINE_FROM + 1, 2 * FINE_FROM + 1)}) == 4


def test_a_short_word_and_a_short_page_are_stored_alike():
    assert len(pad(b"no")) == len(pad(b"x" * 1023)) != len(pad(b"x" * 1024))


@pytest.mark.parametrize("stored", [b"", bytes(1024), b"\x01" * 1024])
def test_bytes_that_were_never_padded_are_refused(stored):
    with pytest.raises(OpeningFailed):
        unpad(stored)
