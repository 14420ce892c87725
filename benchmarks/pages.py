"""Pages a second, as ratios to a one-query page of the same server, database and middleware.

    python benchmarks/pages.py [--rounds 5] [--seconds 2] [--rows 2000] [--write]

Fills an empty database in a temporary folder with 2,000 members, 2,000 projects and 70 meetings, serves it
by granian as `groundswell serve` does, and asks each page in turn. Rounds are interleaved and the median is
kept, so that a busy moment of the machine hits every page alike. It stops by itself.
"""

import argparse
import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks import _load  # noqa: E402 - run as a file, the folder above is not on the path

PEER = "one query"
GOALS = {"wall": 0.60, "home": 0.30, "project": 0.30, "meeting": 0.30}
COLD, ANEW = " made anew", "?made=anew"
MOST_QUERIES, MOST_BYTES, MOST_MEMORY = 12, 60_000, 120
REPORT = ROOT / "docs" / "reference" / "performance.md"


class Bench:
    """One installation in a temporary folder, filled, and served on loopback."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "benchmarks._settings",
            "GROUNDSWELL_VAR": str(folder),
            "GROUNDSWELL_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
            "GROUNDSWELL_SITE_URL": "https://bench.example.org",
            "GROUNDSWELL_SECRET_KEY": "benchmark " * 5,
            "GROUNDSWELL_AUDIT_KEY": "of the benchmark " * 5,
            "GROUNDSWELL_RECEIPT_PEPPERS": f"1:{'0a' * 32}",
            "GROUNDSWELL_SEALED_AUDIT_KEYS": f"1:{'0b' * 32}",
        }
        filled = self.inside("fill", str(rows))
        self.pages: dict[str, tuple[str, bool]] = {k: tuple(v) for k, v in filled["pages"].items()}
        # Members' pages twice: shown again to the same person while nothing happened, and made anew.
        for page, (path, signed_in) in list(self.pages.items()):
            if signed_in:
                self.pages[page + COLD] = (path + ANEW, True)
        self.cookie = filled["cookie"]
        self.port = free_port()

    def inside(self, *words: str) -> Any:
        """What ``_inside`` prints."""
        command = [sys.executable, "-m", "benchmarks._inside", *words]
        done = subprocess.run(command, env=self.env, stdout=subprocess.PIPE, check=True, cwd=ROOT)
        return json.loads(done.stdout)

    def serve(self) -> "subprocess.Popen[bytes]":
        """The server as `groundswell serve` starts it, from the program to the first answer."""
        words = ("--no-worker", "--no-migrate", "--port", str(self.port))
        command = [sys.executable, "-m", "groundswell.cli", "serve", *words]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.env, stdout=quiet, cwd=ROOT)

    def load(self, page: str, seconds: float) -> _load.Load:
        path, signed_in = self.pages[page]
        found = _load.run(self.port, path, self.cookie if signed_in else "", seconds)
        if found.wrong or not found.took:
            sys.exit(f"{path} did not answer with the page ({found.wrong} times).")
        return found

    def fetch(self, path: str, cookie: str = "") -> tuple[bytes, bytes]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as link:
            link.sendall(_load.request_for(path, cookie))
            return _load.answer(link)

    def first_visit(self, page: str) -> tuple[int, int]:
        """Bytes of a page with all it links to, and how many files: HTML as it is, the rest compressed."""
        path, signed_in = self.pages[page]
        _head, html = self.fetch(path, self.cookie if signed_in else "")
        linked = set(re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", html.decode()))
        files = [self.fetch(file)[1] for file in linked]
        return len(html) + sum(map(len, files)), len(files)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(bench: Bench, server: "subprocess.Popen[bytes]") -> float:
    """Seconds until the one-query page came."""
    started = time.perf_counter()
    while server.poll() is None and time.perf_counter() - started < 120:
        try:
            bench.fetch(bench.pages[PEER][0])
            return time.perf_counter() - started
        except OSError:
            time.sleep(0.01)
    sys.exit("The server did not start.")


def memory_of(server: "subprocess.Popen[bytes]") -> list[float]:
    """Resident megabytes of each web worker: the processes that granian started."""
    import psutil

    found = psutil.Process(server.pid).children(recursive=True)
    parents = {process.ppid() for process in found}
    leaves = [process for process in found if process.pid not in parents]
    workers = [p for p in leaves if "resource_tracker" not in " ".join(p.cmdline())]
    return sorted(p.memory_info().rss / 1e6 for p in workers)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gs-bench-") as folder:
        print(f"Filling: {options.rows} members, {options.rows} projects, 70 meetings", flush=True)
        bench = Bench(Path(folder), options.rows)
        pages = list(bench.pages)
        bases = [page for page in pages if not page.endswith(COLD)]
        found: dict[str, Any] = {"pages": {}}
        server = bench.serve()
        try:
            found["start"] = wait_for(bench, server)
            for page in pages:
                bench.load(page, 1.0)  # warm: templates compiled, pages of the database in memory
            rounds = []
            for number in range(options.rounds):
                print(f"Round {number + 1} of {options.rounds}", flush=True)
                rounds.append({page: bench.load(page, options.seconds) for page in pages})
            found["memory"] = memory_of(server)
            visits = {page: bench.first_visit(page) for page in bases}
        finally:
            server.terminate()
            server.wait(timeout=60)
        print("Counting queries, then with twice the rows; profiling", flush=True)
        shares, before = bench.inside("profile"), bench.inside("queries")
        bench.inside("double", str(options.rows))
        after = bench.inside("queries")
    for page in bases:
        loads = [one[page] for one in rounds]
        cold = page + COLD if page + COLD in pages else page
        found["pages"][page] = {
            "per_second": median(load.per_second for load in loads),
            "p95": median(load.p95 for load in loads) * 1000,
            "ratio": median(one[page].per_second / one[PEER].per_second for one in rounds),
            "cold_per_second": median(one[cold].per_second for one in rounds),
            "cold_ratio": median(one[cold].per_second / one[PEER].per_second for one in rounds),
            "queries": before[page],
            "queries_doubled": after[page],
            "bytes": visits[page][0],
            "files": visits[page][1],
            "where": shares[page],
        }
    return found


def table(found: dict[str, Any]) -> str:
    lines = [
        "| page | requests/s | p95 | ratio | goal | made anew/s | ratio anew | queries anew "
        "| with twice the rows | first visit |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for page, row in found["pages"].items():
        goal = f"≥ {GOALS[page]:.0%}" if page in GOALS else "the peer"
        lines.append(
            f"| {page} | {row['per_second']:,.0f} | {row['p95']:.1f} ms | {row['ratio']:.0%} | {goal} "
            f"| {row['cold_per_second']:,.0f} | {row['cold_ratio']:.0%} "
            f"| {row['queries']} | {row['queries_doubled']} "
            f"| {row['bytes'] / 1000:.1f} kB in {row['files'] + 1} files |"
        )
    return "\n".join(lines)


def where_table(found: dict[str, Any]) -> str:
    parts = list(dict.fromkeys(p for row in found["pages"].values() for p in row["where"]))
    lines = [f"| page | {' | '.join(parts)} |", f"|---|{'---:|' * len(parts)}"]
    for page, row in found["pages"].items():
        shares = " | ".join(f"{row['where'].get(part, 0):.0f} %" for part in parts)
        lines.append(f"| {page} | {shares} |")
    return "\n".join(lines)


def verdicts(found: dict[str, Any]) -> list[str]:
    """Each goal that is missed, in a sentence."""
    missed = []
    for page, row in found["pages"].items():
        if page in GOALS and row["ratio"] < GOALS[page]:
            missed.append(f"{page}: {row['ratio']:.0%} of the peer, goal {GOALS[page]:.0%}")
        elif page in GOALS and row["cold_ratio"] < GOALS[page]:
            missed.append(
                f"{page}, made anew: {row['cold_ratio']:.0%} of the peer; only shown again it meets the goal"
            )
        if row["queries"] > MOST_QUERIES:
            missed.append(f"{page}: {row['queries']} queries, goal {MOST_QUERIES}")
        if row["queries"] != row["queries_doubled"]:
            missed.append(f"{page}: queries grow with the rows")
        if row["bytes"] > MOST_BYTES:
            missed.append(f"{page}: {row['bytes'] / 1000:.0f} kB, goal {MOST_BYTES // 1000} kB")
    if max(found["memory"], default=0) > MOST_MEMORY:
        missed.append(f"a worker takes {max(found['memory']):.0f} MB, goal {MOST_MEMORY} MB")
    return missed


def report(found: dict[str, Any], options: argparse.Namespace) -> str:
    memory = ", ".join(f"{mb:.0f} MB" for mb in found["memory"])
    missed = "\n".join(f"- {line}" for line in verdicts(found)) or "None."
    machine = (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )
    return f"""# Performance

