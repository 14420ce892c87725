"""A whole installation in a folder of its own, with production settings, for tests that run the commands."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from tools.postgres import programs

ROOT = Path(__file__).resolve().parent.parent
FILL = """
from groundswell.cli.start import migrate, wake

wake()
migrate()
from tests.cast import make_cast
from groundswell.networks.services import give_term
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import today

cast = make_cast()
give_term(by=SYSTEM, network=cast.network, person=cast.bob, side="student", starts_on=today())
"""


def new_database(folder: Path, template: str = "template1") -> str:
    """An address of an empty database, or of a copy of one, of the kind the suite runs on."""
    url = os.environ.get("GROUNDSWELL_TEST_DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / 'groundswell.sqlite3'}"
    import psycopg

    name = f"installation_{uuid4().hex[:10]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@dataclass
class Installation:
    """Where it lives, and the environment its commands run in."""

    var: Path
    more: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def __post_init__(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        self.url = self.url or new_database(self.var)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.pathsep.join([str(programs() / "bin"), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "groundswell.settings.production",
            "GROUNDSWELL_VAR": str(self.var),
            "GROUNDSWELL_DATABASE_URL": self.url,
            "GROUNDSWELL_SITE_URL": "https://network.example.org",
            "GROUNDSWELL_SECRET_KEY": "s" * 48,
            "GROUNDSWELL_AUDIT_KEY": "a" * 48,
            "GROUNDSWELL_RECEIPT_PEPPERS": f"1:{'0a' * 32}",
            "GROUNDSWELL_SEALED_AUDIT_KEYS": f"1:{'0b' * 32}",
            **self.more,
        }

    def run(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """One of our commands."""
        return self._python("-m", "groundswell.cli", *words, typed=typed)

    def script(self, code: str) -> str:
        """What a script prints inside this installation."""
        done = self._python("-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def lay_out(self, tables: Path | None) -> "Installation":
        """Begin with the tables there already, where the suite keeps them and the database is a file."""
        if tables is not None and self.url.startswith("sqlite"):
            shutil.copyfile(tables, self.var / "groundswell.sqlite3")
        return self

    def fill(self) -> "Installation":
        """The cast, one audited act, and a file."""
        self.script(FILL)
        (self.var / "files" / "a").mkdir(parents=True)
        (self.var / "files" / "a" / "poster.txt").write_text("Join us", encoding="utf-8")
        return self

    def copy(self, var: Path) -> "Installation":
        """The same people in another place."""
        shutil.copytree(self.var, var, ignore=shutil.ignore_patterns("*.zip"))
        if self.url.startswith("sqlite"):
            return Installation(var)
        return Installation(var, url=new_database(var, urlsplit(self.url).path.lstrip("/")))

    def start(self, code: str) -> "subprocess.Popen[str]":
        """A script that goes on until its input ends."""
        return subprocess.Popen(
            [sys.executable, "-c", code],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.var,
        )

    def _python(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            cwd=self.var,
            check=False,
        )
