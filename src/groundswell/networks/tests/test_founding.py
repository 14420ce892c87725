"""From an empty installation to a network with a founder in it."""

import re

import pytest
from django.urls import reverse

from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.networks import queries, services
from groundswell.networks.models import Network

pytestmark = pytest.mark.django_db
NAME = {"name": "Tidewell", "institution": "Tidewell School", "colour": "pine"}
ROUTES = {"official_route_name": "Report", "official_route_url": "https://example.org/r",
          "emergency_text": "Call 999.", "region": "ENG"}  # fmt: skip
YOU = {
    "founder_name": "Amara Obi",
    "founder_address": "amara@example.org",
    "founder_kind": "student",
}


def opened(client):
    client.post(reverse("networks:begin"), {"code": queries.setup_code().lower()})


def test_an_empty_installation_asks_for_the_setup_code_first(client):
    assert client.get("/").url == reverse("networks:begin")
    page = client.get(reverse("networks:begin")).content.decode()
    assert "Setup code" in page
    refused = client.post(reverse("networks:begin"), {"code": "AAAA-BBBB-CCCC"})
    assert "That is not the code" in refused.content.decode()
    client.post(reverse("networks:begin"), NAME)
    assert not Network.objects.exists()


def test_start_your_own_says_where_a_real_network_begins_when_this_is_the_demo(
    client, cast, settings
):
    assert client.get(reverse("networks:begin")).url == reverse("home:front")
    settings.DEMO = True
    page = client.get(reverse("networks:begin")).content.decode()
    assert "groundswell serve" in page
    assert client.post(reverse("networks:begin"), NAME).status_code == 200
    assert not Network.objects.filter(name=NAME["name"]).exists()


def test_the_code_is_the_same_each_time_and_easy_to_type():
    assert queries.setup_code() == queries.setup_code()
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", queries.setup_code())


def test_six_short_screens_make_a_network_with_people_on_their_way(client):
    opened(client)
    to = client.post(reverse("networks:begin"), NAME).url
    assert "999" in client.get(to).content.decode()
    to = client.post(to, ROUTES).url
    to = client.post(to, YOU).url
    assert "Who else?" in client.get(to).content.decode()
    fields = {"addresses": "ben@example.org\nzoe@example.org", "kind": "student"}
    poll = reverse("networks:setup", args=["tidewell", "poll"])
    assert client.post("/n/tidewell/people/invite/", {**fields, "then": poll}).url == poll
    assert "2 invitations on their way" in client.get(poll).content.decode()
    assert client.get(reverse("networks:setup", args=["tidewell", "wall"])).status_code == 200
    network = Network.objects.get()
    assert (network.colour, network.official_route_name) == ("pine", "Report")
    assert [person.name for person in queries.cochairs(network)] == ["Amara Obi"]
    assert Letter.objects.count() == 2


def test_what_was_typed_waits_for_whoever_comes_back(client):
    opened(client)
    client.post(reverse("networks:begin"), NAME)
    assert 'value="Tidewell School"' in client.get(reverse("networks:begin")).content.decode()
    assert client.get(reverse("networks:begin_step", args=["you"])).status_code == 200


def test_help_may_wait_and_emergency_help_is_there_all_the_same(client):
    opened(client)
    client.post(reverse("networks:begin"), NAME)
    client.post(reverse("networks:begin_step", args=["you"]), YOU)
    assert "999" in Network.objects.get().emergency_text


def test_a_step_before_the_name_leads_back_to_it(client):
    opened(client)
    assert client.get(reverse("networks:begin_step", args=["you"])).url == reverse("networks:begin")
    assert client.get(reverse("networks:begin_step", args=["other"])).url == reverse(
        "networks:begin"
    )


def test_the_founders_page_is_gone_once_somebody_lives_here(client, cast):
    assert client.get(reverse("networks:begin")).url == reverse("home:front")
    client.post(reverse("networks:begin"), {"code": queries.setup_code()})
    assert client.post(reverse("networks:begin"), NAME).url == reverse("home:front")
    assert Network.objects.count() == 2


def test_a_name_in_any_script_gets_an_address_of_its_own(db):
    made = [
        services.found_network(
            by=SYSTEM, name="شبكة", founder_name="س", founder_address=f"s{n}@example.org"
        )
        for n in range(2)
    ]
    assert [network.slug for network in made] == ["network", "network-2"]


def test_a_cochair_starts_a_second_network_and_a_member_does_not(client, cast):
    client.force_login(cast.alice)
    client.post("/n/tidewell/found/", {"name": "Dental network", "colour": "ink"})
    other = Network.objects.get(slug="dental-network")
    assert queries.cochairs(other) == [cast.alice]
    assert other.official_route_url == cast.network.official_route_url
    with pytest.raises(NotAllowed, match=str(Permission.NETWORK_FOUND.description)):
        services.found_network(by=cast.bob, beside=cast.network, name="Mine", founder=cast.bob)
    with pytest.raises(TypeError, match="slug"):
        services.found_network(by=SYSTEM, name="X", founder=cast.bob, slug="x")


def test_a_wrong_address_keeps_the_founder_on_the_way(client):
    opened(client)
    client.post(reverse("networks:begin"), NAME)
    client.post(reverse("networks:begin_step", args=["you"]), YOU)
    poll = reverse("networks:setup", args=["tidewell", "poll"])
    fields = {"addresses": "zoe at example.org", "kind": "student", "then": poll}
    again = client.post("/n/tidewell/people/invite/", fields).content.decode()
    assert f'name="then" value="{poll}"' in again
    assert "Starting a network" in again
    assert f'href="{poll}"' in again, "who cannot mend an address now may still go on"
    wall = reverse("networks:setup", args=["tidewell", "wall"])
    assert f"?then={wall}" in client.get(poll).content.decode()


def test_a_web_address_is_typed_as_people_say_it(client):
    opened(client)
    client.post(reverse("networks:begin"), NAME)
    step = reverse("networks:begin_step", args=["routes"])
    assert 'type="url"' not in client.get(step).content.decode(), "browsers would refuse it unsaid"
    client.post(step, {**ROUTES, "official_route_url": "report.example.ac.uk"})
    client.post(reverse("networks:begin_step", args=["you"]), YOU)
    assert Network.objects.get().official_route_url == "https://report.example.ac.uk"


def test_a_join_page_reads_as_a_sentence_for_each_kind(client, cast):
    client.force_login(cast.alice)
    fields = {"addresses": "zoe@example.org", "kind": "staff"}
    client.post("/n/tidewell/people/invite/", fields)
    client.logout()
    (link,) = [w for w in Letter.objects.get().text.split() if "/join/" in w]
    assert "You join as: staff." in client.get(link).content.decode()
