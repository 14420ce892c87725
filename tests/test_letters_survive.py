"""A worker that is killed in the middle of letters loses none, and none arrives twice."""

import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from tests.installation import Installation

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.enable_socket]
QUEUE = """
from groundswell.cli.start import wake
wake()
from groundswell.mail.services import queue_letter
for n in range(12):
    queue_letter(to=f"m{n}@example.org", subject=f"Letter {n}", text="Hello", kind="test")
"""
DUE_NOW = """
from groundswell.cli.start import wake
wake()
from django.utils import timezone
from groundswell.kernel.models import JobRun
from groundswell.mail.models import Letter
print(Letter.objects.filter(sent_at=None).update(not_before=timezone.now()))
JobRun.objects.all().delete()
"""


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that takes letters, and at the fifth calls ``interrupt`` before it says so."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[bytes] = []
        self.interrupt: Callable[[], None] | None = None


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self):
        self.say(b"220 mailbox")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say(b"354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                if len(self.server.taken) == 4 and self.server.interrupt:
                    interrupt, self.server.interrupt = self.server.interrupt, None
                    interrupt()
                    return
                self.server.taken.append(letter)
                self.say(b"250 taken")
            elif word == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 fine")

    def say(self, words):
        self.wfile.write(words + b"\r\n")


@pytest.fixture
def mailbox(socket_enabled):
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def header(letter, name):
    return next(line for line in letter.split(b"\r\n") if line.startswith(name))


def test_letters_survive_a_worker_that_is_killed(mailbox, tmp_path, tables):
    port = str(mailbox.server_address[1])
    smtp = {
        "GROUNDSWELL_SMTP_HOST": "127.0.0.1",
        "GROUNDSWELL_SMTP_PORT": port,
        "GROUNDSWELL_SMTP_TLS": "no",
    }
    site = Installation(tmp_path / "site", smtp).lay_out(tables)
    assert site.run("migrate", "--verbosity=0").returncode == 0
    site.script(QUEUE)
    worker = subprocess.Popen(
        [sys.executable, "-m", "groundswell.cli", "worker"], env=site.environment
    )
    mailbox.interrupt = lambda: worker.send_signal(signal.SIGKILL)
    assert worker.wait(timeout=90) == -signal.SIGKILL
    assert len(mailbox.taken) == 4
    assert int(site.script(DUE_NOW)) == 8  # as if the minute before the next attempt were over
    assert site.run("worker", "--once").returncode == 0
    ends = time.monotonic() + 10
    while len(mailbox.taken) < 12 and time.monotonic() < ends:
        time.sleep(0.05)
    subjects = sorted(header(letter, b"Subject") for letter in mailbox.taken)
    assert subjects == sorted(b"Subject: Letter %d" % n for n in range(12))
    assert len({header(letter, b"Message-ID") for letter in mailbox.taken}) == 12
