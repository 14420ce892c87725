"""The room's own chain of acts, one for each concern: no raiser, days only, nothing an outsider could count.

What was done and by whom is sealed to the listeners. A salted digest of it stands outside, a keyed digest binds it
to all before it, and the concern's row keeps the last: whoever holds the key checks the chain and reads nothing.
"""

import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from groundswell.concerns import sealing
from groundswell.concerns.digests import commitment_of, digest_of, is_right, keyed
from groundswell.concerns.models import Anchor, Concern, Entry
from groundswell.concerns.models.concern import Part
from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import now, today
from groundswell.vault.keys import PublicKey


def add_entry(
    by: Actor,
    act: str,
    concern: Concern,
    *,
    to: PublicKey | None = None,
    saving: Sequence[str] = (),
    **facts: Any,
) -> Entry:
    """Append one act. Call inside the transaction that does it, with the concern's row locked.

    ``facts`` are sealed; ids, states and dates are enough. ``to`` saves a query where the desk's key is at hand, and
    ``saving`` names columns of the concern that were changed and not saved yet.
    """
    content = {
        "act": act,
        "by": by.pseudonym,
        "at": now().isoformat(timespec="seconds"),
        "facts": json.loads(json.dumps(facts, default=str)),
        "items": concern.__dict__.pop("unsaid", {}),  # what was written with it: a digest of each
        "salt": secrets.token_hex(16),
    }
    entry = Entry(
        concern=concern,
        number=concern.n_entries + 1,
        on=today(),
        generation=concern.generation,
        commitment=commitment_of(content),
        key_version=settings.SEALED_AUDIT_KEYS.newest.version,
    )
    entry.sealed = sealing.seal(
        entry, concern, content, to or sealing.public_key(concern, Part.DESK), concern.generation
    )
    entry.digest = digest_of(entry, concern.head)
    entry.save(force_insert=True)
    concern.n_entries, concern.head = entry.number, entry.digest
    concern.save(update_fields=["n_entries", "head", *saving])
    return entry


def anchor(network_id: int) -> None:
    """Note where all chains of a network stood when today began: a whole concern cannot vanish unseen.

    An anchor that no longer fits stays as it is, so that a look at the chains goes on saying so.
    """
    version = settings.SEALED_AUDIT_KEYS.newest.version
    day = today()
    with transaction.atomic():
        if not stands(network_id):
            return
        Anchor.objects.update_or_create(
            network_id=network_id,
            defaults={
                "on": day,
                "key_version": version,
                "digest": _anchor_digest(network_id, day, version),
            },
        )


def stands(network_id: int) -> bool:
    """Whether all that was anchored is still there. Call inside a transaction: nobody else anchors meanwhile."""
    anchored = Anchor.objects.select_for_update().filter(network_id=network_id).first()
    return anchored is None or _is_anchored(anchored)


def leave_anchor(concern: Concern) -> None:
    """Take one concern's chain out of its network's anchor, before it is forgotten. The others are not read."""
    anchored = Anchor.objects.select_for_update().filter(network=concern.network_id).first()
    if anchored is None or anchored.key_version not in settings.SEALED_AUDIT_KEYS.by_version:
        return
    stood = Entry.objects.filter(concern=concern, on__lt=anchored.on).order_by("-number")
    digest = stood.values_list("digest", flat=True).first()
    if digest is not None:
        term = _term(concern.pk, digest, anchored.key_version)
        anchored.digest = _as_text(int(anchored.digest, 16) - term)
        anchored.save(update_fields=["digest"])


def problems_in(network_id: int) -> Iterator[str]:
    """What is wrong with a network's chains, in sentences that name concerns by their random ids."""
    concerns = Concern.objects.filter(network_id=network_id).in_bulk()
    ends: dict[Any, tuple[int, str]] = {}
    for entry in _entries(network_id).iterator(chunk_size=500):
        number, before = ends.get(entry.concern_id, (0, ""))
        if entry.number != number + 1 or not is_right(entry, before):
            yield f"Entry {entry.number} of concern {entry.concern_id} is not what was written."
        ends[entry.concern_id] = entry.number, entry.digest
    for pk, concern in concerns.items():
        if ends.get(pk, (0, "")) != (concern.n_entries, concern.head):
            yield f"The chain of concern {pk} does not end where it should."
    anchored = Anchor.objects.filter(network_id=network_id).first()
    if anchored is not None and not _is_anchored(anchored):
        yield f"A chain that stood on {anchored.on} is gone or was changed since."


def _entries(network_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(concern__network=network_id).order_by("concern_id", "number")


def _is_anchored(anchored: Anchor) -> bool:
    if anchored.key_version not in settings.SEALED_AUDIT_KEYS.by_version:
        return False
    found = _anchor_digest(anchored.network_id, anchored.on, anchored.key_version)
    return hmac.compare_digest(found, anchored.digest)


def _anchor_digest(network_id: int, day: date, version: int) -> str:
    """A sum of one keyed number for each chain, so that one can leave without the others; the day's own hides it."""
    before = _entries(network_id).filter(on__lt=day).values_list("concern_id", "digest")
    ends = dict(before.iterator(chunk_size=2000))  # the last of each
    mask = int(keyed(["anchor", network_id, day.isoformat()], version), 16)
    return _as_text(mask + sum(_term(pk, digest, version) for pk, digest in ends.items()))


def _term(concern_id: UUID, digest: str, version: int) -> int:
    return int(keyed(["anchored", str(concern_id), digest], version), 16)


def _as_text(number: int) -> str:
    return f"{number % (1 << 256):064x}"
