"""A listener's own key: made once they may listen, unlocked for a while, locked again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError, StaysLocked
from groundswell.concerns.models import Listener, Unlocked
from groundswell.concerns.queries import forget_listener_ids
from groundswell.concerns.services.keys import retire_keys, seal_for_newcomers
from groundswell.concerns.services.rewrapping import rewrap_old
from groundswell.kernel.actors import require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.vault.errors import OpeningFailed, PassphraseRefused
from groundswell.vault.keys import new_pair
from groundswell.vault.sessions import IDLE, LONGEST

if TYPE_CHECKING:
    from groundswell.people.models import Person

A_WHILE = timedelta(minutes=1)
State = Listener.State


def become_ready(*, by: "Person", listener: Listener, passphrase: str) -> Listener:
    """Make the listener's key pair, its private half under a passphrase only they know."""
    _require_own(by, listener)
    if listener.state != State.INVITED or not (listener.consent_on and listener.trained_on):
        raise ConcernError(
            _(
                "First your training is recorded and the network agrees; then you make your key. This is not so far "
                "yet: the co-chairs can tell you what is missing."
            )
        )
    pair = new_pair()
    listener.public_key, listener.stamp = pair.public.raw, None
    try:
        listener.wrapped = sealing.wrap(listener, pair.private, passphrase)
    except PassphraseRefused as error:
        raise ConcernError(str(error)) from None
    listener.stamp = sealing.stamp_key(listener)
    listener.state, listener.ready_on = State.READY, today()
    with transaction.atomic():
        listener.full_clean(exclude=["network", "person", "proposed_by", "consent_by"])
        listener.save()
        record(by, "listener.ready", listener)
    forget_listener_ids(listener.network_id)
    return listener


def unlock(*, by: "Person", listener: Listener, passphrase: str) -> tuple[Unlocked, str]:
    """Open the key for this browser. Returns the session's row and what the cookie keeps.

    Then listeners who came later are given keys of what this one can read, if the raiser has not kept them out.
    """
    _require_own(by, listener)
    if listener.state not in {State.READY, State.AWAY}:
        raise StaysLocked
    try:
        private = sealing.unwrap(listener, passphrase)
    except OpeningFailed:
        raise StaysLocked from None
    grown = sealing.wrap(listener, private, passphrase) if sealing.needs_growth(listener) else None
    session = Unlocked(listener=listener, opened_at=now())
    session.seen_at = session.opened_at
    held = sealing.begin_session(session, private)
    with transaction.atomic():
        drop_old_sessions(session.opened_at)
        session.save(force_insert=True)
        if grown:
            Listener.objects.filter(pk=listener.pk).update(wrapped=grown)
    actor = DeskActor(by, listener, private, session, held)
    with transaction.atomic():
        seal_for_newcomers(actor)
    rewrap_old(actor)
    return session, f"{session.pk.hex}.{held}"


def opened(*, person: "Person", listener: Listener, cookie: str) -> DeskActor | None:
    """The actor of an unlocked session that is still good; None when it was locked, idle or open too long."""
    session = _session_of(listener, cookie)
    if session is None:
        return None
    held = cookie.partition(".")[2]
    try:
        private = sealing.resume_session(session, held)
    except OpeningFailed:
        return None
    return DeskActor(person, listener, private, session, held)


def touch(*, by: DeskActor) -> None:
    """Somebody is still there: the half hour begins again. Written once a minute at most."""
    session, at = by.session, now()
    if session is None or session.seen_at > at - A_WHILE:
        return
    sealing.extend_session(session, by.held)
    Unlocked.objects.filter(pk=session.pk).update(ciphertext=session.ciphertext, seen_at=at)


def lock(*, by: "Person", listener: Listener) -> int:
    """Lock every session of this listener. Returns how many were open."""
    _require_own(by, listener)
    n_locked, _each = Unlocked.objects.filter(listener=listener).delete()
    return n_locked


def lock_all_of(person_id: int) -> int:
    """Lock every session of a person, in all networks: they signed out or left."""
    n_locked, _each = Unlocked.objects.filter(listener__person=person_id).delete()
    return n_locked


def end_listening(listener: Listener) -> int:
    """Somebody left or stands down: sessions, rows, shares and their own key go; what is written next has new keys.

    Returns of how many concerns a key was taken. The caller has asked whether this may be done.
    """
    with transaction.atomic():
        Unlocked.objects.filter(listener=listener).delete()
        n_taken = retire_keys(listener)
        listener.state, listener.ended_on = State.ENDED, today()
        listener.public_key = listener.wrapped = listener.stamp = listener.recovery = None
        listener.save()
        listener.shares.all().delete()
    forget_listener_ids(listener.network_id)
    return n_taken


def drop_old_sessions(at: datetime) -> int:
    """Delete sessions that nobody may use any more."""
    idle, _each = Unlocked.objects.filter(seen_at__lt=at - IDLE).delete()
    long, _each = Unlocked.objects.filter(opened_at__lt=at - LONGEST).delete()
    return idle + long


def _require_own(by: "Person", listener: Listener) -> None:
    require(by, Permission.LISTENER_BECOME, listener.network)
    if listener.person_id != by.person_id:
        raise NotAllowed(_("Only the listener can do this with their own key."))


def _session_of(listener: Listener, cookie: str) -> Unlocked | None:
    try:
        pk = UUID(hex=cookie.partition(".")[0])
    except ValueError:
        return None
    at = now()
    found = Unlocked.objects.filter(
        pk=str(pk), listener=listener, seen_at__gt=at - IDLE, opened_at__gt=at - LONGEST
    ).first()
    if found is not None:
        found.listener = listener
    return found
