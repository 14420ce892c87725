"""Forgetting: a withdrawn concern, one whose time is over, a draft that was never sent.

A concern's random id is also written to a file outside the database, so that an older backup put back does not
bring back what was withdrawn since.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from groundswell.concerns.models import Concern, Purged
from groundswell.concerns.services.blobs import blob_path, blobs_of, drop_blobs
from groundswell.concerns.services.chain import anchor, stands
from groundswell.kernel.clock import today


def forget_concern(concern: Concern) -> None:
    """Delete a concern with all it has. The file comes first: better a concern dropped twice than one come back."""
    blobs = blobs_of([concern])
    network_id = concern.network_id
    stood = stands(network_id)  # or forgetting one would hide that another had vanished
    note_forgotten(concern.pk, network_id, today())
    Purged.objects.update_or_create(
        id=concern.pk, defaults={"network_id": network_id, "on": today()}
    )
    Concern.objects.filter(pk=concern.pk).delete()
    anchor(network_id, stood=stood)
    transaction.on_commit(lambda: drop_blobs(blobs))


def wipe_traces() -> None:
    """Empty SQLite's log of writes, in which what was deleted since still stands. Elsewhere there is nothing to do.

    The database file itself is written over as rows go (``secure_delete``).
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def drop_dead_drafts(before: date) -> int:
    """Delete drafts written before a day and never sent. Nobody but their raiser ever had a key."""
    dead = Concern.objects.filter(state=Concern.State.DRAFT, raised_on__lt=before)
    with transaction.atomic():
        found = list(dead.select_for_update())
        blobs = blobs_of(found)
        dead.filter(pk__in=[one.pk for one in found]).delete()
        transaction.on_commit(lambda: drop_blobs(blobs))
    return len(found)


def forgotten() -> Iterator[tuple[UUID, int, date]]:
    """Every concern this installation has forgotten: id, network id, day."""
    path = _list()
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
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(descriptor, f"{pk} {network_id} {day.isoformat()}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


__all__ = ["blob_path", "drop_dead_drafts", "forget_concern", "forgotten", "note_forgotten"]


def _list() -> Path:
    return Path(settings.SEALED_ROOT) / "forgotten.txt"
