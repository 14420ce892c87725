"""The page that benchmarks/analysis.py writes."""

from typing import Any

TOP = """# Speed of the statistics

Written by `python benchmarks/analysis.py --write`, which `make bench` runs too. Measured on {machine}. Each side of
each line ran in a process of its own, on one thread: CPU time, user and system, of the computation without imports,
the median of five calls (fewer where one takes seconds; a loop of minutes is run in part and multiplied). Memory is
how far the computation raises the process above what it holds with its input ready. Milliseconds are this
machine's; the ratios are what travels.

Workloads: (a) Krippendorff's alpha, 10 coders, 100,000 units, 20 categories, a fifth missing; (b) a bootstrap
interval of 1,000 replicates, 2 coders, 10,000 units; (c) Cohen's kappa for each of 200 codes, 50,000 segments; (d)
Gwet's AC1, 4 coders, 5,000 units; (e) Table 1 of 100,000 rows and 20 variables with standardised differences and p;
(f) Cronbach's alpha, 1,000,000 people, 20 items; (g) a permutation test with 9,999 draws, which ours counts exactly
where it can; (h) 20,000 two-group tests; (i) co-occurrence of 500 codes over 100,000 spans in 2,000 documents; (j)
alpha for unitizing, 3 coders, 300 segments, 20 codes.

| | what | peer | ours, ms | peer, ms | times | goal | memory, MiB | |
|---|---|---|---:|---:|---:|---:|---:|---|
"""

WHERE = """
Where the time goes, by profile: in (e) from a frame most of it is pandas turning words into codes, which ours
leaves to pandas; in (g) of yes or no the exact p takes little beside reading a column of words one by one. Over two
runs (i) was 11 and 6.5 times polars.
"""


def page(
    rows: list[dict[str, Any]], units: Any, imports: list[tuple[str, float, float]], machine: str
) -> str:
    """Write the whole page."""
    parts = [TOP.format(machine=machine), "".join(map(_row, rows)), "\n"]
    if units and "ratio" in units:
        parts.append(
            f"With ten times the units the bootstrap of (b) costs {units['ratio']:.1f} times as much: "
            "resampling is over kinds of units, and what grows is reading them.\n\n"
        )
    parts.append(_missed(rows))
    parts.append("\n## Importing\n\nMedian of five processes; what comes on top of NumPy.\n\n")
    parts.append("| import | CPU, ms | memory, MiB |\n|---|---:|---:|\n")
    for name, seconds, size in imports:
        plus = "" if name == "numpy" else "+"
        parts.append(f"| `{name}` | {plus}{seconds * 1e3:.1f} | {plus}{size:.1f} |\n")
    parts.append(
        "\nGoal for `groundswell.analysis`: at most 30 ms and 10 MB on top of NumPy. "
        "A folder is loaded when it is first used.\n\n"
        "## Importing what was measured\n\n"
        "CPU seconds before anything is computed, which the figures above leave out.\n\n"
    )
    parts.append("| what | ours | peer |\n|---|---:|---:|\n")
    for row in rows:
        if "ratio" in row:
            line = row["line"]
            parts.append(
                f"| {line.says} | {row['ours']['importing']:.2f} | {line.theirs} {row['theirs']['importing']:.2f} |\n"
            )
    return "".join(parts)


def _row(row: dict[str, Any]) -> str:
    line, ours, theirs = row["line"], row["ours"], row["theirs"]
    why = ours.get("why") or theirs.get("why")
    if why:
        return f"| {line.workload} | {line.says} | {line.theirs} | | | | | | {why} |\n"
    goal = f"≥ {line.goal:,.0f}" if line.goal is not None else ""
    verdict = "missed" if row["missed"] else "met" if goal else ""
    memory = ""
    if ours["memory"] is not None:
        memory = f"{ours['memory'] / 2**20:,.1f} v {theirs['memory'] / 2**20:,.1f}"
    return (
        f"| {line.workload} | {line.says} | {line.theirs} | {ours['cpu'] * 1e3:,.2f} | {theirs['cpu'] * 1e3:,.1f} "
        f"| {row['ratio']:,.1f} | {goal} | {memory} | {verdict} |\n"
    )


def _missed(rows: list[dict[str, Any]]) -> str:
    missed = [row for row in rows if row["missed"]]
    if not missed:
        return "## Goals missed\n\nNone.\n"
    lines = [
        f"- ({row['line'].workload}) {row['line'].says}, beside {row['line'].theirs}: {'; '.join(row['missed'])}.\n"
        for row in missed
    ]
    return "## Goals missed\n\n" + "".join(lines) + WHERE
