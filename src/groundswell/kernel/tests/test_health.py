from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import health
from groundswell.kernel.events import MOST_ATTEMPTS
from groundswell.kernel.models import News
from groundswell.kernel.worker import work_once

pytestmark = pytest.mark.django_db


def waiting(**ago):
    return News.objects.create(
        name="kernel.Nothing", payload={}, announced_at=timezone.now() - timedelta(**ago)
    )


def test_all_is_well_when_the_database_answers_and_news_moves(client):
    waiting(minutes=2)
    response = client.get(reverse("kernel:health"))
    assert (response.status_code, response.content) == (200, b"well\n")
    assert "no-cache" in response["Cache-Control"]


def test_news_that_waits_too_long_is_a_fault_without_details(client):
    waiting(minutes=11)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"unwell\n")


def test_news_given_up_long_ago_is_counted_but_is_no_alarm_for_ever(client):
    News.objects.filter(pk=waiting(days=3).pk).update(n_attempts=MOST_ATTEMPTS)
    assert client.get("/healthz").status_code == 200
    assert health.n_undeliverable_news() == 1


@pytest.mark.parametrize(("due_in", "status"), [(5, 200), (-5, 200), (-11, 503)])
def test_news_that_failed_is_an_alarm_only_when_nobody_tries_it_again(client, due_in, status):
    """The worker that tried it lives; that nobody came when it was due says that none does."""
    due = timezone.now() + timedelta(minutes=due_in)
    News.objects.filter(pk=waiting(hours=2).pk).update(n_attempts=2, not_before=due)
    assert client.get("/healthz").status_code == status
    assert (health.n_failing_news(), health.n_undeliverable_news()) == (1, 0)


def test_a_database_that_does_not_answer_is_a_fault(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(health, "news_is_stuck", broken)
    assert client.get("/healthz").status_code == 503


def test_a_health_check_over_plain_http_is_answered_rather_than_redirected(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/").status_code == 301


@pytest.mark.django_db(transaction=True)
def test_a_worker_shows_that_it_lives():
    assert health.last_beat() is None
    work_once()
    beat = health.last_beat()
    assert beat is not None
    assert timezone.now() - beat < timedelta(seconds=30)
