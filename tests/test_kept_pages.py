"""A kept page is nobody else's, never late, and never a way past a door."""

import inspect
import re
import time
from collections.abc import Callable

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.audit.services import record
from groundswell.kernel import kept
from groundswell.kernel.kept import SLOT, forget_pages, kept_page, never_kept
from groundswell.kernel.registries import Attention, ExampleUrl, attention, example_urls
from groundswell.meetings.tests.factories import ActionFactory, AgendaItemFactory, MeetingFactory
from groundswell.networks.services import end_membership
from groundswell.people.services import change_preferences
from groundswell.projects.tests.factories import ProjectFactory
from groundswell.suggestions.services import raise_suggestion
from tests.cast import Cast

pytestmark = pytest.mark.django_db
# Every page that may be kept. To add one is to say here that it is meant.
OPTED_IN = {"home:network", "meetings:meeting", "projects:project"}


@pytest.fixture
def urls(cast: Cast) -> dict[str, str]:
    """The pages that are kept, with something on them."""
    slug = cast.network.slug
    meeting = MeetingFactory(network=cast.network)
    AgendaItemFactory(network=cast.network, meeting=meeting, title="Hats in theatre")
    ActionFactory(network=cast.network, owner=cast.bob, text="Write to the supplier")
    project = ProjectFactory(network=cast.network, title="Headwear that fits")
    return {
        "home:network": reverse("home:network", args=[slug]),
        "meetings:meeting": reverse("meetings:meeting", args=[slug, meeting.pk]),
        "projects:project": reverse("projects:project", args=[slug, project.pk]),
    }


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def is_kept(response: object) -> bool:
    return getattr(response, "is_kept", False)


