"""Raising: a draft, a receipt, sending; who gets a key and who must not."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.concerns import access
from groundswell.concerns.actors import RaiserActor
from groundswell.concerns.errors import NobodyLeft, TooMuch, WrongTail
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, Item, Key, KeyRow, Norms
from groundswell.concerns.queries import concerns_of, is_open, messages, ready_listeners, with_key
from groundswell.concerns.services import Words, drop_dead_drafts, send_draft, write_draft
from groundswell.concerns.tests.factories import drafted, listening, opened, raised, tail
from groundswell.kernel.actors import SYSTEM, VISITOR, can
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import CalendarEntry, Department, Membership, PlacementSite
from groundswell.vault import costs


def test_a_draft_gives_nobody_a_key(cast, listener):
    concern, _receipt = drafted(cast)
    assert concern.state == "draft"
    assert not KeyRow.objects.exists()
    assert list(Key.objects.values_list("part", flat=True)) == ["thread"]
    assert not concerns_of(listener).exists()


def test_a_draft_opens_by_its_receipt_and_says_what_was_written(cast, listener):
    concern, receipt = drafted(cast, "My words", name="K", contact="k@example.org")
    (draft,) = messages(opened(cast, receipt), concern)
    assert (draft.kind, draft.text, draft.content["name"]) == ("draft", "My words", "K")


def test_sending_gives_every_listener_a_key_of_both_parts(cast, listener):
    second = listening(cast, cast.sade)
    concern, _receipt = raised(cast)
    rows = KeyRow.objects.filter(concern=concern).values_list("listener", "key__part")
    assert sorted(rows, key=str) == sorted(
        [(one.pk, part) for one in (listener, second) for part in ("thread", "desk")], key=str
    )


def test_the_wrong_last_four_characters_send_nothing_and_lose_nothing(cast, listener):
    concern, receipt = drafted(cast, "My words")
    actor = opened(cast, receipt)
    with pytest.raises(WrongTail):
        send_draft(by=actor, typed="0000" if tail(receipt) != "0000" else "1111")
    concern.refresh_from_db()
    assert concern.state == "draft"
    assert messages(actor, concern)[0].text == "My words"


def test_sending_twice_sends_once(cast, listener):
    concern, receipt = drafted(cast)
    one, other = opened(cast, receipt), opened(cast, receipt)
    send_draft(by=one, typed=tail(receipt))
    assert send_draft(by=other, typed=tail(receipt)).state == "sent"
    assert Item.objects.filter(concern=concern).count() == 2
    assert KeyRow.objects.filter(concern=concern).count() == 2


def test_an_excluded_person_gets_no_key(cast, listener):
    sade = listening(cast, cast.sade)
    concern, _receipt = raised(cast, exclusions=Exclusions(people=frozenset({cast.femi.pk})))
    assert list(with_key(concern)) == [sade]
    assert not concerns_of(listener).exists()


def test_an_excluded_department_or_site_keeps_its_listeners_out(cast, listener):
    ward = Department.objects.create(network=cast.network, name="Surgery")
    site = PlacementSite.objects.create(network=cast.network, name="St Cuthbert's")
    listening(cast, cast.sade, departments=[ward])
    listening(cast, cast.bob, sites=[site])
    exclusions = Exclusions(departments=frozenset({ward.pk}), sites=frozenset({site.pk}))
    concern, _receipt = raised(cast, exclusions=exclusions)
    assert list(with_key(concern)) == [listener]


def test_the_alternate_hears_only_when_nobody_else_may(cast, listener):
    alternate = listening(cast, cast.priya, is_alternate=True)
    usual, _receipt = raised(cast)
    assert list(with_key(usual)) == [listener]
    without, _receipt = raised(cast, exclusions=Exclusions(people=frozenset({cast.femi.pk})))
    assert list(with_key(without)) == [alternate]


def test_when_nobody_is_left_it_is_said_before_anything_is_stored(cast, listener):
    with pytest.raises(NobodyLeft):
        drafted(cast, exclusions=Exclusions(people=frozenset({cast.femi.pk})))
    assert not Concern.objects.exists()


def test_when_the_last_listener_left_meanwhile_the_draft_stays(cast, listener):
    concern, receipt = drafted(cast)
    Membership.objects.filter(person=cast.femi).update(ended_on=date(2022, 1, 1))
    with pytest.raises(NobodyLeft):
        send_draft(by=opened(cast, receipt), typed=tail(receipt))
    concern.refresh_from_db()
    assert concern.state == "draft"


def test_a_room_without_listeners_or_with_the_alternate_alone_is_closed(cast):
    assert not is_open(cast.network)
    listening(cast, cast.priya, is_alternate=True)
    assert not is_open(cast.network)
    listening(cast)
    assert is_open(cast.network)


def test_clocks_run_in_working_days_from_the_day_of_sending(cast, listener):
    with time_machine.travel("2026-04-01 10:00:00+01:00", tick=False):
        _draft, receipt = drafted(cast)
    with time_machine.travel("2026-04-02 10:00:00+01:00", tick=False):
        concern = send_draft(by=opened(cast, receipt), typed=tail(receipt))
    assert concern.raised_on == date(2026, 4, 2)  # Thursday before Good Friday and Easter Monday
    assert concern.ack_due_on == date(2026, 4, 9)
    assert concern.reply_due_on == date(2026, 4, 20)
    assert concern.outcome_due_on == date(2026, 7, 1)


def test_closures_stop_the_clock_and_the_network_may_promise_an_earlier_outcome(cast, listener):
    CalendarEntry.objects.create(
        network=cast.network,
        kind="closure",
        name="Closed",
        starts_on=date(2026, 6, 3),
        ends_on=date(2026, 6, 4),
    )
    Norms.objects.create(network=cast.network, outcome_days=30)
    with time_machine.travel("2026-06-01 10:00:00+01:00", tick=False):
        concern, _receipt = raised(cast)
    assert concern.ack_due_on == date(2026, 6, 8)
    assert concern.outcome_due_on == date(2026, 7, 1)


def test_a_draft_has_no_clock_and_dies_after_a_week(cast, listener):
    concern, _receipt = drafted(cast)
    assert concern.ack_due_on is None
    sent, _receipt = raised(cast)
    assert drop_dead_drafts(concern.raised_on) == 0
    assert drop_dead_drafts(date(2100, 1, 1)) > 0
    assert list(Concern.objects.all()) == [sent]


def test_too_many_words_are_a_sentence_and_store_nothing(cast, listener):
    with pytest.raises(TooMuch, match="20,000"):
        drafted(cast, "x" * 20_001)
    assert not Concern.objects.exists()


def test_only_who_may_raise_raises(cast, listener):
    assert can(VISITOR, Permission.CONCERN_RAISE, cast.network)
    with pytest.raises(NotAllowed):
        write_draft(by=SYSTEM, network=cast.network, words=Words("x"), exclusions=Exclusions())


def test_a_receipt_holds_its_own_concern_and_no_other(cast, listener):
    concern, receipt = raised(cast)
    other, _receipt = raised(cast)
    actor = opened(cast, receipt)
    for verb in (Permission.CONCERN_FOLLOW, Permission.CONCERN_WITHDRAW):
        assert can(actor, verb, cast.network, about=concern)
        assert not can(actor, verb, cast.network, about=other)
        assert not can(actor, verb, cast.other_network, about=concern)
    assert not can(actor, Permission.CONCERN_HANDLE, cast.network, about=concern)


@pytest.fixture
def n_derivations(monkeypatch):
    calls = []
    real = costs.derive

    def counted(*args):
        calls.append(args)
        return real(*args)

    monkeypatch.setattr(costs, "derive", counted)
    return calls


def other_secret(receipt):
    """The same locator with another secret, check character right."""
    from groundswell.vault.receipts import Receipt, new_receipt, read

    return Receipt(read(receipt).locator, new_receipt().secret).text


def test_a_wrong_and_an_unknown_receipt_cost_and_say_the_same(
    cast, listener, n_derivations, django_assert_num_queries
):
    from groundswell.vault.receipts import new_receipt

    _concern, receipt = raised(cast)
    for typed in (other_secret(receipt), new_receipt().text):
        n_derivations.clear()
        with django_assert_num_queries(1):
            assert access.open_by_receipt(cast.network, typed) is None
        assert len(n_derivations) == 1


def test_a_receipt_opens_nothing_in_another_network(cast, listener):
    _concern, receipt = raised(cast)
    assert access.open_by_receipt(cast.other_network, receipt) is None
    assert isinstance(access.open_by_receipt(cast.network, receipt.lower()), RaiserActor)


def test_raising_asks_the_database_as_often_however_many_listen(cast):
    theatre = Department.objects.create(network=cast.network, name="Theatre")
    nobody_of = Exclusions(departments=frozenset({theatre.pk + 1}))

    def n_queries():
        with CaptureQueriesContext(connection) as seen:
            raised(cast, exclusions=nobody_of)
        return len(seen)

    listening(cast, departments=[theatre])
    n_queries()
    with_one = n_queries()
    for person in (cast.alice, cast.bob, cast.sade):
        listening(cast, person, departments=[theatre])
    assert n_queries() == with_one


def test_who_belongs_to_an_excluded_department_is_known_of_every_ready_listener(cast, listener):
    theatre = Department.objects.create(network=cast.network, name="Theatre")
    ward = PlacementSite.objects.create(network=cast.network, name="Ward")
    second = listening(cast, cast.sade, departments=[theatre], sites=[ward])
    known = {one.pk: (one.department_ids, one.site_ids) for one in ready_listeners(cast.network)}
    assert known == {
        listener.pk: (frozenset(), frozenset()),
        second.pk: ({theatre.pk}, {ward.pk}),
    }
