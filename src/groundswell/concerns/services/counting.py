"""Counting without reading: closed concerns are added to counters many at a time, and nothing leads back.

A single count would give its concern away to whoever compares two copies of the database, or what they know
themselves with what is published. So counting waits until a quarter is over, and then takes at least ``FEWEST``
together; and a concern somebody here is kept out of waits until there are as many of those, so that they cannot find
it by taking what they hold from what was counted. Until then the words stay sealed where they were written.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.analysis.disclose import Period
from groundswell.concerns import codes, sealing
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError, SealedShut
from groundswell.concerns.models import Concern, Item, KeyRow, Listener, Tally
from groundswell.concerns.queries import period_to_count, to_be_counted
from groundswell.concerns.services.chain import add_entry
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission

if TYPE_CHECKING:
    from groundswell.networks.models import Network

FEWEST = 5
MOST_AT_ONCE = 500
COUNTED = ("on_time", *codes.COUNTED)
State = Listener.State


def count_closed(*, by: DeskActor, network: "Network") -> int:
    """Add what is closed and not yet counted to the counters of the quarter that ended, and give how many.

    Each is counted once, whoever presses and however often: the mark and the counters are one transaction.
    """
    require(by, Permission.CONCERN_COUNT, network)
    period = period_to_count(network)
    if period is None:
        raise ConcernError(
            _(
                "The quarter that ended is published or being looked at. What is not in it is counted with the next."
            )
        )
    with transaction.atomic():
        waiting = to_be_counted(by.listener, period).select_for_update()
        coded = _coded(by, list(waiting[:MOST_AT_ONCE]))
        batch = may_be_counted([one for one, _ in coded], network)
        _add(network, period, [words for one, words in coded if one.pk in batch])
        for one, _words in coded:
            if one.pk in batch:
                add_entry(by, "counted", one)
        Concern.objects.filter(pk__in=batch).update(is_counted=True)
    return len(batch)


def may_be_counted(concerns: Iterable[Concern], network: "Network") -> set[UUID]:
    """Which of these can be counted together: five at least, and for each listener none or five they have no key of."""
    fit = {one.pk: one for one in concerns}
    listeners = Listener.objects.filter(
        network=network, state__in=[State.READY, State.AWAY], is_alternate=False
    )
    held: dict[UUID, set[UUID]] = {}
    for listener, concern in KeyRow.objects.filter(concern__in=fit).values_list(
        "listener", "concern"
    ):
        held.setdefault(listener, set()).add(concern)
    since = {one.pk: one.ready_on for one in listeners}
    before = -1
    while len(fit) != before:
        before = len(fit)
        for pk, day in since.items():
            # What was raised before somebody listened is no secret from them: they were not kept out of it.
            theirs = held.get(pk, set())
            kept_from = [
                c for c in fit.values() if c.pk not in theirs and (not day or c.raised_on >= day)
            ]
            if len(kept_from) < FEWEST:
                for one in kept_from:
                    del fit[one.pk]
    return set(fit) if len(fit) >= FEWEST else set()


def _coded(by: DeskActor, concerns: Sequence[Concern]) -> list[tuple[Concern, dict[str, str]]]:
    """What each is counted as, opened with this listener's key. What does not open waits for a colleague."""
    found = {one.pk: one for one in concerns}
    rows = KeyRow.objects.filter(listener=by.listener, concern__in=found).select_related("key")
    mine = list(rows)
    for row in mine:
        row.concern = found[row.concern_id]
    by.take(mine)
    said: dict[UUID, dict[str, Any]] = {pk: {} for pk in found}
    shut = set()
    for item in Item.objects.filter(concern__in=found).order_by("concern", "part", "position"):
        item.concern = found[item.concern_id]
        try:
            content = sealing.open_item(by, item)
        except SealedShut:
            shut.add(item.concern_id)
            continue
        said[item.concern_id] |= _words(content)
    return [(one, values_of(one, said[pk])) for pk, one in found.items() if pk not in shut]


def _words(content: dict[str, Any]) -> dict[str, Any]:
    """The coded words of one item; the newest stands."""
    if content.get("kind") == "triage":
        return {
            name: content.get("codes", {}).get(name, [])
            for name in codes.COUNTED
            if name != "outcome"
        }
    if content.get("kind") == "closed":
        return {"outcome": [content.get("outcome", "")]}
    return {}


def values_of(concern: Concern, said: dict[str, list[str]]) -> dict[str, str]:
    """One value for each field: several kinds at once are a value of their own, and so is nothing said."""
    values = {"on_time": "yes" if was_on_time(concern) else "no"}
    for name in codes.COUNTED:
        chosen = [word for word in said.get(name, []) if word in codes.FIELDS[name].choices]
        values[name] = chosen[0] if len(chosen) == 1 else codes.SEVERAL if chosen else codes.UNSAID
    return values


def was_on_time(concern: Concern) -> bool:
    """Whether all three promised days were kept. A closing is an answer too."""
    days = [
        (concern.acknowledged_on, concern.ack_due_on),
        (concern.replied_on or concern.closed_on, concern.reply_due_on),
        (concern.closed_on, concern.outcome_due_on),
    ]
    return all(done is not None and due is not None and done <= due for done, due in days)


def _add(network: "Network", period: Period, batch: Sequence[dict[str, str]]) -> None:
    """Every counter of the quarter is there and written, also with nothing to add: which were touched says nothing."""
    if not batch:
        return
    counted = Counter((field, words[field]) for words in batch for field in COUNTED)
    cells = [(field, value) for field in COUNTED for value in codes.counted_values(field)]
    Tally.objects.bulk_create(
        [Tally(network=network, period=period.first, field=f, value=v) for f, v in cells],
        ignore_conflicts=True,
    )
    for field, value in cells:
        row = Tally.objects.filter(network=network, period=period.first, field=field, value=value)
        row.update(n=F("n") + counted[field, value])
