"""Forgetting: a withdrawn concern, one whose time is over, a draft that was never sent.

A concern's random id is also written to a file outside the database, so that an older backup put back does not
bring back what was withdrawn since.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from groundswell.concerns.models import Concern, Purged
from groundswell.concerns.services.blobs import blobs_of, drop_blobs, sync_folder
from groundswell.concerns.services.chain import leave_anchor
from groundswell.kernel.clock import today


def forget_concern(concern: Concern) -> None:
    """Delete a concern with all it has. The file comes first: better a concern dropped twice than one come back."""
    blobs = blobs_of([concern])
    note_forgotten(concern.pk, concern.network_id, today())
    _drop_rows(concern)
    transaction.on_commit(lambda: drop_blobs(blobs))


def replay(lists: Iterable[Path] = ()) -> int:
    """Forget once more what was forgotten here, or stands in these lists. Returns how many had come back.

    For a database put back from a backup; sealed bytes are its caller's to tidy (``blobs.drop_orphans``).
    """
    n_back = 0
    gone = {pk for path in (_list(), *lists) for pk, *_rest in forgotten(path)}
    for concern in list(_among(gone)):
        with transaction.atomic():
            _drop_rows(concern)
        n_back += 1
    return n_back


def keep_list(others: Iterable[Path] = ()) -> None:
    """Bring into the list outside the database whatever the database and other lists know of."""
    known = {pk for pk, *_rest in forgotten()}
    rows = list(Purged.objects.values_list("pk", "network_id", "on"))
    for pk, network_id, day in [*rows, *(line for path in others for line in forgotten(path))]:
        if pk not in known:
            known.add(pk)
            note_forgotten(pk, network_id, day)


def tidy() -> None:
    """Let nothing of what was deleted stay in the database's files: freed pages are wiped, old ones let go."""
    if connection.in_atomic_block:  # neither database can do it there; the job comes round again
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for model in apps.get_app_config("concerns").get_models():
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")


def _among(pks: set[UUID]) -> Iterator[Concern]:
    """Those that are there, a few hundred ids at a time."""
    ids = sorted(pks)
    for start in range(0, len(ids), 500):
        yield from Concern.objects.filter(pk__in=ids[start : start + 500])


def _drop_rows(concern: Concern) -> None:
    network_id = concern.network_id
    Purged.objects.update_or_create(
        id=concern.pk, defaults={"network_id": network_id, "on": today()}
    )
    leave_anchor(concern)
    Concern.objects.filter(pk=concern.pk).delete()


def drop_dead_drafts(before: date) -> int:
    """Delete drafts written before a day and never sent. Nobody but their raiser ever had a key."""
    dead = Concern.objects.filter(state=Concern.State.DRAFT, raised_on__lt=before)
    with transaction.atomic():
        found = list(dead.select_for_update())
        blobs = blobs_of(found)
        dead.filter(pk__in=[one.pk for one in found]).delete()
        transaction.on_commit(lambda: drop_blobs(blobs))
    return len(found)


def forgotten(path: Path | None = None) -> Iterator[tuple[UUID, int, date]]:
    """Every concern this installation has forgotten: id, network id, day. Or what another such list says."""
    path = path or _list()
    if not path.exists():
        return
    for line in path.read_text(encoding="ascii").splitlines():
        with suppress(ValueError):  # the last line of a crash may be cut short
            pk, network_id, day = line.split()
            yield UUID(pk), int(network_id), date.fromisoformat(day)


def note_forgotten(pk: UUID, network_id: int, day: date) -> None:
    """Append one line to the file outside the database, safely on the disk when this returns."""
    path = _list()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not path.exists()
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(descriptor, f"{pk} {network_id} {day.isoformat()}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def _list() -> Path:
    return Path(settings.SEALED_ROOT) / "forgotten.txt"
