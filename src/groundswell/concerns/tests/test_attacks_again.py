"""A second reviewer's attacks, on what came after the first. Each worked once."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.concerns import sealing
from groundswell.concerns.errors import ConcernError, SealedShut
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, Entry, Item, Key, KeyRow, Listener, Risk
from groundswell.concerns.queries import all_messages, doubts_in, entries_of
from groundswell.concerns.services import (
    answer_hold,
    answer_risk,
    ask_hold,
    ask_to_pass_on,
    consent_to_listener,
    end_listening,
    exclude_more,
    let_in,
    note,
    open_hold,
    propose_listener,
    record_consent,
    reply,
    set_load,
    take,
    write_more,
)
from groundswell.concerns.tests.factories import (
    PASSPHRASE,
    at_desk,
    drafted,
    listening,
    opened,
    raised,
)
from groundswell.kernel import limits
from groundswell.kernel.clock import now, today
from groundswell.meetings.services import decide
from groundswell.meetings.tests.factories import MeetingFactory
from groundswell.networks.models import Department, Membership
from groundswell.vault.keys import new_pair
from groundswell.vault.receipts import new_receipt


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


def at(name, *more):
    return reverse(f"concerns:{name}", args=["tidewell", *more])


# ------------------------------------------------------------------ planted keys


def plant(key):
    """What somebody does who writes to the database: a pair of their own in a key's place."""
    theirs = new_pair()
    Key.objects.filter(pk=key.pk).update(public_key=theirs.public.raw)
    return theirs


def test_nothing_is_sealed_to_a_concerns_key_that_somebody_planted(cast, listener, desk):
    concern, receipt = raised(cast)
    for part in ("thread", "desk"):
        plant(Key.objects.get(concern=concern, part=part))
    with pytest.raises(SealedShut):
        write_more(by=opened(cast, receipt), text="What came after")
    with pytest.raises(SealedShut):
        note(by=desk, concern=concern, text="Between us")
    assert Item.objects.filter(concern=concern).count() == 2


def test_a_whole_planted_pair_with_its_row_is_not_used_either(cast, listener):
    concern, _receipt = raised(cast)
    key = Key.objects.get(concern=concern, part="thread")
    theirs = plant(key)
    key.public_key = theirs.public.raw
    row = KeyRow.objects.get(key=key, listener=listener)
    (sealed,) = sealing.rows_for(key, theirs.private, concern, [listener])
    row.delete()
    sealed.save(force_insert=True)
    with pytest.raises(SealedShut):
        at_desk(listener).key(concern, "thread", 1)


def test_a_key_of_one_concern_is_not_another_ones(cast, listener):
    one, _receipt = raised(cast)
    other, receipt = raised(cast)
    theirs = Key.objects.get(concern=one, part="thread")
    mine = Key.objects.get(concern=other, part="thread")
    Key.objects.filter(pk=mine.pk).update(public_key=theirs.public_key, stamp=theirs.stamp)
    with pytest.raises(SealedShut):
        write_more(by=opened(cast, receipt), text="More")


def test_no_new_generation_is_given_to_a_planted_receipt(cast, listener):
    listening(cast, cast.sade)
    concern, receipt = raised(cast)
    Concern.objects.filter(pk=concern.pk).update(receipt_key=new_pair().public.raw)
    with pytest.raises(SealedShut):
        exclude_more(
            by=opened(cast, receipt), exclusions=Exclusions(people=frozenset({cast.sade.pk}))
        )
    assert Key.objects.filter(concern=concern).count() == 2


def test_a_draft_whose_key_was_swapped_shows_no_error_and_no_words(client, cast, listener):
    concern, receipt = drafted(cast, "Words of a draft")
    plant(Key.objects.get(concern=concern))
    answer = client.post(at("back"), {"receipt": receipt})
    assert answer.status_code == 200
    assert "Words of a draft" not in answer.content.decode()


# ------------------------------------------------------------------ words in another's name


def doubts(desk, concern):
    concern.refresh_from_db()
    return doubts_in(desk, concern, all_messages(desk, concern))


