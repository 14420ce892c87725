"""How fast the statistics are, beside the packages people use today.

    python benchmarks/analysis.py [--only abc] [--write]

Every side of every workload runs in a process of its own, on one thread: CPU time, user and system, of the computation
without imports, and how far it raises the process's memory above what it holds with its input; the median of up to
five calls. Printed are ratios next to their goals. ``--only`` takes letters of workloads; ``--write`` writes
docs/reference/speed-of-statistics.md. A peer that is not installed is said to be so.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
from _analysis_page import page  # noqa: E402 - its neighbour, wherever it is run from
from _measuring import environment  # noqa: E402

APART = {"irrCAC": "irrcac", "unitized": "unitized"}


@dataclass(frozen=True)
class Line:
    """Ours against a peer's: how many times less CPU is the goal, and what memory may be taken."""

    workload: str
    says: str
    ours: str
    theirs: str
    goal: float | None
    mebibytes: float | None = None
    share: float | None = None
    """Of the peer's memory."""


LINES = (
    Line("a", "alpha, nominal, from codes", "alpha nominal, codes", "krippendorff nominal", 100, share=1 / 50),
    Line("a", "alpha, nominal, from a table of floats", "alpha nominal, table", "krippendorff nominal", None),
    Line("a", "alpha, interval, from codes", "alpha interval, codes", "krippendorff interval", 25, share=1 / 50),
    Line("a", "alpha, interval, from a table of floats", "alpha interval, table", "krippendorff interval", None),
    Line("a", "alpha, ordinal, from codes", "alpha ordinal, codes", "krippendorff ordinal", 25, share=1 / 50),
    Line("b", "bootstrap of alpha", "bootstrap", "interrater", 30, 16),
    Line("b", "bootstrap of alpha, a loop over krippendorff", "bootstrap", "krippendorff loop", 500),
    Line("c", "200 kappas, dense, conversion counted", "per code, dense", "scikit-learn", 100, 2),
    Line("c", "200 kappas, packed before", "per code, packed", "scikit-learn", 1000),
    Line("c", "packing both coders' flags", "per code, packing", "scikit-learn", None),
    Line("d", "Gwet's AC1 with standard error", "gwet", "irrCAC", 5),
    Line("e", "Table 1 from a pandas frame", "table one, frame", "tableone", 150, 64),
    Line("e", "Table 1 from coded columns", "table one, coded", "tableone", 500, 64),
    Line("f", "Cronbach's alpha", "cronbach", "pingouin", 8, 64),
    Line("f", "Cronbach's alpha of floats", "cronbach, floats", "pingouin, floats", None, 64),
    Line("f", "Cronbach's alpha, item by item", "cronbach, by item", "pingouin", 5, 64),
    *(
        Line("g", f"permutation, {kind}, {each} an arm", f"permutation {kind} {each}",
             f"scipy permutation {kind} {each}", goal)
        for kind, goal in (("binary", 1000), ("likert", 10), ("numeric", 3))
        for each in (100, 1000)
    ),
    Line("h", "20,000 times three tests (and an interval)", "many", "scipy loop", 400, 8),
    Line("h", "20,000 Newcombe intervals", "newcombe", "statsmodels newcombe", 1),
    Line("i", "co-occurrence, polars", "together", "polars", 10),
    Line("i", "co-occurrence, pandas", "together", "pandas", 35, share=1 / 30),
    Line("j", "alpha for unitizing", "unitizing", "unitized", 200),
)  # fmt: skip


