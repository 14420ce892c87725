"""Attacks on the library by a reviewer who had not written it. Each was tried in vain, or worked once."""

import copy
import json
import pickle
import traceback
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.vault import (
    boxes,
    content_keys,
    costs,
    files,
    items,
    labels,
    padding,
    passphrase,
    receipts,
    sessions,
    shares,
    symmetric,
)
from groundswell.vault.errors import OpeningFailed, PlaceRefused, SharesRefused, VaultError
from groundswell.vault.keys import PrivateKey, new_pair
from groundswell.vault.places import Place
from groundswell.vault.secrets import parse

ROW = UUID(int=7)
PEPPERS = parse("PEPPERS", "1:" + "0c" * 32)
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def place(**fields: Any) -> Place:
    whole: dict[str, Any] = {
        "network": "1",
        "table": "item",
        "column": "sealed",
        "row": ROW,
        "schema": 1,
        "generation": 1,
    }
    return Place(**whole | fields)


names = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,8}", fullmatch=True)
numbers = st.integers(1, 2**31 - 1)
places = st.builds(
    Place,
    network=names,
    table=names,
    column=names,
    row=st.uuids(),
    schema=numbers,
    generation=numbers,
)


@given(places, places)
def test_two_places_never_encode_alike_and_read_back_as_they_were(one, other):
    assert (one.encode() == other.encode()) == (one == other)
    back = json.loads(one.encode())
    assert Place(**back | {"row": UUID(back["row"])}) == one


@pytest.mark.parametrize(
    "fields",
    [
        {"network": "1\n"},
        {"network": "\uff11"},
        {"table": 'a","table":"b'},
        {"column": "\u0430"},
        {"generation": True},
        {"generation": 1.0},
        {"schema": 2**31},
        {"schema": 10**400},
        {"row": str(ROW)},
        {"network": ""},
        {"network": 1},
    ],
)
def test_no_place_has_a_second_spelling(fields):
    with pytest.raises(PlaceRefused):
        place(**fields)


def test_labels_stay_apart_even_with_what_is_put_behind_them():
    assert len(set(labels.ALL)) == len(labels.ALL)
    for one in labels.ALL:
        assert not [other for other in labels.ALL if other != one and other.startswith(one + b"g")]


def test_no_nonce_and_no_key_comes_twice():
    pair = new_pair()
    sealed = [items.seal_item(b"x", to=pair.public, place=place()) for _ in range(300)]
    assert len({items.split(one)[1][: symmetric.NONCE_BYTES] for one in sealed}) == 300
    keys = {
        content_keys.open_content_key(
            items.split(one)[0], private=pair.private, place=place(), label=labels.ITEM_KEY
        )
        for one in sealed
    }
    assert len(keys) == 300


def test_a_box_with_a_key_of_another_length_fails_like_any_other():
    pair = new_pair()
    for length in (0, 31, 33, 64):
        boxed = content_keys.seal_content_key(
            b"k" * length, to=pair.public, place=place(), generation=1, label=labels.FILE_KEY
        )
        with pytest.raises(VaultError):
            list(files.open_file(boxed, [b""], private=pair.private, place=place()))


@given(st.binary(max_size=400))
def test_whatever_bytes_are_stored_the_failure_is_the_same(noise):
    pair = new_pair()
    for magic in (b"", b"gwi\x01", b"gwb\x01", b"gwk\x01", b"gwf\x01", b"gws\x01", b"gwr\x01"):
        stored = magic + noise
        for attempt in _ways_to_open(stored, pair.private):
            with pytest.raises(OpeningFailed):
                attempt()


def _ways_to_open(stored, private):
    return [
        lambda: items.open_item(stored, private=private, place=place()),
        lambda: boxes.open_box(stored, private=private, place=place()),
        lambda: sessions.resume(stored, "00" * 32, place=place(), now=NOW),
        lambda: list(files.open_file(stored, [stored], private=private, place=place())),
    ]


def test_two_listeners_can_be_given_two_keys_so_the_caller_compares_them():
    """A box says nothing about who sealed it: whoever hands keys on could hand on another. The public half tells."""
    concern, planted, listener = new_pair(), new_pair(), new_pair()
    (box,) = boxes.seal_key(planted.private, to=[listener.public], place=place())
    opened = boxes.open_key(box, private=listener.private, place=place())
    assert opened.public != concern.public


