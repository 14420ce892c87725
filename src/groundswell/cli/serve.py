"""``groundswell serve``: the web server and, on one machine, its worker beside it."""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from types import FrameType

from groundswell.cli.start import migrate, wake

STOP_SECONDS = 30
RESTART_SECONDS = 2
WAITING_THREADS = "64"  # requests that may wait in one process, each on a thread: see kernel.turns


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--workers", type=int, default=2, help="web processes, one thread at work in each"
    )
    parser.add_argument(
        "--no-worker", action="store_true", help="`groundswell worker` runs elsewhere"
    )
    parser.add_argument("--no-migrate", action="store_true", help="the database is already in step")
    options = parser.parse_args(argv)
    name_this_machine(options.port)
    wake()
    refuse_open_outbox(options.host)
    refuse_taken_port(options.host, options.port)
    from groundswell.kernel.in_use import shared

    with shared():
        return serve(options)


def serve(options: argparse.Namespace) -> int:
    """Tables in step, static files in place, then server and worker until told to stop."""
    if not options.no_migrate:
        migrate()
    collect_static()
    announce_start(options.host, options.port)
    return tend(server_command(options), with_worker=not options.no_worker)


def tend(command: list[str], *, with_worker: bool) -> int:
    """Keep server and worker running side by side, and end both when told to or when the server ends."""
    told = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        told.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    server = subprocess.Popen(command)
    worker = start_worker() if with_worker else None
    try:
        while not told.wait(0.2) and server.poll() is None:
            if worker and worker.poll() is not None:
                print("The worker ended; starting it again.", file=sys.stderr, flush=True)
                told.wait(RESTART_SECONDS)
                worker = start_worker()
    finally:
        for process in (server, worker):
            end(process)
    return 0 if told.is_set() else server.returncode


def end(process: "subprocess.Popen[bytes] | None") -> None:
    """Ask a process to finish what it does; insist when it takes too long."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def refuse_taken_port(host: str, port: int) -> None:
    """The web server would share a port without a word, and pages come from either of the two in turn."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        if (
            os.name == "posix"
        ):  # a port that was left a moment ago is free; elsewhere this would steal one
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                sys.exit(f"groundswell: cannot listen on {host}:{port}: {refused.strerror}.")
            sys.exit(
                f"groundswell: another program answers on port {port} already, perhaps the demo in another "
                f"window. Stop it there with Ctrl+C, or choose another: --port {port + 1} (with make: PORT={port + 1})."
            )


def name_this_machine(port: int) -> None:
    """On one person's machine, letters lead to the port that is served."""
    from groundswell.settings import env

    env.name_dev_site(f"http://localhost:{port}")


def refuse_open_outbox(host: str) -> None:
    """Letters that anybody who reaches the port could read, sign-in links among them, stay on this machine."""
    from django.conf import settings

    if settings.READABLE_OUTBOX and host not in {"127.0.0.1", "::1", "localhost"}:
        sys.exit(
            f"groundswell: with these settings letters are read at /outbox/ by whoever reaches {host}. "
            "Name a mail server in GROUNDSWELL_SMTP_HOST, or leave out --host."
        )


def server_command(options: argparse.Namespace) -> list[str]:
    """Two processes with one thread at work in each: many would only queue for SQLite's one write lock."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--blocking-threads", WAITING_THREADS),
        *("--workers-lifetime", "86400", "--respawn-failed-workers", "--log-level", "error"),
        *("--workers-kill-timeout", "20"),
        "groundswell.wsgi:application",
    ]


def start_worker() -> "subprocess.Popen[bytes]":
    """The worker as a child process, ended with the server."""
    return subprocess.Popen([sys.executable, "-m", "groundswell.cli", "worker"], env=os.environ)


def collect_static() -> None:
    """Compressed static files with hashed names, where the settings ask for them."""
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if "whitenoise" in settings.STORAGES["staticfiles"]["BACKEND"]:
        call_command("collectstatic", verbosity=0, interactive=False)


def announce_start(host: str, port: int) -> None:
    """Say where the pages are, and on an empty installation how to begin."""
    from django.conf import settings

    from groundswell.networks.queries import is_empty, setup_code

    print(f"Groundswell is at {settings.SITE_URL} (Ctrl+C stops it)", flush=True)
    if settings.SITE_URL.startswith("https"):
        print(f"It listens on {host}:{port}, for the server in front of it.", flush=True)
    if is_empty():
        code = "" if settings.DEBUG else f" Its setup code is {setup_code()}."
        print(f"No network lives here yet: open that address to start one.{code}", flush=True)
    if settings.OUTBOX_BAR:
        print(
            f"No mail server is named, so letters stay here: {settings.SITE_URL}/outbox/ shows them.",
            flush=True,
        )