def python_of(side: str) -> Path:
    """The environment a side lives in."""
    if side not in APART:
        return Path(sys.executable)
    home = ROOT / ".venv-peers" / APART[side]
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(file: str, side: str) -> dict[str, Any]:
    """Measure one side; a reason where it could not be."""
    python = python_of(side)
    if not python.is_file():
        return {"why": "not installed"}
    try:
        done = subprocess.run(
            [str(python), str(HERE / file), side],
            env=environment(ROOT / "src"),
            capture_output=True,
            text=True,
            timeout=180,
        )
    except subprocess.TimeoutExpired:
        return {"why": "took more than three minutes"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["failed"])[-1]
        return {"why": "not installed" if "ModuleNotFoundError" in last else last[:100]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def judged(line: Line, ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Put the two beside the goals."""
    row: dict[str, Any] = {"line": line, "ours": ours, "theirs": theirs, "missed": []}
    if "why" in ours or "why" in theirs:
        return row
    row["ratio"] = theirs["cpu"] / ours["cpu"]
    if line.goal is not None and row["ratio"] < line.goal:
        row["missed"].append(f"{row['ratio']:,.1f} times, not {line.goal:,.0f}")
    mine, other = ours["memory"], theirs["memory"]
    if mine is None:
        return row
    if line.mebibytes is not None and mine > line.mebibytes * 2**20:
        row["missed"].append(f"{mine / 2**20:,.1f} MiB, not {line.mebibytes:g}")
    if line.share is not None and other and mine > line.share * other:
        row["missed"].append(
            f"1/{other / max(mine, 1):,.0f} of the peer's memory, not 1/{1 / line.share:.0f}"
        )
    return row


def importing() -> list[tuple[str, float, float]]:
    """What NumPy takes to import, and what the library and each folder take on top: seconds of CPU and MiB."""
    code = "import resource; {}; r = resource.getrusage(0); print(r.ru_utime + r.ru_stime, r.ru_maxrss / 1024)"
    names = ["numpy", "groundswell.analysis"]
    names += [
        f"groundswell.analysis.{one}"
        for one in ("agree", "compare", "scales", "relate", "qualitative", "claims")
    ]
    found: dict[str, list[list[float]]] = {name: [] for name in names}
    for _ in range(5):
        for name in names:
            what = "import numpy" + (f", {name}" if name != "numpy" else "")
            done = subprocess.run(
                [sys.executable, "-c", code.format(what)],
                env=environment(ROOT / "src"), capture_output=True, text=True, check=True,
            )  # fmt: skip
            found[name].append([float(one) for one in done.stdout.split()])
    middle = {
        name: [median(column) for column in zip(*rows, strict=True)] for name, rows in found.items()
    }
    base = middle["numpy"]
    return [
        (name, *(b if name == "numpy" else b - a for a, b in zip(base, middle[name], strict=True)))
        for name in names
    ]  # fmt: skip


def rows(letters: str) -> Iterator[dict[str, Any]]:
    """Measure both sides of each line, each side once."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for line in LINES:
        if letters and line.workload not in letters:
            continue
        pair = (("_ours.py", line.ours), ("_theirs.py", line.theirs))
        for one in pair:
            if one not in known:
                known[one] = run(*one)
        yield judged(line, known[pair[0]], known[pair[1]])


def shown(row: dict[str, Any]) -> str:
    line, ours, theirs = row["line"], row["ours"], row["theirs"]
    start = f"{line.workload}  {line.says:<46} "
    for side, name in ((ours, "ours"), (theirs, line.theirs)):
        if "why" in side:
            return start + f"{name}: {side['why']}"
    memory = (
        ""
        if ours["memory"] is None
        else f"{ours['memory'] / 2**20:8.1f} v {theirs['memory'] / 2**20:7.1f} MiB"
    )
    goal = f"goal {line.goal:>6,.0f}x" if line.goal is not None else " " * 12
    verdict = "MISSED: " + "; ".join(row["missed"]) if row["missed"] else "met" if line.goal else ""
    return (
        f"{start}{ours['cpu'] * 1e3:9.3f} ms v {theirs['cpu'] * 1e3:11.2f} ms {row['ratio']:10,.1f}x {goal} "
        f"{memory}  {verdict}"
    )


def main() -> None:
    """Measure, print, and write the page when asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="", metavar="LETTERS")
    parser.add_argument("--write", action="store_true")
    options, _ = parser.parse_known_args()
    made = []
    for row in rows(options.only):
        made.append(row)
        print(shown(row), flush=True)
    units = (
        run("_ours.py", "bootstrap, ten times the units") if "b" in (options.only or "b") else None
    )
    if units:
        once = next(row["ours"]["cpu"] for row in made if row["line"].workload == "b")
        units["ratio"] = units["cpu"] / once
        print(f"b  ten times the units cost {units['ratio']:.2f} times as much")
    imports = importing()
    for name, seconds, size in imports:
        plus = "" if name == "numpy" else "+"
        print(f"import {name:<34} {plus}{seconds * 1e3:6.1f} ms CPU  {plus}{size:5.1f} MiB")
    if options.write:
        system = f"{platform.system()} {platform.machine()}"
        machine = f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"
        target = ROOT / "docs" / "reference" / "speed-of-statistics.md"
        target.write_text(page(made, units, imports, machine), encoding="utf-8")
        print(f"written: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
