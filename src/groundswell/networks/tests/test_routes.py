"""Whom to tell at a placement site, and whether students know it."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.actors import can
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.networks import services
from groundswell.networks.models import Membership, Network, RouteAsked, RouteCheck
from groundswell.networks.queries import routes as queries
from groundswell.networks.services import NetworkError
from groundswell.networks.tests.factories import MembershipFactory
from groundswell.people.models import SignedLink
from groundswell.people.services import issue_link

pytestmark = pytest.mark.django_db
STEPS = {"charge": ("The nurse in charge", ""), "system": ("", "https://example.org/tell")}


@pytest.fixture
def site(cast):
    made = services.add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    return services.put_route(by=cast.alice, site=made, steps=STEPS, guardian="The guardian")


def at(name, site):
    return reverse(f"networks:{name}", args=[site.network.slug, site.pk])


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def many_students(cast, n):
    return [MembershipFactory(network=cast.network).person for _one in range(n)]


def answered(check, people, answers):
    for person, answer in zip(people, answers, strict=True):
        services.answer_check(by=person, check=check, answer=answer)


def test_the_map_stands_in_its_own_order_with_the_guardian_in_it(cast, site):
    assert [step.kind for step in site.steps.all()] == ["charge", "guardian", "system"]
    assert site.route_changed_on is not None


def test_only_a_cochair_writes_the_map(cast, site):
    with pytest.raises(NotAllowed):
        services.put_route(by=cast.bob, site=site, steps={}, version=site.version)
    assert site.steps.count() == 3


def test_two_who_write_at_once_see_each_others_words(client, cast, site):
    with pytest.raises(EditConflict) as conflict:
        services.put_route(by=cast.sade, site=site, steps={}, version=1)
    assert conflict.value.theirs["charge_who"] == "The nurse in charge"
    client.force_login(cast.alice)
    answer = client.post(at("route_edit", site), {"charge_who": "My own words", "version": "1"})
    assert "What they saved" in says(answer)
    assert "My own words" in answer.content.decode()


def test_a_map_that_is_sent_again_unchanged_is_not_new(cast, site, time_machine):
    before = site.route_changed_on
    time_machine.move_to(timezone.now() + timedelta(days=3), tick=False)
    services.put_route(
        by=cast.alice, site=site, steps=STEPS, guardian="The guardian", version=site.version
    )
    assert site.route_changed_on == before


def test_anybody_reads_a_map_where_the_wall_is_public_and_members_elsewhere(client, cast, site):
    assert "The nurse in charge" in says(client.get(at("route", site)))
    Network.objects.update(is_wall_public=False)
    assert client.get(at("route", site)).status_code == 404
    client.force_login(cast.bob)
    assert client.get(at("route", site)).status_code == 200


def test_the_list_costs_the_same_for_ten_more_sites(
    client, cast, site, django_assert_max_num_queries
):
    client.force_login(cast.bob)
    client.get(at("route", site))
    for n in range(10):
        services.add_site(by=cast.alice, network=cast.network, name=f"Site {n}")
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("networks:routes", args=["tidewell"]))
    assert "no map yet" in says(answer)


def test_a_site_without_a_map_is_not_asked_about(cast):
    bare = services.add_site(by=cast.alice, network=cast.network, name="Harbour Practice")
    with pytest.raises(NetworkError, match="no map"):
        services.open_check(by=cast.alice, site=bare)


def test_each_student_gets_one_letter_with_a_link_of_their_own(cast, site, news):
    check = services.open_check(by=cast.alice, site=site)
    news()
    links = SignedLink.objects.filter(verb=Permission.ROUTE_ANSWER)
    assert {link.person for link in links} == {cast.alice, cast.bob}
    assert RouteAsked.objects.filter(check_asked=check).count() == 2


def test_opening_the_link_counts_nothing_and_pressing_counts_once(client, cast, site):
    check = services.open_check(by=cast.alice, site=site)
    token = issue_link(
        verb=Permission.ROUTE_ANSWER, about=check, network=cast.network, person=cast.bob
    )
    url = reverse("networks:route_link", args=[token])
    assert "Count my answer" in says(client.get(url))
    check.refresh_from_db()
    assert check.n_not_sure == 0
    client.post(url, {"answer": "not_sure"})
    again = client.post(url, {"answer": "not_sure"})
    check.refresh_from_db()
    assert check.n_not_sure == 1
    assert "The nurse in charge" in says(again)


def test_who_is_not_placed_there_is_not_counted(cast, site):
    check = services.open_check(by=cast.alice, site=site)
    services.answer_check(by=cast.bob, check=check, answer="not_there")
    check.refresh_from_db()
    assert (check.n_knows, check.n_not_sure, check.n_no) == (0, 0, 0)


def test_who_was_not_asked_cannot_answer(cast, site):
    check = services.open_check(by=cast.alice, site=site, cohort=cast.cohort)
    outsider = many_students(cast, 1)[0]
    with pytest.raises(NetworkError, match="not asked"):
        services.answer_check(by=outsider, check=check, answer="knows")
    with pytest.raises(NotAllowed):
        services.answer_check(by=cast.charlie, check=check, answer="knows")


def test_no_person_stands_beside_an_answer(cast, site):
    people = {f.name for f in RouteCheck._meta.get_fields() if f.is_relation}
    assert people == {"site", "cohort", "asked"}
    assert {f.name for f in RouteAsked._meta.concrete_fields} == {
        "id", "check_asked", "person", "has_answered",
    }  # fmt: skip


def test_an_ended_question_keeps_shown_figures_alone_and_nobody_asked(
    client, cast, site, time_machine
):
    people = many_students(cast, 13)
    check = services.open_check(by=cast.alice, site=site)
    answered(check, people, ["knows"] * 9 + ["not_sure"] * 3 + ["no"])
    assert "No term has been counted yet" in says(client.get(at("route", site)))
    time_machine.move_to(timezone.now() + timedelta(days=15), tick=False)
    assert services.close_checks() == 1
    check.refresh_from_db()
    assert (check.n_knows, check.n_no, check.is_open) == (0, 0, False)
    assert not RouteAsked.objects.exists()
    (one,) = queries.counted(site)
    assert (one.knows, one.not_sure, one.no, one.total) == (
        "9", "fewer than 5", "fewer than 5", "13",
    )  # fmt: skip
    assert "fewer than 5" in says(client.get(at("route", site)))


def test_fewer_than_five_answers_show_no_number_at_all(cast, site, time_machine):
    check = services.open_check(by=cast.alice, site=site)
    services.answer_check(by=cast.bob, check=check, answer="no")
    time_machine.move_to(timezone.now() + timedelta(days=15), tick=False)
    services.close_checks()
    (one,) = queries.counted(site)
    assert {one.knows, one.not_sure, one.no, one.total} == {"fewer than 5"}


def test_a_question_ends_on_its_day(cast, site, time_machine):
    check = services.open_check(by=cast.alice, site=site)
    time_machine.move_to(timezone.now() + timedelta(days=14), tick=False)
    services.answer_check(by=cast.bob, check=check, answer="knows")
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    with pytest.raises(NetworkError, match="closed"):
        services.answer_check(by=cast.alice, check=check, answer="knows")


@pytest.mark.parametrize(
    ("day", "first", "name"),
    [
        (date(2026, 9, 1), date(2026, 9, 1), "Autumn 2026"),
        (date(2026, 12, 31), date(2026, 9, 1), "Autumn 2026"),
        (date(2027, 1, 1), date(2027, 1, 1), "Spring 2027"),
        (date(2027, 8, 31), date(2027, 5, 1), "Summer 2027"),
    ],
)
def test_a_year_has_three_terms(day, first, name):
    assert queries.first_day_of_term(day) == first
    assert queries.name_of_term(first) == name


def needs(person, network):
    return [need.title for need in registries.needs_of(registries.looking(person.pk, network))]


def test_cochairs_hear_of_a_term_without_a_check_and_of_a_changed_map(cast, time_machine):
    time_machine.move_to("2026-10-05T09:00Z", tick=False)
    made = services.add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    site = services.put_route(by=cast.alice, site=made, steps=STEPS)
    title = "At 1 placement site nobody was asked this term whether they know whom to tell"
    assert title in needs(cast.alice, cast.network)
    assert title not in needs(cast.bob, cast.network)
    services.open_check(by=cast.alice, site=site)
    assert title not in needs(cast.alice, cast.network)
    time_machine.move_to("2026-11-02T09:00Z", tick=False)
    services.close_checks()
    services.put_route(by=cast.alice, site=site, steps={}, guardian="New", version=site.version)
    assert title in needs(cast.alice, cast.network)
    services.open_check(by=cast.alice, site=site)
    assert title not in needs(cast.alice, cast.network)
    time_machine.move_to("2027-01-11T09:00Z", tick=False)
    assert title in needs(cast.alice, cast.network)


def test_a_student_is_asked_at_home_until_they_answer(cast, site):
    check = services.open_check(by=cast.alice, site=site)
    title = "Do you know whom to tell at Tidewell General?"
    assert title in needs(cast.bob, cast.network)
    services.answer_check(by=cast.bob, check=check, answer="knows")
    assert title not in needs(cast.bob, cast.network)


def test_a_site_is_asked_about_once_at_a_time(client, cast, site):
    client.force_login(cast.alice)
    for _click in range(2):
        client.post(at("route_ask", site), {"cohort": ""})
    assert RouteCheck.objects.count() == 1


def test_only_a_cochair_asks(client, cast, site):
    client.force_login(cast.bob)
    assert client.post(at("route_ask", site), {"cohort": ""}).status_code == 403
    assert not RouteCheck.objects.exists()
    assert not mail.outbox
    assert not Letter.objects.exists()


def test_whoever_leaves_is_no_longer_asked(cast, site):
    from groundswell.networks import personal

    services.open_check(by=cast.alice, site=site)
    assert any(row["what"].startswith("asked") for row in personal.export(cast.bob.pk))
    personal.forget(cast.bob.pk)
    assert not RouteAsked.objects.filter(person=cast.bob).exists()
    assert Membership.objects.filter(person=cast.bob, ended_on__isnull=False).exists()


def test_maps_are_kept_by_cochairs_and_questions_answered_by_members(cast):
    for person, may_keep in [(cast.alice, True), (cast.bob, False)]:
        assert can(person, Permission.SITE_ROUTES, cast.network) is may_keep
        assert can(person, Permission.ROUTE_ANSWER, cast.network)
