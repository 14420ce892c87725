"""What a raiser does with a receipt: read, write more, keep somebody else out, withdraw."""

from uuid import UUID

from django.db import transaction

from groundswell.concerns.actors import RAISER, RaiserActor
from groundswell.concerns.errors import ConcernError, Held, NobodyLeft
from groundswell.concerns.exclusions import Exclusions, eligible
from groundswell.concerns.models import Concern, Listener
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import (
    Message,
    listeners_of,
    messages,
    ready_listeners,
    with_key,
)
from groundswell.concerns.services.answering import run_again
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.items import checked, locked, write_item
from groundswell.concerns.services.keys import exclusions_of, give_keys, new_generation, take_keys
from groundswell.concerns.services.purging import forget_concern
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission


def messages_of(*, by: RaiserActor) -> list[Message]:
    """The thread as its raiser reads it."""
    require(by, Permission.CONCERN_FOLLOW, by.concern.network, about=by.concern)
    return messages(by, by.concern, Part.THREAD)


def write_more(*, by: RaiserActor, text: str, number: UUID | None = None) -> None:
    """One more message; what was closed is open again. ``number`` is the form's own: a double click writes once."""
    concern = by.concern
    require(by, Permission.CONCERN_FOLLOW, concern.network, about=concern)
    checked(text)
    with transaction.atomic():
        concern = locked(concern)
        if concern.state == Concern.State.DRAFT:
            raise ConcernError("A draft is sent before more is written to it.")
        content = {"kind": "wrote", "by": RAISER, "text": text}
        if write_item(concern, Part.THREAD, content, number=number):
            if concern.state == Concern.State.CLOSED:
                run_again(concern)
            add_entry(by, "raiser wrote", concern)


def exclude_more(*, by: RaiserActor, exclusions: Exclusions) -> list[Listener]:
    """Keep more people out from now on: their keys go, and what is written next is sealed with new ones.

    Returns who lost their key. What they have read already nobody can take back.
    """
    concern = by.concern
    require(by, Permission.CONCERN_FOLLOW, concern.network, about=concern)
    checked(exclusions.others, 1000)
    with transaction.atomic():
        concern = locked(concern)
        if concern.state == Concern.State.DRAFT:
            raise ConcernError("Who is kept out of a draft is chosen as it is written.")
        whole = exclusions_of(by, concern) | exclusions
        holders = list(with_key(concern).prefetch_related("departments", "sites"))
        gone = [one for one in holders if whole.keep_out(one)]
        stay = [one for one in holders if one not in gone] or eligible(
            ready_listeners(concern.network), whole
        )
        if not stay:
            raise NobodyLeft
        if gone:
            _change_hands(by, concern, gone, stay, [one for one in stay if one not in holders])
        everybody = listeners_of(concern.network).prefetch_related("departments", "sites")
        by_name = exclusions.by_name(everybody)
        kept_out = {"kind": "exclusions", "by": RAISER, **by_name.as_content()}
        write_item(concern, Part.THREAD, kept_out)
        add_entry(by, "raiser kept out", concern, n_listeners=len(gone))
    return gone


def _change_hands(
    by: RaiserActor,
    concern: Concern,
    gone: list[Listener],
    stay: list[Listener],
    newcomers: list[Listener],
) -> None:
    take_keys(concern, gone)
    for newcomer in newcomers:
        give_keys(by, concern, newcomer)
    new = new_generation(concern, stay)
    by.ring[concern.pk, Part.THREAD, concern.generation] = new.private[Part.THREAD]


def withdraw(*, by: RaiserActor) -> None:
    """Take everything back: words, files, keys. Not while a legal hold stands."""
    concern = by.concern
    require(by, Permission.CONCERN_WITHDRAW, concern.network, about=concern)
    with transaction.atomic():
        concern = locked(concern)
        if concern.is_held:
            raise Held
        forget_concern(concern)
