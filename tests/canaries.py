"""Words that must turn up nowhere, a story that types one into every sealed field, and places to look for them."""

import base64
import io
import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from groundswell.kernel import kept, limits

NEVER = "00000000-0000-4000-8000-000000000000"


class Canaries:
    """One made-up word for each sealed field, and whatever else must not be found, by a name to report."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._forms: dict[str, list[bytes]] = {}

    def __call__(self, name: str) -> str:
        """The word of a field: no other field's, and in no source."""
        return self.words.setdefault(name, f"zq{secrets.token_hex(9)}qz")

    def add(self, name: str, secret: str) -> str:
        """Something that was made while the story ran, such as a receipt."""
        self.words[name] = secret
        return secret

    def secrets(self) -> list[str]:
        """What opens something: not even who typed it gets it back in an error."""
        return [name for name in self.words if name.startswith("opens")]

    def found_in(self, data: bytes | str, names: Iterable[str] = ()) -> list[str]:
        """Names of the fields whose words stand in it, as they are or written in a common other way."""
        haystack = data.encode(errors="surrogatepass") if isinstance(data, str) else data
        return [
            name
            for name in (list(names) or self.words)
            if any(form in haystack for form in self._forms_of(self.words[name]))
        ]

    def _forms_of(self, word: str) -> list[bytes]:
        if word not in self._forms:
            self._forms[word] = list(spelled(word))
        return self._forms[word]


def spelled(word: str) -> Iterator[bytes]:
    """As it is, in UTF-16, in hexadecimal, in base 64 wherever it begins, and backslashed in JSON."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for start in range(3):
        whole = base64.b64encode(b"\0" * start + plain)
        yield whole[4 if start else 0 : -4]
    if "-" in word:
        yield word.replace("-", "").encode()


class Watch(logging.Handler):
    """Everything any logger says at the lowest level, as a formatter could ever print it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = [logging.Formatter("%(name)s %(message)s").format(record)]
        if record.name != "django.db.backends":  # its facts are its message
            said.append(repr(record.__dict__))
        self.said.append("\n".join(said))


@contextmanager
def listening_in() -> Iterator[Watch]:
    """All loggers there are at DEBUG, SQL with its parameters too."""
    watch, before = Watch(), {}
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in [logging.root, *named]:
        before[logger] = logger.level, logger.disabled
        logger.setLevel(logging.DEBUG)
        logger.disabled = False
        if logger is logging.root or not logger.propagate:
            logger.addHandler(watch)
    forced, connection.force_debug_cursor = connection.force_debug_cursor, True
    try:
        yield watch
    finally:
        connection.force_debug_cursor = forced
        for logger, (level, disabled) in before.items():
            logger.setLevel(level)
            logger.disabled = disabled
            logger.removeHandler(watch)


class Browser:
    """A browser whose every form is first sent into each kind of trouble, and then for good."""

    def __init__(self, canaries: Canaries, *, meets_trouble: bool) -> None:
        self.canaries, self.meets_trouble = canaries, meets_trouble
        self.client = Client(raise_request_exception=False)
        self.answers: list[tuple[str, Any]] = []
        self.errors: list[tuple[str, Any]] = []

    def sign_in(self, person: Any) -> None:
        """As somebody with an account."""
        self.client.force_login(person)

    def get(self, url: str) -> Any:
        """A page."""
        answer = self.client.get(url)
        self.answers.append((url, answer))
        return answer

    def post(self, url: str, form: dict[str, Any]) -> Any:
        """A form: in the middle of a failure, too large, forged, to nowhere; then as it is meant."""
        if self.meets_trouble:
            self._in_trouble(url, form)
        limits.forget()
        answer = self.client.post(url, _again(form))
        assert answer.status_code in {200, 302}, (url, form.get("do"), answer.status_code)
        self.answers.append((url, answer))
        return answer

    def _in_trouble(self, url: str, form: dict[str, Any]) -> None:
        with _breaking():
            broken = self.client.post(url, _again(form))
        self.errors.append((f"500 of {url} {form.get('do', '')}", broken))
        with override_settings(LARGEST_REQUEST=20):
            large = self.client.post(url, _again(form))
        assert large.status_code == 413
        self.errors.append((f"413 of {url}", large))
        nowhere = url.replace("/tidewell/", "/nowhere/")
        lost = self.client.post(nowhere, _again(form))
        assert lost.status_code in {403, 404}
        self.errors.append((f"404 of {url}", lost))
        forged = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
        forged.cookies = self.client.cookies
        answer = forged.post(url, _again(form))
        assert answer.status_code == 403
        self.errors.append((f"403 of {url}", answer))


