from dataclasses import dataclass

import pytest
from django.db import transaction

from groundswell.kernel import events
from groundswell.kernel.models import News, Reaction

pytestmark = pytest.mark.django_db


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
    events.deliver_news()
    assert News.objects.filter(name="half.Work").count() == 1
    assert Reaction.objects.filter(news__name__endswith="PledgeKept").count() == 1


def test_news_that_always_fails_is_given_up_and_does_not_block_the_rest(heard, caplog):
    @events.on(PledgeKept)
    def never(news):
        raise RuntimeError

    events.announce(PledgeKept(pledge_id=4))
    for _ in range(events.MOST_ATTEMPTS + 2):
        events.deliver_news()
    assert News.objects.get().n_attempts == events.MOST_ATTEMPTS


def test_news_nobody_listens_to_is_done_at_once():
    events.announce(PledgeKept(pledge_id=4))
    assert events.deliver_all_news() == 1
    assert News.objects.get().delivered_at is not None
