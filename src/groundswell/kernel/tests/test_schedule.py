from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.kernel import schedule
from groundswell.kernel.models import JobRun, News, Sending
from groundswell.kernel.tasks import drop_what_is_done

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(monkeypatch):
    monkeypatch.setattr(schedule, "jobs", [])
    ran = []

    @schedule.every(timedelta(hours=1))
    def count():
        ran.append(timezone.now())

    return ran


def test_a_job_runs_once_in_its_period(runs):
    schedule.run_due_jobs()
    schedule.run_due_jobs()
    assert len(runs) == 1


def test_a_job_comes_round_again(runs):
    schedule.run_due_jobs()
    JobRun.objects.update(last_run_at=timezone.now() - timedelta(hours=2))
    schedule.run_due_jobs()
    assert len(runs) == 2


def test_a_job_that_fails_does_not_stop_the_next(runs, caplog):
    @schedule.every(timedelta(hours=1))
    def fail():
        raise RuntimeError

    schedule.jobs.reverse()
    assert schedule.run_due_jobs() == 2
    assert len(runs) == 1
    assert "fail" in caplog.text


def test_what_is_done_is_dropped_and_what_waits_is_kept():
    long_ago = timezone.now() - timedelta(days=60)
    Sending.objects.create(nonce="old", sent_at=long_ago)
    Sending.objects.create(nonce="new")
    News.objects.create(name="a.Had", payload={}, announced_at=long_ago, delivered_at=long_ago)
    News.objects.create(name="a.Waiting", payload={}, announced_at=long_ago)
    drop_what_is_done()
    assert [row.nonce for row in Sending.objects.all()] == ["new"]
    assert [row.name for row in News.objects.all()] == ["a.Waiting"]
