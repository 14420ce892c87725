"""The institution around a network: directory, calendar, settings; and its sisters."""

from datetime import date

import pytest

from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.networks import queries, services
from groundswell.networks.models import Network, Sisterhood

pytestmark = pytest.mark.django_db


def test_an_office_has_one_name_and_outlives_its_holder(cast):
    office = services.put_office(by=cast.alice, network=cast.network, name="Library", holder="Jo")
    services.put_office(
        by=cast.alice, network=cast.network, office=office, name="Library", holder="Sam"
    )
    assert queries.open_offices(cast.network).get().holder == "Sam"
    with pytest.raises(services.NetworkError, match="of that name already"):
        services.put_office(by=cast.alice, network=cast.network, name="library")
    with pytest.raises(NotAllowed, match=str(Permission.DIRECTORY_EDIT.description)):
        services.put_office(by=cast.bob, network=cast.network, name="Gym")


def test_departments_and_sites_come_and_go(client, cast):
    client.force_login(cast.alice)
    page = "/n/tidewell/directory/"
    client.post(page, {"what": "department", "department-name": "Anatomy"})
    client.post(page, {"what": "site", "site-name": "General", "site-kind": "hospital"})
    assert "of that name already" in client.post(
        page, {"what": "department", "department-name": "anatomy"}
    ).content.decode()  # fmt: skip
    for what, rows in (("department", queries.departments), ("site", queries.sites)):
        client.post(f"{page}remove/{what}/{rows(cast.network).get().pk}/")
        assert not rows(cast.network).exists()


def test_days_are_noted_for_all_or_for_one_year_group(client, cast):
    client.force_login(cast.alice)
    page = "/n/tidewell/calendar/"
    fields = {"name": "Winter closure", "kind": "closure", "starts_on": "2026-12-24"}
    client.post(page, {**fields, "ends_on": "2026-12-26"})
    assert queries.closure_days(cast.network) == {date(2026, 12, n) for n in (24, 25, 26)}
    backwards = client.post(page, {**fields, "ends_on": "2026-12-01"}).content.decode()
    assert "before the first day" in backwards
    assert "Winter closure" in backwards
    far = client.post(page, {**fields, "ends_on": "2030-12-01"}).content.decode()
    assert "longer than a year" in far


def test_only_cochairs_keep_the_calendar(client, cast):
    with pytest.raises(NotAllowed, match=str(Permission.CALENDAR_EDIT.description)):
        services.add_entry(
            by=cast.bob, network=cast.network, kind="exams", name="X", starts_on=date(2026, 1, 1)
        )
    client.force_login(cast.bob)
    assert client.post("/n/tidewell/calendar/", {"name": "X"}).status_code == 403


def test_settings_saved_by_two_refuse_the_older(cast):
    services.change_settings(by=cast.alice, network=cast.network, version=1, about="Ours")
    with pytest.raises(EditConflict) as clash:
        services.change_settings(by=cast.sade, network=cast.network, version=1, about="Mine")
    assert clash.value.theirs["about"] == "Ours"
    assert Network.objects.get(pk=cast.network.pk).about == "Ours"
    with pytest.raises(NotAllowed, match=str(Permission.NETWORK_SETTINGS.description)):
        services.change_settings(by=cast.bob, network=cast.network, version=2, about="Bob's")


def test_the_other_text_stands_beside_the_form(client, cast):
    client.force_login(cast.alice)
    fields = {"name": "Tidewell", "colour": "clay", "region": "ENG", "version": 1}
    client.post("/n/tidewell/settings/", {**fields, "about": "Ours", "takes_requests": "on"})
    page = client.post("/n/tidewell/settings/", {**fields, "about": "Mine"}).content.decode()
    assert "Ours" in page
    assert "Mine" in page


def test_sisters_need_both_and_either_may_end_it(cast):
    link = services.ask_sister(by=cast.alice, network=cast.network, other=cast.other_network)
    assert queries.agreed_sisters(cast.network) == []
    with pytest.raises(services.NetworkError, match="that was asked"):
        services.agree_sister(by=cast.alice, network=cast.network, sisterhood=link)
    services.agree_sister(by=cast.charlie, network=cast.other_network, sisterhood=link)
    assert queries.agreed_sisters(cast.network) == [cast.other_network]
    assert queries.is_sister_member(cast.charlie, cast.network)
    assert not queries.is_sister_member(cast.nobody, cast.network)
    services.end_sister(by=cast.alice, network=cast.network, sisterhood=link)
    assert not queries.is_sister_member(cast.charlie, cast.network)


def test_asking_back_is_a_yes_and_asking_again_starts_anew(cast):
    first = services.ask_sister(by=cast.alice, network=cast.network, other=cast.other_network)
    services.ask_sister(by=cast.charlie, network=cast.other_network, other=cast.network)
    first.refresh_from_db()
    assert first.agreed_at
    services.end_sister(by=cast.charlie, network=cast.other_network, sisterhood=first)
    services.ask_sister(by=cast.alice, network=cast.network, other=cast.other_network)
    assert Sisterhood.objects.get().agreed_at is None
    with pytest.raises(services.NetworkError, match="no sister of its own"):
        services.ask_sister(by=cast.alice, network=cast.network, other=cast.network)
    with pytest.raises(NotAllowed, match=str(Permission.SISTER_LINK.description)):
        services.ask_sister(by=cast.bob, network=cast.network, other=cast.other_network)


def test_sisters_in_the_browser(client, cast):
    client.force_login(cast.alice)
    client.post("/n/tidewell/sisters/", {"what": "ask", "pk": cast.other_network.pk})
    client.force_login(cast.charlie)
    link = Sisterhood.objects.get()
    client.post("/n/medpride/sisters/", {"what": "agree", "pk": link.pk})
    link.refresh_from_db()
    assert link.agreed_at
    client.post("/n/medpride/sisters/", {"what": "end", "pk": link.pk})
    link.refresh_from_db()
    assert link.ended_at
