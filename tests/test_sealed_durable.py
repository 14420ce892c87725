"""A raise is acknowledged only after its commit reached the disk. The kernel's own record of the calls says so."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.installation import ROOT, Installation
from tests.watched_calls import IS_POSSIBLE, calls_of

FILL = """
from benchmarks._faults import fill
from groundswell.cli.start import wake

wake()
fill(2)
"""
RAISE = """
import os
import sys

from groundswell.cli.start import wake

wake()
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchmarks._raiser import RECEIPT
from tests.watched_calls import be_watched

settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
options = settings.DATABASES["default"]["OPTIONS"]
options["init_command"] += sys.argv[2]
browser = Client(HTTP_HOST="network.example.org", HTTP_X_FORWARDED_PROTO="https")
answers = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)


def post(page, **form):
    answer = browser.post(f"/n/bench/q/{page}/", form)
    assert answer.status_code == 200
    os.write(answers, answer.content)
    return answer.content


def raise_one():
    receipt = RECEIPT.search(post("write", text="What happened on the ward."))[1].decode()
    by = {"receipt": receipt}
    assert b"notice success" in post("send", tail=receipt.replace("-", "")[-4:], **by)
    upload = SimpleUploadedFile("rota.txt", b"Mondays")
    assert b"notice success" in post("files", do="attach", upload=upload, **by)
    post("back", do="withdraw", sure="yes", **by)


raise_one()
be_watched()
raise_one()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, tables):
    site = Installation(tmp_path_factory.mktemp("durable") / "site").lay_out(tables)
    site.script(FILL)
    return site


def watched(site, more=""):
    """Every write and every sync of a raise, a file and a withdrawal, in order; answers among them."""
    answers = site.var / "answers"
    program = subprocess.Popen(
        [sys.executable, "-c", RAISE, str(answers), more], env=site.environment, cwd=ROOT
    )
    try:
        calls = list(calls_of(program.pid))
    except BaseException:
        program.kill()
        raise
    finally:
        program.returncode = program.returncode or 0
    return [("answer", "") if one.path == str(answers) else (one.what, one.path) for one in calls]


def unsynced_at_answers(calls, folder):
    """For each answer, the files below a folder with bytes in them that no sync has followed."""
    found: list[list[str]] = []
    waiting: set[str] = set()
    for what, path in calls:
        if what == "answer":
            found.append(sorted(waiting))
        elif what == "sync":
            waiting.discard(path)
        elif path.startswith(str(folder)):
            waiting.add(path)
    return found


def synced_before(calls, n_answers):
    """What was synced before so many answers were given."""
    return {path for what, path in calls_before(calls, n_answers) if what == "sync"}


def calls_before(calls, n_answers):
    places = [place for place, (what, _path) in enumerate(calls) if what == "answer"]
    return calls[places[n_answers - 2] + 1 if n_answers > 1 else 0 : places[n_answers - 1]]


linux = pytest.mark.skipif(not IS_POSSIBLE, reason="calls are watched on Linux alone")
sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="this process writes to the disk with SQLite alone"
)


@linux
@sqlite
def test_every_answer_comes_after_all_that_was_written_is_on_the_disk(site):
    calls = watched(site)
    assert unsynced_at_answers(calls, site.var) == [[], [], [], []]
    for number in (1, 2, 3, 4):
        assert any(path.endswith("-wal") for path in synced_before(calls, number)), number
    blobs = {p for p in synced_before(calls, 3) if f"{site.var}/sealed/files/" in p}
    assert any(len(path.rpartition("/")[2]) == 32 for path in blobs)  # the sealed bytes
    assert any(
        len(path.rpartition("/")[2]) == 2 for path in blobs
    )  # and the folder that names them
    assert f"{site.var}/sealed/forgotten.txt" in synced_before(calls, 4)


@linux
@sqlite
def test_the_watch_sees_a_database_that_does_not_wait_for_the_disk(site):
    calls = watched(site, " PRAGMA synchronous=NORMAL;")
    assert any(path.endswith("-wal") for path in unsynced_at_answers(calls, site.var)[0])
