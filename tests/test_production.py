"""`groundswell serve` as a real site runs it: production settings, granian, TLS ended in front of it."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import psutil
import pytest

from tests.installation import Installation

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.enable_socket]
HOST = "network.example.org"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Answer:
    status: int
    headers: Message
    content: bytes


class Site:
    """A running site, asked as the server in front of it would."""

    def __init__(self, installation):
        self.port = free_port()
        self.log = (installation.var / "serve.log").open("w+")
        words = ("serve", "--port", str(self.port), "--workers", "1")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "groundswell.cli", *words],
            env=installation.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def ask(self, method, path, body=None, **headers):
        sent = {"Host": HOST, "X-Forwarded-Proto": "https"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request(method, path, body=body, headers=sent)
            answer = link.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            link.close()

    def wait(self, seconds=90):
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                if self.get("/healthz").status == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def children(self):
        return psutil.Process(self.process.pid).children(recursive=True)


@contextmanager
def serving(installation):
    site = Site(installation)
    try:
        yield site.wait()
    finally:
        site.process.terminate()
        site.process.wait(timeout=60)
        site.log.close()


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("site")).fill()


@pytest.fixture(scope="module")
def site(installation):
    import pytest_socket

    pytest_socket.enable_socket()  # this fixture is older than the test's own permission
    with serving(installation) as running:
        yield running


def test_every_answer_carries_the_headers_that_protect_people(site):
    for path in ("/", "/accounts/login/", "/nowhere/", "/healthz"):
        headers = site.get(path).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"
        assert "camera=()" in headers["Permissions-Policy"]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_nothing_tells_what_the_site_is_made_of(site):
    for path in ("/", "/nowhere/", "/healthz"):
        headers = site.get(path).headers
        assert headers["Server"] == "groundswell"
        assert "X-Powered-By" not in headers


def test_pages_hold_no_inline_script_or_style_and_nothing_from_elsewhere(site):
    for path in ("/", "/accounts/login/", "/nowhere/"):
        page = site.get(path).content.decode()
        assert not re.search(
            r"<style|\sstyle=|\son\w+=|<script(?![^>]*\s(?:src=|type=\"application/json\"))", page
        )
        assert not re.search(r"(?:src|action)=\"https?:|<link[^>]+href=\"https?:", page)


def test_cookies_travel_over_tls_only(site):
    cookies = site.get("/accounts/login/").headers.get_all("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert "Secure" in cookie
        assert "SameSite=Lax" in cookie


def test_plain_http_is_sent_to_tls_except_for_a_monitor(site):
    answer = site.get("/accounts/login/", X_Forwarded_Proto="http")
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/accounts/login/"
    assert site.get("/healthz", X_Forwarded_Proto="http").status == 200


def test_static_files_are_compressed_and_kept_for_a_year(site):
    page = site.get("/accounts/login/").content.decode()
    files = re.findall(r"(?:href|src)=\"(/static/[^\"]+\.(?:css|js))\"", page)
    assert files
    for file in files:
        assert re.search(r"\.[0-9a-f]{12}\.", file), f"{file} has no hash in its name"
        answer = site.get(file, Accept_Encoding="gzip, br")
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert "max-age=315360000" in answer.headers["Cache-Control"]
        if int(answer.headers["Content-Length"]) > 500:
            assert answer.headers["Content-Encoding"] in {"gzip", "br"}, file


def test_a_page_that_is_not_there_helps(site):
    answer = site.get("/nowhere/")
    assert answer.status == 404
    assert b"We could not find that" in answer.content


def test_another_sites_name_is_refused(site):
    answer = site.get("/", Host="evil.example")
    assert answer.status == 400
    assert b"evil.example" not in answer.content


def test_what_is_no_text_is_refused_with_a_sentence(site):
    answer = site.get("/?q=%ff%fe")
    assert answer.status == 400
    assert b"We could not read that" in answer.content


def test_more_than_twelve_megabytes_is_refused_with_a_sentence_that_arrives(site):
    answer = site.ask("POST", "/accounts/login/", body=b"text=" + b"a" * 14_000_000)
    assert answer.status == 413
    assert b"too large to send" in answer.content
    assert site.get("/healthz").status == 200


def test_told_to_stop_it_ends_server_and_worker(installation):
    with serving(installation) as site:
        children = site.children()
        assert len(children) >= 2
        started = time.monotonic()
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(timeout=40) == 0, site.said()
        assert time.monotonic() - started < 30
        assert [child for child in children if child.is_running()] == []
        assert "Traceback" not in site.said()


def test_a_worker_that_dies_is_started_again(installation):
    with serving(installation) as site:
        (worker,) = [child for child in site.children() if "worker" in child.cmdline()[-1:]]
        worker.kill()
        ends = time.monotonic() + 20
        while time.monotonic() < ends and "starting it again" not in site.said():
            time.sleep(0.1)
        assert "starting it again" in site.said()
