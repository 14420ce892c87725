"""Keys of a concern over time: who gets one, who loses theirs, and what is sealed with new ones afterwards."""

from collections.abc import Collection, Iterable

from django.db import transaction

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor, KeyHolder
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.exclusions import Exclusions, all_of, eligible
from groundswell.concerns.models import Concern, Key, KeyRow, Listener
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import concerns_of, items_of, ready_listeners, with_key
from groundswell.concerns.sealing import NewKeys
from groundswell.concerns.services.items import locked
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
    contents = []
    for item in items_of(concern, Part.THREAD):
        item.concern = concern
        contents.append(sealing.open_item(actor, item))
    return all_of(content for content in contents if content.get("kind") == "exclusions")


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
    """At an unlock: give listeners who came later the keys of what this one can read, if its raiser lets them.

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
        may = eligible([*others, actor.listener], exclusions_of(actor, concern))
    except SealedShut:
        return False
    return any(give_keys(actor, concern, one) for one in may if one in without)


def _without_row(concern: Concern, listeners: Collection[Listener]) -> list[Listener]:
    held = set(
        KeyRow.objects.filter(concern=concern, key__generation=concern.generation).values_list(
            "listener", flat=True
        )
    )
    return [one for one in listeners if one.pk not in held]
