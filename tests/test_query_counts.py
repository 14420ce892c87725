"""No page asks the database more than twelve times, however full somebody's life is. ``-s`` prints the counts."""

import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.kernel.kept import forget_pages
from groundswell.kernel.registries import ExampleUrl, example_urls
from tests.cast import Cast

MOST = 12
MOST_FOR_MEMBERS = 11
# Pages that may cost more, and why.
MORE: dict[str, tuple[int, str]] = {
    "concerns:concern": (
        15,
        "keys, messages, the chain, files, guardians and who lacks a key each have rows, and the desk's session",
    ),
    "networks:member": (13, "every room is asked what the member holds"),
    "networks:graduate": (13, "every room is asked what the leaver holds"),
    "concerns:figures": (
        13,
        "counters, releases and what is due, and who listens is asked once a minute",
    ),
}
counted: dict[str, int] = {}


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    for name, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        sys.stdout.write(f"{n:4} {name}\n")


def cost(client: Client, url: str) -> int:
    """Queries of a second visit, nothing of the page itself kept from the first."""
    client.get(url)
    forget_pages()
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("example", example_urls, ids=[page.name for page in example_urls])
def test_a_page_costs_at_most_twelve_queries(
    example: ExampleUrl, cast: Cast, client: Client, news: Callable[[], int]
) -> None:
    url = example.make(cast)
    news()
    client.force_login(cast.alice)
    client.cookies.load(example.cookies(cast))
    counted[example.name] = cost(client, url)
    assert counted[example.name] <= MORE.get(example.name, (MOST, ""))[0]


@pytest.mark.django_db
def test_a_full_life_costs_no_more(cast: Cast, client: Client, news: Callable[[], int]) -> None:
    for page in example_urls:
        if page.name.partition(":")[0] in {"meetings", "projects", "suggestions", "wall"}:
            page.make(cast)
    news()
    url = reverse("home:network", args=[cast.network.slug])
    for person, most in ((cast.alice, MOST), (cast.bob, MOST_FOR_MEMBERS), (cast.femi, 10)):
        client.force_login(person)
        counted[f"home of {person.name}, a full life"] = n = cost(client, url)
        assert n <= most, person.name
