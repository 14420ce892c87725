"""The PostgreSQL the suite runs on as well: it is there for the command, and gone afterwards."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parent.parent / "tools" / "postgres.py"
ASK = """
import json, os, psycopg
with psycopg.connect(os.environ["GROUNDSWELL_TEST_DATABASE_URL"]) as db:
    asked = "select lower('ÉCOLE'), current_setting('data_directory')"
    print(json.dumps(db.execute(asked).fetchone()))
raise SystemExit(7)
"""


@pytest.mark.postgres
def test_a_command_finds_a_server_of_its_own_and_nothing_is_left_of_it():
    done = subprocess.run(
        [sys.executable, str(TOOL), sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    lowered, folder = json.loads(done.stdout)
    assert lowered == "école"
    assert not Path(folder).exists()
