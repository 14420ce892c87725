"""Many raise at once while the server is killed again and again: nothing acknowledged is lost, nothing is half.

    python benchmarks/faults.py [--raisers 200] [--seconds 120] [--kills 5] [--tables FILE] [--database ADDRESS]

A site of its own in a temporary folder, on loopback, with production's own settings: derivations at their full price,
limits as they are, `synchronous=FULL`. Everybody writes, sends, writes more, attaches and withdraws without a pause.
SIGKILL goes to every process of the server, which is started again each time. Then the same while all attach files,
while all withdraw, and to the command that purges. Only what a page acknowledged is held against the product; what was
cut off may have happened or not, but never by half. It stops by itself and ends only what it started.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
from benchmarks._raiser import Raiser, WrongAnswer  # noqa: E402 - run as a file, the folder above is not there
from benchmarks._site import Site, kill_all, machine  # noqa: E402

Work = Callable[[Raiser, random.Random], None]
LISTENERS = 3
MOST_FILES = 15  # to one concern; the product takes twenty
PAUSE = 0.2  # before knocking again at a server that is gone
LETTERS = "abcdefghijklmnopqrstuvwxyz     ’éßø中نç😀,.\n"


@dataclass
class Ledger:
    """What the pages said, as their readers remember it."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    going: list[str] = field(default_factory=list)  # asked to be gone, and no answer
    counts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def drafted(self, receipt: str, text: str) -> None:
        """A receipt was shown."""
        with self.lock:
            told = {"text": text, "is_sent": False, "more": [], "files": [], "n_tried": 0}
            self.kept[receipt] = told

    def sent(self, most_files: int = 1000) -> list[str]:
        """Receipts of what was acknowledged, and has not many files yet."""
        with self.lock:
            rows = self.kept.items()
            return [r for r, told in rows if told["is_sent"] and told["n_tried"] < most_files]

    def take_back(self, receipt: str) -> bool:
        """Somebody asks for it to be gone. False where somebody did before."""
        with self.lock:
            if self.kept.pop(receipt, None) is None:
                return False
            self.going.append(receipt)
            return True

    def took_back(self, receipt: str) -> None:
        """And it is."""
        with self.lock:
            self.going.remove(receipt)
            self.gone.append(receipt)

    def as_told(self) -> dict[str, Any]:
        """For the check."""
        return {"kept": self.kept, "gone": self.gone, "going": self.going}


def words(chance: random.Random) -> str:
    """Text that nobody else writes, of any length up to a page, in many scripts."""
    length = chance.choice((10, 80, 400, 1500, 6000))
    return f"{chance.getrandbits(64):x} " + "".join(chance.choices(LETTERS, k=length)) + "."


class Storm:
    """Raisers at work until they are told to stop, and a server that does not last."""

    def __init__(self, site: Site, slug: str, ledger: Ledger) -> None:
        self.site, self.slug, self.ledger = site, slug, ledger
        self.over = threading.Event()
        self.spared = 0  # so many stay when others are withdrawn

    def run(self, work: Work, n: int, kills: int, seconds: float) -> None:
        """``n`` people do ``work`` again and again while the server is up for ``seconds``, with so many kills."""
        self.over.clear()
        threads = [threading.Thread(target=self._go_on, args=(work, i)) for i in range(n)]
        for thread in threads:
            thread.start()
        for _ in range(kills):
            self.over.wait(seconds / (kills + 1))
            self.site.kill()
            self.ledger.counts["kills of the server"] += 1
            self.site.start(is_first=False)
        self.over.wait(seconds / (kills + 1))
        self.over.set()
        for thread in threads:
            thread.join(timeout=180)
        if any(thread.is_alive() for thread in threads):
            sys.exit("Somebody still waits for an answer after three minutes.")

    def _go_on(self, work: Work, seed: int) -> None:
        raiser, chance = Raiser(self.site.port, self.slug), random.Random(seed)  # noqa: S311 - texts, no secrets
        while not self.over.is_set():
            began = time.monotonic()
            try:
                work(raiser, chance)
            except OSError:
                self.ledger.counts["requests cut off"] += 1
                self.over.wait(PAUSE)
            except WrongAnswer as error:
                self.ledger.wrong[str(error)] += 1
                self.over.wait(PAUSE)
            self.ledger.slowest = max(self.ledger.slowest, time.monotonic() - began)
        raiser.hang_up()

    def raise_and_more(self, raiser: Raiser, chance: random.Random) -> None:
        """Write, keep the receipt, send; some go on to write more, attach something or take all back."""
        text = words(chance)
        receipt = raiser.write(text)
        self.ledger.drafted(receipt, text)
        self._send(raiser, receipt)
        what = chance.random()
        if what < 0.15:
            more = words(chance)
            raiser.more(receipt, more)
            self.ledger.kept[receipt]["more"].append(more)
        elif what < 0.3:
            self._attach(raiser, chance, receipt)
        elif what < 0.4:
            self.ledger.take_back(receipt)
            raiser.withdraw(receipt)
            self.ledger.took_back(receipt)

    def _send(self, raiser: Raiser, receipt: str) -> None:
        """Whoever gets no answer comes back and sends again, until it is said to be sent."""
        while not self.over.is_set():
            try:
                raiser.send(receipt)
            except OSError:
                self.ledger.counts["sent again after no answer"] += 1
                self.over.wait(PAUSE)
            else:
                self.ledger.kept[receipt]["is_sent"] = True
                return
        raise ConnectionError("The storm is over.")

    def attach(self, raiser: Raiser, chance: random.Random) -> None:
        """A file to some concern that was sent."""
        sent = self.ledger.sent(most_files=MOST_FILES)
        if sent:
            self._attach(raiser, chance, chance.choice(sent))

    def _attach(self, raiser: Raiser, chance: random.Random, receipt: str) -> None:
        told = self.ledger.kept[receipt]
        told["n_tried"] += 1
        name, data = f"{chance.getrandbits(48):x}.txt", words(chance).encode()
        raiser.attach(receipt, name, data)
        told["files"].append((name, data.decode("latin-1")))

    def withdraw(self, raiser: Raiser, chance: random.Random) -> None:
        """Some concern that was sent is taken back, while there are any to spare."""
        sent = self.ledger.sent()
        receipt = chance.choice(sent) if len(sent) > self.spared else ""
        if not self.ledger.take_back(receipt):
            self.over.wait(PAUSE)
            return
        raiser.withdraw(receipt)
        self.ledger.took_back(receipt)


