"""Two people type at the same moment, each over a connection of their own: nothing is lost."""

import sqlite3
import threading
from contextlib import closing

import pytest
from django.db import connection, connections

from groundswell.meetings.models import Meeting, Minute
from groundswell.meetings.services import decide, send_minutes, write_note
from groundswell.meetings.tests.factories import MeetingFactory
from tests.cast import make_cast

EACH = 8


@pytest.fixture
def own_connection(transactional_db, tmp_path):
    """Set the scene, then call this inside a thread. SQLite in memory has one writer, so a file takes its place."""
    file = tmp_path / "together.sqlite3"

    def scene_is_set():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
            # The copy keeps a rollback journal, and two first connections changing that at once do not wait.
            with closing(sqlite3.connect(file)) as copy:
                copy.execute("PRAGMA journal_mode=WAL")

    def connect():
        if connection.vendor == "sqlite":
            mine = connections["default"]
            mine.settings_dict = {**mine.settings_dict, "NAME": str(file)}

    return scene_is_set, connect


def together(connect, *works):
    """Run each work in a thread of its own, all starting at once; returns what went wrong."""
    problems, gate = [], threading.Barrier(len(works))

    def run(work):
        try:
            connect()
            gate.wait(10)
            work()
        except Exception as problem:  # noqa: BLE001 - a thread's failure is the test's
            problems.append(problem)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return problems


def read(connect, question):
    """Ask over such a connection."""
    answers = []
    problems = together(connect, lambda: answers.append(question()))
    assert problems == []
    return answers[0]


@pytest.mark.postgres
def test_two_people_typing_at_once_lose_no_line(own_connection):
    scene_is_set, connect = own_connection
    cast = make_cast()
    meeting = MeetingFactory(network=cast.network)
    scene_is_set()

    def writing(who, write):
        return lambda: [write(by=who, meeting=meeting, text=f"{who} {n}") for n in range(EACH)]

    assert together(connect, writing(cast.bob, write_note), writing(cast.sade, decide)) == []
    texts = read(connect, lambda: set(Minute.objects.values_list("text", flat=True)))
    assert texts == {f"{who} {n}" for who in (cast.bob, cast.sade) for n in range(EACH)}


@pytest.mark.postgres
def test_two_chairs_sending_at_once_send_one(own_connection):
    scene_is_set, connect = own_connection
    cast = make_cast()
    meeting = MeetingFactory(network=cast.network, state="planned", starts_at=None, ends_at=None)
    write_note(by=cast.bob, meeting=meeting, text="We met")
    scene_is_set()
    sent = []

    def sending(who):
        mine = Meeting.objects.select_related("network").get(pk=meeting.pk)
        return lambda: sent.append(send_minutes(by=who, meeting=mine))

    assert together(connect, sending(cast.alice), sending(cast.sade)) == []
    assert sorted(sent) == [False, True]
