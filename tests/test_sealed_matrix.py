"""Who holds no key: every page of the registry is what it is where the concern was never raised, at the same price."""

import re
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from argon2 import low_level
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.services import (
    acknowledge,
    end_listening,
    look_after_clocks,
    take,
    unlock,
)
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, raised
from groundswell.kernel import limits
from groundswell.kernel.events import deliver_all_news
from groundswell.kernel.kept import forget_pages
from groundswell.kernel.registries import example_urls
from groundswell.vault import costs
from tests.cast import make_cast

RAISED_AT, ASKED_AT = "2026-02-02T10:00:00+00:00", "2026-02-20T10:00:00+00:00"
CHANGING = re.compile(
    rb'name="(?:csrfmiddlewaretoken|_once|number|version)" (?:id="[^"]*" )?value="[^"]*"'
    rb'|value="[^"]*"[^>]*name="number"|nonce="[^"]*"'
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
)
TURNS = re.compile(r"nonce-[\w+/=-]+")
# Asked for by everybody, or by who listens.
MORE = [
    *("/n/tidewell/today/", "/me/data/file/", "/n/tidewell/search/?q=said", "/healthz"),
    *("/n/tidewell/desk/?show=mine", "/n/tidewell/desk/?show=free", "/n/tidewell/desk/figures/"),
    *("/n/tidewell/desk/keys/", "/n/tidewell/heard/", "/n/tidewell/listeners/"),
]


@pytest.fixture
def world(db):
    """Femi may be told; Sade listens too and is kept out, and so is whoever a test adds."""
    limits.forget()
    with time_machine.travel(RAISED_AT, tick=False) as clock:
        cast = make_cast()
        femi = cast.notes["listener"] = listening(cast)
        sade = listening(cast, cast.sade)
        listening(cast, cast.priya)
        end_listening(listening(cast, cast.bob))  # a leaver: they listened once
        charlie = listening(replace(cast, network=cast.other_network), cast.charlie)
        clock.move_to(ASKED_AT)
        yield World(cast, clock, femi, sade, charlie)
    limits.forget()


class World:
    """A network in which one concern is raised, or is not."""

    def __init__(self, cast, clock, femi, sade, charlie):
        self.cast, self.clock, self.femi = cast, clock, femi
        self.desk = at_desk(femi)
        self.browsers = {
            "kept out": browser(sade.person, sade),
            "co-chair": browser(cast.alice),
            "leaver": browser(cast.bob),
            "next door": browser(charlie.person, charlie),
            "visitor": Client(),
        }

    def raise_one(self):
        """Sent, taken, talked about among listeners, and late."""
        self.clock.move_to(RAISED_AT)
        out = frozenset({self.cast.sade.pk, self.cast.alice.pk})
        concern, _receipt = raised(self.cast, exclusions=Exclusions(people=out), name="Amal")
        take(by=self.desk, concern=concern)
        acknowledge(by=self.desk, concern=concern, text="It arrived")
        self.clock.move_to(ASKED_AT)
        look_after_clocks()
        deliver_all_news()


def browser(person, listener=None):
    client = Client()
    client.force_login(person)
    if listener:
        client.cookies["desk"] = unlock(by=person, listener=listener, passphrase=PASSPHRASE)[1]
    return client


def answer(client, url):
    """Status, headers, words, queries, derivations; without what is another each time."""
    forget_pages()
    limits.forget()
    derive, n = low_level.hash_secret_raw, []

    def counted(*args, **options):
        n.append(1)
        return derive(*args, **options)

    with (
        CaptureQueriesContext(connection) as asked,
        patch.object(costs, "hash_secret_raw", counted),
    ):
        got = client.get(url)
    body = b"".join(got.streaming_content) if got.streaming else got.content
    headers = {name: TURNS.sub("", value) for name, value in got.headers.items()}
    headers.pop("Content-Length", "")
    return got.status_code, headers, CHANGING.sub(b"", body), len(asked), len(n)


def test_on_every_page_who_holds_no_key_gets_the_answer_of_a_world_without_it(world):
    n_pages, other = 0, []
    every: list[Any] = [*filter(is_still, example_urls), *MORE]
    for example in every:
        with transaction.atomic():
            here = replace(world.cast, notes=dict(world.cast.notes))
            url = example if isinstance(example, str) else example.make(here)
            deliver_all_news()
            world.browsers["kept out"].get(url)  # what a process keeps for a minute is warm
            browsers = {who: world.browsers[who] for who in asking(example)}
            without = {who: answer(client, url) for who, client in browsers.items()}
            world.raise_one()
            for who, client in browsers.items():
                within = answer(client, url)
                n_pages += 1
                if within != without[who]:
                    other.append((url, who, differing(without[who], within)))
            transaction.set_rollback(True)
        cache.clear()
    assert other == []
    assert n_pages > 300


def is_still(example):
    """Not pages that are another at each visit: a challenge, a made-up code; nor the development's box of all mail."""
    return not example.name.startswith(("account_", "mfa_", "socialaccount_", "mail:"))


def asking(example):
    """Everybody, of pages that could know of a concern at all; of the rest, those who are shown most."""
    name = example if isinstance(example, str) else example.name
    if name.startswith(("concerns:", "home:", "people:", "/")):
        return ["kept out", "co-chair", "leaver", "next door", "visitor"]
    return ["kept out"]  # a co-chair too


def differing(without, within):
    for name, a, b in zip(
        ("status", "headers", "body", "queries", "keys"), without, within, strict=True
    ):
        if a != b and isinstance(a, bytes):
            at = next(
                (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
                min(len(a), len(b)),
            )
            return name, a[at - 60 : at + 60], b[at - 60 : at + 60]
        if a != b:
            return name, a, b
    return None


def test_who_holds_the_key_does_get_another_answer(world):
    femi = browser(world.femi.person, world.femi)
    url = reverse("concerns:desk", args=["tidewell"])
    femi.get(url)
    without = answer(femi, url)
    world.raise_one()
    assert answer(femi, url) != without
