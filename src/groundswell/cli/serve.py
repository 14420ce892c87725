"""``groundswell serve``: the web server and, on one machine, its worker beside it."""

import argparse
import os
import subprocess
import sys

from groundswell.cli.start import migrate, wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="web processes, one thread each")
    parser.add_argument(
        "--no-worker", action="store_true", help="`groundswell worker` runs elsewhere"
    )
    parser.add_argument("--no-migrate", action="store_true", help="the database is already in step")
    options = parser.parse_args(argv)
    wake()
    if not options.no_migrate:
        migrate()
    collect_static()
    announce_start(options.host, options.port)
    worker = None if options.no_worker else start_worker()
    try:
        return subprocess.run(server_command(options), check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        if worker:
            worker.terminate()
            worker.wait(timeout=30)


def server_command(options: argparse.Namespace) -> list[str]:
    """Two processes of one thread each: many threads only queue for SQLite's one write lock."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--blocking-threads", "1"),
        *("--workers-lifetime", "86400", "--respawn-failed-workers", "--log-level", "warning"),
        "groundswell.wsgi:application",
    ]


def start_worker() -> "subprocess.Popen[bytes]":
    """The worker as a child process, ended with the server."""
    return subprocess.Popen([sys.executable, "-m", "groundswell.cli", "worker"], env=os.environ)


def collect_static() -> None:
    """Compressed static files with hashed names, where the settings ask for them."""
    from django.conf import settings
    from django.core.management import call_command

    if "whitenoise" in settings.STORAGES["staticfiles"]["BACKEND"]:
        call_command("collectstatic", verbosity=0, interactive=False)


def announce_start(host: str, port: int) -> None:
    """Say where the pages are, and on an empty installation how to begin."""
    from django.conf import settings

    from groundswell.networks.queries import public_networks

    address = (
        settings.SITE_URL if settings.SITE_URL.startswith("https") else f"http://{host}:{port}"
    )
    print(f"Groundswell is at {address} (Ctrl+C stops it)", flush=True)
    if not public_networks().exists():
        print("No network lives here yet: open that address to start one.", flush=True)
