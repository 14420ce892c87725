"""For who is kept out a concern does not exist: the same answers, at the same price, as had it never been raised."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.queries import desk_needs_you
from groundswell.concerns.services import look_after_clocks, reply, take
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, raised
from groundswell.kernel import limits
from groundswell.mail.models import Letter

NEVER = "00000000-0000-4000-8000-000000000000"
CHANGING = re.compile(
    rb'name="(?:csrfmiddlewaretoken|_once|number)" (?:id="[^"]*" )?value="[^"]*"'
    rb'|value="[^"]*"[^>]*name="number"|nonce="[^"]*"'
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
)
ACTS = ["", "take", "reply", "acknowledge", "note", "discuss", "triage", "hand", "close", "reopen"]


def asked(concern):
    """Every request the desk takes, as (method, address, form)."""
    pk = str(concern.pk) if concern else NEVER
    for pile in ("", "open", "mine", "free", "closed"):
        yield "GET", reverse("concerns:desk", args=["tidewell"]) + f"?show={pile}", {}
    one = reverse("concerns:concern", args=["tidewell", pk])
    yield "GET", one, {}
    for act in ACTS:
        yield "POST", one, {"do": act, "text": "Hello", "outcome": "support"}
    for name in ("home:network", "networks:people", "suggestions:raise", "concerns:before"):
        yield "GET", reverse(name, args=["tidewell"]), {}


def answers(listener, concern):
    """What a fresh browser gets: status, headers, words and what each cost, with what always changes taken out."""
    client = Client()
    client.force_login(listener.person)
    limits.forget()
    requests = [
        ("POST", reverse("concerns:desk", args=["tidewell"]), unlocking()),
        *asked(concern),
        ("POST", reverse("concerns:lock", args=["tidewell"]), {}),
    ]
    found = []
    for method, url, form in requests:
        with CaptureQueriesContext(connection) as queries:
            answer = client.generic(method, url) if method == "GET" else client.post(url, form)
        headers = {k: v for k, v in answer.headers.items() if k != "Content-Security-Policy"}
        body = CHANGING.sub(b"", answer.content)
        place = url.replace(str(concern.pk) if concern else NEVER, "")
        found.append((method, place, form, answer.status_code, headers, body, len(queries)))
    return found


def unlocking():
    return {"passphrase": PASSPHRASE, "do_unlock": "yes"}


@pytest.mark.parametrize("is_handled", [False, True])
def test_a_listener_who_is_kept_out_gets_the_answers_of_a_world_without_it(
    cast, listener, is_handled
):
    with time_machine.travel("2026-02-02T10:00:00+00:00", tick=False) as clock:
        sade = listening(cast, cast.sade)
        clock.move_to("2026-02-20T10:00:00+00:00")
        answers(sade, None)  # what a process keeps is warm in both worlds
        without = answers(sade, None)
        clock.move_to("2026-02-02T10:00:00+00:00")
        concern, _receipt = raised(
            cast, exclusions=Exclusions(people=frozenset({cast.sade.pk})), name="Amal"
        )
        if is_handled:
            take(by=at_desk(listener), concern=concern)
            reply(by=at_desk(listener), concern=concern, text="Hello", is_answer=False)
        clock.move_to("2026-02-20T10:00:00+00:00")
        look_after_clocks()
        within = answers(sade, concern)
        assert [row[:4] for row in within] == [row[:4] for row in without]
        assert within == without
        assert list(Letter.objects.values_list("to", flat=True)) == ["femi@example.org"]
        assert not desk_needs_you(cast.sade)
        assert desk_needs_you(cast.femi)


def test_the_same_requests_of_who_holds_the_key_do_differ(cast, listener):
    without = answers(listener, None)
    concern, _receipt = raised(cast)
    assert answers(listener, concern) != without
