"""What a raiser does with a receipt."""

import uuid

import pytest
from django.http import Http404

from groundswell.concerns.access import get_concern_for
from groundswell.concerns.errors import ConcernError, Gone, Held, NobodyLeft, SealedShut
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, File, Item, Key, KeyRow, Purged
from groundswell.concerns.queries import messages, with_key
from groundswell.concerns.services import (
    exclude_more,
    exclusions_of,
    forgotten,
    messages_of,
    retire_keys,
    seal_for_newcomers,
    withdraw,
    write_more,
)
from groundswell.concerns.services.blobs import blob_path
from groundswell.concerns.tests.factories import at_desk, drafted, listening, opened, raised


def without(*people):
    return Exclusions(people=frozenset(person.pk for person in people))


@pytest.fixture
def sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"
    return settings.SEALED_ROOT


def test_what_is_written_later_is_read_by_both_in_order(cast, listener, desk):
    concern, receipt = raised(cast, "First")
    write_more(by=opened(cast, receipt), text="Second")
    texts = [one.text for one in messages(desk, concern) if one.text]
    assert texts == ["First", "Second"]
    assert [one.text for one in messages_of(by=opened(cast, receipt)) if one.text] == texts


def test_a_double_click_writes_once(cast, listener):
    _concern, receipt = raised(cast)
    number = uuid.uuid4()
    for _click in range(2):
        write_more(by=opened(cast, receipt), text="Again", number=number)
    assert [one.text for one in messages_of(by=opened(cast, receipt))].count("Again") == 1


def test_nothing_is_written_to_a_draft(cast, listener):
    _concern, receipt = drafted(cast)
    with pytest.raises(ConcernError):
        write_more(by=opened(cast, receipt), text="More")


def test_who_is_kept_out_later_loses_the_key_and_opens_nothing_new(cast, listener):
    sade = listening(cast, cast.sade)
    concern, receipt = raised(cast)
    actor = opened(cast, receipt)
    assert exclude_more(by=actor, exclusions=without(cast.femi)) == [listener]
    write_more(by=actor, text="After")
    assert not KeyRow.objects.filter(listener=listener).exists()
    with pytest.raises(Http404):
        get_concern_for(at_desk(listener), concern.pk)
    assert "After" in [one.text for one in messages(at_desk(sade), concern)]
    assert "After" in [one.text for one in messages_of(by=actor)]
    assert Concern.objects.get().generation == 2


def test_an_old_key_opens_nothing_of_the_new_generation(cast, listener):
    listening(cast, cast.sade)
    concern, receipt = raised(cast)
    old = at_desk(listener)
    old.key(concern, "thread", 1)  # copied while it was allowed
    actor = opened(cast, receipt)
    exclude_more(by=actor, exclusions=without(cast.femi))
    write_more(by=actor, text="After")
    newest = Item.objects.filter(part="thread").order_by("position").latest("position")
    with pytest.raises(SealedShut):
        old.key(concern, "thread", 2)
    assert newest.generation == 2


def test_the_last_listener_cannot_be_kept_out_without_an_alternate(cast, listener):
    concern, receipt = raised(cast)
    with pytest.raises(NobodyLeft):
        exclude_more(by=opened(cast, receipt), exclusions=without(cast.femi))
    assert list(with_key(concern)) == [listener]


def test_the_alternate_takes_over_and_who_was_kept_out_before_stays_out(cast, listener):
    sade = listening(cast, cast.sade)
    alternate = listening(cast, cast.priya, is_alternate=True)
    concern, receipt = raised(cast, "First", exclusions=without(cast.sade))
    exclude_more(by=opened(cast, receipt), exclusions=without(cast.femi))
    assert list(with_key(concern)) == [alternate]
    assert messages(at_desk(alternate), concern)[0].text == "First"
    assert not KeyRow.objects.filter(listener=sade).exists()


def test_a_listener_reads_every_choice_of_the_raiser(cast, listener, desk):
    listening(cast, cast.sade)
    concern, receipt = raised(cast, exclusions=without(cast.bob))
    exclude_more(by=opened(cast, receipt), exclusions=without(cast.sade))
    concern.refresh_from_db()
    assert exclusions_of(desk, concern).people == {cast.bob.pk, cast.sade.pk}


