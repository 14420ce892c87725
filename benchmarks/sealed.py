"""The sealed room under load: raising, a listener's desk, and everybody else's pages meanwhile.

    python benchmarks/sealed.py [--rounds 5] [--seconds 3] [--concerns 50000] [--raisers 50] [--write]

Fills an empty database in a temporary folder with members and eight listeners, serves it by granian as
`groundswell serve` does, and raises concerns over HTTP in two steps, beside plain inserts of as many bytes. Rounds are
interleaved and medians kept. It stops by itself.
"""

import argparse
import re
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
from benchmarks import _load  # noqa: E402 - run as a file, the folder above is not on the path
from benchmarks._raiser import Raiser, WrongAnswer, all_of  # noqa: E402
from benchmarks._sealed import DESK, TEXT  # noqa: E402
from benchmarks._site import Site, fdatasync_probe, machine  # noqa: E402

LISTENERS, MEMBERS = 8, 300
RAISED, QUICK = "raised", "raised, without its derivations"
NUMBER = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
GOAL_RATIO, GOAL_DESK, GOAL_PAGE = 0.40, 150, 500
PAGES = ("one query", "wall", "home", "project")
REPORT = ROOT / "docs" / "reference" / "performance-sealed.md"


def raise_one(raiser: Raiser) -> None:
    raiser.send(raiser.write(TEXT))


def plain_once(raiser: Raiser) -> None:
    raiser.form(f"/plain/{raiser.slug}/once/", {"text": TEXT})


def plain_twice(raiser: Raiser) -> None:
    body = raiser.form(f"/plain/{raiser.slug}/write/", {"text": TEXT})
    pk = body.rpartition(b"<h1>")[2].partition(b"<")[0].decode()
    raiser.form(f"/plain/{raiser.slug}/send/", {"text": TEXT, "pk": pk})


def plain_same(raiser: Raiser) -> None:
    body = raiser.form(f"/plain/{raiser.slug}/same/write/", {"text": TEXT})
    found = NUMBER.search(body)
    if found is None:
        raise WrongAnswer("the plain page showed no number")
    raiser.form(f"/plain/{raiser.slug}/same/send/", {"text": TEXT, "pk": found[0].decode()})


def rate(site: Site, slug: str, work: Any, seconds: float, at_once: int = 4) -> tuple[float, float]:
    """How often a second ``work`` was done, by a few at a time; and milliseconds of the server's processor each.

    The second says the same on a machine whose processors are shared with others.
    """
    done: list[float] = []
    spent, began = site.processor_seconds(), time.perf_counter()

    def go_on() -> None:
        raiser = Raiser(site.port, slug)
        while time.perf_counter() - began < seconds:
            work(raiser)
            done.append(time.perf_counter() - began)
        raiser.hang_up()

    all_of([threading.Thread(target=go_on) for _ in range(at_once)], seconds)
    spent = site.processor_seconds() - spent
    return len(done) / max(done), 1000 * spent / len(done)


def measure_raising(site: Site, quick: Site, slug: str, options: argparse.Namespace) -> Any:
    """Concerns a second on one worker, beside the plain inserts, and with next to no derivation."""
    kinds = {
        RAISED: (site, raise_one),
        QUICK: (quick, raise_one),
        "plain insert": (site, plain_once),
        "plain insert and update": (site, plain_twice),
        "plain, by the same forms and pages": (site, plain_same),
    }
    site.start(workers=1)
    quick.start(workers=1)
    rounds, probes = [], []
    try:
        for where, work in kinds.values():
            rate(where, slug, work, 2.0)  # templates and queries compiled
        for number in range(options.rounds):
            print(f"Raising: round {number + 1} of {options.rounds}", flush=True)
            rounds.append(
                {n: rate(where, slug, work, options.seconds) for n, (where, work) in kinds.items()}
            )
            probes.append(fdatasync_probe(site.folder))
    finally:
        site.stop()
        quick.stop()
    return {
        "per_second": {name: median(one[name][0] for one in rounds) for name in kinds},
        "processor": {name: median(one[name][1] for one in rounds) for name in kinds},
        "ratio": {
            name: [median(_ratio(one, name, which) for one in rounds) for which in (0, 1)]
            for name in list(kinds)[2:]
        },
        "derivation": median(one[RAISED][1] - one[QUICK][1] for one in rounds),
        "probe": median(probes),
        **site.inside("_sealed", "where", "60"),
    }


def _ratio(one: dict[str, tuple[float, float]], peer: str, which: int) -> float:
    """Of rates, or of processor time, in one round."""
    return one[QUICK][0] / one[peer][0] if which == 0 else one[peer][1] / one[QUICK][1]


