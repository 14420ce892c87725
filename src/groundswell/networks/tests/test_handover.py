"""Handing over: packs, the rehearsal, what home says in time, and the pictures."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import looking
from groundswell.meetings.tests.factories import ActionFactory
from groundswell.networks import personal, queries, services
from groundswell.networks.models import Cohort, Membership, Term
from groundswell.networks.queries.attention import joined_since, needs_of
from groundswell.networks.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def of(person):
    return Membership.objects.get(person=person, ended_on=None)


def pack(person):
    return reverse("networks:pack", args=["tidewell", of(person).pk])


def leaves_soon(cast, days=40):
    Cohort.objects.filter(pk=cast.cohort.pk).update(graduates_on=today() + timedelta(days=days))


def titles(person, network):
    return [str(need.title) for need in needs_of(looking(person.pk, network))]


def test_one_button_passes_a_term_on(client, cast):
    client.force_login(cast.sade)
    key = f"networks.term:{Term.objects.get(person=cast.alice).pk}"
    assert key in client.get(pack(cast.alice)).content.decode()
    said = client.post(pack(cast.alice), {"key": key, "to": of(cast.bob).pk}, follow=True)
    assert "is now with Bob" in said.content.decode()
    assert cast.bob in queries.cochairs(cast.network)
    assert "Nothing left to pass on" in said.content.decode()
    again = client.post(pack(cast.alice), {"key": key, "to": of(cast.bob).pk}, follow=True)
    assert "no longer hold that" in again.content.decode()


def test_choosing_nobody_or_the_leaver_is_said(client, cast):
    client.force_login(cast.sade)
    key = f"networks.term:{Term.objects.get(person=cast.alice).pk}"
    nobody = client.post(pack(cast.alice), {"key": key, "to": ""}, follow=True)
    assert "Choose who takes it over" in nobody.content.decode()
    assert [said.level_tag for said in nobody.context["messages"]] == ["error"]
    self_ = client.post(pack(cast.alice), {"key": key, "to": of(cast.alice).pk}, follow=True)
    assert "Choose somebody else" in self_.content.decode()


def test_a_leaver_reads_their_own_pack_and_nobody_elses(client, cast):
    client.force_login(cast.bob)
    assert client.get(pack(cast.bob)).status_code == 200
    assert client.get(pack(cast.alice)).status_code == 404
    with pytest.raises(NotAllowed, match=str(Permission.HANDOVER_RUN.description)):
        services.pass_on(by=cast.bob, membership=of(cast.bob), key="x:1", to=cast.alice)


def test_the_rehearsal_changes_nothing_and_names_what_would_lie(client, cast):
    client.force_login(cast.sade)
    page = client.get(
        reverse("networks:rehearsal", args=["tidewell", cast.cohort.pk])
    ).content.decode()
    assert "Student co-chair" in page
    assert Membership.objects.filter(kind="alumni").count() == 1


def test_who_leaves_next_costs_the_same_however_many(
    cast, django_assert_max_num_queries, monkeypatch
):
    alone = [room for room in registries.responsibilities if room.room == "networks"]
    monkeypatch.setattr(registries, "responsibilities", alone)
    leaves_soon(cast)
    MembershipFactory.create_batch(20, network=cast.network, cohort=cast.cohort)
    with django_assert_max_num_queries(3):
        (group,) = queries.leaving_next(cast.network)
    assert group.n_people == 22
    assert group.by_kind == [("Term", 1)]


def test_names_of_leavers_are_for_cochairs(client, cast):
    leaves_soon(cast)
    page = reverse("networks:growth", args=["tidewell"])
    client.force_login(cast.bob)
    assert "Alice Amoako" not in client.get(page).content.decode()
    client.force_login(cast.sade)
    assert "Alice Amoako" in client.get(page).content.decode()


def test_home_says_sixty_days_before_to_the_leaver_and_to_cochairs(cast):
    leaves_soon(cast, days=61)
    assert not any("graduates" in title for title in titles(cast.bob, cast.network))
    leaves_soon(cast, days=59)
    assert any("see what you hold" in title for title in titles(cast.bob, cast.network))
    assert any("hand over" in title for title in titles(cast.sade, cast.network))
    assert titles(cast.femi, cast.network) == []


def test_home_says_when_a_term_ends_and_nobody_follows(cast):
    Term.objects.filter(person=cast.alice).update(ends_on=today() + timedelta(days=30))
    assert any("who follows?" in title for title in titles(cast.sade, cast.network))
    assert any("see what you hold" in title for title in titles(cast.alice, cast.network))
    services.follow_term(by=cast.sade, term=Term.objects.get(person=cast.alice), person=cast.bob)
    assert not any("who follows?" in title for title in titles(cast.sade, cast.network))


def test_home_says_when_a_side_has_no_cochair(cast):
    assert titles(cast.alice, cast.network) == []
    Term.objects.filter(person=cast.sade).update(ends_on=today() - timedelta(days=1))
    assert "There is no staff co-chair" in titles(cast.alice, cast.network)


def test_who_joined_is_a_number_and_graduates_are_not_counted(cast):
    services.graduate_cohort(by=cast.sade, cohort=cast.cohort)
    MembershipFactory.create_batch(3, network=cast.network, started_on=today())
    (news,) = joined_since(cast.network, timezone.now() - timedelta(days=7))
    assert news.title == "3 people joined"


def test_growth_counts_each_month_by_kind_in_one_query(cast, django_assert_num_queries):
    services.end_membership(by=cast.alice, membership=of(cast.bob))
    with django_assert_num_queries(1):
        grown = queries.members_by_month(cast.network)
    assert grown.months[0] == date(2020, 3, 1)
    assert grown.totals[0] == 0
    assert {kind: values[-1] for kind, values in grown.kinds.items()} == {
        "student": 1, "staff": 2, "alumni": 1, "partner": 1,
    }  # fmt: skip


def test_growth_in_brief_keeps_every_third_month_and_always_the_last(cast):
    grown = queries.members_by_month(cast.network)
    brief = grown.in_brief()
    assert len(brief.months) <= len(grown.months) / 3 + 1
    assert brief.months[-2:] == [grown.months[-4], grown.months[-1]]
    assert brief.totals == grown.totals[(len(grown.months) - 1) % 3 :: 3]
    short = queries.Growth(grown.months[:24], {"student": [1] * 24})
    assert short.in_brief() is short


def test_retention_counts_alumni_as_here_and_hides_small_groups(cast, django_assert_num_queries):
    assert queries.retention_by_cohort(cast.network) == []
    start = today() - timedelta(days=800)
    stays = MembershipFactory.create_batch(
        6, network=cast.network, cohort=cast.cohort, started_on=start
    )
    Membership.objects.filter(pk=stays[0].pk).update(ended_on=start + timedelta(days=30))
    services.graduate_cohort(by=cast.sade, cohort=cast.cohort)
    with django_assert_num_queries(1):
        (one,) = queries.retention_by_cohort(cast.network)
    assert one.n == 8
    assert one.shares[0] == 100
    assert one.shares[1] == pytest.approx(87.5)


def test_forgetting_somebody_ends_and_drops_what_names_them(cast):
    services.ask_to_join(
        network=cast.other_network, name="B", address="bob@example.org", kind="student"
    )
    assert [row["what"] for row in personal.export(cast.bob.pk)] == [
        "membership",
        "request to join",
    ]
    personal.forget(cast.bob.pk)
    assert not queries.is_member(cast.bob.pk, cast.network)
    assert [row["what"] for row in personal.export(cast.bob.pk)] == ["membership"]


def test_a_number_longer_than_any_gets_a_sentence(client, cast):
    client.force_login(cast.alice)
    page = client.post(pack(cast.bob), {"to": "9" * 5000, "key": "meetings.action:1"}, follow=True)
    assert "Choose who takes it over" in page.content.decode()


def test_somebody_elses_thing_cannot_be_passed_on_by_naming_its_key(client, cast):
    theirs = ActionFactory(network=cast.other_network, owner=cast.charlie)
    other = ActionFactory(network=cast.network, owner=cast.femi)
    client.force_login(cast.alice)
    for action in (theirs, other):
        key = f"meetings.action:{action.pk}"
        client.post(pack(cast.bob), {"to": of(cast.sade).pk, "key": key})
        owner = action.owner
        action.refresh_from_db()
        assert action.owner == owner


def test_one_thing_that_would_lie_is_one_thing(client, cast):
    leaves_soon(cast)
    client.force_login(cast.sade)
    for name, words in (("rehearsal", "thing would lie where it fell"), ("graduate", ": 1 thing")):
        page = client.get(reverse(f"networks:{name}", args=["tidewell", cast.cohort.pk]))
        assert words in page.content.decode()