def test_a_listener_who_lost_the_rows_is_given_keys_again_unless_kept_out(cast, listener, desk):
    sade = listening(cast, cast.sade)
    open_to_all, _receipt = raised(cast)
    not_for_sade, _receipt = raised(cast, exclusions=without(cast.sade))
    KeyRow.objects.filter(listener=sade).delete()
    assert seal_for_newcomers(desk) == 1
    assert messages(at_desk(sade), open_to_all)[0].text
    assert get_concern_for(at_desk(sade), open_to_all.pk) == open_to_all
    with pytest.raises(Http404):
        get_concern_for(at_desk(sade), not_for_sade.pk)


def test_who_cannot_read_all_choices_gives_nobody_a_key(cast, listener, desk):
    concern, _receipt = raised(cast, exclusions=without(cast.sade))
    listening(cast, cast.sade)
    bob = listening(cast, cast.bob)
    seal_for_newcomers(desk)
    KeyRow.objects.filter(listener=listener).delete()
    retire_keys(bob)
    Item.objects.filter(concern=concern).update(generation=9)
    assert seal_for_newcomers(at_desk(bob)) == 0


def test_who_stands_down_reads_nothing_written_afterwards(cast, listener):
    sade = listening(cast, cast.sade)
    concern, receipt = raised(cast)
    assert retire_keys(listener) == 1
    write_more(by=opened(cast, receipt), text="After")
    concern.refresh_from_db()
    assert not KeyRow.objects.filter(listener=listener).exists()
    assert [one.text for one in messages(at_desk(sade), concern)][-1] == "After"


def test_an_excluded_listener_is_answered_as_if_it_had_never_been_raised(
    cast, listener, desk, django_assert_num_queries
):
    listening(cast, cast.sade)
    concern, _receipt = raised(cast, exclusions=without(cast.femi))
    for pk in (concern.pk, uuid.uuid4()):
        with django_assert_num_queries(1), pytest.raises(Http404):
            get_concern_for(desk, pk)


def test_withdrawing_leaves_nothing_but_its_random_id(cast, listener, sealed_root):
    concern, receipt = raised(cast)
    blob = uuid.uuid4()
    File.objects.create(
        concern=concern,
        part="thread",
        generation=1,
        position=1,
        on=concern.raised_on,
        original=blob,
        sealed=b"x",
    )
    blob_path(blob).parent.mkdir(parents=True)
    blob_path(blob).write_bytes(b"sealed")
    withdraw(by=opened(cast, receipt))
    assert not any(model.objects.exists() for model in (Concern, Key, KeyRow, Item, File))
    assert opened(cast, receipt) is None
    assert Purged.objects.get().pk == concern.pk
    assert [pk for pk, _network, _day in forgotten()] == [concern.pk]


@pytest.mark.django_db(transaction=True)
def test_withdrawing_removes_files_once_it_is_committed(cast, listener, sealed_root):
    concern, receipt = raised(cast)
    blob = uuid.uuid4()
    File.objects.create(
        concern=concern,
        part="thread",
        generation=1,
        position=1,
        on=concern.raised_on,
        original=blob,
        sealed=b"x",
    )
    blob_path(blob).parent.mkdir(parents=True)
    blob_path(blob).write_bytes(b"sealed")
    withdraw(by=opened(cast, receipt))
    assert not blob_path(blob).exists()


def test_a_hold_stands_in_the_way_of_withdrawing(cast, listener, sealed_root):
    concern, receipt = raised(cast)
    Concern.objects.update(is_held=True)
    with pytest.raises(Held):
        withdraw(by=opened(cast, receipt))
    assert Concern.objects.filter(pk=concern.pk).exists()


def test_writing_to_what_was_withdrawn_in_another_tab_is_a_sentence(cast, listener, sealed_root):
    _concern, receipt = raised(cast)
    one, other = opened(cast, receipt), opened(cast, receipt)
    withdraw(by=one)
    with pytest.raises(Gone):
        write_more(by=other, text="Too late")
