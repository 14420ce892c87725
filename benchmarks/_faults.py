"""What is left after the faults, looked at from inside: is everything that was acknowledged there, and nothing half?

    python -m benchmarks._faults fill LISTENERS | age CONCERNS | check < ledger.json

Each prints JSON. Run by faults.py, with production settings. ``check`` opens every concern as its raiser and as each of
its listeners would.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")


def fill(n_listeners: int) -> dict[str, Any]:
    """A network with so many listeners."""
    from benchmarks._data import SLUG, begin
    from benchmarks._sealed import _listening
    from groundswell.cli.start import migrate
    from groundswell.kernel.clock import today
    from groundswell.networks.models import Membership
    from groundswell.people.models import Person

    migrate()
    network = begin()
    for n in range(n_listeners):
        person = Person.objects.create(name=f"Listener {n}", email=f"listener{n}@example.org")
        Membership.objects.create(
            network=network, person=person, kind="staff", started_on=today() - timedelta(days=9)
        )
        _listening(network, person)
    return {"slug": SLUG}


def age(n: int) -> dict[str, Any]:
    """Make ``n`` sent concerns ones that were closed long ago, for the purge to take. Which is the ledger's to know."""
    from groundswell.concerns.models import Concern
    from groundswell.kernel.clock import today

    day = today() - timedelta(days=3000)
    pks = list(Concern.objects.filter(state="sent").order_by("pk").values_list("pk", flat=True)[:n])
    rows = Concern.objects.filter(pk__in=pks)
    rows.update(state="closed", due_on=None, closed_on=day)
    return {"locators": list(rows.values_list("locator", flat=True))}


def check(ledger: dict[str, Any]) -> dict[str, Any]:
    """What is wrong, in sentences without a word of any concern; and how much was looked at."""
    counts: Counter[str] = Counter()
    problems = [*_in_database(), *_half_written(counts), *_in_chains()]
    problems += _acknowledged(ledger, counts)
    problems += _gone(ledger, counts)
    problems += _files(counts)
    return {"problems": problems, "counts": counts}


