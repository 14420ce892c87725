"""Sealing again what was written before somebody left: the key they may have kept opens none of what is stored."""

from typing import Any

from django.db import transaction
from django.db.models import F

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import Gone, SealedShut
from groundswell.concerns.models import Concern, Entry, File, Item
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import concerns_of
from groundswell.concerns.services.items import locked

MOST_AT_ONCE = 20  # concerns in one unlock; the rest at the next


def rewrap_old(actor: DeskActor) -> int:
    """At an unlock: move what lies under older keys to the newest. Returns for how many concerns."""
    waiting = concerns_of(actor.listener).filter(rewrapped__lt=F("generation"))
    n_done = 0
    for concern in waiting.order_by("pk")[:MOST_AT_ONCE]:
        try:
            with transaction.atomic():
                _rewrap(actor, locked(concern))
        except (SealedShut, Gone):
            continue  # not all of it is theirs to open: another listener's unlock does it
        n_done += 1
    return n_done


def _rewrap(actor: DeskActor, concern: Concern) -> None:
    tables: tuple[Any, ...] = (Item, File, Entry)
    for table in tables:
        moved = []
        for row in table.objects.filter(concern=concern, generation__lt=concern.generation):
            sealed = sealing.rewrap(row, concern, actor, _part_of(row))
            if sealed is not None:
                row.sealed = sealed
                moved.append(row)
        table.objects.bulk_update(moved, ["sealed"])
    for row in File.objects.filter(concern=concern, generation__lt=concern.generation):
        for column in ("original", "copy"):
            moved_key = sealing.rewrap_file_key(row, concern, actor, column)
            if moved_key is not None:
                File.objects.filter(pk=row.pk).update(**{f"{column}_key": moved_key})
    concern.rewrapped = concern.generation
    concern.save(update_fields=["rewrapped"])


def _part_of(row: Any) -> str:
    return str(getattr(row, "part", Part.DESK))  # the chain's entries are the listeners' alone
