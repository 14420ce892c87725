"""The demo is told once: it is long, and everything asked of it only reads."""

from datetime import date

import pytest

from groundswell.audit.queries import first_breaks
from groundswell.demo.build import build, is_built
from groundswell.demo.doors import doors
from groundswell.demo.story.projects import PROJECTS
from groundswell.kernel.models import News
from groundswell.mail.models import Letter
from groundswell.meetings.models import Meeting
from groundswell.networks.models import Network
from groundswell.networks.queries import counts_by_kind, current_terms, synthetic_network
from groundswell.people.models import Person
from groundswell.projects.models import Ask, Change, Project

TOLD_UNTIL = date(2026, 11, 22)


def holds_that_a_handful_became_more_than_eighty(told):
    assert sum(counts_by_kind(told).values()) > 80
    assert counts_by_kind(told)["alumni"] > 10


def holds_that_six_cohorts_have_graduated(told):
    assert told.cohorts.filter(graduates_on__lt=TOLD_UNTIL).count() >= 6


def holds_that_it_met_about_once_a_month(told):
    assert Meeting.objects.filter(network=told, state="held").count() >= 70


def holds_that_every_project_of_the_story_is_there(told):
    assert Project.objects.filter(network=told).count() == len(PROJECTS) == 40
    assert Change.objects.filter(network=told, shown_at__isnull=False).count() > 12


def holds_that_some_commitments_were_kept_and_some_were_not(told):
    asks = Ask.objects.filter(network=told)
    assert asks.filter(state="closed").exists()
    assert asks.filter(state="declined").exists()
    assert asks.filter(state="committed", commit_due_on__lt=TOLD_UNTIL).exists()


def holds_that_two_students_and_two_staff_chair(told):
    sides = sorted(term.side for term in current_terms(told.pk, TOLD_UNTIL))
    assert sides == ["staff", "staff", "student", "student"]


def holds_that_everybody_and_every_network_is_marked_as_invented(told):
    assert not Person.objects.filter(is_synthetic=False).exists()
    assert not Network.objects.filter(is_synthetic=False).exists()
    assert Network.objects.count() == 2


def holds_that_every_address_is_in_a_domain_that_cannot_exist(told):
    hosts = {
        address.rpartition("@")[2] for address in Person.objects.values_list("email", flat=True)
    }
    assert all(host.endswith(".example") for host in hosts)


def holds_that_the_audit_of_six_years_is_whole(told):
    assert first_breaks() == []


def holds_that_no_news_failed_and_letters_wait_to_be_read(told):
    assert not News.objects.exclude(last_error="").exists()
    assert Letter.objects.count() > 50


def holds_that_one_can_be_a_chair_a_student_staff_and_an_alumna(told):
    assert len(list(doors())) == 5


def holds_that_a_second_telling_is_not_begun(told):
    assert is_built()


@pytest.mark.django_db
def test_the_demo_is_a_living_network(subtests):
    build(until=TOLD_UNTIL)
    told = synthetic_network()
    for name, holds in list(globals().items()):
        if name.startswith("holds_that_"):
            with subtests.test(name.removeprefix("holds_that_")):
                holds(told)
