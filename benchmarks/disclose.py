"""How long it takes to make a table publishable and to audit it, by its size.

    python benchmarks/disclose.py [--rounds 5] [--seed 2026]

Each size gets tables of made-up counts, a quarter of them small. Printed are medians: CPU seconds to protect a table
under each policy, to audit what came out, how many places were hidden, and whether that is the cheapest choice.
"""

import argparse
import random
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from groundswell.analysis.disclose import (  # noqa: E402 - run as a file, the folder above is not on the path
    FORMAL,
    NETWORK,
    Policy,
    Protected,
    Table,
    audit,
    one_way,
    protect,
    two_way,
)

SIZES = ((4, 2), (6, 4), (10, 6), (12, 8))
WORKED = [[30, 30], [3, 20], [7, 8], [1, 1]]


def made_up(rows: int, columns: int, chance: random.Random) -> Table:
    """Counts of which about a quarter are small."""
    if (rows, columns) == (4, 2):
        counts = WORKED
    else:
        counts = [
            [
                chance.randint(0, 4) if chance.random() < 0.25 else chance.randint(5, 60)
                for _ in range(columns)
            ]
            for _ in range(rows)
        ]
    return two_way(
        counts,
        ("Kind", [f"k{r}" for r in range(rows)]),
        ("Group", [f"g{c}" for c in range(columns)]),
    )


def measure(table: Table, policy: Policy, whole: str | None) -> tuple[float, float, Protected]:
    """CPU seconds to protect and to audit."""
    started = time.process_time()
    made = protect(table, policy, percentages=whole, seconds=60)
    between = time.process_time()
    audit(made.figures, policy=policy)
    return between - started, time.process_time() - between, made


def main() -> None:
    """Print one line for each size and policy."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=2026)
    options, _ = parser.parse_known_args()
    started = time.process_time()
    protect(one_way([12, 3], ("x", ["a", "b"])), NETWORK)
    print(f"first table, with SciPy's import: {time.process_time() - started:.2f} s CPU")
    print(
        f"{'table':>7} {'policy':<18} {'protect':>9} {'slowest':>9} {'audit':>9} {'hidden':>7}  cheapest  safe"
    )
    for rows, columns in SIZES:
        for policy, whole in ((NETWORK, None), (FORMAL, None), (FORMAL, "row")):
            chance = random.Random(options.seed)  # noqa: S311 - the same tables each time
            runs = [
                measure(made_up(rows, columns, chance), policy, whole)
                for _ in range(options.rounds)
            ]
            name = policy.name + (" + percent" if whole else "")
            protecting = [run[0] for run in runs]
            hidden = median(len(run[2].figures.hidden()) for run in runs)
            cheapest = sum(run[2].is_cheapest for run in runs)
            safe = sum(run[2].audit.is_safe for run in runs)
            print(
                f"{rows:>3} x {columns:<2} {name:<18} {median(protecting):>7.3f} s {max(protecting):>7.3f} s "
                f"{median(run[1] for run in runs):>7.3f} s {hidden:>6g}  {cheapest}/{len(runs)}      {safe}/{len(runs)}"
            )


if __name__ == "__main__":
    main()