def measure_company(site: Site, told: Any, options: argparse.Namespace) -> Any:
    """How long others wait for their pages while many raise without a pause, and while nobody does."""
    site.start()
    alone: dict[str, list[float]] = {page: [] for page in PAGES}
    beside: dict[str, list[float]] = {page: [] for page in PAGES}
    counts = []
    try:
        _ask_pages(site.port, told, alone, 1.0)
        for page in PAGES:
            alone[page].clear()
        for number in range(options.rounds):
            print(f"Others' pages: round {number + 1} of {options.rounds}", flush=True)
            _ask_pages(site.port, told, alone, options.seconds)
            with Crowd(site.port, told["slug"], options.raisers) as crowd:
                _ask_pages(site.port, told, beside, options.seconds * 2)
            counts.append(crowd.n_sent / crowd.seconds)
    finally:
        site.stop()
    return {
        "alone": {page: p95(took) for page, took in alone.items()},
        "beside": {page: p95(took) for page, took in beside.items()},
        "n": {page: len(took) for page, took in beside.items()},
        "raised": median(counts),
    }


class Crowd:
    """So many who raise at once, each beginning anew as soon as it is sent."""

    def __init__(self, port: int, slug: str, n: int) -> None:
        self.over = threading.Event()
        self.n_sent, self.seconds = 0, 0.0
        self.port, self.slug = port, slug
        self.threads = [threading.Thread(target=self._raise) for _ in range(n)]

    def __enter__(self) -> "Crowd":
        self.began = time.perf_counter()
        for thread in self.threads:
            thread.start()
        time.sleep(1.0)  # until all of them wait
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(timeout=120)
        self.seconds = time.perf_counter() - self.began

    def _raise(self) -> None:
        raiser = Raiser(self.port, self.slug)
        while not self.over.is_set():
            raise_one(raiser)
            self.n_sent += 1
        raiser.hang_up()


def _ask_pages(port: int, told: Any, took: dict[str, list[float]], seconds: float) -> None:
    """One reader, page after page, on a connection made anew for each round of them."""
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        for page in PAGES:
            path, signed_in = told["pages"][page]
            cookie = told["cookie"] if signed_in else ""
            took[page].append(_load.once(port, path, cookie))


def measure_desk(site: Site, told: Any, options: argparse.Namespace) -> Any:
    """How long a listener waits for each page of a desk of that many concerns."""
    print(f"Sealing {options.concerns:,} concerns to {LISTENERS} listeners", flush=True)
    began = time.perf_counter()
    filled = site.inside("_sealed", "grow", str(options.concerns))
    filled["seconds"] = time.perf_counter() - began
    took: dict[str, list[float]] = {page: [] for page in DESK}
    site.start()
    try:
        for number in range(options.rounds + 1):
            for page, path in DESK.items():
                address = f"/n/{told['slug']}/desk/{path}"
                found = [_load.once(site.port, address, told["desk_cookie"]) for _ in range(20)]
                if number:  # the first round warms
                    took[page] += found
    finally:
        site.stop()
    n_queries = site.inside("_sealed", "queries")
    pages = {page: (median(one) * 1000, p95(one), n_queries[page]) for page, one in took.items()}
    return {**filled, "pages": pages}


def p95(took: list[float]) -> float:
    """Milliseconds."""
    return sorted(took)[int(len(took) * 0.95)] * 1000


