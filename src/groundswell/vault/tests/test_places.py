import json
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.vault.errors import PlaceRefused
from groundswell.vault.places import LARGEST, Place
from groundswell.vault.tests.scenes import HERE, elsewhere

names = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,9}", fullmatch=True)
numbers = st.integers(1, LARGEST)
places = st.builds(
    Place,
    application=names,
    network=names,
    table=names,
    column=names,
    row=st.uuids(),
    schema=numbers,
    generation=numbers,
)


@settings(max_examples=30)
@given(places, places)
def test_two_places_never_encode_alike(one, other):
    assert (one.encode() == other.encode()) == (one == other)


@settings(max_examples=30)
@given(places)
def test_an_encoded_place_is_canonical_json_of_every_field(place):
    text = place.encode().decode("ascii")
    assert list(json.loads(text)) == sorted(Place.__slots__)
    assert " " not in text


def test_every_field_moves_a_place():
    assert len({place.encode() for place in [HERE, *elsewhere()]}) == 1 + len(Place.__slots__)


@pytest.mark.parametrize("name", ["", "Text", "a b", 'a"', "é", "-a", "a" * 101, 7, None, "a\n"])
def test_a_name_that_no_place_has_is_refused(name):
    with pytest.raises(PlaceRefused):
        Place(network="n1", table="t", column=name, row=uuid4(), schema=1, generation=1)


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1, True, "1", 1.0, None])
def test_a_number_that_no_place_has_is_refused(number):
    with pytest.raises(PlaceRefused):
        Place(network="n1", table="t", column="c", row=uuid4(), schema=1, generation=number)


def test_a_row_that_is_no_uuid_is_refused():
    with pytest.raises(PlaceRefused):
        Place(network="n1", table="t", column="c", row="7", schema=1, generation=1)  # type: ignore[arg-type]


def test_a_place_can_be_asked_for_at_another_column_and_generation():
    moved = HERE.at(column="name", generation=3)
    assert (moved.column, moved.generation, moved.row) == ("name", 3, HERE.row)
    assert HERE.at() == HERE
