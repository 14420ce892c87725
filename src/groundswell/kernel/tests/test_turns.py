"""Pages go before what is slow, nobody waits for ever, and one thread does all the work."""

import threading
import time

import pytest

from groundswell.kernel.turns import PASSING, Turns, is_slow


class Room:
    """An application that answers once the door is opened, and remembers whom it answered, in order."""

    def __init__(self):
        self.door, self.inside = threading.Event(), threading.Event()
        self.answered, self.threads = [], set()
        self.turns = Turns(self.answer, lambda environ: environ["PATH_INFO"].startswith("slow"))

    def answer(self, environ, start_response):
        self.inside.set()
        self.door.wait(30)
        self.answered.append(environ["PATH_INFO"])
        self.threads.add(threading.get_ident())
        if environ["PATH_INFO"] == "broken":
            raise KeyError("broken")
        start_response("200 OK", [("X-Path", environ["PATH_INFO"])])
        return Body(environ["PATH_INFO"])

    def ask(self, *paths):
        """Threads that wait for these, in this order."""
        threads = []
        for path in paths:
            thread = threading.Thread(target=self.turns, args=({"PATH_INFO": path}, self.begin))
            thread.start()
            threads.append(thread)
            self.inside.wait(30)  # the first is being answered
            ends = time.monotonic() + 30
            while self.n_waiting < len(threads) - 1 and time.monotonic() < ends:
                time.sleep(0.001)  # until the next stands in its queue
        return threads

    @property
    def n_waiting(self):
        return len(self.turns.quick) + len(self.turns.slow)

    def begin(self, status, headers):
        self.begun = status, headers


class Body:
    streaming = False

    def __init__(self, text):
        self.text, self.is_closed = text, False

    def __iter__(self):
        yield from (self.text.encode(), b"!")

    def close(self):
        self.is_closed = True


def let_in(room, *paths):
    threads = room.ask(*paths)
    room.door.set()
    for thread in threads:
        thread.join(30)
    return room.answered


def test_pages_go_before_what_is_slow():
    assert let_in(Room(), "first", "slow 1", "slow 2", "a", "b") == [
        *("first", "a", "b"),
        *("slow 1", "slow 2"),
    ]


def test_what_is_slow_does_not_wait_for_ever():
    pages = [f"page {n}" for n in range(PASSING + 2)]
    found = let_in(Room(), "first", "slow 1", "slow 2", *pages)
    assert found == ["first", *pages[:PASSING], "slow 1", *pages[PASSING:], "slow 2"]


def test_one_thread_answers_all():
    room = Room()
    let_in(room, "first", "slow", "a")
    assert len(room.threads) == 1
    assert threading.get_ident() not in room.threads


def test_an_answer_is_whole_and_closed_where_it_was_made():
    room = Room()
    room.door.set()
    assert room.turns({"PATH_INFO": "a"}, room.begin) == [b"a!"]
    assert room.begun == ("200 OK", [("X-Path", "a")])


def test_what_goes_wrong_goes_wrong_for_who_asked_and_nobody_else():
    room = Room()
    room.door.set()
    with pytest.raises(KeyError, match="broken"):
        room.turns({"PATH_INFO": "broken"}, room.begin)
    assert room.turns({"PATH_INFO": "a"}, room.begin) == [b"a!"]


@pytest.mark.parametrize(
    ("method", "path", "slow"),
    [
        ("POST", "/n/tidewell/q/write/", True),
        ("POST", "/n/tidewell/q/back/", True),
        ("GET", "/n/tidewell/q/write/", False),
        ("POST", "/n/tidewell/projects/", False),
        ("POST", "/n/tidewell/desk/", False),
    ],
)
def test_slow_is_what_stretches_a_receipt(method, path, slow):
    assert is_slow({"REQUEST_METHOD": method, "PATH_INFO": path}) is slow