def measure(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gs-bench-") as folder:
        site, quick = Site(Path(folder)), Site(Path(folder), "benchmarks._settings_quick")
        print(f"Filling: {MEMBERS} members, {LISTENERS} listeners", flush=True)
        told = site.inside("_sealed", "fill", str(LISTENERS), str(MEMBERS))
        found = {"raising": measure_raising(site, quick, told["slug"], options)}
        found["company"] = measure_company(site, told, options)
        found["timing"] = site.inside("_sealed", "timing", "60")
        found["desk"] = measure_desk(site, told, options)
    return found


def report(found: dict[str, Any], options: argparse.Namespace) -> str:
    raising, company, desk = found["raising"], found["company"], found["desk"]
    missed = "\n".join(f"- {line}" for line in verdicts(found)) or "None."
    return f"""# Performance of the sealed room

Written by `python benchmarks/sealed.py --write` ({options.rounds} rounds of {options.seconds:g} s, interleaved,
medians). Measured on {machine()};
server, database and load generator share them. SQLite on one disk, `synchronous=FULL`, production settings, granian.
Absolute figures are this machine's; the ratios are what travels.

## Raising

Over HTTP, on one worker, four raisers at a time: the words are written, their receipt read off the page, its tail typed
back and sent. Each is sealed to {LISTENERS} listeners, and acknowledged after its second commit. The peers are pages of
the benchmark alone: the same framework, database and middleware, and for the third also the same forms and pages, put
as many bytes ({raising["stored"]:,}) into one row.

{raising_table(raising)}

- Key derivation takes {raising["derivation"]:.0f} ms of the processor for each concern:
  two of them, one in each step, on purpose. It is left out of the ratio and stands on its own line.
- A write of a commit's size with its `fdatasync` takes {raising["probe"]:.2f} ms on this disk (probed in each round).
  A raise has two commits, as has the plain insert that is followed by an update; the plain insert has one.
- A raise takes {raising["queries"]} statements in both of its requests.

### Where the time of one raise goes

Measured inside one process, both requests together, each part without the others it calls.

{parts_table(raising)}

## Others' pages while {options.raisers} raise at once

Two workers of one thread, as `groundswell serve` starts them. Each of {options.raisers} raisers begins anew as soon as
the last was sent, without a pause: {company["raised"]:.1f} concerns a second. One reader asks page
after page meanwhile.

{company_table(company, options)}

## A listener's desk with {desk["concerns"]:,} concerns

{desk["rows"]:,} key rows; every row is sealed by the room's own functions and saved in bulk. The listener holds a key
of all but every fiftieth. Each page opens the twenty concerns it shows.

{desk_table(desk)}

## What must not be told apart

Measured inside one process, in turn, in milliseconds of its processor: never asserted. The right receipt
shows a thread.

{timing_table(found["timing"])}

## Goals missed

{missed}
"""


def timing_table(timing: dict[str, Any]) -> str:
    lines = ["| asked for | derivations | queries | median | p95 |", "|---|---:|---:|---:|---:|"]
    for name, row in timing.items():
        lines.append(
            f"| {name} | {row['derivations']} | {row['queries']} | {row['median']:.1f} ms | {row['p95']:.1f} ms |"
        )
    return "\n".join(lines)


def raising_table(raising: dict[str, Any]) -> str:
    lines = [
        "| what | a second | server's processor, each "
        "| a raise without its derivations, to this | the same in processor time | goal |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, per_second in raising["per_second"].items():
        row = f"| {name} | {per_second:.1f} | {raising['processor'][name]:.1f} ms |"
        if name in raising["ratio"]:
            by_rate, by_processor = raising["ratio"][name]
            lines.append(f"{row} {by_rate:.0%} | {by_processor:.0%} | ≥ {GOAL_RATIO:.0%} |")
        else:
            lines.append(f"{row} | | |")
    return "\n".join(lines)


def parts_table(raising: dict[str, Any]) -> str:
    total = sum(raising["parts"].values())
    lines = ["| part | ms | share |", "|---|---:|---:|"]
    lines += [f"| {part} | {ms:.1f} | {ms / total:.0%} |" for part, ms in raising["parts"].items()]
    return "\n".join([*lines, f"| all | {total:.1f} | |"])


def company_table(company: dict[str, Any], options: argparse.Namespace) -> str:
    lines = [f"| page | p95 alone | p95 while {options.raisers} raise | goal |"]
    lines.append("|---|---:|---:|---:|")
    for page in PAGES:
        alone, beside = company["alone"][page], company["beside"][page]
        lines.append(f"| {page} | {alone:.0f} ms | {beside:.0f} ms | ≤ {GOAL_PAGE} ms |")
    return "\n".join(lines)


def desk_table(desk: dict[str, Any]) -> str:
    lines = ["| page | median | p95 | goal | queries |", "|---|---:|---:|---:|---:|"]
    for page, (middle, slow, n) in desk["pages"].items():
        lines.append(f"| {page} | {middle:.0f} ms | {slow:.0f} ms | ≤ {GOAL_DESK} ms | {n} |")
    return "\n".join(lines)


def verdicts(found: dict[str, Any]) -> list[str]:
    """Each goal that is missed, in a sentence."""
    missed = [
        f"Raising without its derivations is {ratio:.0%} of a {name} in processor time, goal {GOAL_RATIO:.0%}"
        for name, (_by_rate, ratio) in found["raising"]["ratio"].items()
        if ratio < GOAL_RATIO
    ]
    for page, took in found["company"]["beside"].items():
        if took > GOAL_PAGE:
            missed.append(f"{page}, while others raise: p95 {took:.0f} ms, goal {GOAL_PAGE} ms")
    for page, (_middle, slow, _n) in found["desk"]["pages"].items():
        if slow > GOAL_DESK:
            missed.append(f"The desk, {page}: p95 {slow:.0f} ms, goal {GOAL_DESK} ms")
    return missed


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit("Told to stop."))  # after tidying up
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--concerns", type=int, default=50_000)
    parser.add_argument("--raisers", type=int, default=50)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options, _others = parser.parse_known_args()
    text = report(measure(options), options)
    print(text)
    if options.write:
        REPORT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
