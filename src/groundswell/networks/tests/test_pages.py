"""Every page of the room opens for whom it is meant, in few queries however many rows there are."""

import pytest
from django.urls import reverse

from groundswell.kernel import registries
from groundswell.networks import examples
from groundswell.networks.models import Cohort, JoinRequest, Office
from groundswell.networks.tests.factories import MembershipFactory, OfficeFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.mark.parametrize("name", examples.PAGES)
def test_a_cochair_opens_every_page(name, client, cast):
    client.force_login(cast.alice)
    page = examples.PAGES[name](cast)
    response = client.get(page, follow=True)
    assert response.status_code == 200
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("name", sorted(set(examples.PAGES) - examples.PUBLIC))
def test_strangers_cannot_tell_a_page_exists(name, client, cast):
    page = examples.PAGES[name](cast)
    client.force_login(cast.charlie)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["joining", "handover", "sisters", "settings", "import", "edit", "term", "graduate", "found"],
)
def test_a_member_who_does_not_chair_is_told_who_can(name, client, cast):
    page = examples.PAGES[name](cast)
    client.force_login(cast.bob)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("name", ["people", "growth", "cohorts", "directory", "calendar"])
def test_a_member_reads_what_members_read(name, client, cast):
    page = examples.PAGES[name](cast)
    client.force_login(cast.priya)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("name", ["people", "settings"])
def test_a_row_of_sister_pages_is_short_and_leads_to_the_other_row(name, client, cast):
    client.force_login(cast.alice)
    row = client.get(examples.PAGES[name](cast)).context["tabs"]
    assert len(row) <= 6
    assert sum(one["current"] for one in row) == 1
    assert {
        reverse(f"networks:{other}", args=[cast.network.slug]) for other in ("people", "directory")
    } <= {one["url"] for one in row}


def test_who_chairs_already_is_not_offered_the_chair(client, cast):
    client.force_login(cast.alice)
    pages = {
        person: client.get(
            reverse("networks:member", args=[cast.network.slug, membership.pk])
        ).content.decode()
        for person, membership in (
            (person, person.memberships.get(network=cast.network))
            for person in (cast.alice, cast.bob)
        )
    }
    assert "Make co-chair" not in pages[cast.alice]
    assert "Make co-chair" in pages[cast.bob]


def test_an_office_that_is_added_is_not_asked_whether_it_is_gone(client, cast):
    client.force_login(cast.alice)
    page = reverse("networks:office_new", args=[cast.network.slug])
    assert "no longer there" not in client.get(page).content.decode()
    client.post(page, {"name": "Library", "version": 1, "is_closed": ""})
    assert not Office.objects.get(name="Library").is_closed


def test_what_was_searched_for_stays_whole_when_a_kind_is_chosen(client, cast):
    client.force_login(cast.alice)
    response = client.get(reverse("networks:people", args=[cast.network.slug]), {"q": "Bo & Co"})
    assert "q=Bo+%26+Co" in response.context["kinds"][1]["url"]


@pytest.mark.parametrize(
    "name", ["people", "cohorts", "joining", "directory", "handover", "growth"]
)
def test_ten_more_rows_cost_no_more_queries(
    name, client, cast, django_assert_max_num_queries, monkeypatch
):
    # Rooms above that answer for one person at a time are counted in their own tests.
    alone = [room for room in registries.responsibilities if room.room == "networks"]
    monkeypatch.setattr(registries, "responsibilities", alone)
    client.force_login(cast.alice)
    page = examples.PAGES[name](cast)
    many_more(cast)
    client.get(page)
    with django_assert_max_num_queries(MOST_QUERIES + 3) as few:
        client.get(page)
    many_more(cast)
    with django_assert_max_num_queries(len(few)):
        client.get(page)


def many_more(cast):
    group = Cohort.objects.create(
        network=cast.network,
        name=f"Many {Cohort.objects.count()}",
        graduates_on=cast.cohort.graduates_on.replace(year=2027),
    )
    MembershipFactory.create_batch(10, network=cast.network, cohort=group)
    OfficeFactory.create_batch(10, network=cast.network)
    for n in range(10):
        Cohort.objects.create(
            network=cast.network, name=f"More {group.pk} {n}", graduates_on=group.graduates_on
        )
        JoinRequest.objects.create(
            network=cast.network, name="Jo", address=f"jo{group.pk}-{n}@example.org", kind="student"
        )


def test_members_are_found_by_part_of_their_name_and_shown_in_pages_of_25(client, cast):
    MembershipFactory.create_batch(30, network=cast.network)
    client.force_login(cast.bob)
    page = reverse("networks:people", args=["tidewell"])
    assert len(client.get(page).context["page"].object_list) == 25
    found = client.get(page, {"q": "حسن"}).content.decode()
    assert "Dalia" in found
    assert "Priya" not in found


def test_days_and_holdings_are_for_cochairs_and_the_member(client, cast):
    page = examples.PAGES["member"](cast)
    for person, sees in ((cast.alice, True), (cast.bob, True), (cast.priya, False)):
        client.force_login(person)
        assert ("4 October 2021" in client.get(page).content.decode()) is sees


def test_an_office_saved_by_two_keeps_both_texts(client, cast):
    client.force_login(cast.alice)
    page = examples.PAGES["office"](cast)
    fields = {"version": 1, "name": "Library", "holder": "Jo"}
    client.post(page, fields)
    clash = client.post(page, {**fields, "holder": "Sam"}).content.decode()
    assert "Sam" in clash
    assert "Jo" in clash
    client.post(page, {**fields, "holder": "Sam and Jo", "version": 2})
    assert Office.objects.get(name="Library").holder == "Sam and Jo"
