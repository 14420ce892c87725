"""Whose turn it is: a web process answers one request at a time, and whoever reads goes before whoever raises.

To raise takes two derivations that are slow on purpose. Fifty of them in one queue would let everybody else wait for
seconds. So each request waits on a thread of its own, which does nothing else, and one thread answers them all: pages
first, and after a few of them one of the slow. That thread alone talks to the database.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any

from groundswell.kernel.registries import unseen_paths

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
PASSING = 3  # as many pages go before a slow request that waits
READS = {"GET", "HEAD", "OPTIONS"}


class _Asked:
    """One request that waits for its turn."""

    def __init__(self, environ: Environ) -> None:
        self.environ = environ
        self.over = threading.Lock()
        self.over.acquire()
        self.begins: tuple[Any, ...] = ()
        self.body: Iterable[bytes] = ()
        self.error: BaseException | None = None

    def answer(self, application: Application) -> None:
        try:
            response = application(self.environ, self._begin)
            if getattr(response, "streaming", True):
                self.body = response
            else:
                self.body = [b"".join(response)]
                response.close()  # type: ignore[attr-defined]
        except BaseException as error:  # noqa: BLE001 - it goes on where the request waits
            self.error = error
        finally:
            self.over.release()

    def _begin(self, *status_and_headers: Any) -> None:
        self.begins = status_and_headers


class Turns:
    """A WSGI application that answers what came first, but lets the slow wait for a few others."""

    def __init__(self, application: Application, is_slow: Callable[[Environ], bool]) -> None:
        self.application, self.is_slow = application, is_slow
        self.quick: deque[_Asked] = deque()
        self.slow: deque[_Asked] = deque()
        self.n_passed = 0
        self.waiting: SimpleQueue[None] = SimpleQueue()  # one for each request in the two above
        self.at_work_in = 0
        self.starting = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.at_work_in != os.getpid():
            self._go_to_work()
        asked = _Asked(environ)
        (self.slow if self.is_slow(environ) else self.quick).append(asked)
        self.waiting.put(None)
        asked.over.acquire()
        if asked.error is not None:
            raise asked.error
        start_response(*asked.begins)
        return asked.body

    def _go_to_work(self) -> None:
        """Begin in this process: a thread does not survive a fork."""
        with self.starting:
            if self.at_work_in != os.getpid():
                threading.Thread(target=self._work, name="turns", daemon=True).start()
                self.at_work_in = os.getpid()

    def _work(self) -> None:
        while True:
            self.waiting.get()
            self._next().answer(self.application)

    def _next(self) -> _Asked:
        if self.slow and (not self.quick or self.n_passed >= PASSING):
            self.n_passed = 0
            return self.slow.popleft()
        self.n_passed += bool(self.slow)
        return self.quick.popleft()


def is_slow(environ: Environ) -> bool:
    """Whether a request stretches a receipt: what is sent to a page that reads no cookie."""
    path = str(environ.get("PATH_INFO", ""))
    return environ.get("REQUEST_METHOD") not in READS and any(p.match(path) for p in unseen_paths)
