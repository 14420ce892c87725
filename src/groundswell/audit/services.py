"""Record an act. Called downward, inside the caller's transaction."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from groundswell.audit.models import Act, Head
from groundswell.kernel.actors import Actor, Scope, key
from groundswell.kernel.prepared import Slot, prepared


def record(
    by: Actor, action: str, about: models.Model, network: Scope | None = None, **facts: Any
) -> Act:
    """Append one act to the network's chain. ``facts`` are ids, states and dates: never anybody's words."""
    # The caller is in a transaction already; a savepoint of its own would cost two more round trips.
    with transaction.atomic(savepoint=False):
        scope = network.pk if network is not None else getattr(about, "network_id", None) or 0
        head = _locked_head(scope)
        act = Act(
            network_id=scope,
            number=head.number + 1,
            at=timezone.now(),
            actor=by.pseudonym,
            action=action,
            about=key(about),
            facts=json.loads(json.dumps(facts, default=str)),
            key_version=max(settings.AUDIT_KEYS),
        )
        act.digest = digest_of(act, head.digest)
        act.save(force_insert=True)
        Head.objects.filter(pk=head.pk).update(number=act.number, digest=act.digest)
    return act


@prepared
def _head(network_id: Slot) -> QuerySet[Head]:
    return Head.objects.select_for_update().filter(network_id=network_id)


def _locked_head(scope: int) -> Head:
    """The end of a network's chain, held until the caller's transaction ends; its beginning, if it has none."""
    if found := _head(network_id=scope):
        return found[0]
    return Head.objects.select_for_update().get_or_create(network_id=scope)[0]


def digest_of(act: Act, before: str) -> str:
    """HMAC-SHA-256 (hex) over the row in one canonical form and the digest before it."""
    fields = [
        before,
        act.network_id,
        act.number,
        act.at.isoformat(timespec="microseconds"),
        act.actor,
        act.action,
        act.about,
        act.facts,
    ]
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(
        settings.AUDIT_KEYS[act.key_version].encode(), text.encode(), hashlib.sha256
    ).hexdigest()
