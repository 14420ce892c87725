"""Word shares: the last way back to a listener's key, and what is written down when it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.audit.services import record
from groundswell.concerns import sealing
from groundswell.concerns.custodians import Custodian
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, Listener, Share, Unlocked
from groundswell.concerns.queries import possible_custodians
from groundswell.concerns.services.becoming import write_to
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.items import locked
from groundswell.concerns.services.standing import (
    WITH_KEY,
    own_key,
    require_own,
    rewrapped_under,
)
from groundswell.kernel.actors import SYSTEM, require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.people.services import absolute, tell
from groundswell.vault import receipts, shares
from groundswell.vault.errors import OpeningFailed, SharesRefused
from groundswell.vault.keys import new_pair

if TYPE_CHECKING:
    from groundswell.people.models import Person


_SHOWN = gettext_lazy(
    "This share was shown already, and its words are stored nowhere. If you do not have them on paper, the listener "
    "makes new shares."
)


@dataclass(frozen=True)
class Handed:
    """One custodian, and the code with which they read their share. Shown once, to be given in person."""

    person: "Person"
    code: str = field(repr=False)


def make_shares(
    *,
    by: "Person",
    listener: Listener,
    passphrase: str,
    custodians: Sequence["Person"],
    needed: int,
) -> list[Handed]:
    """Share the listener's key among members, any ``needed`` of whom give it back. Earlier shares end.

    Nobody who listens here keeps one: who is named in a concern, or looks after it, must not open it this way.
    """
    private = own_key(by, listener, passphrase)
    wanted = {one.pk for one in custodians}
    may = {row.person_id for row in possible_custodians(listener).filter(person__in=wanted)}
    refused = [one.name for one in custodians if one.pk not in may]
    if refused:
        raise ConcernError(
            _(
                "%(names)s cannot keep a share: you cannot, nor anybody who listens here or was asked to, and it "
                "must be a member. Choose others."
            )
            % {"names": ", ".join(refused)}
        )
    if len(wanted) != len(custodians):
        raise ConcernError(_("Each person keeps one share: one of them was chosen twice."))
    try:
        words = sealing.share_key(listener, private, needed, len(custodians))
    except SharesRefused as error:
        raise ConcernError(str(error)) from None
    made = [
        _made(listener, *given, needed)
        for given in enumerate(zip(custodians, words, strict=True), 1)
    ]
    with transaction.atomic():
        Share.objects.filter(listener=listener).delete()
        Share.objects.bulk_create(share for share, _code in made)
        listener.save(update_fields=["recovery"])
        record(by, "listener.shared", listener, needed=needed, among=len(custodians))
        for share, _code in made:
            _ask_to_keep(share)
    return [Handed(share.person, code) for share, code in made]


def _made(
    listener: Listener, number: int, given: tuple["Person", str], needed: int
) -> tuple[Share, str]:
    person, words = given
    code = receipts.new_receipt()
    share = Share(
        listener=listener,
        person=person,
        generation=listener.generation,
        threshold=needed,
        number=number,
        given_on=today(),
    )
    sealing.seal_share(share, words, sealing.issue_receipt(code))
    return share, code.text


def read_share(*, by: Custodian, typed: str) -> str:
    """The words of the share somebody keeps, once: after this they are stored nowhere.

    ``vault.errors.ReceiptMistyped`` says what to look at in the code.
    """
    share = by.share
    require(by, Permission.SHARE_KEEP, share.listener.network, about=share)
    code = receipts.read(typed)
    if share.shown_on or share.sealed is None:
        raise ConcernError(_SHOWN)
    try:
        words = sealing.open_share(share, code)
    except OpeningFailed:
        raise ConcernError(
            _("This code does not fit. Compare it with what you were given, group by group.")
        ) from None
    with transaction.atomic():
        taken = Share.objects.filter(pk=share.pk, shown_on=None)
        if not taken.update(shown_on=today(), sealed=None, kept=None):
            raise ConcernError(_SHOWN)
        record(by, "share.given", share, share.listener.network)
    share.shown_on, share.sealed, share.kept = today(), None, None
    return words


@transaction.atomic
def confirm_share(*, by: Custodian, typed: str) -> None:
    """The custodian types a word or two back: they have the share. Only then it counts."""
    share = by.share
    require(by, Permission.SHARE_KEEP, share.listener.network, about=share)
    if not share.shown_on:
        raise ConcernError(_("Read the share first, then say that you have it."))
    try:
        found = shares.read_share(typed)
    except SharesRefused as error:
        raise ConcernError(str(error)) from None
    if (found.number, found.needed) != (share.number, share.threshold):
        raise ConcernError(
            _("These are the words of another share. Type those you were shown here.")
        )
    share.confirmed_on = today()
    share.save(update_fields=["confirmed_on"])
    record(by, "share.confirmed", share, share.listener.network)


@transaction.atomic
def give_share_back(*, by: Custodian) -> None:
    """Somebody does not want to keep it any more; the listener makes new ones."""
    share = by.share
    require(by, Permission.SHARE_KEEP, share.listener.network, about=share)
    record(by, "share.given-back", share, share.listener.network)
    share.delete()


def recover(*, by: "Person", listener: Listener, typed: Sequence[str], passphrase: str) -> Listener:
    """The listener's key again, from their custodians' words, under a new passphrase.

    It is written into the chain of every concern they hold, into the network's audit, and into a letter to them.
    """
    require_own(by, listener)
    if listener.state not in WITH_KEY or listener.recovery is None:
        raise ConcernError(
            _("There are no word shares of this key, so words do not bring it back.")
        )
    try:
        private = sealing.recover_key(listener, typed)
    except SharesRefused as error:
        raise ConcernError(str(error)) from None
    except OpeningFailed:
        raise ConcernError(
            _(
                "These shares fit together, but are not of this key: shares made later took their place."
            )
        ) from None
    listener.wrapped = rewrapped_under(listener, private, passphrase)
    listener.recovered_on = today()
    numbers = [shares.read_share(words).number for words in typed]
    with transaction.atomic():
        listener.save(update_fields=["wrapped", "recovered_on"])
        Unlocked.objects.filter(listener=listener).delete()
        listener.shares.filter(number__in=numbers).update(used_on=today())
        record(by, "listener.recovered", listener, n_shares=len(numbers))
        for concern in Concern.objects.filter(rows__listener=listener).distinct():
            add_entry(by, "key recovered", locked(concern), listener=listener.pk)
        write_to(listener, "recovered")
    return listener


def note_rehearsal(listener: Listener, day: date, *, real: bool) -> None:
    """Write down that recovery was rehearsed for a listener, with their custodians' words or without."""
    with transaction.atomic():
        record(SYSTEM, "shares.rehearsed", listener, on=day, with_words=real)


