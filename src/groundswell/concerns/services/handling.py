"""Who looks after a concern: taking it, passing it to another who holds its key."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError, LoadFull, SealedShut, Taken
from groundswell.concerns.models import Concern, KeyRow, Listener
from groundswell.concerns.queries import handler_of, n_handled, with_key
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.items import locked
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission


@contextmanager
def at_work(by: DeskActor, concern: Concern) -> Iterator[Concern]:
    """A transaction in which a listener with a key of today acts on a concern, and nobody else does."""
    require(by, Permission.CONCERN_HANDLE, concern.network, about=concern)
    with transaction.atomic():
        concern = locked(concern)
        mine = KeyRow.objects.filter(concern=concern, listener=by.listener)
        if not mine.filter(key__generation=concern.generation).exists():
            raise SealedShut
        yield concern


def is_same_person(by: DeskActor, listener_pk: str) -> bool:
    """Whether what a listener wrote is this person's own, also as the listener they were before they stood down."""
    mine = Listener.objects.filter(network=by.listener.network_id, person=by.person_id)
    return listener_pk in {str(pk) for pk in mine.values_list("pk", flat=True)}


def take(*, by: DeskActor, concern: Concern) -> None:
    """Look after it from now on. Of two at once the first has it; taken twice by one changes nothing."""
    with at_work(by, concern) as concern:
        handler = handler_of(concern)
        if handler == by.listener:
            return
        _require_free(concern, handler)
        if n_handled(by.listener) >= by.listener.most_open:
            raise LoadFull(by.listener.most_open)
        _give(concern, by.listener)
        add_entry(by, "took", concern)


def hand_to(*, by: DeskActor, concern: Concern, to: Listener) -> None:
    """Somebody else who holds its key looks after it from now on.

    How much they look after already is not asked here: a refusal would tell of concerns ``by`` must not know of.
    """
    with at_work(by, concern) as concern:
        handler = handler_of(concern)
        if handler == to:
            return
        if handler != by.listener:
            _require_free(concern, handler)
        if not with_key(concern).filter(pk=to.pk, state=Listener.State.READY).exists():
            raise ConcernError(
                _(
                    "They hold no key of this, or are away. Choose somebody from the list of who has access."
                )
            )
        _give(concern, to)
        add_entry(by, "handed", concern, listener=to.pk)


def _require_free(concern: Concern, handler: Listener | None) -> None:
    """Nobody has it; or they are away, or let a clock run out, and somebody must."""
    if handler is None or handler.state != Listener.State.READY:
        return
    if concern.due_on is None or concern.due_on >= today(concern.network.time_zone):
        raise Taken(handler.person.name)


def _give(concern: Concern, listener: Listener) -> None:
    rows = KeyRow.objects.filter(concern=concern)
    rows.exclude(listener=listener).update(is_handling=False)
    rows.filter(listener=listener).update(is_handling=True)
