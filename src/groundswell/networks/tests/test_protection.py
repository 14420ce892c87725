"""The privacy notice and the officer's pack say what the software does, and what the institution decided."""

import re
from typing import Any

import pytest
from django.urls import reverse

from groundswell.kernel import registries
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.permissions import BY_LINK, GRANTS, Permission, Role
from groundswell.networks import queries, services
from groundswell.networks.models import Network
from groundswell.networks.queries.pack import BLANK, REGULATORS, pack_of
from groundswell.networks.queries.protection import ROLE_NAMES, kept_how_long, who_sees_what

pytestmark = pytest.mark.django_db
DECIDED: dict[str, Any] = {
    "controller": "University of Tidewell",
    "contact": "data@tidewell.example",
    "officer": "The Officer",
    "basis": "public_task",
    "condition": "equality",
    "hosted_by": "",
    "backups_kept_days": 35,
    "reviewed_on": "2026-09-01",
}


def test_each_role_stands_in_the_table_with_a_name():
    assert set(ROLE_NAMES) == set(Role)


def test_each_permission_somebody_holds_stands_in_the_table():
    said = {words for sight in who_sees_what() for words in sight.may}
    held = frozenset(BY_LINK).union(*GRANTS.values())
    assert {one.description for one in Permission if one in held} == said


def test_each_kind_of_personal_data_stands_in_the_schedule():
    assert [(kept.room, kept.models) for kept in kept_how_long()] == [
        (entry.room, entry.models) for entry in registries.personal_data
    ]


def test_the_notice_is_open_to_strangers_and_says_when_nothing_is_settled(client, cast):
    page = client.get(reverse("networks:privacy", args=[cast.network.slug]))
    assert page.status_code == 200
    assert "Not settled yet" in page.content.decode()
    assert "address above" not in page.content.decode()  # there is none yet


def test_the_notice_of_a_network_without_a_public_wall_is_for_its_members(client, cast):
    Network.objects.filter(pk=cast.network.pk).update(is_wall_public=False)
    url = reverse("networks:privacy", args=[cast.network.slug])
    assert client.get(url).status_code == 404
    client.force_login(cast.bob)
    assert client.get(url).status_code == 200


def test_what_was_decided_stands_in_notice_and_pack(client, cast):
    client.force_login(cast.alice)
    url = reverse("networks:protection", args=[cast.network.slug])
    assert client.post(url, {**DECIDED, "version": 0}).status_code == 302
    notice = client.get(reverse("networks:privacy", args=[cast.network.slug])).content.decode()
    assert "University of Tidewell" in notice
    pack = pack_of(cast.network)
    assert "University of Tidewell" in pack["2-record-of-processing.md"]
    assert "35 days" in pack["4-how-long.md"]
    assert BLANK not in pack["2-record-of-processing.md"]


def test_before_anything_is_decided_the_pack_shows_its_blanks(cast):
    assert BLANK in pack_of(cast.network)["1-assessment.md"]


def test_the_pack_leaves_no_mark_of_its_own_unfilled(cast):
    for text in pack_of(cast.network).values():
        assert not re.search(r"\$\w", text)


@pytest.mark.parametrize("region", REGULATORS)
def test_the_pack_names_the_law_of_the_place(cast, region):
    cast.network.region = region
    assert REGULATORS[region] in pack_of(cast.network)["8-where-we-are.md"]


def test_every_region_has_its_law():
    assert set(REGULATORS) == set(Network.Region.values)


def test_a_member_may_not_decide(cast):
    with pytest.raises(NotAllowed):
        services.put_protection(by=cast.bob, network=cast.network, **DECIDED)


def test_the_second_of_two_editors_sees_what_the_first_saved(client, cast):
    services.put_protection(by=cast.alice, network=cast.network, **DECIDED)
    with pytest.raises(EditConflict):
        services.put_protection(by=cast.sade, network=cast.network, **DECIDED)
    client.force_login(cast.sade)
    url = reverse("networks:protection", args=[cast.network.slug])
    page = client.post(url, {**DECIDED, "officer": "Another", "version": 0}).content.decode()
    assert "Another" in page
    assert "The Officer" in page


def test_the_command_writes_the_pack_and_overwrites_nothing(cast, tmp_path):
    from groundswell.cli.data_pack import write

    paths = write(cast.network.slug, tmp_path / "pack")
    assert [path.name for path in paths] == list(pack_of(cast.network))
    with pytest.raises(LookupError, match="not an empty folder"):
        write(cast.network.slug, tmp_path / "pack")
    with pytest.raises(LookupError, match="No network"):
        write("nowhere", tmp_path / "other")
    assert queries.network_called("nowhere") is None
