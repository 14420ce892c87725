"""Digests that bind the chain of acts: to what was written, to each other, and to a key outside the database."""

import hashlib
import hmac
import json
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from groundswell.concerns import sealing
from groundswell.concerns.models import Entry


def said_by(pk: UUID, part: str, position: int, on: date, content: dict[str, Any]) -> str:
    """What was said, where, and as which of how many. It stands sealed in the entry about it."""
    place = [str(pk), str(part), position, on.isoformat()]
    return hashlib.sha256(sealing.as_bytes({"place": place, "content": content})).hexdigest()


def commitment_of(content: dict[str, Any]) -> str:
    """A salted digest of what an entry seals: a listener who opened it compares."""
    return hashlib.sha256(sealing.as_bytes(content)).hexdigest()


def digest_of(entry: Entry, before: str) -> str:
    """The keyed digest of one entry and of the one before it."""
    fields = [
        before,
        str(entry.concern_id),
        entry.number,
        entry.on.isoformat(),
        entry.generation,
        entry.commitment,
    ]
    return keyed(fields, entry.key_version)


def is_right(entry: Entry, before: str) -> bool:
    """Whether an entry is as it was written, after the one before it."""
    if entry.key_version not in settings.SEALED_AUDIT_KEYS.by_version:
        return False
    return hmac.compare_digest(entry.digest, digest_of(entry, before))


def keyed(fields: list[Any], version: int) -> str:
    """A digest nobody makes without the secret."""
    text = json.dumps(fields, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(
        settings.SEALED_AUDIT_KEYS.at(version).key, text.encode(), hashlib.sha256
    ).hexdigest()
