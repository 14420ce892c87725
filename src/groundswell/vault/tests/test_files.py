import tracemalloc
from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.vault import files
from groundswell.vault.errors import OpeningFailed
from groundswell.vault.files import CONTENT_BYTES, FRAME_BYTES, HEAD_BYTES
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE, bits, elsewhere, flipped

CONCERN = new_pair()


def seal(*pieces):
    sealed = files.seal_file(pieces, to=CONCERN.public, place=HERE)
    return sealed.key, b"".join(sealed.stream)


def opened(key, *stored, private=CONCERN.private, place=HERE):
    return b"".join(files.open_file(key, stored, private=private, place=place))


WORDS = b"a photograph, say " * 9000  # three frames, padded to four
KEY, STORED = seal(WORDS)
FRAMES = [STORED[i : i + FRAME_BYTES] for i in range(HEAD_BYTES, len(STORED), FRAME_BYTES)]
HEAD = STORED[:HEAD_BYTES]


@settings(max_examples=20)
@given(st.lists(st.integers(0, 3 * CONTENT_BYTES), max_size=4), st.integers(1, 2 * FRAME_BYTES))
def test_any_file_comes_back_whatever_the_pieces(sizes, step):
    pieces = [bytes([i + 1]) * size for i, size in enumerate(sizes)]
    key, stored = seal(*pieces)
    again = [stored[i : i + step] for i in range(0, len(stored), step)]
    assert opened(key, *again) == b"".join(pieces)
    assert len(stored) == files.stored_bytes(sum(sizes))


@settings(max_examples=20)
@given(st.binary(max_size=2000))
def test_any_bytes_come_back(content):
    assert opened(*seal(content)) == content


@pytest.mark.parametrize(
    "size", [0, 1, CONTENT_BYTES - 1, CONTENT_BYTES, CONTENT_BYTES + 1, 2 * CONTENT_BYTES]
)
def test_files_at_the_border_of_a_frame_come_back(size):
    key, stored = seal(b"x" * size)
    assert opened(key, stored) == b"x" * size
    assert len(stored) == files.stored_bytes(size)


def test_a_file_is_stored_in_coarse_steps():
    frames = {
        (files.stored_bytes(n * CONTENT_BYTES) - HEAD_BYTES) // FRAME_BYTES for n in range(1, 65)
    }
    assert frames == {1, 2, 4, 8, 16, 20, 24, 28, 32, 40, 48, 56, 64}
    assert files.stored_bytes(0) == files.stored_bytes(CONTENT_BYTES)


def test_a_file_cut_at_any_border_or_inside_a_frame_does_not_open():
    assert len(FRAMES) == 4
    for kept in range(4):
        with pytest.raises(OpeningFailed):
            opened(KEY, HEAD, *FRAMES[:kept])
        with pytest.raises(OpeningFailed):
            opened(KEY, HEAD, *FRAMES[:kept], FRAMES[kept][:-1])
        with pytest.raises(OpeningFailed):
            opened(KEY, HEAD, *FRAMES[:kept], FRAMES[kept][:5])
    for head in (b"", HEAD[:3], HEAD[:-1], HEAD):
        with pytest.raises(OpeningFailed):
            opened(KEY, head)


@pytest.mark.parametrize(
    "order",
    [[1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3], [0, 0, 1, 2, 3], [3], [0, 1, 2, 3, 3], [0, 1, 2, 3, 0]],
)
def test_frames_in_another_order_left_out_or_added_do_not_open(order):
    with pytest.raises(OpeningFailed):
        opened(KEY, HEAD, *[FRAMES[i] for i in order])


@pytest.mark.parametrize("extra", [b"x", bytes(FRAME_BYTES)])
def test_a_file_that_was_made_longer_does_not_open(extra):
    with pytest.raises(OpeningFailed):
        opened(KEY, STORED, extra)


def test_frames_of_another_file_do_not_fit():
    other_key, other = seal(WORDS)
    with pytest.raises(OpeningFailed):
        opened(KEY, HEAD, FRAMES[0], other[HEAD_BYTES + FRAME_BYTES :])
    with pytest.raises(OpeningFailed):
        opened(other_key, STORED)


@settings(max_examples=40)
@given(bits(STORED))
def test_a_file_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        opened(KEY, flipped(STORED, bit))


@given(bits(KEY))
def test_a_file_key_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        opened(flipped(KEY, bit), STORED)


@pytest.mark.parametrize("place", elsewhere())
def test_a_file_does_not_open_in_another_place(place):
    with pytest.raises(OpeningFailed):
        opened(KEY, STORED, place=place)


def test_the_content_is_bound_to_its_place_by_itself():
    elsewhere_key = files.seal_file([], to=CONCERN.public, place=HERE.at(column="other"))
    stream = b"".join(elsewhere_key.stream)
    with pytest.raises(OpeningFailed):
        opened(KEY, stream)


def test_pieces_that_came_before_a_broken_one_were_authentic():
    stream = files.open_file(
        KEY, [HEAD, *FRAMES[:2], bytes(FRAME_BYTES)], private=CONCERN.private, place=HERE
    )
    assert next(stream) + next(stream) == WORDS[: 2 * CONTENT_BYTES]
    with pytest.raises(OpeningFailed):
        next(stream)


def test_a_large_file_takes_no_more_memory_than_a_small_one():
    def peak(pieces):
        tracemalloc.start()
        sealed = files.seal_file(repeat(bytes(65536), pieces), to=CONCERN.public, place=HERE)
        for _ in files.open_file(sealed.key, sealed.stream, private=CONCERN.private, place=HERE):
            pass
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return taken

    peak(1)
    assert peak(160) < peak(16) + 300_000 < 2_000_000
