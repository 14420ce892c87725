"""Our statistics beside those of other packages. Optional: each test is skipped where its package is missing."""

import json
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APART = ROOT / ".venv-peers"
HOW = "install it with: python bootstrap.py crosscheck"

MARKS = [pytest.mark.crosscheck, pytest.mark.filterwarnings("ignore")]
"""For every file here: what other packages warn of while they compute is theirs to mend."""


def peer(name: str) -> Any:
    """Import another package, or skip the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is not installed; {HOW}")


def apart(name: str, code: str) -> Any:
    """Run code with a package that lives in an environment of its own; what it prints is read as JSON."""
    homes = (APART / name / "bin" / "python", APART / name / "Scripts" / "python.exe")
    python = next((one for one in homes if one.is_file()), None)
    if python is None:
        pytest.skip(f"{name} is not installed; {HOW}")
    done = subprocess.run(
        [str(python), "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def close(value: Any, within: float = 1e-9) -> Any:
    return pytest.approx(value, rel=within, abs=within)
