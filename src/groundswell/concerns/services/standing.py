"""While somebody listens: another passphrase, a rest, and the end of it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.concerns import sealing
from groundswell.concerns.errors import ConcernError, StaysLocked
from groundswell.concerns.models import Listener, Unlocked
from groundswell.concerns.queries import forget_listener_ids, has_gone
from groundswell.concerns.services.becoming import write_to
from groundswell.concerns.services.listeners import end_listening
from groundswell.kernel.actors import SYSTEM, require
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.vault.errors import OpeningFailed, PassphraseRefused

if TYPE_CHECKING:
    from groundswell.people.models import Person
    from groundswell.vault.keys import PrivateKey

State = Listener.State
WITH_KEY = (State.READY, State.AWAY)


def require_own(by: "Person", listener: Listener) -> None:
    """Only the listener, about their own key."""
    require(by, Permission.LISTENER_BECOME, listener.network)
    if by.person_id != listener.person_id:
        raise NotAllowed(_("Only the listener can do this with their own key."))


def own_key(by: "Person", listener: Listener, passphrase: str) -> "PrivateKey":
    """The listener's private half, for what needs the passphrase itself and not an open desk."""
    require_own(by, listener)
    if listener.state not in WITH_KEY:
        raise StaysLocked
    try:
        return sealing.unwrap(listener, passphrase)
    except OpeningFailed:
        raise StaysLocked from None


def rewrapped_under(listener: Listener, private: "PrivateKey", passphrase: str) -> bytes:
    """The private half under a new passphrase, or a sentence about that passphrase."""
    try:
        return sealing.wrap(listener, private, passphrase)
    except PassphraseRefused as error:
        raise ConcernError(str(error)) from None


def change_passphrase(*, by: "Person", listener: Listener, old: str, new: str) -> None:
    """Another passphrase around the same key; every open desk of theirs is locked."""
    wrapped = rewrapped_under(listener, own_key(by, listener, old), new)
    with transaction.atomic():
        listener.wrapped = wrapped
        listener.save(update_fields=["wrapped"])
        Unlocked.objects.filter(listener=listener).delete()
        record(by, "listener.passphrase", listener)


@transaction.atomic
def step_away(*, by: "Person", listener: Listener) -> None:
    """Rest: nothing new is sealed to them. What they look after they still can read."""
    require_own(by, listener)
    if listener.state == State.READY:
        _move(by, listener, State.AWAY, "listener.away")


@transaction.atomic
def come_back(*, by: "Person", listener: Listener) -> None:
    """Listen again. Into what was raised meanwhile a colleague lets them, by hand."""
    require_own(by, listener)
    if listener.state == State.AWAY:
        _move(by, listener, State.READY, "listener.back")


@transaction.atomic
def stand_down(*, by: "Person", listener: Listener) -> int:
    """End one's own listening. Returns from how many concerns a key was taken."""
    require_own(by, listener)
    record(by, "listener.stood-down", listener)
    return end_listening(listener)


@transaction.atomic
def end_listener(*, by: "Person", listener: Listener) -> int:
    """A co-chair ends somebody's listening; they hear of it."""
    require(by, Permission.LISTENER_PROPOSE, listener.network)
    if listener.state == State.ENDED:
        return 0
    record(by, "listener.ended", listener)
    write_to(listener, "ended")
    return end_listening(listener)


def end_for_gone() -> int:
    """Whoever listens but is a member no more, or an alumnus now: their last day has come. Returns how many."""
    gone = has_gone()
    for listener in gone:
        with transaction.atomic():
            record(SYSTEM, "listener.left", listener)
            end_listening(listener)
    return len(gone)


def _move(by: "Person", listener: Listener, state: str, act: str) -> None:
    listener.state = state
    listener.save(update_fields=["state"])
    record(by, act, listener)
    forget_listener_ids(listener.network_id)
