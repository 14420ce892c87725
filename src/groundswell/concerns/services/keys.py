"""Keys of a concern over time: who gets one, who loses theirs, and what is sealed with new ones afterwards."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor, KeyHolder
from groundswell.concerns.errors import ConcernError, Gone, SealedShut
from groundswell.concerns.exclusions import Exclusions, all_of, eligible
from groundswell.concerns.models import Concern, Key, KeyRow, Listener
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import (
    concerns_of,
    items_of,
    listeners_without_key,
    ready_listeners,
    with_key,
)
from groundswell.concerns.sealing import NewKeys
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.items import locked, write_item
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission
from groundswell.vault.errors import OpeningFailed

MOST_AT_ONCE = 200  # concerns looked at in one unlock; the rest at the next


def save_keys(new: NewKeys) -> None:
    """Save a generation's keys with their rows."""
    Key.objects.bulk_create(new.keys.values())
    KeyRow.objects.bulk_create(new.rows)


def exclusions_of(actor: KeyHolder, concern: Concern) -> Exclusions:
    """Who must not see it, all choices since it was raised together.

    ``SealedShut`` for somebody who cannot open all of the thread: what they cannot read may name one more.
    """
    return all_of(_choices(actor, concern))


def _choices(actor: KeyHolder, concern: Concern) -> list[dict[str, Any]]:
    contents = []
    for item in items_of(concern, Part.THREAD):
        item.concern = concern
        contents.append(sealing.open_item(actor, item))
    return [content for content in contents if content.get("kind") == "exclusions"]


def new_generation(concern: Concern, listeners: Collection[Listener]) -> NewKeys:
    """Fresh keys for all that is written from now on, given to these listeners (and, for the thread, the raiser).

    Whoever handled the concern still does. The concern's row is locked by the caller.
    """
    handling = set(
        KeyRow.objects.filter(concern=concern, is_handling=True).values_list("listener", flat=True)
    )
    concern.generation += 1
    concern.save(update_fields=["generation"])
    new = sealing.new_concern_keys(concern, listeners)
    for row in new.rows:
        row.is_handling = row.listener_id in handling
    save_keys(new)
    return new


def take_keys(concern: Concern, listeners: Iterable[Listener]) -> int:
    """Delete every key row these listeners have of a concern. A new generation must follow."""
    gone, _each = KeyRow.objects.filter(
        concern=concern, listener__in=[one.pk for one in listeners]
    ).delete()
    return gone


def retire_keys(listener: Listener) -> int:
    """Take every key of a listener who leaves or stands down; what is written afterwards has new keys.

    Returns for how many concerns. Nobody's key is needed: new pairs are sealed to public halves alone.
    """
    held = KeyRow.objects.filter(listener=listener).values("concern")
    n_changed = 0
    for concern in Concern.objects.filter(pk__in=held).select_related("network"):
        with transaction.atomic():
            locked(concern)
            take_keys(concern, [listener])
            new_generation(concern, list(with_key(concern)))
        n_changed += 1
    return n_changed


def give_keys(holder: KeyHolder, concern: Concern, listener: Listener) -> int:
    """Seal every private half the holder can open to one more listener. Returns how many rows were made."""
    have = set(
        KeyRow.objects.filter(concern=concern, listener=listener).values_list("key", flat=True)
    )
    rows = []
    for key in Key.objects.filter(concern=concern).exclude(pk__in=have):
        try:
            private = holder.key(concern, key.part, key.generation)
        except (SealedShut, OpeningFailed):
            continue
        rows += sealing.rows_for(key, private, concern, [listener])
    KeyRow.objects.bulk_create(rows)
    return len(rows)


def seal_for_newcomers(actor: DeskActor) -> int:
    """At an unlock: give listeners without a key those of what this one can read, if its raiser could have kept
    them out and did not. Who came later may be the one it is about: a listener lets them in, by hand, or nobody does.

    Returns for how many concerns somebody got a key.
    """
    network = actor.listener.network
    others = [one for one in ready_listeners(network) if one.pk != actor.listener.pk]
    n_given = 0
    concerns = concerns_of(actor.listener).exclude(state=Concern.State.CLOSED)
    for concern in concerns.order_by("-raised_on", "pk")[:MOST_AT_ONCE]:
        concern.network = network
        without = _without_row(concern, others)
        if without:
            n_given += _give_to_eligible(actor, concern, others, without)
    return n_given


def _give_to_eligible(
    actor: DeskActor, concern: Concern, others: list[Listener], without: list[Listener]
) -> bool:
    try:
        locked(concern)  # or its raiser could keep somebody out between our look and our giving
        choices = _choices(actor, concern)
    except (SealedShut, Gone):
        return False
    may = eligible([*others, actor.listener], all_of(choices))
    shown = {pk for content in choices for pk in content.get("shown", ())}
    given = [
        give_keys(actor, concern, one) for one in may if one in without and str(one.pk) in shown
    ]
    return any(given)


def who_may_be_let_in(
    actor: DeskActor, concern: Concern, exclusions: Exclusions | None = None
) -> list[Listener]:
    """Listeners of today who have no key of a concern, and whom its raiser has not kept out."""
    kept_out = exclusions or exclusions_of(actor, concern)
    return list(listeners_without_key(concern, actor.listener.network, kept_out))


def let_in(*, by: DeskActor, concern: Concern, listener_pk: str) -> Listener:
    """Give one more listener the keys of a concern, because somebody who has read it says they may. It is told."""
    require(by, Permission.CONCERN_HANDLE, concern.network, about=concern)
    with transaction.atomic():
        concern = locked(concern)
        found = [one for one in who_may_be_let_in(by, concern) if str(one.pk) == listener_pk]
        if not found or not give_keys(by, concern, found[0]):
            raise ConcernError(
                _("They cannot be given a key: they have one, listen no longer, or are kept out.")
            )
        content = {
            "kind": "let in",
            "by": str(by.listener.pk),
            "text": "",
            "who": found[0].person.name,
        }
        write_item(concern, Part.THREAD, content)
        add_entry(by, "let in", concern, listener=found[0].pk)
    return found[0]


def _without_row(concern: Concern, listeners: Collection[Listener]) -> list[Listener]:
    held = set(
        KeyRow.objects.filter(concern=concern, key__generation=concern.generation).values_list(
            "listener", flat=True
        )
    )
    return [one for one in listeners if one.pk not in held]
