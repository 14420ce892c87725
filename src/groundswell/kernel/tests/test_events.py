from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from groundswell.kernel import events
from groundswell.kernel.models import News, Reaction

pytestmark = pytest.mark.django_db
NOON = datetime(2028, 4, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class PledgeKept:
    pledge_id: int


@pytest.fixture(autouse=True)
def clean_registry(monkeypatch):
    monkeypatch.setattr(events, "_types", dict(events._types))
    monkeypatch.setattr(events, "_reactions", events._reactions.copy())


@pytest.fixture
def heard():
    told = []

    @events.on(PledgeKept)
    def hear(news):
        told.append(news.pledge_id)

    return told


def test_news_is_heard_once_however_often_it_is_delivered(heard):
    events.announce(PledgeKept(pledge_id=4))
    assert events.deliver_news() == 1
    News.objects.update(delivered_at=None)
    events.deliver_news()
    assert heard == [4]


def test_news_of_what_was_rolled_back_never_leaves(heard):
    with transaction.atomic():
        events.announce(PledgeKept(pledge_id=4))
        transaction.set_rollback(True)
    assert events.deliver_news() == 0
    assert heard == []


def test_one_rooms_fault_keeps_the_news_from_nobody_else(heard, caplog):
    @events.on(PledgeKept)
    def stumble(news):
        raise RuntimeError

    events.announce(PledgeKept(pledge_id=4))
    events.deliver_news()
    assert heard == [4]
    waiting = News.objects.get()
    assert waiting.delivered_at is None
    assert waiting.last_error == "RuntimeError"
    assert "stumble" in caplog.text


def test_a_reaction_that_failed_is_tried_again_and_its_half_work_is_undone(caplog):
    calls = []

    @events.on(PledgeKept)
    def second_time_lucky(news):
        News.objects.create(name="half.Work", payload={})
        calls.append(news)
        if len(calls) == 1:
            raise RuntimeError

    events.announce(PledgeKept(pledge_id=4))
    events.deliver_news()
    assert not News.objects.filter(name="half.Work").exists()
    News.objects.update(not_before=None)
    events.deliver_news()
    assert News.objects.filter(name="half.Work").count() == 1
    assert Reaction.objects.filter(news__name__endswith="PledgeKept").count() == 1


def test_news_that_fails_waits_longer_each_time_and_is_given_up(caplog):
    @events.on(PledgeKept)
    def never(news):
        raise RuntimeError

    with time_machine.travel(NOON, tick=False) as clock:
        events.announce(PledgeKept(pledge_id=4))
        for n_before, wait in enumerate(events.RETRY_AFTER):
            events.deliver_all_news()
            clock.shift(wait - timedelta(seconds=1))
            events.deliver_all_news()
            assert News.objects.get().n_attempts == n_before + 1
            clock.shift(timedelta(seconds=1))
        for _day in range(3):
            events.deliver_all_news()
            clock.shift(timedelta(days=1))
    assert News.objects.get().n_attempts == events.MOST_ATTEMPTS
    assert sorted(events.RETRY_AFTER) == events.RETRY_AFTER
    assert sum(events.RETRY_AFTER, timedelta()) > timedelta(days=1)


def test_younger_news_overtakes_what_waits_for_its_next_try_and_is_heard_in_order(caplog):
    told, is_down = [], True

    @events.on(PledgeKept)
    def hear(news):
        if is_down and news.pledge_id == 1:
            raise RuntimeError
        told.append(news.pledge_id)

    with time_machine.travel(NOON, tick=False) as clock:
        for pledge in (1, 2, 3):
            events.announce(PledgeKept(pledge_id=pledge))
        assert events.deliver_all_news() == 2
        is_down = False
        events.announce(PledgeKept(pledge_id=4))
        events.deliver_all_news()
        clock.shift(events.RETRY_AFTER[0])
        events.deliver_all_news()
    assert told == [2, 3, 4, 1]
    assert not News.objects.filter(delivered_at=None).exists()


def test_who_heard_it_at_the_first_try_does_not_hear_it_at_the_second(heard, caplog):
    calls = []

    @events.on(PledgeKept)
    def second_time_lucky(news):
        calls.append(news)
        if len(calls) == 1:
            raise RuntimeError

    with time_machine.travel(NOON, tick=False) as clock:
        events.announce(PledgeKept(pledge_id=4))
        events.deliver_all_news()
        clock.shift(events.RETRY_AFTER[0])
        events.deliver_all_news()
    assert (heard, len(calls)) == ([4], 2)


def test_a_worker_that_failed_does_not_take_back_what_another_delivered(caplog):
    @events.on(PledgeKept)
    def meanwhile_delivered_by_another(news):
        raise RuntimeError

    events.announce(PledgeKept(pledge_id=4))
    with mock.patch.object(events, "_react", side_effect=_while_another_delivers):
        events.deliver_news()
    assert News.objects.get().delivered_at is not None


def _while_another_delivers(news, reaction, event):
    News.objects.update(delivered_at=timezone.now())
    return "RuntimeError"


def test_news_nobody_listens_to_is_done_at_once():
    events.announce(PledgeKept(pledge_id=4))
    assert events.deliver_all_news() == 1
    assert News.objects.get().delivered_at is not None
