"""Belonging: corrected, ended, graduated; terms given, passed on and ended."""

from datetime import date, timedelta

import pytest

from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission, Role
from groundswell.networks import queries, services
from groundswell.networks.models import Membership, Term

pytestmark = pytest.mark.django_db


def of(person):
    return Membership.objects.get(person=person, ended_on=None)


def test_admitting_a_member_again_changes_nothing(cast):
    before = of(cast.bob)
    assert (
        services.admit(by=cast.alice, network=cast.network, person=cast.bob, kind="staff") == before
    )
    assert of(cast.bob).kind == "student"


def test_a_correction_keeps_one_stretch_apart_from_the_next(cast):
    mine = of(cast.bob)
    services.end_membership(by=cast.alice, membership=mine, on=date(2023, 7, 1))
    again = services.admit(
        by=cast.alice, network=cast.network, person=cast.bob, kind="student", on=date(2024, 1, 1)
    )
    with pytest.raises(services.NetworkError, match="another membership in those days"):
        services.correct_membership(
            by=cast.alice,
            membership=again,
            kind="student",
            cohort=None,
            started_on=date(2022, 1, 1),
        )


def test_only_cochairs_correct(cast):
    with pytest.raises(NotAllowed, match=str(Permission.MEMBER_EDIT.description)):
        services.correct_membership(
            by=cast.bob, membership=of(cast.bob), kind="staff", cohort=None, started_on=today()
        )


def test_anybody_may_leave_and_nobody_may_end_anothers(cast, news):
    with pytest.raises(NotAllowed):
        services.end_membership(by=cast.femi, membership=of(cast.bob))
    services.end_membership(by=cast.bob, membership=of(cast.bob))
    assert not queries.is_member(cast.bob.pk, cast.network)
    assert queries.roles_in_network(cast.bob.pk, cast.network.pk) == frozenset()
    assert news() == 1


def test_a_cohort_graduates_once_and_keeps_its_access(cast):
    n = services.graduate_cohort(by=cast.sade, cohort=cast.cohort)
    assert n == 2  # Alice and Bob
    assert services.graduate_cohort(by=cast.sade, cohort=cast.cohort) == 0
    assert Role.ALUMNI in queries.roles_in_network(cast.bob.pk, cast.network.pk)
    assert Term.objects.get(person=cast.alice).ends_on == today()


def test_a_year_group_that_graduates_early_is_named_as_graduated_from_then_on(cast):
    services.graduate_cohort(by=cast.sade, cohort=cast.cohort)
    cast.cohort.refresh_from_db()
    assert cast.cohort.graduates_on == today()
    assert cast.cohort.has_graduated


def test_a_cohort_does_not_graduate_before_the_day(cast):
    with pytest.raises(services.NetworkError, match="not before it"):
        services.graduate_cohort(by=cast.sade, cohort=cast.cohort, on=today() + timedelta(days=1))


def test_a_network_is_never_left_without_a_cochair(cast):
    services.end_term(by=cast.alice, term=Term.objects.get(person=cast.sade))
    Term.objects.filter(person=cast.sade).update(ends_on=today() - timedelta(days=1))
    with pytest.raises(services.NetworkError, match="without a co-chair"):
        services.graduate_cohort(by=cast.alice, cohort=cast.cohort)
    with pytest.raises(services.NetworkError, match="without a co-chair"):
        services.end_membership(by=cast.alice, membership=of(cast.alice))
    with pytest.raises(services.NetworkError, match="without a co-chair"):
        services.end_term(by=cast.alice, term=Term.objects.get(person=cast.alice))
    assert of(cast.alice)


@pytest.mark.parametrize(
    ("who", "side", "said"),
    [
        ("bob", "staff", "not listed as staff"),
        ("femi", "student", "not listed as student"),
        ("charlie", "student", "not a member"),
        ("alice", "student", "already has a term"),
    ],
)
def test_a_term_fits_its_holder(who, side, said, cast):
    with pytest.raises(services.NetworkError, match=said):
        services.give_term(
            by=cast.sade,
            network=cast.network,
            person=getattr(cast, who),
            side=side,
            starts_on=today(),
        )


def test_a_term_ends_after_it_begins(cast):
    with pytest.raises(services.NetworkError, match="ends before it begins"):
        services.give_term(
            by=cast.sade, network=cast.network, person=cast.bob, side="student",
            starts_on=today(), ends_on=today() - timedelta(days=1),
        )  # fmt: skip


def test_only_cochairs_give_terms(cast):
    with pytest.raises(NotAllowed, match=str(Permission.TERM_GIVE.description)):
        services.give_term(
            by=cast.bob, network=cast.network, person=cast.bob, side="student", starts_on=today()
        )


def test_a_term_passed_on_overlaps_for_some_weeks(cast):
    old = Term.objects.get(person=cast.alice)
    services.follow_term(by=cast.sade, term=old, person=cast.bob)
    old.refresh_from_db()
    assert old.ends_on is not None
    assert timedelta(days=20) < old.ends_on - today() < timedelta(days=40)
    assert set(queries.cochairs(cast.network)) == {cast.alice, cast.bob, cast.sade}
    with pytest.raises(services.NetworkError, match="passed on already"):
        services.follow_term(by=cast.sade, term=old, person=cast.bob)


def test_a_year_group_is_made_once_whatever_the_case(cast):
    for name in ("Class of 2030", "class  of 2030"):
        services.make_cohort(
            by=cast.alice, network=cast.network, name=name, graduates_on=date(2030, 7, 1)
        )
    assert queries.cohorts(cast.network).count() == 2


def test_graduating_in_the_browser_asks_first(client, cast):
    client.force_login(cast.sade)
    page = f"/n/tidewell/people/cohorts/{cast.cohort.pk}/graduate/"
    assert "Bob Okafor-Lim" in client.get(page).content.decode()
    assert Membership.objects.filter(kind="alumni").count() == 1
    client.post(page, {"on": today().isoformat(), "is_ending_terms": "on"})
    assert Membership.objects.filter(kind="alumni", ended_on=None).count() == 3
