"""A listener's key: made, unlocked, locked."""

import pytest
import time_machine
from django.utils import timezone

from groundswell.concerns import personal
from groundswell.concerns.errors import ConcernError, StaysLocked
from groundswell.concerns.models import Listener, Unlocked
from groundswell.concerns.queries import messages, with_key
from groundswell.concerns.services import become_ready, lock, lock_all_of, opened, touch, unlock
from groundswell.concerns.tests.factories import PASSPHRASE, listening, raised
from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import MemberLeft
from groundswell.networks.models import Membership
from groundswell.vault.sessions import IDLE


def unlocked(listener):
    return unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)[1]


def actor_of(listener, cookie):
    return opened(person=listener.person, listener=listener, cookie=cookie)


def test_nobody_becomes_a_listener_without_consent(cast):
    asked = Listener.objects.create(network=cast.network, person=cast.bob)
    with pytest.raises(ConcernError):
        become_ready(by=cast.bob, listener=asked, passphrase=PASSPHRASE)


def test_nobody_makes_the_key_of_somebody_else(cast):
    asked = Listener.objects.create(
        network=cast.network, person=cast.bob, consent_on=today(), trained_on=today()
    )
    with pytest.raises(NotAllowed):
        become_ready(by=cast.alice, listener=asked, passphrase=PASSPHRASE)
    assert not can(cast.nobody, Permission.LISTENER_BECOME, cast.network)


def test_a_short_passphrase_is_a_sentence(cast):
    asked = Listener.objects.create(
        network=cast.network, person=cast.bob, consent_on=today(), trained_on=today()
    )
    with pytest.raises(ConcernError, match="12"):
        become_ready(by=cast.bob, listener=asked, passphrase="short")


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(cast, listener):
    concern, _receipt = raised(cast, "Words")
    actor = actor_of(listener, unlocked(listener))
    assert messages(actor, concern)[0].text == "Words"
    with pytest.raises(StaysLocked):
        unlock(by=listener.person, listener=listener, passphrase="nine kind herons wade fast")


def test_an_unlocked_listener_holds_the_desk_in_one_network(cast, desk):
    assert can(desk, Permission.CONCERN_HANDLE, cast.network)
    assert not can(desk, Permission.CONCERN_HANDLE, cast.other_network)
    assert not can(cast.femi, Permission.CONCERN_HANDLE, cast.network)


def test_the_row_alone_and_the_cookie_alone_open_nothing(cast, listener):
    cookie = unlocked(listener)
    row, _dot, held = cookie.partition(".")
    assert actor_of(listener, f"{row}.{'0' * 64}") is None
    assert actor_of(listener, f"{row}.") is None
    Unlocked.objects.all().delete()
    assert actor_of(listener, cookie) is None
    assert held not in str(list(Unlocked.objects.values()))


@pytest.mark.parametrize("cookie", ["", ".", "x" * 32 + ".00", "é" * 32 + ".", "0" * 32 + ".zz"])
def test_a_made_up_cookie_opens_nothing(listener, cookie):
    assert actor_of(listener, cookie) is None


def test_a_cookie_of_one_listener_opens_nothing_of_another(cast, listener):
    other = listening(cast, cast.sade)
    assert actor_of(other, unlocked(listener)) is None


def test_a_session_ends_when_idle_and_after_a_working_day(cast, listener):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        cookie = unlocked(listener)
        clock.shift(IDLE.total_seconds() - 1)
        touch(by=actor_of(listener, cookie))
        clock.shift(IDLE.total_seconds() - 1)
        assert actor_of(listener, cookie) is not None
        clock.shift(2)
        assert actor_of(listener, cookie) is None
    with time_machine.travel(start, tick=False) as clock:
        cookie = unlocked(listener)
        for _half_hour in range(16):
            clock.shift(IDLE.total_seconds() - 60)
            touch(by=actor_of(listener, cookie))
        clock.shift(IDLE.total_seconds() - 60)
        assert actor_of(listener, cookie) is None


def test_locking_ends_every_session(cast, listener):
    cookies = [unlocked(listener), unlocked(listener)]
    assert lock(by=listener.person, listener=listener) == 2
    assert [actor_of(listener, cookie) for cookie in cookies] == [None, None]


def test_signing_out_locks_the_desk(cast, listener):
    cookie = unlocked(listener)
    assert lock_all_of(cast.femi.pk) == 1
    assert actor_of(listener, cookie) is None


def test_a_listener_who_left_the_network_cannot_unlock(cast, listener):
    Membership.objects.filter(person=cast.femi).update(ended_on=today())
    with pytest.raises(NotAllowed):
        unlocked(listener)


def test_who_leaves_the_network_loses_the_key_and_every_row(cast, listener, news):
    sade = listening(cast, cast.sade)
    concern, _receipt = raised(cast)
    cookie = unlocked(listener)
    Membership.objects.filter(person=cast.femi).update(ended_on=today())
    announce(MemberLeft(network_id=cast.network.pk, person_id=cast.femi.pk))
    news()
    listener.refresh_from_db()
    concern.refresh_from_db()
    assert (listener.state, listener.wrapped, listener.public_key) == ("ended", None, None)
    assert list(with_key(concern)) == [sade]
    assert concern.generation == 2
    assert actor_of(listener, cookie) is None


def test_being_forgotten_ends_listening_and_leaves_no_key(cast, listener):
    raised(cast)
    personal.forget(cast.femi.pk)
    listener.refresh_from_db()
    assert (listener.state, listener.wrapped, listener.training) == ("ended", None, "")
    assert not listener.rows.exists()
    assert next(iter(personal.export(cast.femi.pk)))["state"] == "ended"
