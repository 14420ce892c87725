"""Attacks by who must not hold a key, by a reviewer who had not written the room.

Each worked once, or was tried in vain.
"""

import pytest
from django.http import Http404
from django.urls import reverse

from groundswell.concerns import services
from groundswell.concerns.access import get_concern_for
from groundswell.concerns.errors import ConcernError, NobodyLeft
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Item, KeyRow
from groundswell.concerns.queries import messages
from groundswell.concerns.services import (
    exclude_more,
    let_in,
    messages_of,
    seal_for_newcomers,
    send_draft,
    who_may_be_let_in,
    write_more,
)
from groundswell.concerns.services import items as items_service
from groundswell.concerns.services import keys as keys_service
from groundswell.concerns.tests.factories import (
    at_desk,
    drafted,
    listening,
    opened,
    raised,
    tail,
)
from groundswell.networks.models import Department


def has_key(concern, listener):
    return KeyRow.objects.filter(concern=concern, listener=listener).exists()


def test_who_it_is_about_gets_no_key_by_becoming_a_listener(cast, listener, desk):
    concern, _receipt = raised(cast, exclusions=Exclusions(others="Sade, who said it"))
    accused = listening(cast, cast.sade)
    assert seal_for_newcomers(desk) == 0
    assert not has_key(concern, accused)
    with pytest.raises(Http404):
        get_concern_for(at_desk(accused), concern.pk)


def test_who_listens_only_since_the_draft_gets_no_key_when_it_is_sent(cast, listener, desk):
    concern, receipt = drafted(cast)
    accused = listening(cast, cast.sade)
    send_draft(by=opened(cast, receipt), typed=tail(receipt))
    seal_for_newcomers(desk)
    assert not has_key(concern, accused)
    assert has_key(concern, listener)


def test_a_draft_none_of_whose_listeners_is_left_is_not_sent_to_strangers(cast, listener):
    _concern, receipt = drafted(cast)
    listening(cast, cast.sade)
    services.end_listening(listener)
    with pytest.raises(NobodyLeft):
        send_draft(by=opened(cast, receipt), typed=tail(receipt))


def test_leaving_an_excluded_department_opens_nothing(cast, listener, desk):
    surgery = Department.objects.create(network=cast.network, name="Surgery")
    accused = listening(cast, cast.sade, departments=[surgery])
    concern, _receipt = raised(cast, exclusions=Exclusions(departments=frozenset({surgery.pk})))
    accused.departments.clear()
    assert seal_for_newcomers(desk) == 0
    assert who_may_be_let_in(desk, concern) == []
    assert not has_key(concern, accused)


def test_leaving_a_department_that_is_excluded_later_opens_nothing(cast, listener, desk):
    surgery = Department.objects.create(network=cast.network, name="Surgery")
    accused = listening(cast, cast.sade, departments=[surgery])
    concern, receipt = raised(cast)
    exclude_more(
        by=opened(cast, receipt), exclusions=Exclusions(departments=frozenset({surgery.pk}))
    )
    accused.departments.clear()
    seal_for_newcomers(desk)
    assert not has_key(concern, accused)


def test_keeping_out_and_giving_keys_take_turns(cast, listener, desk, monkeypatch):
    """On PostgreSQL the raiser could choose between our look at the choices and our giving."""
    listening(cast, cast.sade)
    raised(cast)
    KeyRow.objects.filter(listener__person=cast.sade).delete()
    order: list[str] = []
    lock, look = items_service.locked, keys_service._choices

    def locked(one):
        order.append("locked")
        return lock(one)

    def looked(*them):
        order.append("looked")
        return look(*them)

    monkeypatch.setattr(keys_service, "locked", locked)
    monkeypatch.setattr(keys_service, "_choices", looked)
    assert seal_for_newcomers(desk) == 1
    assert order == ["locked", "looked"]


def test_several_get_their_keys_at_one_unlock(cast, listener, desk):
    others = [listening(cast, cast.sade), listening(cast, cast.bob)]
    concern, _receipt = raised(cast)
    KeyRow.objects.filter(listener__in=others).delete()
    seal_for_newcomers(desk)
    assert all(has_key(concern, one) for one in others)


def test_a_listener_lets_another_in_and_the_raiser_reads_it(cast, listener, desk):
    concern, receipt = raised(cast, "What was said")
    sade = listening(cast, cast.sade)
    assert who_may_be_let_in(desk, concern) == [sade]
    let_in(by=desk, concern=concern, listener_pk=str(sade.pk))
    assert messages(at_desk(sade), concern)[0].text == "What was said"
    assert "let in" in [one.kind for one in messages_of(by=opened(cast, receipt))]
    with pytest.raises(ConcernError):
        let_in(by=desk, concern=concern, listener_pk=str(sade.pk))


def test_nobody_is_let_in_whom_the_raiser_kept_out(cast, listener, desk):
    sade = listening(cast, cast.sade)
    concern, _receipt = raised(cast, exclusions=Exclusions(people=frozenset({cast.sade.pk})))
    with pytest.raises(ConcernError):
        let_in(by=desk, concern=concern, listener_pk=str(sade.pk))
    assert not has_key(concern, sade)


def test_letting_in_is_on_the_page_where_it_can_be_done(unlocked_client, cast, listener):
    concern, _receipt = raised(cast)
    sade = listening(cast, cast.sade)
    at = reverse("concerns:concern", args=["tidewell", concern.pk])
    assert "Give Sade" in unlocked_client.get(at).content.decode()
    answer = unlocked_client.post(at, {"do": "let_in", "whom": str(sade.pk)}).content.decode()
    assert "was given a key and can read all of it" in answer
    assert "Give another listener a key" not in answer
    assert (
        "cannot be given a key"
        in unlocked_client.post(at, {"do": "let_in", "whom": "nobody"}).content.decode()
    )


def test_other_words_under_the_same_number_are_not_lost(cast, listener):
    _concern, receipt = raised(cast)
    actor = opened(cast, receipt)
    number = Item.objects.get(position=1).pk
    for text in ["First", "Second", "Second"]:
        write_more(by=actor, text=text, number=number)
    assert [one.text for one in messages_of(by=actor) if one.kind == "wrote"] == ["First", "Second"]


def test_a_number_of_somebody_elses_item_neither_stops_nor_overwrites_it(cast, listener):
    theirs, _receipt = raised(cast, "Theirs")
    _mine, receipt = raised(cast, "Mine")
    number = Item.objects.filter(concern=theirs).order_by("position")[0].pk
    write_more(by=opened(cast, receipt), text="More of mine", number=number)
    assert messages(at_desk(listener), theirs)[0].text == "Theirs"
    assert Item.objects.filter(concern=theirs).count() == 2