@pytest.fixture
def talked(cast, listener, desk):
    """Something raised, with a word of each side."""
    concern, receipt = raised(cast)
    take(by=desk, concern=concern)
    reply(by=desk, concern=concern, text="I hear you")
    note(by=desk, concern=concern, text="Called the ward")
    write_more(by=opened(cast, receipt), text="Thank you")
    return concern


def forged(concern, item, **content):
    """Words of somebody who has the public key, which every copy of the database has, in an item's place."""
    said = {"kind": "wrote", "by": "raiser", "text": "I made it all up", "at": "", **content}
    key = sealing.public_key(concern, item.part)
    item.sealed = sealing.seal(item, concern, said, key, item.generation)
    return item


def test_what_was_written_by_the_verbs_is_not_doubted(desk, talked):
    assert not doubts(desk, talked)
    assert all(one["is_whole"] and one["is_next"] for one in entries_of(desk, talked))


def test_words_put_in_the_place_of_anothers_are_doubted(unlocked_client, desk, talked):
    item = Item.objects.filter(concern=talked, part="thread").latest("position")
    forged(talked, item).save()
    assert doubts(desk, talked).strangers == {item.pk}
    page = unlocked_client.get(at("concern", talked.pk)).content.decode()
    assert "1 message below is not what was written" in page


def test_words_added_in_anothers_name_are_doubted(desk, talked):
    item = Item(concern=talked, part="thread", generation=1, position=90, on=today())
    forged(talked, item, by=str(desk.listener.pk), kind="answered").save(force_insert=True)
    assert doubts(desk, talked).strangers == {item.pk}


def test_words_that_were_taken_out_are_missed(desk, talked):
    Item.objects.filter(concern=talked, part="desk").latest("position").delete()
    assert doubts(desk, talked).n_gone == 1


def test_words_that_changed_places_are_doubted(desk, talked):
    first, second = Item.objects.filter(concern=talked, part="thread").order_by("-position")[:2]
    places = first.position, second.position
    Item.objects.filter(pk=first.pk).update(position=99)
    Item.objects.filter(pk=second.pk).update(position=places[0])
    Item.objects.filter(pk=first.pk).update(position=places[1])
    assert doubts(desk, talked).strangers == {first.pk, second.pk}


def test_an_entry_that_was_sealed_anew_fits_its_commitment_no_more(desk, talked):
    entry = Entry.objects.filter(concern=talked).latest("number")
    said = {"act": "raiser wrote", "by": "raiser", "facts": {}, "items": {}}
    entry.sealed = sealing.seal(
        entry, talked, said, sealing.public_key(talked, "desk"), entry.generation
    )
    entry.save()
    assert doubts(desk, talked).is_broken
    assert entries_of(desk, talked)[-1]["is_whole"] is False


def test_an_entry_left_out_at_the_end_is_missed(desk, talked):
    Entry.objects.filter(concern=talked).latest("number").delete()
    assert doubts(desk, talked).is_broken


def test_a_verb_that_failed_leaves_no_word_for_the_next_entry(cast, desk, talked, monkeypatch):
    monkeypatch.setattr("groundswell.concerns.services.noting.add_entry", None)
    with pytest.raises(TypeError):
        note(by=desk, concern=talked, text="Lost")
    monkeypatch.undo()
    note(by=desk, concern=talked, text="Kept")
    assert not doubts(desk, talked)


def test_who_was_let_in_doubts_nothing_that_is_whole(cast, desk, talked):
    sade = listening(cast, cast.sade)
    let_in(by=desk, concern=talked, listener_pk=str(sade.pk))
    assert not doubts(at_desk(sade), talked)


# ------------------------------------------------------------------ becoming a listener


def test_one_co_chair_does_not_agree_with_themselves_by_some_decision_of_some_day(cast):
    puppet = propose_listener(by=cast.alice, network=cast.network, person=cast.bob)
    meeting = MeetingFactory(network=cast.network)
    decide(by=cast.alice, meeting=meeting, text="We meet on Thursdays.")
    day = meeting.starts_at.date()
    with pytest.raises(ConcernError, match="names Bob Okafor-Lim"):
        record_consent(by=cast.alice, listener=puppet, meeting_on=day)
    decide(by=cast.alice, meeting=meeting, text="Bob Okafor-Lim listens.")
    with pytest.raises(ConcernError, match="were sent"):  # nobody else has read these minutes
        record_consent(by=cast.alice, listener=puppet, meeting_on=day)
    meeting.minutes_sent_at = now()
    meeting.save()
    record_consent(by=cast.alice, listener=puppet, meeting_on=day)
    assert puppet.consent_meeting_on == day


