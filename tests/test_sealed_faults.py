"""What was acknowledged survives a server that is killed. `benchmarks/faults.py` goes on for longer."""

import subprocess
import sys

from tests.installation import ROOT, Installation, new_database


def test_nothing_acknowledged_is_lost_and_nothing_is_half_when_the_server_is_killed(
    tmp_path, tables
):
    words = ["--raisers", "8", "--seconds", "4", "--kills", "1"]
    url = new_database(tmp_path)
    if not url.startswith("sqlite"):
        words += ["--database", url]
    elif tables is not None:
        words += ["--tables", str(tables)]
    done = subprocess.run(
        [sys.executable, "benchmarks/faults.py", *words],
        env=Installation(tmp_path / "site", url=url).environment,
        capture_output=True,
        text=True,
        timeout=400,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing acknowledged was lost" in done.stdout
