"""Passphrases change, shares bring keys back, leavers open nothing new."""

import dataclasses

import pytest

from groundswell.concerns import sealing
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.custodians import Custodian
from groundswell.concerns.errors import ConcernError, SealedShut, StaysLocked
from groundswell.concerns.models import Concern, Item, Listener, Share, Unlocked
from groundswell.concerns.queries import entries_of, messages, without_shares
from groundswell.concerns.services import (
    change_passphrase,
    confirm_share,
    end_for_gone,
    end_listener,
    make_shares,
    read_share,
    recover,
    stand_down,
    unlock,
    write_more,
)
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, opened, raised
from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.networks.models import Membership
from groundswell.vault import costs, items
from groundswell.vault.errors import ReceiptMistyped

OTHER = "seven slow otters cross again"


def shared(cast, listener, needed=2, custodians=None):
    """Each custodian's share and code."""
    people = custodians or [cast.alice, cast.bob, cast.sade]
    handed = make_shares(
        by=listener.person,
        listener=listener,
        passphrase=PASSPHRASE,
        custodians=people,
        needed=needed,
    )
    return [(Share.objects.get(listener=listener, person=one.person), one.code) for one in handed]


def words_of(cast, listener, needed=2):
    return [
        read_share(by=Custodian(share.person, share), typed=code)
        for share, code in shared(cast, listener, needed)
    ]


def test_the_new_passphrase_opens_and_the_old_one_does_not(cast, listener):
    unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    change_passphrase(by=cast.femi, listener=listener, old=PASSPHRASE, new=OTHER)
    assert not Unlocked.objects.exists()
    unlock(by=cast.femi, listener=listener, passphrase=OTHER)
    with pytest.raises(StaysLocked):
        unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    with pytest.raises(NotAllowed):
        change_passphrase(by=cast.alice, listener=listener, old=OTHER, new=PASSPHRASE)


def test_parameters_grow_at_the_next_unlock(cast, listener, settings):
    before = bytes(listener.wrapped)
    more = dataclasses.replace(costs.FOR_TESTS, memory_kib=64)
    settings.VAULT_COST = more
    listener.wrapped = before
    assert sealing.needs_growth(listener)
    settings.VAULT_COST = costs.FOR_TESTS
    private = sealing.unwrap(listener, PASSPHRASE)
    settings.VAULT_COST = more
    weaker = sealing.unwrap
    try:
        sealing.unwrap = lambda *_args: private  # today's floor would refuse the weak row in a test
        unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    finally:
        sealing.unwrap = weaker
    listener.refresh_from_db()
    assert bytes(listener.wrapped) != before
    assert not sealing.needs_growth(listener)
    assert sealing.unwrap(listener, PASSPHRASE).public == private.public


def test_enough_shares_bring_the_key_back_and_one_fewer_do_not(cast, listener, desk):
    concern, _receipt = raised(cast, "Words")
    one, _two, three = words_of(cast, listener)
    for too_few in ([one], [one, one]):
        with pytest.raises(ConcernError):
            recover(by=cast.femi, listener=listener, typed=too_few, passphrase=OTHER)
    recover(by=cast.femi, listener=listener, typed=[three, one], passphrase=OTHER)
    actor = DeskActor(cast.femi, listener, sealing.unwrap(listener, OTHER))
    assert messages(actor, concern)[0].text == "Words"
    assert listener.recovered_on == today()
    assert entries_of(actor, concern)[-1]["act"] == "key recovered"
    assert set(Share.objects.filter(used_on=today()).values_list("person__name", flat=True)) == {
        cast.alice.name,
        cast.sade.name,
    }
    assert "brought back" in Letter.objects.filter(to=cast.femi.email).latest("pk").subject


def test_nobody_recovers_the_key_of_somebody_else(cast, listener):
    words = words_of(cast, listener)
    with pytest.raises(NotAllowed):
        recover(by=cast.alice, listener=listener, typed=words[:2], passphrase=OTHER)


def test_shares_of_a_former_set_bring_nothing_back(cast, listener):
    old = words_of(cast, listener)
    words_of(cast, listener)
    with pytest.raises(ConcernError, match="later"):
        recover(by=cast.femi, listener=listener, typed=old[:2], passphrase=OTHER)