def test_a_listener_does_not_take_themselves_out_of_what_keeps_them_out(cast):
    surgery = Department.objects.create(network=cast.network, name="Surgery")
    medicine = Department.objects.create(network=cast.network, name="Medicine")
    femi = listening(cast, departments=[surgery])
    load: Any = {"listener": femi, "most_open": 3, "supervisor": ""}
    with pytest.raises(ConcernError, match="Surgery"):
        set_load(by=cast.femi, **load, department_ids=[medicine.pk])
    set_load(by=cast.femi, **load, department_ids=[surgery.pk, medicine.pk])
    assert set(femi.departments.all()) == {surgery, medicine}
    set_load(by=cast.alice, **load, department_ids=[medicine.pk])
    assert list(femi.departments.all()) == [medicine]


def test_who_graduated_this_morning_has_no_desk_before_the_job_comes_round(
    unlocked_client, cast, listener
):
    concern, _receipt = raised(cast)
    assert unlocked_client.get(at("concern", concern.pk)).status_code == 200
    Membership.objects.filter(person=cast.femi).update(kind=Membership.Kind.ALUMNI)
    for url in (at("desk"), at("concern", concern.pk), at("keys"), at("figures")):
        assert unlocked_client.get(url).status_code == 404


def test_somebody_who_stood_down_and_came_back_is_not_their_own_second(cast, listener):
    sade = listening(cast, cast.sade)
    concern, _receipt = raised(cast)
    first = at_desk(sade)
    ask_to_pass_on(by=first, concern=concern, to="A", why="B", text="C", number=uuid.uuid4())
    ask_hold(by=first, concern=concern, reason="Why", review_on=today() + timedelta(days=9))
    end_listening(sade)
    again = listening(cast, cast.sade)
    let_in(by=at_desk(listener), concern=concern, listener_pk=str(again.pk))
    second = at_desk(Listener.objects.get(pk=again.pk))
    with pytest.raises(ConcernError, match="Somebody else"):
        answer_risk(by=second, concern=concern, risk_id=Risk.objects.get().pk, is_agreed=True)
    hold: Any = open_hold(concern)
    hold.concern = concern
    with pytest.raises(ConcernError, match="another listener"):
        answer_hold(by=second, hold=hold, agrees=True)


def test_a_second_co_chair_is_still_needed_otherwise(cast):
    asked = propose_listener(by=cast.alice, network=cast.network, person=cast.bob)
    with pytest.raises(ConcernError):
        consent_to_listener(by=cast.alice, listener=asked)


# ------------------------------------------------------------------ limits


def test_reading_by_receipt_walls_nobody_in_who_shares_the_address(
    client, cast, listener, monkeypatch
):
    monkeypatch.setattr("groundswell.concerns.views.raising.WRONG_AN_HOUR", 2)
    _concern, receipt = raised(cast, "Words")
    for _time in range(5):
        assert "Words" in client.post(at("back"), {"receipt": receipt}).content.decode()
    limits.forget()
    client.post(at("back"), {"receipt": "mistyped"})
    client.post(at("back"), {"receipt": new_receipt().text})
    assert "Words" in client.post(at("back"), {"receipt": receipt}).content.decode()
    client.post(at("back"), {"receipt": new_receipt().text})
    assert "Words" not in client.post(at("back"), {"receipt": receipt}).content.decode()


def test_a_passphrase_is_not_guessed_from_many_addresses(cast, listener):
    client = Client()
    client.force_login(cast.femi)
    said = []
    for number in range(25):
        client.defaults["REMOTE_ADDR"] = f"10.{number}.0.1"
        answer = client.post(at("desk"), {"passphrase": "a guess of theirs", "do_unlock": "yes"})
        said.append("Very many" in answer.content.decode())
    assert said == [False] * 20 + [True] * 5
    client.defaults["REMOTE_ADDR"] = "10.99.0.1"
    client.post(at("desk"), {"passphrase": PASSPHRASE, "do_unlock": "yes"})
    assert "desk" not in client.cookies
