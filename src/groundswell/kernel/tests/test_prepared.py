from datetime import timedelta

import pytest
from django.db.models import Prefetch, Q, Value
from django.utils import timezone

from groundswell.kernel.models import News, Reaction, Sending
from groundswell.kernel.prepared import Slot, lay_beside, prepared

pytestmark = pytest.mark.django_db


@prepared
def sent(nonce: Slot, is_backwards: bool):
    rows = Sending.objects.filter(Q(nonce=nonce) | Q(went_to=nonce))
    return rows.order_by("-nonce" if is_backwards else "nonce")[:5]


@pytest.fixture
def rows(db):
    return [
        Sending.objects.create(nonce=n, went_to=to) for n, to in (("a", "b"), ("b", "a"), ("c", ""))
    ]


def test_each_call_asks_with_its_own_words(rows, django_assert_num_queries):
    a, b, c = rows
    with django_assert_num_queries(3):
        assert sent(nonce="a", is_backwards=False) == [a, b]
        assert sent(nonce="a", is_backwards=True) == [b, a]
        assert sent(nonce="c", is_backwards=False) == [c]
    assert sent(nonce="' OR 1=1 --", is_backwards=False) == []


def test_what_comes_back_is_whole_and_can_be_saved(rows):
    (found,) = sent(nonce="c", is_backwards=False)
    found.went_to = "z"
    found.save()
    assert Sending.objects.get(pk=found.pk).went_to == "z"


def test_values_and_unions_are_read_too(rows):
    @prepared
    def pairs(nonce: Slot):
        first = Sending.objects.filter(nonce=nonce).values_list("nonce", Value("1"))
        return first.union(Sending.objects.filter(went_to=nonce).values_list("nonce", Value("2")))

    assert set(pairs(nonce="a")) == {("a", "1"), ("b", "2")}


def test_a_query_that_would_stand_still_in_time_is_refused(rows):
    @prepared
    def old():
        return Sending.objects.filter(sent_at__lt=timezone.now())

    with pytest.raises(ValueError, match="give it the day in a slot"):
        old()


def test_moments_come_in_by_a_slot(rows):
    @prepared
    def before(moment: Slot):
        return Sending.objects.filter(sent_at__lt=moment)

    assert len(before(moment=timezone.now())) == 3
    assert before(moment=timezone.now() - timedelta(days=1)) == []


def test_rows_fetched_beside_are_refused(rows):
    @prepared
    def with_more():
        return Sending.objects.prefetch_related(Prefetch("anything"))  # type: ignore[misc]

    with pytest.raises(ValueError, match="one query"):
        with_more()


def test_rows_laid_beside_are_what_prefetching_would_have_found(django_assert_num_queries):
    ours, theirs = (
        News.objects.create(name="a", payload={}),
        News.objects.create(name="b", payload={}),
    )
    mine = Reaction.objects.create(news=ours, name="x")
    Reaction.objects.create(news=theirs, name="y")

    @prepared
    def of(news: Slot):
        return Reaction.objects.filter(news=news)

    lay_beside(ours, "reactions", of(news=ours.pk))
    with django_assert_num_queries(0):
        assert list(ours.reactions.all()) == [mine]
        assert ours.reactions.all()[0].news is ours
    with django_assert_num_queries(1):  # and what is narrowed is asked of these rows alone
        assert not ours.reactions.filter(name="y").exists()
