"""The demo is told once: it is long, and everything asked of it only reads."""

from datetime import date

import pytest

from groundswell.audit.queries import first_breaks
from groundswell.concerns.access import open_by_receipt
from groundswell.concerns.models import Carried, Concern, Purged, Referral
from groundswell.concerns.queries import (
    listener_of,
    messages,
    published,
    ready_listeners,
    without_shares,
)
from groundswell.concerns.services import opened, problems_in, unlock
from groundswell.concerns.showing import heard
from groundswell.demo import printed
from groundswell.demo.build import build, is_built
from groundswell.demo.doors import doors, things_to_try
from groundswell.demo.story.projects import PROJECTS
from groundswell.kernel.models import News
from groundswell.mail.models import Letter
from groundswell.meetings.models import Meeting
from groundswell.networks.models import Network, RouteCheck
from groundswell.networks.queries import counts_by_kind, current_terms, sites, synthetic_network
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


def holds_that_one_can_be_a_chair_a_student_staff_an_alumna_and_a_listener(told):
    assert len(list(doors())) == 6


def holds_that_about_120_concerns_stand_in_every_state(told):
    concerns = Concern.objects.filter(network=told)
    assert 110 <= concerns.count() <= 135
    assert set(concerns.values_list("state", flat=True)) == set(Concern.State.values)
    assert concerns.filter(is_held=True).exists()
    assert concerns.exclude(paused_on=None).exists()
    assert concerns.filter(due_on__lt=TOLD_UNTIL).exists()
    assert {row.state for row in Carried.objects.all()} == set(Carried.State.values)
    assert {"asked", "sent", "returned"} <= {row.state for row in Referral.objects.all()}
    assert Purged.objects.count() == 2  # withdrawn


def holds_that_the_chains_of_the_room_are_whole(told):
    assert list(problems_in(told.pk)) == []


def holds_that_three_listen_and_one_more_from_outside(told):
    ready = ready_listeners(told)
    assert sorted(one.is_alternate for one in ready) == [False, False, False, True]
    assert len(without_shares(told)) == 1  # the alternate's; the others' words lie with custodians


def holds_that_what_is_printed_opens_a_thread_and_a_desk(told):
    known = printed.kept()
    assert known
    raiser = open_by_receipt(told, known.receipt)
    listener = listener_of(Person.objects.get(email=known.address), told)
    assert listener
    _session, cookie = unlock(by=listener.person, listener=listener, passphrase=known.passphrase)
    desk = opened(person=listener.person, listener=listener, cookie=cookie)
    assert raiser
    assert desk
    assert messages(raiser, raiser.concern)[0].text == messages(desk, raiser.concern)[0].text
    assert len(list(things_to_try())) == 4


def holds_that_figures_are_published_with_pictures(told):
    releases = list(published(told))
    assert len(releases) == 2
    assert all(any(one.chart for one in heard(each).first) for each in releases)


def holds_that_every_site_has_a_map_and_one_is_asked_about(told):
    assert all(site.steps.exists() for site in sites(told))
    assert RouteCheck.objects.filter(site__network=told, is_open=True).count() == 1
    assert RouteCheck.objects.filter(site__network=told, is_open=False).count() == 1


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
