"""What was stored once opens for as long as anybody keeps it: one test for each form, for every recording."""

import json
from base64 import b64decode
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from groundswell.vault import (
    boxes,
    crockford,
    files,
    items,
    labels,
    passphrase,
    receipts,
    rotation,
    secrets,
    sessions,
    shares,
)
from groundswell.vault.costs import Cost
from groundswell.vault.keys import PrivateKey, new_pair
from groundswell.vault.places import Place

RECORDINGS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
MORE = Cost(3, 72 * 1024, 1)


@pytest.fixture(params=RECORDINGS, ids=lambda path: path.stem)
def old(request):
    return json.loads(request.param.read_text("utf-8"))


@pytest.fixture
def place(old):
    return Place(**{**old["place"], "row": UUID(old["place"]["row"])})


def private(old, name):
    return PrivateKey(bytes.fromhex(old[name]["private"]))


def test_there_is_a_recording():
    assert RECORDINGS


def test_an_old_place_still_encodes_as_it_did(old, place):
    assert place.encode().decode() == old["place_encoded"]


def test_no_label_was_changed_taken_away_or_used_twice(old):
    assert set(old["labels"]) <= {label.decode() for label in labels.ALL}
    assert len(set(labels.ALL)) == len(labels.ALL)


def test_old_keys_have_the_same_public_halves_and_fingerprints(old):
    for name in ("concern", "later", "listener"):
        assert private(old, name).public.raw.hex() == old[name]["public"]
    assert private(old, "concern").public.fingerprint == old["fingerprint"]


def test_old_boxes_open(old, place):
    listener = private(old, "listener")
    box, key = bytes.fromhex(old["box"]), bytes.fromhex(old["sealed_key"])
    assert boxes.open_box(box, private=listener, place=place).decode() == old["text"]
    assert (
        boxes.open_key(key, private=listener, place=place).public.raw.hex()
        == old["concern"]["public"]
    )


def test_old_items_open_before_and_after_they_were_moved_and_after_another_move(old, place):
    item, moved = bytes.fromhex(old["item"]), bytes.fromhex(old["item_moved"])
    assert (
        items.open_item(item, private=private(old, "concern"), place=place).decode() == old["text"]
    )
    later = private(old, "later")
    assert items.open_item(moved, private=later, place=place).decode() == old["text"]
    new = new_pair()
    again = rotation.rewrap_item(moved, private=later, place=place, to=new.public, generation=3)
    assert items.open_item(again, private=new.private, place=place).decode() == old["text"]


def test_old_files_open_before_and_after_their_key_is_moved(old, place):
    key, stored = bytes.fromhex(old["file_key"]), b64decode(old["file_base64"])
    concern, new = private(old, "concern"), new_pair()
    moved = rotation.rewrap_file_key(key, private=concern, place=place, to=new.public, generation=2)
    for boxed, opener in ((key, concern), (moved, new.private)):
        assert (
            b"".join(files.open_file(boxed, [stored], private=opener, place=place)).decode()
            == old["text"]
        )


def test_an_old_passphrase_opens_after_more_is_asked_for_and_its_key_grows(old, place):
    wrapped = bytes.fromhex(old["wrapped"])
    assert passphrase.needs_growth(wrapped, cost=MORE)
    key = passphrase.unwrap(wrapped, old["passphrase"], place=place)
    assert key.public.raw.hex() == old["listener"]["public"]
    grown = passphrase.wrap(key, old["passphrase"], place=place, cost=MORE)
    assert not passphrase.needs_growth(grown, cost=MORE)


def test_an_old_receipt_opens_after_the_pepper_and_the_parameters_grew(old):
    peppers = secrets.grown(secrets.parse("PEPPER", old["peppers"]))
    receipt, kept = receipts.read(old["receipt"]), bytes.fromhex(old["kept"])
    pair = receipts.present(receipt, kept, peppers=peppers, cost=Cost(3, 32 * 1024, 1))
    assert pair.public.raw.hex() == old["receipt_public"]
    assert crockford.check_character("0123456789") == old["check_of_zero_to_nine"]


def test_an_old_stamp_holds_after_the_secret_grew(old):
    grown = secrets.grown(secrets.parse("PEPPER", old["peppers"]))
    secrets.check_stamp(bytes.fromhex(old["stamp"]), old["text"].encode(), secrets=grown)


def test_an_old_session_resumes(old, place):
    now = datetime.fromisoformat(old["now"]) + timedelta(minutes=29)
    key = sessions.resume(bytes.fromhex(old["unlocked"]), old["cookie"], place=place, now=now)
    assert key.public.raw.hex() == old["listener"]["public"]


def test_old_word_shares_make_their_key(old):
    assert (
        shares.recover(old["shares_three_of_five"][2:]).public.raw.hex()
        == old["listener"]["public"]
    )