def _in_database() -> Iterator[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma in ("integrity_check", "foreign_key_check"):
            for row in cursor.execute(f"PRAGMA {pragma}").fetchall():
                if row != ("ok",):
                    yield f"PRAGMA {pragma} says {row}."


def _half_written(counts: Counter[str]) -> Iterator[str]:
    """A draft has its raiser's key and words and nothing more; what was sent has all of it."""
    from groundswell.concerns.models import Concern, Listener

    n_listeners = Listener.objects.filter(state="ready").count()
    for concern in Concern.objects.prefetch_related("keys", "rows", "items", "entries"):
        keys = sorted(key.part for key in concern.keys.all())
        n_rows, items = len(concern.rows.all()), [one.position for one in concern.items.all()]
        numbers = [one.number for one in concern.entries.all()]
        counts[f"concerns found, {concern.state}"] += 1
        if concern.state == "draft":
            whole = (keys, n_rows, items, numbers) == (["thread"], 0, [1], [])
        else:
            whole = keys == ["desk", "thread"] and n_rows == 2 * n_listeners
            whole = whole and items == list(range(1, len(items) + 1)) and len(items) >= 2
            whole = whole and numbers == list(range(1, concern.n_entries + 1)) and bool(numbers)
        if not whole:
            yield f"Concern {concern.pk} ({concern.state}) is half written."


def _in_chains() -> Iterator[str]:
    from groundswell.concerns.queries import networks_with_concerns
    from groundswell.concerns.services import problems_in

    for pk in networks_with_concerns():
        yield from problems_in(pk)


def _acknowledged(ledger: dict[str, Any], counts: Counter[str]) -> Iterator[str]:
    """Each that was acknowledged opens by its receipt and at every desk, with its exact words and files."""
    from groundswell.concerns.access import open_by_receipt
    from groundswell.networks.models import Network

    network, desks = Network.objects.get(), _desks()
    for number, (receipt, told) in enumerate(ledger["kept"].items()):
        raiser = open_by_receipt(network, receipt)
        if raiser is None:
            yield f"Acknowledged concern {number} does not open by its receipt."
            continue
        if told["is_sent"]:
            counts["acknowledged, opened by receipt and at each desk"] += 1
            yield from _as_written(number, raiser, told, desks)
        else:
            counts["receipts shown but not sent, opened as they stand"] += 1
        yield from _attached(number, raiser, told, counts)


def _as_written(number: int, raiser: Any, told: Any, desks: list[Any]) -> Iterator[str]:
    from groundswell.concerns.queries import messages

    for reader in (raiser, *desks):
        found = messages(reader, raiser.concern)
        who = "its raiser" if reader is raiser else "a listener"
        if [one.text for one in found if one.kind == "raised"] != [told["text"]]:
            yield f"Acknowledged concern {number} does not say to {who} what was written."
        wrote = Counter(one.text for one in found if one.kind == "wrote")
        if any(wrote[text] != 1 for text in told["more"]):
            yield f"A message in concern {number} is not there once for {who}."


def _attached(number: int, raiser: Any, told: Any, counts: Counter[str]) -> Iterator[str]:
    from groundswell.concerns.queries import attachments
    from groundswell.concerns.services import own_file

    found = Counter()
    for one in attachments(raiser, raiser.concern):
        data = b"".join(own_file(by=raiser, file=one.file))
        found[one.content["name"], data.decode("latin-1")] += 1
    for name, data in told["files"]:
        counts["files acknowledged, opened byte for byte"] += 1
        if found[name, data] != 1:
            yield f"File {name} of concern {number} is not there once as it was sent."


def _desks() -> list[Any]:
    from benchmarks._sealed import PASSPHRASE
    from groundswell.concerns.actors import DeskActor
    from groundswell.concerns.models import Listener
    from groundswell.concerns.sealing import unwrap

    listeners = Listener.objects.select_related("network", "person")
    return [DeskActor(one.person, one, unwrap(one, PASSPHRASE)) for one in listeners]


def _gone(ledger: dict[str, Any], counts: Counter[str]) -> Iterator[str]:
    """What was withdrawn or purged is gone and stands on the list; what began to go is whole or gone."""
    from groundswell.concerns.access import open_by_receipt
    from groundswell.concerns.models import Concern
    from groundswell.concerns.services import forgotten
    from groundswell.networks.models import Network

    network = Network.objects.get()
    for number, receipt in enumerate(ledger["gone"]):
        counts["withdrawn or purged, gone"] += 1
        if open_by_receipt(network, receipt) is not None:
            yield f"Withdrawn concern {number} still opens."
    for receipt in ledger["going"]:
        is_there = open_by_receipt(network, receipt) is not None
        counts[f"withdrawal cut off, {'all there' if is_there else 'gone'}"] += 1
    listed = {pk for pk, *_rest in forgotten()}
    if len(listed) < len(ledger["gone"]):
        yield f"{len(ledger['gone'])} are gone, and the list outside the database knows {len(listed)}."
    still = Concern.objects.filter(pk__in=listed).count()
    counts["on the list outside the database"] = len(listed)
    if still > len(ledger["going"]):
        yield f"{still} concerns are on the list of what is forgotten, and there."


def _files(counts: Counter[str]) -> Iterator[str]:
    """Sealed bytes without a row go by the job that looks for them; no row is without its bytes."""
    from groundswell.concerns.models import File
    from groundswell.concerns.services import drop_orphans
    from groundswell.concerns.services.blobs import blob_path, folder
    from groundswell.kernel.clock import now

    counts["sealed files without a row, tidied away"] = drop_orphans(now() + timedelta(hours=1))
    named = set()
    for file in File.objects.all():
        named |= {blob_path(name) for name in (file.original, file.copy) if name is not None}
    for path in named - set(folder().glob("*/*")):
        yield f"A row names {path.name}, which is not there."


def main(what: str, *words: str) -> None:
    django.setup()
    if what == "check":
        print(json.dumps(check(json.load(sys.stdin))))
    else:
        print(json.dumps({"fill": fill, "age": age}[what](*map(int, words))))


if __name__ == "__main__":
    main(*sys.argv[1:])
