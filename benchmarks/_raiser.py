"""Somebody who raises a concern over HTTP: writes it, keeps the receipt, types its tail back. And who comes again.

Each speaks from a network address of their own, as the proxy in front of a site would say it: in
``X-Forwarded-For``, which production trusts from one proxy. So the product's own limits stand as they are.
"""

import random
import re
import socket
import threading
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks import _load
from benchmarks._site import HOST

RECEIPT = re.compile(rb"<output>([0-9A-Z-]{35})</output>")
SENT = b'class="notice success" role="status"'
TIMEOUT = 150
_chance = random.SystemRandom()


class Raiser:
    """One browser. ``slug`` is the network; a connection that broke is made anew at the next request."""

    def __init__(self, port: int, slug: str) -> None:
        self.port, self.slug, self.base = port, slug, f"/n/{slug}/q/"
        self.link: socket.socket | None = None

    def write(self, text: str) -> str:
        """The receipt of a sealed draft."""
        body = self.form("write/", {"text": text})
        found = RECEIPT.search(body)
        if found is None:
            raise WrongAnswer("q/write/ showed no receipt")
        return found[1].decode()

    def send(self, receipt: str) -> None:
        """Returns when the page said that it is sent."""
        self._say("send/", {"receipt": receipt, "tail": receipt.replace("-", "")[-4:]})

    def more(self, receipt: str, text: str) -> None:
        """One more message in a thread."""
        form = {"receipt": receipt, "do": "write", "text": text, "number": str(uuid4())}
        self._say("back/", form)

    def withdraw(self, receipt: str) -> None:
        """Take all of it back."""
        form = {"receipt": receipt, "do": "withdraw", "sure": "yes"}
        if b'name="receipt"' in self.form("back/", form):
            raise WrongAnswer("q/back/ did not say that it is withdrawn")

    def attach(self, receipt: str, name: str, data: bytes) -> None:
        """Attach a file to a thread."""
        edge = uuid4().hex
        fields = {"receipt": receipt, "do": "attach", "number": str(uuid4())}
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode()
        )
        body = b"".join([*parts, data, f"\r\n--{edge}--\r\n".encode()])
        answer = self.ask("files/", body, f"multipart/form-data; boundary={edge}")
        if SENT not in answer:
            raise WrongAnswer("q/files/ did not take the file")

    def ask(self, page: str, body: bytes, kind: str) -> bytes:
        """One POST, from an address nobody else has; ``OSError`` when the server is gone."""
        if self.link is None:
            self.link = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT)
            self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        part = _chance.getrandbits(22)
        address = f"10.{part >> 14 & 255}.{part >> 6 & 255}.{part & 63}"
        path = page if page.startswith("/") else self.base + page
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
            f"X-Forwarded-For: {address}\r\nAccept-Encoding: identity\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            self.link.sendall(head.encode() + body)
            status, answer = _load.answer(self.link)
        except OSError:
            self.hang_up()
            raise
        if not status.startswith(b"HTTP/1.1 200"):
            self.hang_up()
            raise WrongAnswer(f"{path} answered {status[9:12].decode()}")
        return answer

    def hang_up(self) -> None:
        """End the connection."""
        if self.link is not None:
            self.link.close()
            self.link = None

    def form(self, page: str, form: dict[str, str]) -> bytes:
        """One form, as a browser sends it."""
        return self.ask(page, urlencode(form).encode(), "application/x-www-form-urlencoded")

    def _say(self, page: str, form: dict[str, str]) -> None:
        if SENT not in self.form(page, form):
            raise WrongAnswer(f"q/{page} did not say that it is done")


class WrongAnswer(Exception):
    """The server answered, but not with what was asked of it."""


def all_of(threads: list[threading.Thread], seconds: float) -> None:
    """Start these, and wait for them to end by themselves."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + TIMEOUT + 30)
