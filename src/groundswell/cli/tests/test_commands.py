import io
import os
import socket
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from groundswell import __version__
from groundswell.audit.models import Act
from groundswell.audit.services import record
from groundswell.cli import main
from groundswell.kernel import durable, health
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.models import JobRun, News
from groundswell.mail.services import queue_letter
from groundswell.networks.queries import is_empty

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


@pytest.fixture
def here(monkeypatch):
    """Commands find Django awake, the tables in place, and a mail server that lets us in."""
    monkeypatch.setattr("groundswell.cli.init.migrate", lambda: None)


GIVEN = ["--name=Tidewell Network", "--founder-name=Ada", "--founder-address=ada@example.org"]


@pytest.mark.django_db
def test_init_starts_a_network_and_prints_a_way_in_that_works(here, capsys, client):
    assert main(["init", *GIVEN]) == 0
    said = capsys.readouterr().out
    assert "/n/tidewell-network/" in said
    way_in = said.strip().splitlines()[-1].removeprefix("http://testserver")
    assert client.post(way_in).status_code == 302
    assert client.get("/n/tidewell-network/settings/").status_code == 200


@pytest.mark.django_db
def test_init_asks_what_was_not_said_and_again_when_it_must_know(here, monkeypatch, capsys):
    typed = iter(["", "Riverside Network", "", "Ada", "ada@example.org", "staff", "", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    assert main(["init"]) == 0
    assert "Riverside Network is there" in capsys.readouterr().out


@pytest.mark.django_db
def test_init_without_a_terminal_names_the_option_it_needs(here):
    with pytest.raises(SystemExit, match="--founder-name"):
        main(["init", "--name=Tidewell Network"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "named"),
    [("--founder-address=ada", "mail"), ("--founder-kind=dean", "student or by staff")],
)
def test_init_says_which_answer_does_not_work_and_founds_nothing(here, capsys, wrong, named):
    assert main(["init", *GIVEN, wrong]) == 1
    assert named in capsys.readouterr().err
    assert is_empty()


def test_init_leaves_a_network_that_is_there_alone(here, cast, capsys):
    assert main(["init", *GIVEN]) == 1
    assert "lives here already" in capsys.readouterr().err


REPORT = b"""From: mailer-daemon@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; example.org

Final-Recipient: rfc822; gone@example.org
Action: failed
Status: 5.1.1
--x--
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("report", "says"), [(REPORT, "gone@example.org refused mail"), (b"Hello", "nothing was")]
)
def test_a_delivery_report_stops_mail_to_who_refused(monkeypatch, capsys, report, says):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report)))
    assert main(["mail", "bounce"]) == 0
    assert says in capsys.readouterr().out


@pytest.mark.django_db
def test_check_says_what_is_amiss_and_what_to_do(capsys):
    assert main(["check", "--offline"]) == 1
    said = capsys.readouterr().out
    assert "AMISS  The public address is http://testserver, without TLS" in said
    assert "well   The database" in said
    assert "AMISS  The database may lose in a power cut what it acknowledged" in said
    assert "AMISS  No worker has shown itself so far" in said


@pytest.mark.django_db
def test_check_finds_nothing_amiss_with_a_site_that_is_ready(settings, capsys, monkeypatch):
    monkeypatch.setattr(durable, "weakness", lambda: "")  # the suite's database is in a hurry
    settings.SITE_URL, settings.READABLE_OUTBOX = "https://network.example.org", False
    JobRun.objects.create(name=health.heartbeat_name(), last_run_at=timezone.now())
    assert main(["check", "--offline"]) == 0
    assert "AMISS" not in capsys.readouterr().out


@pytest.mark.django_db
def test_check_notices_letters_that_are_late(capsys):
    an_age_ago = timezone.now() - timedelta(hours=2)
    queue_letter(to="a@example.org", subject="s", text="t", kind="k", not_before=an_age_ago)
    main(["check", "--offline"])
    assert "AMISS  1 letters should have left" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("n_attempts", "says"),
    [(1, "1 pieces of news failed within the house and are tried again"), (8, "after many")],
)
def test_check_counts_news_that_fails_and_news_that_was_given_up(capsys, n_attempts, says):
    News.objects.create(name="kernel.Nothing", payload={}, n_attempts=n_attempts)
    assert main(["check", "--offline"]) == 1
    assert says in capsys.readouterr().out


def test_help_lists_each_of_our_commands_with_what_it_does(capsys):
    assert main(["help"]) == 0
    said = capsys.readouterr().out
    for name in (
        "audit",
        "backup",
        "check",
        "data-pack",
        "init",
        "mail",
        "restore",
        "secret",
        "serve",
        "term",
        "worker",
    ):
        (line,) = [line for line in said.splitlines() if line.startswith(f"groundswell {name} ")]
        assert len(line.split(maxsplit=2)[2]) > 10, line


def test_the_version_is_the_one_of_the_package():
    project = tomllib.loads((SRC.parent / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__


def test_the_demo_never_enters_a_real_networks_database(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")
    monkeypatch.setattr("groundswell.cli.demo.wake", lambda: None)
    monkeypatch.setattr("groundswell.cli.demo.migrate", lambda **_how: None)
    monkeypatch.setattr("groundswell.cli.demo.fill", lambda seed: None)
    monkeypatch.setattr("groundswell.cli.demo.tell_where", lambda port: None)
    main(["demo"])
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "groundswell.settings.demo"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5"])  # noqa: S104 - it must refuse them
def test_an_outbox_one_can_read_is_not_served_to_others(host, settings):
    from groundswell.cli.serve import refuse_open_outbox

    settings.READABLE_OUTBOX = True
    with pytest.raises(SystemExit, match="/outbox/"):
        refuse_open_outbox(host)
    settings.READABLE_OUTBOX = False
    refuse_open_outbox(host)


@pytest.mark.enable_socket
def test_a_port_that_is_taken_is_not_shared_without_a_word():
    from groundswell.cli.serve import refuse_taken_port

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as web servers do
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} already.*--port {port + 1}"):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_letters_of_development_lead_to_the_port_that_is_served(monkeypatch):
    from groundswell.cli.serve import name_this_machine

    monkeypatch.delenv("GROUNDSWELL_SITE_URL", raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")
    name_this_machine(8001)
    assert "GROUNDSWELL_SITE_URL" not in os.environ
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "groundswell.settings.dev")
    name_this_machine(8001)
    assert os.environ.pop("GROUNDSWELL_SITE_URL") == "http://localhost:8001"


@pytest.mark.django_db
def test_the_start_names_the_address_letters_use_and_where_they_stay(settings, capsys):
    from groundswell.cli.serve import announce_start

    settings.SITE_URL, settings.OUTBOX_BAR = "http://localhost:8001", True
    announce_start("127.0.0.1", 8001)
    said = capsys.readouterr().out
    assert "Groundswell is at http://localhost:8001 " in said
    assert "letters stay here: http://localhost:8001/outbox/" in said
    settings.SITE_URL, settings.OUTBOX_BAR = "https://network.example.org", False
    announce_start("127.0.0.1", 8001)
    said = capsys.readouterr().out
    assert "https://network.example.org" in said
    assert "listens on 127.0.0.1:8001" in said
    assert "letters" not in said


@pytest.mark.django_db
def test_the_demo_leads_to_its_own_networks_wall(cast, capsys, monkeypatch):
    from groundswell.cli import demo

    monkeypatch.setattr("groundswell.cli.demo.roles", lambda: ["student"])
    cast.network.is_synthetic = True
    cast.network.save()
    demo.tell_where(8001)
    assert f"http://localhost:8001/n/{cast.network.slug}/\n" in capsys.readouterr().out
