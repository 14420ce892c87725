"""What is sealed for one place opens in no other, and for nobody without a key."""

import copy
import uuid

import pytest

from groundswell.concerns import sealing
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Item, Key, KeyRow
from groundswell.concerns.queries import messages
from groundswell.concerns.services import write_more
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.vault import items
from groundswell.vault.errors import OpeningFailed
from groundswell.vault.keys import new_pair

SECRET = "Ursula von Kanarienvogel said it in theatre four"


@pytest.fixture
def thread(cast, listener):
    concern, receipt = raised(cast, SECRET)
    return concern, receipt


def first_item(concern, part="thread"):
    return Item.objects.select_related("concern").filter(concern=concern, part=part).first()


def test_the_raiser_and_a_listener_read_the_same_words(cast, thread, desk):
    concern, receipt = thread
    assert messages(opened(cast, receipt), concern)[0].text == SECRET
    assert messages(desk, concern)[0].text == SECRET


def test_an_item_moved_to_another_row_does_not_open(thread, desk):
    item = first_item(thread[0])
    moved = copy.copy(item)
    moved.pk = uuid.uuid4()
    with pytest.raises(SealedShut):
        sealing.open_item(desk, moved)


def test_an_item_moved_to_another_field_does_not_open(thread, desk):
    item = first_item(thread[0])
    place = sealing.place_of(item, item.concern.network_id, "other", item.generation)
    private = desk.key(item.concern, "thread", 1)
    with pytest.raises(OpeningFailed):
        items.open_item(item.sealed, private=private, place=place)


def test_an_item_moved_to_another_network_does_not_open(cast, thread, desk):
    item = first_item(thread[0])
    desk.key(item.concern, "thread", 1)
    item.concern.network = cast.other_network
    with pytest.raises(SealedShut):
        sealing.open_item(desk, item)


def test_an_item_of_another_generation_does_not_open(thread, desk):
    item = first_item(thread[0])
    item.generation = 2
    with pytest.raises(SealedShut):
        sealing.open_item(desk, item)


def test_a_cut_item_does_not_open(thread, desk):
    item = first_item(thread[0])
    item.sealed = bytes(item.sealed)[:-1]
    with pytest.raises(SealedShut):
        sealing.open_item(desk, item)


def test_the_raiser_opens_nothing_of_the_desk(cast, thread, desk):
    concern, receipt = thread
    note = sealing.seal_item(concern, "desk", {"kind": "note", "by": "x", "text": "between us"})
    assert sealing.open_item(desk, note)["text"] == "between us"
    with pytest.raises(SealedShut):
        sealing.open_item(opened(cast, receipt), note)


def test_a_key_row_moved_to_another_listener_does_not_open(cast, thread, listener):
    other = listening(cast, cast.sade)
    KeyRow.objects.filter(concern=thread[0]).update(listener=other)
    with pytest.raises(SealedShut):
        at_desk(other).key(thread[0], "thread", 1)


def test_nothing_is_sealed_to_a_public_key_a_thief_wrote(cast, listener):
    listener.public_key = new_pair().public.raw
    listener.save()
    with pytest.raises(SealedShut):
        sealing.listener_key(listener)


def test_sizes_are_coarse(cast, listener):
    short, _receipt = raised(cast, "a")
    long, _receipt = raised(cast, "b" * 600)
    assert len(first_item(short).sealed) == len(first_item(long).sealed)


def test_a_swapped_generation_of_a_key_does_not_open_for_the_raiser(cast, thread):
    concern, receipt = thread
    Key.objects.filter(concern=concern, part="thread").update(generation=7)
    assert messages(opened(cast, receipt), concern) == []
    with pytest.raises(Key.DoesNotExist):  # and nothing is sealed to what is not this generation's
        write_more(by=opened(cast, receipt), text="More")


def test_half_a_surrogate_pair_survives(cast, listener):
    concern, receipt = raised(cast, "half \ud83d of it")
    assert messages(opened(cast, receipt), concern)[0].text == "half \ud83d of it"


def test_what_shows_itself_says_nothing(cast, thread, desk):
    concern, receipt = thread
    actor = opened(cast, receipt)
    shown = repr([actor, desk, actor.receipt, messages(actor, concern), concern])
    assert SECRET not in shown
    assert receipt not in shown
