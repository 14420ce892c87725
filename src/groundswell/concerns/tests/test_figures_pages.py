"""What was heard, and the desk's page of figures: public figures for everybody, and nothing else for anybody."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.analysis.disclose.__main__ import work_out
from groundswell.concerns import codes, services
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Listener, Release
from groundswell.concerns.services.counting import FEWEST
from groundswell.concerns.showing import heard, summary
from groundswell.concerns.tests.factories import (
    PASSPHRASE,
    at_desk,
    counted,
    listening,
    published,
    raised,
)
from groundswell.kernel import limits

CHANGING = re.compile(rb'name="(?:csrfmiddlewaretoken|_once)" value="[^"]*"|nonce="[^"]*"')


@pytest.fixture(autouse=True)
def clock():
    limits.forget()
    with time_machine.travel("2026-08-03T10:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def in_this_program(monkeypatch):
    monkeypatch.setattr("groundswell.concerns.services.releasing._run", work_out)


def at(name):
    return reverse(f"concerns:{name}", args=["tidewell"])


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# ------------------------------------------------------------------ what was heard


def test_before_anything_is_published_the_page_says_what_it_will_be(client, cast):
    answer = client.get(at("heard"))
    assert answer.status_code == 200
    assert "Nothing is published yet" in says(answer)


def test_a_wall_for_members_alone_keeps_its_figures_to_members(client, cast):
    cast.network.is_wall_public = False
    cast.network.save()
    assert client.get(at("heard")).status_code == 404
    client.force_login(cast.alice)
    assert client.get(at("heard")).status_code == 200
    client.force_login(cast.charlie)
    assert client.get(at("heard")).status_code == 404


def test_figures_stand_in_sentences_a_picture_and_a_table(client, cast):
    published(
        cast.network, 2026, 1, outcome={"support": 24, "policy": 9, "formal": 7}, on_time={"no": 6}
    )
    answer = client.get(at("heard"))
    words = says(answer)
    assert "40 were closed and counted." in words
    assert "Support was given (24)" in words
    assert "On every promised day: 34 of 40." in words
    assert answer.content.count(b"<svg") >= 2
    assert answer.content.count(b"<table") >= 2


def test_a_small_number_late_is_not_told_and_the_rest_says_at_least(client, cast):
    published(cast.network, 2026, 1, outcome={"support": 40}, on_time={"no": 2})
    words = says(client.get(at("heard")))
    assert "On every promised day: at least 36 of 40." in words
    assert "38" not in words


def test_a_small_network_gets_sentences(client, cast):
    published(cast.network, 2026, 1, outcome={"support": 9, "policy": 3})
    answer = client.get(at("heard"))
    release = heard(Release.objects.get())
    assert all(table.chart is None and table.lines for table in [*release.first, *release.more])
    assert "12 were closed and counted." in says(answer)


def test_more_is_said_to_be_more_people_telling_us_and_never_painted_red(client, cast):
    published(cast.network, 2026, 1, outcome={"support": 21, "policy": 9})
    published(cast.network, 2026, 4, outcome={"support": 31, "policy": 9}, on_time={"no": 30})
    answer = client.get(at("heard"))
    assert "More people told us than in the time before: 40 after 30." in says(answer)
    pictures = b"".join(re.findall(rb"<svg.*?</svg>", answer.content, re.DOTALL))
    assert pictures
    for red in (b"red", b"danger", b"error", b"#c", b"late"):
        assert red not in re.sub(rb">[^<]*<", b"><", pictures).lower()


def test_ten_more_releases_cost_no_more_queries(client, cast):
    published(cast.network, 2024, 1, outcome={"support": 30})
    client.get(at("heard"))
    with CaptureQueriesContext(connection) as few:
        client.get(at("heard"))
    row = Release.objects.get()
    for number in range(10):
        row.pk, row._state.adding = None, True
        row.pk = Release._meta.pk.get_default()
        row.starts_on = row.starts_on.replace(year=2010 + number)
        row.ends_on = row.ends_on.replace(year=2010 + number)
        row.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        client.get(at("heard"))
    assert len(many) <= len(few) + 1  # the release before the newest is read as well


def test_the_page_before_the_form_says_what_was_done_before(client, cast, listener):
    published(cast.network, 2026, 1, outcome={"support": 24, "policy": 16})
    words = says(client.get(at("before")))
    for sentence in summary(Release.objects.get()):
        assert sentence in words
    assert at("heard") in client.get(at("before")).content.decode()


def test_every_counted_word_has_a_label_people_can_read():
    for name in ("on_time", *codes.COUNTED):
        for value in ["", *codes.counted_values(name)]:
            assert codes.counted_label(name, value) not in {"", value, name}


# ------------------------------------------------------------------ the desk's page


@pytest.fixture
def desk_browser(cast, clock):
    clock.move_to("2026-02-03T10:00:00+00:00")
    return browser_of(listening(cast))


def browser_of(listener):
    client = Client()
    client.force_login(listener.person)
    _session, cookie = services.unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)
    client.cookies["desk"] = cookie
    return client


def test_a_listener_counts_looks_and_publishes(cast, desk_browser, clock):
    desk = at_desk(Listener.objects.get())
    for _ in range(FEWEST):
        concern, _receipt = raised(cast)
        services.close(by=desk, concern=concern, outcome="support", text="We met.")
    clock.move_to("2026-04-02T10:00:00+00:00")
    desk_browser = browser_of(Listener.objects.get())
    assert "5 were closed by" in says(desk_browser.get(at("figures")))
    assert "5 were counted" in says(desk_browser.post(at("figures"), {"do": "count"}))
    form = {"do": "ask", "first": "2026-01-01", "last": "2026-01-01", "policy": "network"}
    assert "being worked out" in says(desk_browser.post(at("figures"), form))
    services.work_out_releases()
    preview = says(desk_browser.get(at("figures")))
    assert "How many were closed is not shown." in preview
    assert "Checked:" in preview
    assert "Nothing is published yet" in says(Client().get(at("heard")))
    assert "stays as it is" in says(desk_browser.post(at("figures"), {"do": "publish"}))
    assert "How many were closed is not shown." in says(Client().get(at("heard")))


def test_what_cannot_be_published_is_said_on_the_page_with_what_was_chosen(
    cast, desk_browser, clock
):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    clock.move_to("2026-08-03T10:00:00+00:00")
    desk_browser = browser_of(Listener.objects.get())
    form = {"do": "ask", "first": "2026-01-01", "last": "2026-01-01", "policy": "formal"}
    answer = desk_browser.post(at("figures"), form)
    assert "at least 6 months" in says(answer)
    assert re.search(r'value="formal"[^>]*(checked|selected)', answer.content.decode())
    form |= {"first": "2026-04-01", "policy": "network"}
    assert "begins after it ends" in says(desk_browser.post(at("figures"), form))


def test_looking_changes_nothing(cast, desk_browser):
    desk_browser.get(at("figures") + "?do=count")
    assert not Release.objects.exists()


def test_who_is_kept_out_sees_figures_of_a_world_without_it(cast, clock):
    clock.move_to("2026-02-03T10:00:00+00:00")
    femi, sade = at_desk(listening(cast)), listening(cast, cast.sade)
    for _ in range(FEWEST):
        concern, _receipt = raised(cast)
        services.close(by=femi, concern=concern, outcome="support", text="We met.")

    def seen():
        clock.move_to("2026-04-02T10:00:00+00:00")
        found = []
        desk_browser = browser_of(sade)
        for name in ("figures", "heard", "before"):
            with CaptureQueriesContext(connection) as queries:
                answer = desk_browser.get(at(name))
            found.append((answer.status_code, CHANGING.sub(b"", answer.content), len(queries)))
        return found

    seen()
    without = seen()
    clock.move_to("2026-02-03T10:00:00+00:00")
    hidden, _receipt = raised(cast, exclusions=Exclusions(people=frozenset({cast.sade.pk})))
    services.close(by=femi, concern=hidden, outcome="policy", text="It changed.")
    assert seen() == without
    assert services.count_closed(by=femi, network=cast.network) == FEWEST
    assert b"Everything you hold a key of" in seen()[0][1]
