"""One side of one workload in a process of its own: CPU time and memory of the computation, printed as JSON.

Called by benchmarks/analysis.py. CPU time is that of the whole process, user and system; memory is how far the
highest resident size rises, in the first call, above what the process held with its input ready.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

SHORT = 0.02  # seconds: a call shorter than this is repeated until they are spent
Compute = Callable[[], Any]


@dataclass(frozen=True)
class Side:
    """``prepare`` makes the input and gives what to measure; ``scale`` says of how much of the work it is one part."""

    modules: tuple[str, ...]
    prepare: Callable[[], Compute]
    scale: float = 1

    def imports(self) -> None:
        for name in self.modules:
            import_module(name)


def status(name: str) -> int:
    """A line of this process's status, in bytes; 0 where there is none."""
    try:
        text = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = next((line for line in text.splitlines() if line.startswith(name + ":")), "x 0 kB")
    return int(found.split()[1]) * 1024


def reset_highest() -> bool:
    """Make the highest resident size what it is now; False where the system does not let us."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def cpu(compute: Compute, times: int = 1) -> float:
    started = time.process_time()
    for _ in range(times):
        compute()
    return (time.process_time() - started) / times


def measured(imports: Callable[[], None], prepare: Callable[[], Compute], scale: float) -> Any:
    """Import, prepare, compute: once for memory, then up to five times for time."""
    started = time.process_time()
    imports()
    importing = time.process_time() - started
    compute = prepare()
    gc.collect()
    can_see = reset_highest()
    before = status("VmRSS")
    first = cpu(compute)
    highest = status("VmHWM")
    times = min(1000, max(1, round(SHORT / max(first, 1e-6))))
    rounds = 5 if first < 1.5 else 3 if first < 5 else 1
    rest = [cpu(compute, times) for _ in range(rounds if rounds > 1 else 0)]
    return {
        "cpu": median(rest or [first]) * scale,
        "importing": importing,
        "memory": max(0, highest - before) if can_see and before else None,
        "rounds": len(rest) or 1,
        "scale": scale,
    }


def main(sides: dict[str, Any]) -> None:
    """Measure the side named on the command line, on one processor."""
    side = sides[sys.argv[1]]
    print(json.dumps(measured(side.imports, side.prepare, side.scale)))


ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1"
)
"""Several threads waiting for each other would count as CPU time: every side gets one."""


def environment(source: Path) -> dict[str, str]:
    """One thread, our source, and compiled files kept: a switch against them would have each process compile anew."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **ONE_THREAD, "PYTHONPATH": str(source), "PYTHONWARNINGS": "ignore"}