Written by `python benchmarks/pages.py --write` ({options.rounds} rounds of {options.seconds:g} s a page, interleaved,
medians). Measured on {machine};
server, database and load generator share them. {options.rows:,} members, {options.rows:,} projects, 70 meetings,
SQLite, granian with two workers of one thread, production settings. Absolute figures are this machine's; the ratio to a
page of one query on the same server, database and middleware is what travels.

{table(found)}

*Ratio* is a page asked again and again by the same person while nothing happens: a member's page is then shown as it
was made a moment ago, after its door was passed anew, for a minute at most
([why and how](../decisions/0014-a-members-page-may-be-kept-for-that-member.md)); the wall is kept for all strangers
together. *Made anew* is the same page asked for in a way that is never kept: what a first visit costs, and every visit
after anybody did anything. A page made anew still shares with others what is alike for all members.
The peer builds its one query anew each time, as Django does; doors ask prepared ones, which is how the wall can be
faster than the peer.

Bytes of a first visit are what our server sends: scripts and styles compressed, HTML not, which a server in front does.

- From the command to the first answer: {found["start"]:.1f} s.
- Resident memory of each web worker after the load: {memory} (goal: at most {MOST_MEMORY} MB).

## Where the time goes

Shares of the time inside Python to make a page anew, by the file a function is in. A profiler weighs small functions
too heavily: read it as an order, not as figures.

{where_table(found)}

## Goals missed

{missed}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args()
    found = measure(options)
    text = report(found, options)
    print(text)
    if options.write:
        REPORT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
