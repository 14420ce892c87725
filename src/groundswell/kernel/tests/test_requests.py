"""Requests no form of ours makes: each gets a page that says what is wrong."""

import logging

import pytest
from django.test import Client

from groundswell.kernel.logs import LinksHidden

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("address", ["/?q=%ff%fe", "/?q=a%00b", "/%00", "/n/tidewell%00/"])
def test_an_address_that_is_no_text_is_refused_with_a_sentence(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


@pytest.mark.parametrize("body", [b"name=%ff%fe", b"name=\xff", b"name=a%00b"])
def test_typed_words_that_are_no_text_are_refused_with_a_sentence(client, body):
    response = client.post("/accounts/login/", body, content_type=FORM)
    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


def test_words_of_every_script_are_text(client):
    response = client.get("/", {"q": "Siân O’Brien حسن 李 👩🏾‍⚕️"})
    assert response.status_code in {200, 302}


def test_a_body_that_is_too_large_is_told_how_large_it_may_be(client, settings):
    settings.LARGEST_REQUEST = 2 * 1024 * 1024
    response = client.post("/accounts/login/", {"text": "a" * 3_000_000})
    assert response.status_code == 413
    assert "2.0\xa0MB at most" in response.content.decode()


def test_a_file_that_is_too_large_is_told_so_as_well(client, settings, tmp_path):
    settings.LARGEST_REQUEST = 1024
    (tmp_path / "minutes.docx").write_bytes(b"x" * 5000)
    with (tmp_path / "minutes.docx").open("rb") as file:
        assert client.post("/accounts/login/", {"file": file}).status_code == 413


@pytest.mark.parametrize("length", ["many", "-5"])
def test_a_length_that_is_none_is_refused(length):
    assert Client().generic("POST", "/", b"", CONTENT_LENGTH=length).status_code == 413


def test_a_form_of_several_parts_that_does_not_parse_is_refused_with_a_sentence(client):
    response = client.post(
        "/accounts/login/", b"--x\r\nnonsense", content_type="multipart/form-data"
    )
    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/l/enter/eyJwIjoxfQ:1vJbX2:Zk3-aTqQ_9LmPz/", "/l/enter/…/"),
        ("/join/Zk3aTqQ_9LmPzAb-Zk3aTqQ_9LmPzAb", "/join/…"),
        ("/l/fewer/zk3atqq_9lmpzab-zk3atqq_9lmpzab/", "/l/fewer/…/"),
        ("/feeds/Zk3aTqQ_9LmPzAb-Zk3aTqQ_9LmPzAb.ics", "/feeds/…"),
        ("/accounts/password/reset/key/1-cq3x1e-0b8f0e0f0a9c/", "/accounts/password/reset/key/…/"),
        ("/n/tidewell-medical-school-network/projects/", None),
        ("/n/tidewell-medical-school-network/join/look-in-your-mail/", None),
    ],
)
def test_the_log_never_holds_what_opens_something(said, kept):
    record = logging.LogRecord("x", 30, "x", 1, "%s: %s", ("Gone", said), None)
    LinksHidden().filter(record)
    assert record.getMessage() == f"Gone: {kept or said}"


def test_a_sentence_put_together_before_it_is_logged_is_covered_too():
    said = "Gone: /l/enter/Zk3aTqQ_9LmPzAb-Zk3aTqQ_9LmPzAb/?next=/"
    record = logging.LogRecord("x", 30, "x", 1, said, (), None)
    LinksHidden().filter(record)
    assert record.getMessage() == "Gone: /l/enter/…/?next=/"


@pytest.mark.parametrize(
    ("origin", "is_offered"), [("http://testserver", True), ("https://evil.example", False)]
)
def test_a_form_of_another_site_gets_no_button_that_sends_it(origin, is_offered):
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/accounts/login/", {"words": "make me chair"}, headers={"origin": origin}
    )
    assert response.status_code == 403
    assert ("Send it again" in response.content.decode()) is is_offered