def test_a_wrapped_key_asks_for_no_more_and_no_less_than_the_bounds():
    wrapped = passphrase.wrap(
        new_pair().private,
        "twelve or more",
        place=place(),
        cost=costs.FOR_TESTS,
        lowest=costs.FOR_TESTS,
    )
    for passes, memory, lanes in [
        (2**32 - 1, 8, 1),
        (1, 2**32 - 1, 1),
        (1, 8, 2**32 - 1),
        (0, 0, 0),
    ]:
        cost = costs.Cost(passes, memory, lanes).encode()
        with pytest.raises(OpeningFailed):
            passphrase.unwrap(wrapped[:4] + cost + wrapped[16:], "twelve or more", place=place())


def test_a_clock_set_back_into_the_session_opens_it_so_its_row_has_to_go():
    """Before the beginning nothing opens; between beginning and end it does. Rows of ended sessions are deleted."""
    pair = new_pair()
    begun = sessions.begin(pair.private, place=place(), now=NOW)
    late = NOW + timedelta(hours=2)
    for when in (late, NOW - timedelta(seconds=1)):
        with pytest.raises(OpeningFailed):
            sessions.resume(begun.stored, begun.cookie, place=place(), now=when)
    back = sessions.resume(
        begun.stored, begun.cookie, place=place(), now=late - timedelta(minutes=95)
    )
    assert back.raw == pair.private.raw


def test_an_unknown_locator_costs_what_a_known_one_costs_and_fits_no_secret():
    receipt = receipts.new_receipt()
    one, again = receipts.dummy(receipt.locator, PEPPERS), receipts.dummy(receipt.locator, PEPPERS)
    assert one == again
    assert one.cost == costs.RECEIPT
    assert len(one.encode()) == len(receipts.issue(receipt, peppers=PEPPERS).kept)


def test_the_check_character_says_nothing_about_a_secret_of_a_known_locator():
    """One in thirty-two codes passes, whatever is stored: it is computed from what was typed."""
    locator = "ABC234"
    tails = [receipts.Receipt(locator, secret).tail for secret in ("0" * 20, "Z" * 20)]
    assert len(set(tails)) == 2
    with pytest.raises(VaultError):
        receipts.read(locator + "0" * 20 + ("0" if not tails[0].endswith("0") else "1"))


def test_a_dishonest_custodian_stops_a_recovery_but_makes_no_other_key():
    private = new_pair().private
    first, second, _third = shares.split(private, needed=2, among=3)
    other = shares.split(PrivateKey(bytes(32)), needed=2, among=3)
    for given_words in ([first, other[1]], [first], [first, first]):
        with pytest.raises(SharesRefused):
            shares.recover(given_words)
    assert shares.recover([second, first]).raw == private.raw


def test_nothing_that_opens_shows_in_a_repr_a_pickle_or_a_traceback():
    pair, receipt = new_pair(), receipts.new_receipt()
    begun = sessions.begin(pair.private, place=place(), now=NOW)
    shown = " ".join(map(repr, [pair, receipt, begun, receipts.issue(receipt, peppers=PEPPERS)]))
    for hidden in (receipt.secret, receipt.locator, begun.cookie, repr(pair.private.raw)):
        assert hidden not in shown
        assert hidden not in str(receipt)
    for thing in (pair.private, pair, receipt, begun):
        with pytest.raises(TypeError):
            pickle.dumps(thing)
    with pytest.raises(TypeError):
        copy.deepcopy(pair)
    with pytest.raises(OpeningFailed) as failed:
        items.open_item(b"gwi\x01" + b"0" * 2000, private=pair.private, place=place())
    told = "".join(traceback.format_exception(failed.value))
    assert failed.value.__cause__ is None
    assert repr(pair.private.raw) not in told


@given(st.integers(0, 3_000_000))
def test_a_padded_length_is_one_of_few_steps(size):
    step = padding.bucket(size + 1)
    assert step > size
    assert step in {padding.bucket(step), step}
    assert step <= 2048 or step < 2 * (size + 1)
