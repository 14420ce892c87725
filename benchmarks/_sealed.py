"""The sealed room from inside one process: its listeners, any number of concerns, and where the time goes.

    python -m benchmarks._sealed fill LISTENERS MEMBERS | grow CONCERNS | where TIMES | queries | timing TIMES

Each prints JSON. Run by sealed.py and faults.py with their settings.
"""

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
PASSPHRASE = "nine kind herons wade slowly"  # noqa: S105 - opens what is gone in a minute
TEXT = (
    "On the second week of the placement the registrar said it again, in front of the patient and two nurses. "
    "I looked at the floor. Nobody said anything then, and nobody has since. I would like somebody to know, and I "
    "would like the next student to be told that they can ask to be moved. "
) * 3
BATCH = 500
_locators: set[str] = set()
# Pages of a listener's desk: what lies on top, deep down, and each pile.
DESK = {
    "open, first page": "",
    "open, page 1,000": "?page=1000",
    "theirs": "?show=mine",
    "nobody's yet": "?show=free",
    "nobody's yet, page 800": "?show=free&page=800",
    "closed": "?show=closed",
    "closed, page 1,000": "?show=closed&page=1000",
}


def fill(n_listeners: int, n_members: int) -> dict[str, Any]:
    """A network whose first members listen, each with a key; what the client needs to be one of them."""
    from benchmarks._data import SLUG, begin, grow
    from benchmarks._inside import addresses, client
    from benchmarks._plain import make_table
    from groundswell.cli.serve import collect_static
    from groundswell.cli.start import migrate
    from groundswell.concerns.services import unlock
    from groundswell.kernel.upkeep import refresh_statistics
    from groundswell.people.models import Person

    migrate()
    make_table()
    collect_static()
    network = begin()
    grow(network, n_members, 20)
    people = Person.objects.order_by("pk")[1 : n_listeners + 1]
    listeners = [_listening(network, person) for person in people]
    refresh_statistics()
    _session, desk = unlock(by=listeners[0].person, listener=listeners[0], passphrase=PASSPHRASE)
    return {
        "slug": SLUG,
        "pages": addresses(),
        "cookie": _cookie(client(True)),
        "desk_cookie": f"{_cookie(client(listeners[0].person))}; desk={desk}",
    }


def _cookie(member: Any) -> str:
    from django.conf import settings

    name = settings.SESSION_COOKIE_NAME
    return f"{name}={member.cookies[name].value}"


def _listening(network: Any, person: Any) -> Any:
    from groundswell.concerns.models import Listener
    from groundswell.concerns.services import become_ready
    from groundswell.kernel.clock import today

    listener = Listener.objects.create(
        network=network,
        person=person,
        consent_on=today(),
        trained_on=today(),
        training="A day with the guardian",
    )
    return become_ready(by=person, listener=listener, passphrase=PASSPHRASE)