def test_whoever_listens_or_is_no_member_keeps_no_share(cast, listener):
    listening(cast, cast.sade)
    for refused in (cast.sade, cast.femi, cast.charlie, cast.dalia):
        with pytest.raises(ConcernError, match="cannot keep a share"):
            shared(cast, listener, custodians=[cast.alice, refused])
    assert not Share.objects.exists()


def test_a_share_is_shown_once_to_its_custodian_and_stored_nowhere_after(cast, listener):
    (share, code), (other, _code), _third = shared(cast, listener)
    with pytest.raises(NotAllowed):
        read_share(by=Custodian(cast.nobody, share), typed=code)
    with pytest.raises(ConcernError, match="does not fit"):
        read_share(by=Custodian(other.person, other), typed=code)
    with pytest.raises(ReceiptMistyped):
        read_share(by=Custodian(cast.alice, share), typed="a code")
    words = read_share(by=Custodian(cast.alice, share), typed=code)
    assert len(words.split()) == 33
    share.refresh_from_db()
    assert (share.sealed, share.kept, share.shown_on) == (None, None, today())
    with pytest.raises(ConcernError, match="already"):
        read_share(by=Custodian(cast.alice, share), typed=code)
    assert not can(cast.alice, Permission.SHARE_KEEP, cast.network, about=share)


def test_a_share_counts_once_it_was_typed_back(cast, listener):
    assert without_shares(cast.network) == [listener]
    given = shared(cast, listener)
    words = [read_share(by=Custodian(s.person, s), typed=code) for s, code in given]
    shares = [share for share, _code in given]
    for share in shares:
        share.refresh_from_db()
    with pytest.raises(ConcernError, match="another share"):
        confirm_share(by=Custodian(shares[0].person, shares[0]), typed=words[1])
    confirm_share(by=Custodian(shares[0].person, shares[0]), typed=words[0])
    assert without_shares(cast.network) == [listener]
    confirm_share(by=Custodian(shares[1].person, shares[1]), typed=words[1].upper())
    assert without_shares(cast.network) == []


def test_a_leaver_cannot_open_what_is_written_later_with_the_key_they_kept(cast, listener):
    sade = listening(cast, cast.sade)
    concern, receipt = raised(cast, "Before")
    kept = at_desk(sade)
    kept_keys = {part: kept.key(concern, part, 1) for part in ("thread", "desk")}
    assert stand_down(by=cast.sade, listener=sade) == 1
    write_more(by=opened(cast, receipt), text="After")
    item = Item.objects.order_by("position").last()
    assert item is not None
    item.concern = Concern.objects.get()
    with pytest.raises(SealedShut):
        sealing.open_item(kept, item)
    assert items.key_generation(item.sealed) == 2
    assert {"Before", "After"} <= {m.text for m in messages(at_desk(listener), concern)}
    assert set(kept_keys) == {"thread", "desk"}


def test_what_was_written_before_is_sealed_again_at_the_next_unlock(cast, listener):
    sade = listening(cast, cast.sade)
    concern, receipt = raised(cast, "Before")
    kept = at_desk(sade)
    kept.key(concern, "thread", 1)
    stand_down(by=cast.sade, listener=sade)
    assert (
        messages(kept, concern)[0].text == "Before"
    )  # from what they copied, until somebody unlocks
    unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    concern.refresh_from_db()
    assert concern.rewrapped == 2
    assert messages(kept, concern) == []
    assert messages(at_desk(listener), concern)[0].text == "Before"
    assert [m.text for m in messages(opened(cast, receipt), concern) if m.text] == ["Before"]
    assert entries_of(at_desk(listener), concern)[0]["act"]


def test_a_cochair_ends_listening_and_it_is_told(cast, listener):
    raised(cast)
    with pytest.raises(NotAllowed):
        end_listener(by=cast.bob, listener=listener)
    end_listener(by=cast.alice, listener=listener)
    listener.refresh_from_db()
    assert (listener.state, listener.wrapped, listener.recovery) == ("ended", None, None)
    assert Letter.objects.filter(to=cast.femi.email).exists()


def test_who_graduates_listens_until_that_day_and_no_longer(cast, listener):
    bob = listening(cast, cast.bob)
    Membership.objects.filter(person=cast.bob).update(ended_on=today())
    Membership.objects.create(
        network=cast.network, person=cast.bob, kind="alumni", started_on=today()
    )
    assert end_for_gone() == 1
    assert list(Listener.objects.filter(state="ended")) == [bob]
    assert end_for_gone() == 0