@contextmanager
def _breaking() -> Iterator[None]:
    """Nothing can be sealed: whatever a verb does, it fails in the middle of it."""

    def broken(*_args: Any, **_options: Any) -> Any:
        raise RuntimeError("the disk is full")

    with (
        patch("groundswell.vault.items.seal_item", broken),
        patch("groundswell.vault.boxes.seal", broken),
        patch("groundswell.vault.sessions.begin", broken),
        patch("groundswell.vault.passphrase.wrap", broken),
        patch("groundswell.vault.receipts.present", broken),
    ):
        yield


def _again(form: dict[str, Any]) -> dict[str, Any]:
    """The same form once more: a file is read from its beginning."""
    for value in form.values():
        if isinstance(value, io.BytesIO):
            value.seek(0)
    return form


def outside(answer: Any, url: str) -> str:
    """What of an answer others see: its address, its headers, its cookies, its title."""
    body = answer.content.decode(errors="replace")
    title = body.partition("<title>")[2].partition("</title>")[0]
    return "\n".join([url, str(answer.headers), str(answer.cookies), title])


# ------------------------------------------------------------------ where a thief would look


def sent_mail() -> Iterator[tuple[str, bytes]]:
    """Every letter as it left."""
    for number, letter in enumerate(mail.outbox):
        yield f"letter {number}", letter.message().as_bytes()
        yield f"letter {number}", f"{letter.subject}\n{letter.body}".encode()


def memory() -> Iterator[tuple[str, bytes]]:
    """What this process keeps: the cache, whole pages, counts of the limits."""
    yield "cache", b"\n".join(bytes(one) for one in getattr(cache, "_cache", {}).values())
    pages = [piece for page in kept._pages.values() for piece in page.pieces]
    yield "kept pages", b"\n".join(pages)
    yield (
        "keys of the cache",
        repr([list(kept._pages), list(getattr(cache, "_cache", {}))]).encode(),
    )
    yield "limits", repr(limits._seen).encode()


def rows() -> Iterator[tuple[str, bytes]]:
    """Every row of every table: sessions, tasks, news, letters, audit, drafts of imports."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own tables
            for row in cursor.fetchall():
                yield table, b"\n".join(_raw(value) for value in row)


def _raw(value: Any) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def files_below(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file's name and bytes."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), str(path).encode() + b"\n" + path.read_bytes()


def database_files() -> Iterator[tuple[str, bytes]]:
    """The database as it lies on the disk, with its log of writes."""
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        for path in name.parent.glob(f"{name.name}*"):
            yield path.name, path.read_bytes()
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    yield from files_below(Path(folder))


def dumped() -> Iterator[tuple[str, bytes]]:
    """A dump as an operator makes one: SQL for SQLite, COPY for PostgreSQL."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        yield "dump", "\n".join(connection.connection.iterdump()).encode(errors="replace")
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    for table in names:
        with (
            psycopg.connect(**_address()) as server,
            server.cursor() as reading,
            reading.copy(f'COPY "{table}" TO STDOUT') as copy,
        ):
            yield f"dump of {table}", b"".join(bytes(block) for block in copy)


def _address() -> dict[str, Any]:
    found = connection.get_connection_params()
    return {k: found[k] for k in ("dbname", "user", "password", "host", "port") if found.get(k)}


def at(name: str, *more: Any) -> str:
    """An address of the room."""
    return reverse(f"concerns:{name}", args=["tidewell", *more])
