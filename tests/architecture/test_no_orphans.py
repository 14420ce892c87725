"""Every page a member may open is a few links from where they start; nobody needs to know an address."""

import re
from collections import deque

import pytest
from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve, reverse

from groundswell.kernel.errors import GroundswellError
from groundswell.kernel.registries import example_urls

pytestmark = pytest.mark.django_db

FAR = 4  # links from today, the wall or the people
LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)"')
BUTTON = re.compile(r'<form\b[^>]*?action="(/[^"#]*)"')
LIBRARY = ("account_", "mfa_", "socialaccount_")  # sign-in leads through its own pages by itself

# Pages no link leads to, each with its reason.
ELSEWHERE = {
    "networks:route_link": "in a letter to a student",
    "networks:route_answer": "on a student's day, while they are asked",
    "home:front": "the address itself, and the name in the mast",
    "home:today": "where signing in leads",
    "networks:begin": "an empty installation alone has it",
    "networks:accept": "opened from a mail",
    "networks:join": "for those who are not in yet",
    "networks:join_asked": "what a form answers",
    "networks:look_in_mail": "what a form answers",
    "networks:setup": "the steps after founding a network, one leads to the next",
    "networks:import_check": "what the form of the import before it answers",
    "meetings:line": "beside each line of minutes that may still be corrected",
    "people:left": "what leaving answers",
    "people:demo": "exists in the demo only",
    "mail:outbox": "exists in development and the demo only",
    "mail:letter": "exists in development and the demo only",
    "ui:gallery": "for who builds pages",
    "concerns:again": "on the page that asks for a passphrase, once somebody keeps a share",
    "concerns:keeping": "in a letter to who is asked to keep a share",
    "concerns:kept_share": "on the page of what somebody keeps",
}


def name_of(url):
    try:
        match = resolve(url.split("?")[0])
    except Resolver404:
        return ""
    return match.view_name if "token" not in match.kwargs else ""


def wanted(cast):
    """The names of all example pages that Alice may open without a letter in hand."""
    names = set()
    for entry in example_urls:
        try:
            with transaction.atomic():
                names.add(name_of(entry.make(cast)))
        except (GroundswellError, IntegrityError):  # another example has made the same thing
            names.add(entry.name.split()[0])
    return names - {""}


def crawl(client, starts):
    """The names of the pages met, one address of each name opened, breadth first."""
    seen, met, queue = set(starts), set(), deque((start, 0) for start in starts)
    opened: dict[str, int] = {}
    while queue:
        url, far = queue.popleft()
        name = name_of(url)
        if not name or opened.get(name, 0) >= 25:
            continue
        answer = client.get(url)
        if answer.status_code != 200:
            continue
        met.add(name)
        opened[name] = opened.get(name, 0) + 1
        if far == FAR or "text/html" not in answer["content-type"]:
            continue
        met |= {name_of(button) for button in BUTTON.findall(answer.content.decode())}
        for link in LINK.findall(answer.content.decode()):
            address = link.replace("&amp;", "&")
            if address not in seen:
                seen.add(address)
                queue.append((address, far + 1))
    return met


def test_every_page_is_a_few_links_from_where_a_co_chair_begins(client, cast):
    pages = wanted(cast)
    client.force_login(cast.alice)
    for entry in example_urls:
        client.cookies.load(entry.cookies(cast))
    slug = cast.network.slug
    starts = [
        reverse(name, args=[slug]) for name in ("home:network", "wall:wall", "networks:people")
    ]
    orphans = {
        name
        for name in pages - crawl(client, starts) - set(ELSEWHERE)
        if not name.startswith(LIBRARY)
    }
    assert not orphans, f"no link leads to: {', '.join(sorted(orphans))}"
