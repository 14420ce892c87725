"""A site of its own: a folder, a database, production settings, granian on loopback.

What it starts it ends, by the ids of the processes it started.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from groundswell.cli.serve import server_command

ROOT = Path(__file__).resolve().parent.parent
HOST = "bench.example.org"
START_SECONDS = 120


class Site:
    """One installation in a folder. ``settings`` are production's own unless the benchmark's are named."""

    def __init__(self, folder: Path, settings: str = "benchmarks._settings") -> None:
        self.folder = folder
        self.port = free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": settings,
            "GROUNDSWELL_VAR": str(folder),
            "GROUNDSWELL_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
            "GROUNDSWELL_SITE_URL": f"https://{HOST}",
            "GROUNDSWELL_SECRET_KEY": "benchmark " * 5,
            "GROUNDSWELL_AUDIT_KEY": "of the benchmark " * 5,
            "GROUNDSWELL_RECEIPT_PEPPERS": f"1:{'0a' * 32}",
            "GROUNDSWELL_SEALED_AUDIT_KEYS": f"1:{'0b' * 32}",
        }

    def inside(self, module: str, *words: str, told: Any = None) -> Any:
        """What ``python -m benchmarks.<module>`` prints as JSON; it reads ``told`` as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{module}", *words],
            env=self.env,
            input=json.dumps(told).encode(),
            stdout=subprocess.PIPE,
            check=True,
            cwd=ROOT,
        )
        return json.loads(done.stdout)

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """One of our own commands."""
        return subprocess.run(
            [sys.executable, "-m", "groundswell.cli", *words],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    def start(self, workers: int = 2, *, is_first: bool = True) -> float:
        """Serve it as `groundswell serve` does. Seconds until it answered.

        Once it was served, its files are in their places: then the web server alone is enough, and sooner there.
        """
        words = ("--no-worker", "--no-migrate", "--port", str(self.port), "--workers", str(workers))
        command = [sys.executable, "-m", "groundswell.cli", "serve", *words]
        if not is_first:
            options = argparse.Namespace(host="127.0.0.1", port=self.port, workers=workers)
            command = server_command(options)
        began = time.perf_counter()
        self.server = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, cwd=ROOT)
        while self.server.poll() is None and time.perf_counter() - began < START_SECONDS:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as link:
                link.sendall(f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
                if link.recv(100).startswith(b"HTTP/1.1 200"):
                    return time.perf_counter() - began
            time.sleep(0.02)
        sys.exit("The server did not start.")

    def processor_seconds(self) -> float:
        """What all processes of the server have taken of the processors so far."""
        if self.server is None:
            return 0.0
        root = psutil.Process(self.server.pid)
        taken = [process.cpu_times() for process in [root, *root.children(recursive=True)]]
        return sum(one.user + one.system for one in taken)

    def size_of_list(self) -> int:
        """How long the list of what was forgotten is, outside the database."""
        path = self.folder / "sealed" / "forgotten.txt"
        return path.stat().st_size if path.exists() else 0

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        if self.server is None:
            return
        self.server.terminate()
        try:
            self.server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
        self.server = None

    def kill(self) -> None:
        """SIGKILL to every process of the server, in the middle of whatever it does."""
        if self.server is None:
            return
        kill_all([psutil.Process(self.server.pid)])
        self.server.wait()
        self.server = None


def kill_all(roots: Iterable[psutil.Process]) -> None:
    """These processes and theirs, parents first, so that none of them starts another one."""
    seen: dict[int, psutil.Process] = {}
    for root in roots:
        with suppress(psutil.NoSuchProcess):
            root.suspend()
            for process in [root, *root.children(recursive=True)]:
                seen[process.pid] = process
    for process in seen.values():
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(list(seen.values()), timeout=20)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def machine() -> str:
    """What it is measured on, and how busy that is just now."""
    import platform

    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load average {load}"
    )


def fdatasync_probe(folder: Path, size: int = 16_384, times: int = 50) -> float:
    """Milliseconds that a write of a commit's size and its fdatasync take: the median of many."""
    path, took = folder / "probe", []
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for _ in range(times):
            began = time.perf_counter()
            os.write(descriptor, b"\0" * size)
            os.fdatasync(descriptor)
            took.append(time.perf_counter() - began)
    finally:
        os.close(descriptor)
        path.unlink()
    return sorted(took)[times // 2] * 1000
