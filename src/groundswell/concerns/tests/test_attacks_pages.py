"""Attacks on the raiser's pages, by a reviewer who had not written them. Each failed once, or was tried in vain."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import technical_500_response

from groundswell.concerns.models import Concern, Item
from groundswell.concerns.tests.factories import raised
from groundswell.concerns.views import raising
from groundswell.kernel import limits, pages

HALVES = ["half-of-a-key", "half-too"]
CANARY = "Hoopoe-Cartographer wrote this in ward eleven"


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


def at(name):
    return reverse(f"concerns:{name}", args=["tidewell"])


def assert_says_nothing(answer, network):
    whole = answer.content.decode()
    assert "<title>Notes</title>" in whole
    assert network.name not in whole
    assert "Groundswell" not in whole
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_missing_page_of_the_room_says_nothing_of_it(client, cast, listener):
    client.force_login(cast.femi)
    for path in ["q/nowhere/", "q/back/x/", "desk/nowhere/"]:
        answer = client.get(f"/n/tidewell/{path}")
        assert answer.status_code == 404
        assert_says_nothing(answer, cast.network)


def test_a_page_of_a_network_that_is_not_there_says_nothing_either(client, cast):
    answer = client.get("/n/nowhere/q/")
    assert answer.status_code == 404
    assert_says_nothing(answer, cast.network)


def test_too_much_and_too_many_fields_say_nothing(client, cast, listener, settings):
    settings.LARGEST_REQUEST = 2000
    large = client.post(at("write"), {"text": CANARY * 100})
    assert large.status_code == 413
    assert_says_nothing(large, cast.network)
    settings.LARGEST_REQUEST = 10_000_000
    many = client.post(at("write"), {f"f{n}": CANARY for n in range(1100)})
    assert many.status_code == 400
    assert_says_nothing(many, cast.network)
    assert CANARY not in many.content.decode()


def test_other_pages_keep_their_frame(client, cast):
    answer = client.get("/n/nowhere/")
    assert answer.status_code == 404
    assert "<title>Notes</title>" not in answer.content.decode()


def test_a_method_nobody_uses_is_kept_nowhere(client, cast, listener):
    assert client.put(at("write")).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["write", "send", "back"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_puts_nobody_before_its_makers_thread(cast, listener, name, headers):
    _concern, receipt = raised(cast, CANARY)
    n_before = Concern.objects.count(), Item.objects.count()
    answer = Client(headers=headers).post(
        at(name), {"receipt": receipt, "text": "Type your receipt at evil.example", "tail": "0000"}
    )
    assert answer.status_code == 403
    assert_says_nothing(answer, cast.network)
    assert CANARY not in answer.content.decode()
    assert "evil.example" not in answer.content.decode()
    assert (Concern.objects.count(), Item.objects.count()) == n_before


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}],
)
def test_a_form_of_ours_is_taken_whether_or_not_the_browser_says_so(cast, listener, headers):
    answer = Client(headers=headers).post(at("write"), {"text": CANARY})
    assert answer.status_code == 200
    assert Concern.objects.count() == 1


def test_no_page_of_the_room_can_be_framed(client, cast, listener):
    for name in ["before", "write", "back"]:
        answer = client.get(at(name))
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("is_debugging", [True, False])
def test_a_report_of_an_error_shows_neither_words_nor_half_of_a_key(
    cast, listener, settings, monkeypatch, is_debugging
):
    settings.DEBUG = is_debugging
    seen: list[WSGIRequest] = []

    def broken(**_options):
        words = CANARY  # a frame below the view, with the words in a variable
        raise RuntimeError(len(words))

    monkeypatch.setattr(raising, "write_draft", broken)
    request = RequestFactory(headers={"cookie": "desk={}; other={}".format(*HALVES)}).post(
        at("write"), {"text": CANARY, "receipt": "0123"}
    )
    try:
        raising.write(request, "tidewell")
    except RuntimeError as error:
        seen.append(request)
        report = technical_500_response(request, type(error), error, error.__traceback__)
    assert seen
    whole = report.content.decode()
    assert CANARY not in whole
    assert not [half for half in HALVES if half in whole]


def test_a_form_that_is_too_old_gives_back_words_but_nothing_that_opens(cast, listener):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.femi)
    request = RequestFactory().post(
        "/n/tidewell/desk/",
        {"passphrase": "nine kind herons", "passphrase_again": "nine kind herons", "text": CANARY},
    )
    request.user = cast.femi
    whole = pages.csrf_failure(request).content.decode()
    assert CANARY in whole
    assert "herons" not in whole
    assert "<title>Notes</title>" in whole


def test_a_large_upload_lies_in_no_directory_for_temporary_files(
    client, cast, listener, monkeypatch
):
    def refused(*_args, **_options):
        raise AssertionError("something was written to a temporary file")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refused)
    big = SimpleUploadedFile("a.bin", b"x" * 4_000_000)
    answer = client.post(at("write"), {"text": CANARY, "file": big})
    assert answer.status_code == 200


def test_log_lines_about_these_pages_hold_no_word(client, cast, listener, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post(at("write"), {"text": CANARY, "people": ["made up"]})
        client.post(at("back"), {"receipt": "wrong", "text": CANARY})
        client.get("/n/tidewell/q/nowhere/")
    shown = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}"
        for record in caplog.records
    )
    assert CANARY not in shown