def grow_concerns(n: int) -> dict[str, Any]:
    """``n`` sent concerns more, sealed by the room's own functions to everybody who listens, saved in bulk.

    The first listener is kept out of every fiftieth and looks after every thousandth; half are closed.
    """
    from django.db import transaction

    from groundswell.concerns.models import Concern, Entry, Item, Key, KeyRow
    from groundswell.concerns.queries import ready_listeners
    from groundswell.kernel.upkeep import refresh_statistics
    from groundswell.networks.models import Network

    network = Network.objects.get()
    listeners = ready_listeners(network)
    have = Concern.objects.count()
    for start in range(have, have + n, BATCH):
        made = [_concern(network, listeners, i) for i in range(start, min(start + BATCH, have + n))]
        with transaction.atomic():
            for model, name in (
                (Concern, "concern"),
                (Key, "keys"),
                (KeyRow, "rows"),
                (Item, "items"),
                (Entry, "entries"),
            ):
                model.objects.bulk_create(row for one in made for row in one[name])
        if (start // BATCH) % 20 == 0:
            print(f"{start + BATCH - have:,} of {n:,} concerns", file=sys.stderr, flush=True)
    refresh_statistics()
    return {"concerns": Concern.objects.count(), "rows": KeyRow.objects.count()}


def _new_receipt() -> Any:
    """One whose locator none of these has: among so many, two alike are likely, and a raise would try again."""
    from groundswell.concerns.models import Concern
    from groundswell.vault.receipts import new_receipt

    if not _locators:
        _locators.update(Concern.objects.values_list("locator", flat=True))
    while (receipt := new_receipt()).locator in _locators:
        pass
    _locators.add(receipt.locator)
    return receipt


def _concern(network: Any, listeners: list[Any], i: int) -> dict[str, list[Any]]:
    from django.conf import settings

    from groundswell.concerns import sealing
    from groundswell.concerns.digests import commitment_of, digest_of
    from groundswell.concerns.models import Concern, Entry
    from groundswell.kernel.clock import today
    from groundswell.vault import costs, receipts

    receipt = _new_receipt()
    # Nobody comes back with these receipts: what they derive is not stretched, all else is as ever.
    issued = receipts.issue(receipt, peppers=settings.RECEIPT_PEPPERS, cost=costs.FOR_TESTS)
    is_closed = i % 2 == 1
    day = today() - timedelta(days=i % 1500)
    concern = Concern(
        network=network,
        state="closed" if is_closed else "sent",
        raised_on=day,
        locator=receipt.locator,
        kept=issued.kept,
        receipt_key=issued.public.raw,
        ack_due_on=day + timedelta(days=3),
        reply_due_on=day + timedelta(days=14),
        outcome_due_on=day + timedelta(days=90),
        due_on=None if is_closed else day + timedelta(days=3),
        closed_on=day + timedelta(days=60) if is_closed else None,
    )
    concern.receipt_stamp = sealing.stamp_receipt(concern)
    hearers = listeners[1:] if i % 50 == 49 else listeners
    keys = sealing.new_concern_keys(concern, hearers)
    for row in keys.rows:
        row.is_handling = row.listener_id == listeners[i % len(listeners)].pk and i % 125 < 8
    said = [{"kind": "raised", "by": "raiser", "text": TEXT, "name": "", "contact": ""}]
    said.append({"kind": "exclusions", "by": "raiser", "people": [], "shown": []})
    items = []
    for position, content in enumerate(said, 1):
        item = sealing.seal_item(concern, "thread", content, to=keys.public("thread"))
        item.position = position
        items.append(item)
    content = {"act": "sent", "by": "raiser", "facts": {}, "salt": "0" * 32}
    entry = Entry(concern=concern, number=1, on=day, generation=1, key_version=1)
    entry.commitment = commitment_of(content)
    entry.sealed = sealing.seal(entry, concern, content, keys.public("desk"), 1)
    entry.digest = concern.head = digest_of(entry, "")
    concern.n_entries = 1
    return {
        "concern": [concern],
        "keys": list(keys.keys.values()),
        "rows": keys.rows,
        "items": items,
        "entries": [entry],
    }


def where(times: int) -> dict[str, Any]:
    """Milliseconds of one raise, both its requests, by part; and how many queries and stored bytes it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks._parts import watched

    raise_one, n_queries = _raiser(), {}
    for _ in range(5):
        raise_one()
    before = _stored()
    with CaptureQueriesContext(connection) as seen:
        raise_one()
    n_queries = len(seen)
    stored = _stored() - before
    with watched() as watch:
        for _ in range(times):
            raise_one()
    parts = {part: 1000 * spent / times for part, spent in watch.spent.most_common()}
    return {"parts": parts, "queries": n_queries, "stored": stored}


def _raiser() -> Any:
    """A function that raises one concern through both pages, in this process."""
    from benchmarks._raiser import RECEIPT, SENT

    post = _poster()

    def raise_one() -> None:
        found = RECEIPT.search(post("write", text=TEXT))
        receipt = found[1].decode() if found else ""
        tail = receipt.replace("-", "")[-4:]
        if SENT not in post("send", receipt=receipt, tail=tail):
            sys.exit("It was not sent.")

    return raise_one


def _poster() -> Any:
    """A function that posts to a raiser's page, from an address of its own each time."""
    from benchmarks._data import SLUG
    from benchmarks._inside import client

    browser, number = client(False), iter(range(1, 1 << 20))

    def post(page: str, **form: str) -> bytes:
        n = next(number)
        address = f"10.{n >> 8 & 255}.{n & 255}.1"
        answer = browser.post(f"/n/{SLUG}/q/{page}/", form, HTTP_X_FORWARDED_FOR=address)
        return bytes(answer.content)

    return post


def _desk_browser() -> Any:
    """A browser in which the first listener's desk is open, and that listener."""
    from benchmarks._inside import client
    from groundswell.concerns.models import Listener
    from groundswell.concerns.services import unlock

    listener = Listener.objects.order_by("person__pk").select_related("person")[0]
    browser = client(listener.person)
    _session, desk = unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)
    browser.cookies["desk"] = desk
    return browser, listener


