"""The frame of every page: where one is, and only what one may open."""

import pytest
from django.urls import reverse

from groundswell.networks.tests.factories import NetworkFactory

pytestmark = pytest.mark.django_db


def frame_of(client, person, name, *args):
    if person:
        client.force_login(person)
    context = client.get(reverse(name, args=args)).context
    here = [str(item["label"]) for item in context["nav_items"] if item["current"]]
    return here, [str(link["label"]) for link in context["frame_links"]]


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("wall:wall", ["What changed"]),
        ("wall:stories", ["What changed"]),
        ("networks:directory", ["People"]),
        ("networks:calendar", ["People"]),
        ("projects:asks", ["Asks"]),
        ("projects:changes", ["Projects"]),
        ("meetings:actions", ["Meetings"]),
        ("suggestions:raise", []),
    ],
)
def test_the_menu_marks_the_room_one_is_in_and_no_other(client, cast, name, here):
    assert frame_of(client, cast.alice, name, cast.network.slug)[0] == here


def test_only_who_may_change_settings_is_shown_the_way_to_them(client, cast):
    slug = cast.network.slug
    chairs = {"Network settings", "Behind the wall", "To answer"}
    assert not chairs & set(frame_of(client, None, "wall:wall", slug)[1])
    assert not chairs & set(frame_of(client, cast.bob, "wall:wall", slug)[1])
    assert chairs <= set(frame_of(client, cast.alice, "wall:wall", slug)[1])


def test_a_member_keeps_the_network_s_rooms_on_its_public_pages(client, cast):
    client.force_login(cast.bob)
    for name in ("wall", "about", "changes", "commitments", "stories"):
        page = client.get(reverse(f"wall:{name}", args=[cast.network.slug]))
        labels = [str(item["label"]) for item in page.context["nav_items"]]
        assert labels[:2] == ["Today", "Meetings"]


def test_the_account_s_pages_lead_back_to_today(client, cast):
    client.force_login(cast.bob)
    assert f'href="{reverse("home:today")}"' in client.get(reverse("people:me")).content.decode()


def test_pages_say_that_letters_stay_here_only_where_they_do(client, cast, settings):
    front = reverse("home:front")
    assert "letters stay on this machine" not in client.get(front).content.decode()
    settings.OUTBOX_BAR = True
    page = client.get(front).content.decode()
    assert "letters stay on this machine" in page
    assert f'href="{reverse("mail:outbox")}"' in page


def test_a_refused_page_keeps_its_network_s_rooms_for_members_alone(client, cast):
    refused = reverse("networks:settings", args=[cast.network.slug])
    client.force_login(cast.bob)
    page = client.get(refused)
    assert page.status_code == 403
    assert [str(item["label"]) for item in page.context["nav_items"]][:2] == ["Today", "Meetings"]
    client.force_login(cast.nobody)
    elsewhere = client.get(refused)
    assert elsewhere.status_code == 404
    assert cast.network.name not in elsewhere.content.decode()


def test_the_front_page_begins_with_the_network_that_has_been_here_longest(client, cast):
    NetworkFactory(name="Aardvarks", is_wall_public=True)
    page = client.get(reverse("home:front")).content.decode()
    assert page.index(cast.network.name) < page.index("Aardvarks")


@pytest.mark.parametrize("name", ["people:preferences", "account_email", "mfa_index"])
def test_pages_of_one_s_account_are_marked_as_such(client, cast, name):
    assert frame_of(client, cast.bob, name)[0] == ["Your account"]


def test_a_page_that_came_before_sign_in_was_known_offers_neither_account_nor_sign_in(
    client, cast, settings
):
    settings.LARGEST_REQUEST = 1024
    client.force_login(cast.bob)
    refused = client.post(reverse("account_email"), {"email": "x" * 3000})
    assert refused.status_code == 413
    assert refused.context["frame_links"] == []