def plain(response: object) -> bytes:
    """A page without what is another in every answer."""
    return SLOT.sub(b"", response.content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", example_urls, ids=[page.name for page in example_urls])
def test_only_pages_named_here_are_ever_kept(
    example: ExampleUrl, cast: Cast, news: Callable[[], int]
) -> None:
    url = example.make(cast)
    news()
    client = signed_in(cast.bob)
    client.get(url)
    assert is_kept(client.get(url)) == (re.split("[, ]", example.name)[0] in OPTED_IN)


@pytest.mark.parametrize("name", sorted(OPTED_IN))
def test_two_people_in_turn_each_see_their_own_page(cast: Cast, urls, name: str) -> None:
    alice, bob = signed_in(cast.alice), signed_in(cast.bob)
    alice.get(urls[name]), bob.get(urls[name])
    kept_ones = [client.get(urls[name]) for client in (alice, bob)]
    assert all(is_kept(page) for page in kept_ones)
    forget_pages()
    fresh = [client.get(urls[name]) for client in (alice, bob)]
    assert not any(is_kept(page) for page in fresh)
    assert [plain(page) for page in kept_ones] == [plain(page) for page in fresh]
    assert plain(fresh[0]) != plain(fresh[1])
    assert kept_ones[0].headers["Vary"] == fresh[0].headers["Vary"]


@pytest.mark.parametrize("name", sorted(OPTED_IN))
def test_any_recorded_act_in_any_network_makes_the_page_anew(cast: Cast, urls, name: str) -> None:
    client = signed_in(cast.bob)
    client.get(urls[name])
    for network in (cast.network, cast.other_network, None):
        assert is_kept(client.get(urls[name]))
        record(cast.alice, "something.done", cast.alice, network)  # what any process would write
        assert not is_kept(client.get(urls[name]))


def test_another_s_new_name_is_seen_at_once(cast: Cast, urls) -> None:
    meeting = urls["meetings:meeting"]
    bob = signed_in(cast.alice)
    assert b"Bob" in bob.get(meeting).content
    change_preferences(
        by=cast.bob, name="Robert Amankwah", pronouns="", language="", theme="", digest="at_once"
    )
    assert b"Robert Amankwah" in bob.get(meeting).content


@pytest.mark.parametrize("name", sorted(OPTED_IN))
def test_the_door_is_passed_at_every_visit(cast: Cast, urls, name: str) -> None:
    client, visitor = signed_in(cast.bob), Client()
    client.get(urls[name])
    assert is_kept(client.get(urls[name]))
    assert visitor.get(urls[name]).status_code == 302
    assert signed_in(cast.charlie).get(urls[name]).status_code == 404
    membership = cast.bob.memberships.get(network=cast.network)
    end_membership(by=cast.alice, membership=membership)
    assert client.get(urls[name]).status_code == 404
    client.logout()
    assert client.get(urls[name]).status_code == 302


def test_a_role_that_ended_by_the_clock_alone_ends_the_page(cast: Cast, urls) -> None:
    client = signed_in(cast.bob)
    client.get(urls["home:network"])
    membership = cast.bob.memberships.get(network=cast.network)
    type(membership).objects.filter(pk=membership.pk).update(ended_on=timezone.localdate())
    assert client.get(urls["home:network"]).status_code == 404


@pytest.mark.parametrize("name", sorted(OPTED_IN))
def test_theme_and_language_are_another_page(cast: Cast, urls, name: str) -> None:
    client = signed_in(cast.bob)
    client.get(urls[name])
    type(cast.bob).objects.filter(pk=cast.bob.pk).update(theme="dark")  # behind the audit's back
    assert b'data-theme="dark"' in client.get(urls[name]).content
    assert is_kept(client.get(urls[name]))
    client.cookies["groundswell_language"] = "ar"
    assert b'dir="rtl"' in client.get(urls[name]).content


def test_forms_carry_a_token_that_works_and_a_number_of_their_own(cast: Cast, urls) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bob)
    client.get(urls["meetings:meeting"])
    pages = [client.get(urls["meetings:meeting"]) for _ in range(2)]
    assert all(is_kept(page) for page in pages)
    first, second = (re.findall(rb'name="_once" value="([^"]+)"', page.content) for page in pages)
    assert first
    assert set(first).isdisjoint(second)
    token = re.findall(rb'name="csrfmiddlewaretoken" value="([^"]+)"', pages[1].content)[0]
    typed = {"title": "Bleeps", "csrfmiddlewaretoken": token.decode(), "_once": second[0].decode()}
    agenda = reverse("meetings:agenda", args=[cast.network.slug])
    assert client.post(agenda, {**typed, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert client.post(agenda, typed).status_code == 302


def test_what_was_just_said_is_said_once(cast: Cast, urls) -> None:
    client = signed_in(cast.bob)
    client.get(urls["home:network"])
    agenda = reverse("meetings:agenda", args=[cast.network.slug])
    client.post(agenda, {"title": "Bleeps"}, follow=False)
    said, again, third = (client.get(urls["home:network"]) for _ in range(3))
    assert b'class="wrap toasts still"' in said.content
    assert not any(b'class="wrap toasts still"' in page.content for page in (again, third))
    assert [is_kept(page) for page in (said, again, third)] == [False, False, True]


def test_words_in_the_address_and_htmx_are_answered_anew(cast: Cast, urls) -> None:
    client, url = signed_in(cast.bob), urls["home:network"]
    client.get(url)
    assert not is_kept(client.get(url, {"page": "2"}))
    assert not is_kept(client.get(url, headers={"HX-Request": "true"}))
    assert is_kept(client.get(url))


def test_a_page_is_kept_for_a_minute_at_most(cast: Cast, urls, monkeypatch) -> None:
    client, url = signed_in(cast.bob), urls["home:network"]
    client.get(url)
    in_a_minute = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: in_a_minute)
    assert not is_kept(client.get(url))
    assert len(kept._pages) == 1


def test_what_was_raised_with_a_co_chair_is_on_no_kept_page(cast: Cast, urls) -> None:
    client, url = signed_in(cast.alice), urls["home:network"]
    client.get(url)
    assert is_kept(client.get(url))
    raise_suggestion(by=cast.bob, network=cast.network, text="Between us.", to="cochair")
    chairs = [signed_in(cast.alice), signed_in(cast.sade)]
    pages = [[chair.get(url) for _ in range(2)] for chair in chairs]
    confidential = [
        page for both in pages for page in both if b"with a co-chair on" in page.content
    ]
    assert len(confidential) == 2
    assert not any(is_kept(page) for page in confidential)


def test_a_page_that_reads_something_sealed_is_never_kept(cast: Cast, urls, monkeypatch) -> None:
    def sealed(view: object) -> list[Attention]:
        never_kept()
        return []

    monkeypatch.setattr("groundswell.kernel.registries.attention", [*attention, sealed])
    client = signed_in(cast.bob)
    assert not any(is_kept(client.get(urls["home:network"])) for _ in range(3))
    assert not kept._pages


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.headers.setdefault("Cache-Control", "no-store"),
        lambda page: page.set_cookie("a", "b"),
        lambda page: setattr(page, "status_code", 404),
        lambda page: setattr(page, "content", b'<script nonce="x">'),
    ],
    ids=["no-store", "cookie", "404", "nonce"],
)
def test_an_answer_that_sets_or_forbids_something_is_not_kept(cast: Cast, rf, spoil) -> None:
    def make() -> HttpResponse:
        page = HttpResponse("<p>words</p>")
        spoil(page)
        return page

    request: HttpRequest = rf.get("/")
    request.user = cast.bob
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    assert not any(is_kept(kept_page(request, cast.network, 1, make)) for _ in range(2))  # type: ignore[arg-type]


def test_memory_is_bounded(cast: Cast, urls, monkeypatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 30_000)
    client = signed_in(cast.bob)
    for url in urls.values():
        client.get(url)
    assert sum(page.size for page in kept._pages.values()) <= 30_000


def test_whatever_the_sealed_room_says_on_home_is_never_kept() -> None:
    """Until it says anything this holds by itself; then its reader must say ``never_kept``."""
    sealed = [ask for ask in attention if ask.__module__.startswith("groundswell.concerns")]
    assert all("never_kept()" in inspect.getsource(ask) for ask in sealed)