def _stored() -> int:
    """Bytes in all binary and text columns of what a raise writes."""
    from django.db.models import BinaryField, CharField, Sum
    from django.db.models.functions import Length

    from groundswell.concerns.models import Concern, Entry, Item, Key, KeyRow

    total = 0
    for model in (Concern, Entry, Item, Key, KeyRow):
        for field in model._meta.concrete_fields:
            if isinstance(field, BinaryField | CharField):
                found = model._default_manager.aggregate(n=Sum(Length(field.name)))["n"]
                total += found or 0
    return total


def queries() -> dict[str, int]:
    """Of each page of the desk."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks._data import SLUG

    browser, _listener = _desk_browser()
    found = {}
    for page, path in DESK.items():
        address = f"/n/{SLUG}/desk/{path}"
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            answer = browser.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
        found[page] = len(seen)
        if os.environ.get("SHOW_QUERIES"):
            for query in seen.captured_queries:
                print(page, query["time"], query["sql"][:300], file=sys.stderr)
    return found


def timing(times: int) -> dict[str, Any]:
    """Derivations and milliseconds of what must not be told apart: receipts, and concerns one is kept out of."""
    from uuid import uuid4

    from benchmarks._data import SLUG
    from groundswell.concerns.access import open_by_receipt
    from groundswell.concerns.actors import RaiserActor
    from groundswell.concerns.exclusions import Exclusions
    from groundswell.concerns.models import Listener
    from groundswell.concerns.services import Words, send_draft, write_draft
    from groundswell.kernel.actors import VISITOR
    from groundswell.networks.models import Network
    from groundswell.vault import crockford, receipts

    network = Network.objects.get()
    browser, listener = _desk_browser()
    post, get = _poster(), lambda address: browser.get(address).status_code

    def raise_without(person: int) -> Any:
        exclusions = Exclusions(people=frozenset({person}))
        _concern, receipt = write_draft(
            by=VISITOR, network=network, words=Words(TEXT), exclusions=exclusions
        )
        raiser = open_by_receipt(network, receipt.text)
        if not isinstance(raiser, RaiserActor):
            sys.exit("It did not open.")
        return send_draft(by=raiser, typed=receipt.tail), receipt

    def typed(locator: str) -> str:
        body = locator + receipts.new_receipt().secret
        return body + crockford.check_character(body)

    hidden, right = raise_without(listener.person_id)
    asked = {
        "the right receipt": lambda: post("back", receipt=right.text),
        "its beginning, then a wrong secret": lambda: post("back", receipt=typed(right.locator)),
        "a receipt nobody has": lambda: post("back", receipt=typed(receipts.new_receipt().locator)),
        "a concern one is kept out of": lambda: get(f"/n/{SLUG}/desk/{hidden.pk}/"),
        "a concern that was never raised": lambda: get(f"/n/{SLUG}/desk/{uuid4()}/"),
    }
    found = _timed(asked, times)
    desk = {"the desk": lambda: get(f"/n/{SLUG}/desk/")}
    found["the desk, before"] = _timed(desk, times)["the desk"]
    for _ in range(20):
        raise_without(listener.person_id)
    found["the desk, after 20 more that one is kept out of"] = _timed(desk, times)["the desk"]
    if Listener.objects.count() < 2:
        sys.exit("Nobody else listens.")
    return found


def _timed(asked: dict[str, Any], times: int) -> dict[str, Any]:
    """Each of these so many times, in turn: derivations, queries, median and p95 of milliseconds of this processor."""
    import time
    from statistics import median
    from unittest.mock import patch

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from groundswell.vault import costs

    found: dict[str, Any] = {}
    for name, ask in asked.items():
        ask()
        with (
            patch.object(costs, "derive", wraps=costs.derive) as derive,
            CaptureQueriesContext(connection) as seen,
        ):
            ask()
        found[name] = {"derivations": derive.call_count, "queries": len(seen), "took": []}
    for _ in range(times):
        for name, ask in asked.items():
            began = time.process_time()
            ask()
            found[name]["took"].append(1000 * (time.process_time() - began))
    for row in found.values():
        took = sorted(row.pop("took"))
        row["median"], row["p95"] = median(took), took[int(len(took) * 0.95)]
    return found


def main(what: str, *words: str) -> None:
    django.setup()
    verbs = {
        "fill": fill,
        "grow": grow_concerns,
        "where": where,
        "queries": queries,
        "timing": timing,
    }
    print(json.dumps(verbs[what](*map(int, words))))


if __name__ == "__main__":
    main(*sys.argv[1:])
