import os
import subprocess
import sys
from pathlib import Path

import pytest

from groundswell.audit.models import Act
from groundswell.audit.services import record
from groundswell.cli import main
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.models import JobRun

SRC = Path(__file__).resolve().parents[3]


def run(*words, **environment):
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SRC), **environment}
    return subprocess.run(
        [sys.executable, "-m", "groundswell.cli", *words],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_production_without_a_secret_refuses_with_the_cure():
    refused = run("serve", GROUNDSWELL_SITE_URL="https://network.example.org")
    assert refused.returncode != 0
    assert "GROUNDSWELL_SECRET_KEY is not set" in refused.stderr
    assert "groundswell secret" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_made_secret_is_long_enough_and_new_each_time():
    first, second = (run("secret").stdout.strip() for _ in range(2))
    assert len(first) >= 32
    assert first != second


@pytest.mark.django_db
def test_verify_says_that_a_whole_chain_is_whole(capsys):
    record(SYSTEM, "thing.done", JobRun(pk=1))
    assert main(["audit", "verify"]) == 0
    assert "whole" in capsys.readouterr().out


@pytest.mark.django_db
def test_verify_names_the_first_broken_row(capsys):
    for _ in range(3):
        record(SYSTEM, "thing.done", JobRun(pk=1))
    Act.objects.filter(number=2).update(action="thing.undone")
    assert main(["audit", "verify"]) == 1
    assert "row 2 was altered" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_run_once_stops_when_nothing_waits():
    assert main(["worker", "--once"]) == 0
    assert JobRun.objects.exists()
