import pytest

from groundswell.vault import boxes, files, items, rotation
from groundswell.vault.errors import OpeningFailed, PlaceRefused
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE, elsewhere

OLD, NEW, LISTENER, COLLEAGUE = (new_pair() for _ in range(4))
KEY_PLACE = HERE.at(column="sealed_key")


def test_a_colleague_reseals_a_key_for_a_listener_who_lost_theirs():
    (mine,) = boxes.seal_key(OLD.private, to=[COLLEAGUE.public], place=KEY_PLACE)
    (theirs,) = rotation.reseal_key(
        mine, private=COLLEAGUE.private, place=KEY_PLACE, to=[LISTENER.public]
    )
    assert boxes.open_key(theirs, private=LISTENER.private, place=KEY_PLACE).public == OLD.public
    with pytest.raises(OpeningFailed):
        rotation.reseal_key(mine, private=LISTENER.private, place=KEY_PLACE, to=[LISTENER.public])


def test_a_key_can_move_to_a_new_place_and_then_no_longer_opens_in_the_old():
    (mine,) = boxes.seal_key(OLD.private, to=[COLLEAGUE.public], place=KEY_PLACE)
    later = KEY_PLACE.at(generation=2)
    (moved,) = rotation.reseal_key(
        mine, private=COLLEAGUE.private, place=KEY_PLACE, to=[LISTENER.public], new_place=later
    )
    assert boxes.open_key(moved, private=LISTENER.private, place=later).public == OLD.public
    with pytest.raises(OpeningFailed):
        boxes.open_key(moved, private=LISTENER.private, place=KEY_PLACE)


def test_an_item_moves_to_a_new_generation_without_its_content_being_touched():
    sealed = items.seal_item(b"words", to=OLD.public, place=HERE)
    moved = rotation.rewrap_item(
        sealed, private=OLD.private, place=HERE, to=NEW.public, generation=2
    )
    assert items.split(moved)[1] == items.split(sealed)[1]
    assert items.key_generation(moved) == 2
    assert items.open_item(moved, private=NEW.private, place=HERE) == b"words"
    with pytest.raises(OpeningFailed):
        items.open_item(moved, private=OLD.private, place=HERE)
    for place in elsewhere():
        with pytest.raises(OpeningFailed):
            items.open_item(moved, private=NEW.private, place=place)


def test_the_generation_a_header_claims_cannot_be_rewritten():
    sealed = items.seal_item(b"words", to=OLD.public, place=HERE)
    claims = sealed[:8] + (9).to_bytes(4, "big") + sealed[12:]
    assert items.key_generation(claims) == 9
    with pytest.raises(OpeningFailed):
        items.open_item(claims, private=OLD.private, place=HERE)


def test_a_file_moves_to_a_new_generation_by_its_key_alone():
    sealed = files.seal_file([b"picture"], to=OLD.public, place=HERE)
    stored = list(sealed.stream)
    moved = rotation.rewrap_file_key(
        sealed.key, private=OLD.private, place=HERE, to=NEW.public, generation=2
    )
    assert list(files.open_file(moved, stored, private=NEW.private, place=HERE)) == [b"picture"]
    with pytest.raises(OpeningFailed):
        files.open_file(moved, stored, private=OLD.private, place=HERE)


def test_an_items_key_is_not_taken_for_a_files():
    key = items.split(items.seal_item(b"words", to=OLD.public, place=HERE))[0]
    with pytest.raises(OpeningFailed):
        rotation.rewrap_file_key(key, private=OLD.private, place=HERE, to=NEW.public, generation=2)


def test_what_does_not_open_is_not_moved_and_no_generation_is_invented():
    sealed = items.seal_item(b"words", to=OLD.public, place=HERE)
    with pytest.raises(OpeningFailed):
        rotation.rewrap_item(sealed, private=NEW.private, place=HERE, to=NEW.public, generation=2)
    with pytest.raises(PlaceRefused):
        rotation.rewrap_item(sealed, private=OLD.private, place=HERE, to=NEW.public, generation=0)