def _ask_to_keep(share: Share) -> None:
    link = absolute(reverse("concerns:keeping", args=[share.listener.network.slug]))
    tell(
        person=share.person,
        kind="task",
        template="concerns/mail/keep",
        context={"link": link},
        network=share.listener.network,
        at_once=True,
        once_key=f"share-{share.pk}",
    )


def rehearse_shares(listener: Listener, typed: Sequence[str] = ()) -> str:
    """Prove that a listener's key would come back, and write down that it was proved. Returns what to say.

    With no words typed, a throw-away key is shared as theirs is: enough shares bring it back, one fewer do not. With
    words, theirs is opened and compared, and let go again.
    """
    kept = list(listener.shares.filter(generation=listener.generation).order_by("number"))
    if typed:
        _fits(listener, typed)
        note_rehearsal(listener, today(), real=True)
        return _("the typed shares open the key; it was not kept.")
    if not kept:
        raise ConcernError(_("NOBODY keeps a share: a forgotten passphrase has no way back."))
    _throw_away(kept[0].threshold, len(kept))
    note_rehearsal(listener, today(), real=False)
    checked = sum(1 for share in kept if share.confirmed_on)
    said = _(
        "%(needed)s of %(among)s bring a throw-away key back, one fewer do not; %(checked)s have checked theirs."
    )
    words = said % {"needed": kept[0].threshold, "among": len(kept), "checked": checked}
    if checked < kept[0].threshold:
        raise ConcernError(words + " " + _("TOO FEW have checked theirs."))
    return words


def _throw_away(needed: int, among: int) -> None:
    pair = new_pair()
    words = shares.split(pair.private, needed=needed, among=among)
    if shares.recover(words[-needed:]).public != pair.public:
        raise ConcernError(_("Shares did not bring a throw-away key back: do not rely on them."))
    try:
        shares.recover(words[: needed - 1])
    except SharesRefused:
        return
    raise ConcernError(_("Too few shares brought a key back: do not rely on them."))


def _fits(listener: Listener, typed: Sequence[str]) -> None:
    try:
        sealing.recover_key(listener, typed)
    except SharesRefused as error:
        raise ConcernError(str(error)) from None
    except OpeningFailed:
        raise ConcernError(_("These shares are not of this key.")) from None