def purge(site: Site, ledger: Ledger, kills: int) -> None:
    """What is over its time goes, by a command that is killed in the middle again and again, and then let finish."""
    aged = set(site.inside("_faults", "age", str(len(ledger.sent()) // 2))["locators"])
    aged_receipts = [r for r in ledger.sent() if r.replace("-", "")[:6] in aged]
    for receipt in aged_receipts:
        ledger.take_back(receipt)
    for _ in range(kills):
        command = [sys.executable, "-m", "groundswell.cli", "retention", "--now"]
        process = subprocess.Popen(command, env=site.env, stdout=subprocess.DEVNULL, cwd=ROOT)
        has_begun = site.size_of_list()
        ends = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < ends:
            if site.size_of_list() > has_begun:  # it is at work
                kill_all([psutil.Process(process.pid)])
                ledger.counts["kills of the purge"] += 1
                break
            time.sleep(0.002)
        process.wait()
    site.command("retention", "--now").check_returncode()
    for receipt in aged_receipts:
        ledger.took_back(receipt)


def measure(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="gs-faults-") as folder:
        site = Site(Path(folder), "groundswell.settings.production")
        if options.database:
            site.env["GROUNDSWELL_DATABASE_URL"] = options.database
        elif options.tables:
            shutil.copyfile(options.tables, site.folder / "bench.sqlite3")
        ledger = Ledger()
        storm = Storm(site, site.inside("_faults", "fill", str(LISTENERS))["slug"], ledger)
        site.start()
        try:
            n, seconds, kills = options.raisers, options.seconds, options.kills
            storm.run(storm.raise_and_more, n, kills, seconds)
            n, seconds, kills = max(4, n // 8), max(3.0, seconds / 8), max(1, kills // 2)
            storm.run(storm.attach, n, kills, seconds)
            storm.spared = 2 * len(ledger.sent()) // 3
            storm.run(storm.withdraw, n, kills, seconds)
        finally:
            site.stop()
        purge(site, ledger, kills)
        found = site.inside("_faults", "check", told=ledger.as_told())
        verified = site.command("audit", "verify")
    problems = found["problems"] + [f"{n} times: {what}." for what, n in ledger.wrong.items()]
    if verified.returncode:
        problems.append(f"audit verify: {verified.stdout.strip()[:500]}")
    show(options, ledger, found["counts"], verified.stdout.strip(), problems)
    if not found["counts"].get("acknowledged, opened by receipt and at each desk"):
        problems.append("Nothing was acknowledged, so nothing is shown.")
    return 1 if problems else 0


def show(
    options: argparse.Namespace,
    ledger: Ledger,
    counts: dict[str, int],
    verified: str,
    problems: list[str],
) -> None:
    print(f"{options.raisers} raisers for {options.seconds:g} s. {machine()}")
    for what, n in {**ledger.counts, **counts}.items():
        print(f"  {n:>7,}  {what}")
    print(f"  {ledger.slowest:>7.1f}  seconds the slowest of them waited, kills included")
    print(f"  audit verify: {verified}")
    for problem in problems:
        print(f"PROBLEM: {problem}")
    print("Nothing acknowledged was lost, and nothing is half." if not problems else "FAILED.")


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit("Told to stop."))  # after tidying up
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--raisers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--tables", type=Path, help="a database of empty tables, to save migrating")
    parser.add_argument("--database", default="", help="another empty database than SQLite's")
    return measure(parser.parse_known_args()[0])


if __name__ == "__main__":
    raise SystemExit(main())
