"""Ask one page again and again for a while, over a few open connections, and note how long each took.

A small client of its own: the generator shares the machine with the server, so what it costs counts.
"""

import socket
import threading
import time
from dataclasses import dataclass, field

CONNECTIONS = 4
MOST = 20_000


@dataclass
class Load:
    """What came of it. Times in seconds."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds if self.seconds else 0.0

    @property
    def p95(self) -> float:
        return sorted(self.took)[int(len(self.took) * 0.95)] if self.took else 0.0


def run(port: int, path: str, cookie: str, seconds: float) -> Load:
    """At most ``seconds`` and at most ``MOST`` requests, then it stops by itself."""
    request = request_for(path, cookie)
    load, started = Load(), time.perf_counter()
    ends = started + seconds
    threads = [
        threading.Thread(target=_ask, args=(port, request, ends, load)) for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + 30)
    load.seconds = time.perf_counter() - started
    return load


def once(port: int, path: str, cookie: str = "") -> float:
    """Seconds that one page took, from knocking to its last byte."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=120) as link:
        link.sendall(request_for(path, cookie))
        head, _body = answer(link)
    if not head.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(f"{path} answered {head[9:12].decode()}")
    return time.perf_counter() - began


def request_for(path: str, cookie: str = "", accept: str = "gzip") -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: bench.example.org",
        "X-Forwarded-Proto: https",
        f"Accept-Encoding: {accept}",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _ask(port: int, request: bytes, ends: float, load: Load) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := time.perf_counter()) < ends and len(load.took) < MOST:
            link.sendall(request)
            head, _body = answer(link)
            load.took.append(time.perf_counter() - began)
            if not head.startswith(b"HTTP/1.1 200"):
                load.wrong += 1


def answer(link: socket.socket) -> tuple[bytes, bytes]:
    """One answer that says how long it is."""
    got = b""
    while b"\r\n\r\n" not in got:
        block = link.recv(65536)
        if not block:
            raise ConnectionError("The server ended the connection.")
        got += block
    head, _gap, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.partition(b":")[2])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length:")
    )
    parts, left = [body], length - len(body)
    while left > 0:
        block = link.recv(min(left, 1 << 16))
        if not block:
            raise ConnectionError("The server ended in the middle of an answer.")
        parts.append(block)
        left -= len(block)
    return head, b"".join(parts)
