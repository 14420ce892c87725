"""``groundswell check``: is this installation ready for people? One sentence for each thing looked at."""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.error import URLError
from urllib.request import urlopen

from groundswell.cli.start import wake

LEAST_FREE = 1_000_000_000
QUIET_WORKER = timedelta(minutes=3)


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    is_well: bool
    says: str


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell check", description=__doc__)
    parser.add_argument(
        "--offline", action="store_true", help="ask neither the public address nor the mail server"
    )
    options = parser.parse_args(argv)
    wake()
    looks = [address(), database(), worker(), letters(), disk()]
    if not options.offline:
        looks += [public_page(), mail_server()]
    findings = [found for look in looks for found in look]
    for found in findings:
        print(f"{'well ' if found.is_well else 'AMISS'}  {found.says}")
    return 0 if all(found.is_well for found in findings) else 1


def address() -> Iterator[Finding]:
    """The address people type."""
    from django.conf import settings

    if settings.SITE_URL.startswith("https://"):
        yield Finding(True, f"The public address is {settings.SITE_URL}.")
    else:
        yield Finding(
            False,
            f"The public address is {settings.SITE_URL}, without TLS: what people type could be read "
            "on the way, and passkeys do not work. Set GROUNDSWELL_SITE_URL to an https address.",
        )
    if settings.DEBUG or settings.READABLE_OUTBOX:
        yield Finding(
            False,
            "These are the settings of a demo: mail stays in a readable outbox. Unset "
            "DJANGO_SETTINGS_MODULE to use the ones for people.",
        )
    else:
        yield Finding(True, "The secrets are set, and these are the settings for people.")


def database() -> Iterator[Finding]:
    """Whether it answers and is in step."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from groundswell.kernel.durable import weakness

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(
            False, f"The database does not answer: {error}. See GROUNDSWELL_DATABASE_URL."
        )
        return
    if waiting:
        yield Finding(
            False,
            f"The database is {len(waiting)} steps behind this version: run `groundswell migrate`, "
            "or start `groundswell serve`, which does it.",
        )
    else:
        yield Finding(True, f"The database ({connection.vendor}) answers and is in step.")
    if found := weakness():
        yield Finding(
            False,
            f"The database may lose in a power cut what it acknowledged: {found}. Set it right on the server.",
        )


def worker() -> Iterator[Finding]:
    """Whether somebody carries mail and news."""
    from django.db import DatabaseError
    from django.utils import timezone

    from groundswell.kernel.health import last_beat, n_failing_news, n_undeliverable_news

    try:
        beat, failing, lost = last_beat(), n_failing_news(), n_undeliverable_news()
    except DatabaseError:
        return
    if beat and timezone.now() - beat < QUIET_WORKER:
        yield Finding(True, "A worker is at work.")
    else:
        since = f"since {beat:%d %B %H:%M} UTC" if beat else "so far"
        yield Finding(
            False,
            f"No worker has shown itself {since}: no mail leaves. Start `groundswell serve`, or "
            "`groundswell worker` where the server runs with --no-worker.",
        )
    if failing:
        yield Finding(
            False,
            f"{failing} pieces of news failed within the house and are tried again; "
            "the log of the worker says why.",
        )
    if lost:
        yield Finding(
            False,
            f"{lost} pieces of news could not be delivered within the house after many attempts; "
            "the log of the worker names them.",
        )


def letters() -> Iterator[Finding]:
    """Whether mail gets away."""
    from django.db import DatabaseError

    from groundswell.mail.queries import n_overdue

    try:
        overdue = n_overdue()
    except DatabaseError:
        return
    if overdue:
        yield Finding(
            False, f"{overdue} letters should have left more than an hour ago and have not."
        )
    else:
        yield Finding(True, "No letter is late.")


def disk() -> Iterator[Finding]:
    """Room to write."""
    from django.conf import settings

    place = settings.VAR if settings.VAR.exists() else settings.VAR.parent
    free = shutil.disk_usage(place).free
    says = f"{free / 1e9:.1f} GB are free where {settings.VAR} is"
    yield Finding(free > LEAST_FREE, f"{says}{'.' if free > LEAST_FREE else ': make room.'}")


def public_page() -> Iterator[Finding]:
    """Ask as the world does: name, certificate, server in front and ours behind it."""
    from django.conf import settings

    url = f"{settings.SITE_URL}/healthz"
    try:
        with urlopen(url, timeout=10) as answer:  # noqa: S310 - the operator's own address
            yield Finding(answer.status == 200, f"{url} answers {answer.status}.")
    except (URLError, OSError) as error:
        why = getattr(error, "reason", error)
        yield Finding(
            False,
            f"{url} does not answer: {why}. Look at the server in front of Groundswell, the name's "
            "address and the certificate.",
        )


def mail_server() -> Iterator[Finding]:
    """Whether it lets us in. Nothing is sent."""
    from smtplib import SMTPException

    from django.conf import settings
    from django.core.mail import get_connection

    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection():
            yield Finding(True, f"The mail server {where} lets us in.")
    except (OSError, SMTPException) as error:
        yield Finding(
            False,
            f"The mail server {where} does not let us in: {error}. See GROUNDSWELL_SMTP_HOST, _PORT, "
            "_USER, _PASSWORD and _TLS.",
        )
