"""Invitations: by mail to one address each, or one link for many."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import VISITOR, Actor, require
from groundswell.kernel.permissions import Permission
from groundswell.mail.services import queue_letter
from groundswell.networks.models import Cohort, Invitation, Membership, Network
from groundswell.networks.queries.joining import member_addresses
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.services.membership import start_membership
from groundswell.networks.services.tokens import digest_of, new_seed, token_of
from groundswell.people.queries import person_by_address
from groundswell.people.services import absolute, make_account

if TYPE_CHECKING:
    from groundswell.people.models import Person

LETTER_DAYS = 21
LINK_DAYS = 90
MOST_LETTERS = 200


@transaction.atomic
def invite_many(
    *,
    by: Actor,
    network: Network,
    addresses: Sequence[tuple[str, str]],
    kind: str = Membership.Kind.STUDENT,
    cohort: Cohort | None = None,
    words: str = "",
) -> int:
    """Write to each (address, name) that is not a member yet. Returns how many letters left."""
    require(by, Permission.MEMBER_INVITE, network)
    if len(addresses) > MOST_LETTERS:
        raise NetworkError(
            _(
                "At most %(most)s people at once; this is %(found)s. Send the rest afterwards, or use a link."
            )
            % {"most": MOST_LETTERS, "found": len(addresses)}
        )
    here = member_addresses(network, [address for address, _name in addresses])
    invited = [(address, name) for address, name in addresses if address.lower() not in here]
    for address, name in invited:
        send_invitation(by, network, address, name, kind, cohort, words=words)
    return len(invited)


def send_invitation(
    by: Actor,
    network: Network,
    address: str,
    name: str,
    kind: str,
    cohort: Cohort | None,
    *,
    template: str = "networks/mail/invitation",
    **context: Any,
) -> Invitation:
    """Make a personal invitation in place of any before it, and write the letter."""
    address = address.strip().lower()
    Invitation.objects.filter(network=network, address=address, revoked_at=None, n_used=0).update(
        revoked_at=timezone.now()
    )
    invitation = _make(by, network, kind, cohort, LETTER_DAYS, address=address, name=name)
    write_letter(
        network,
        address,
        template,
        {
            **context,
            "invitation": invitation,
            "name": name,
            "inviter": getattr(by, "name", ""),
            "link": absolute(reverse("networks:accept", args=[token_of(invitation.seed)])),
        },
        kind="invitation",
    )
    return invitation


def write_letter(
    network: Network,
    address: str,
    template: str,
    context: dict[str, Any],
    *,
    kind: str,
    once_key: str | None = None,
) -> None:
    """Write to an address that may belong to no account yet."""
    person = person_by_address(address)
    with translation.override((person and person.language) or settings.LANGUAGE_CODE):
        letter = render_to_string(f"{template}.txt", {**context, "network": network})
    subject, _newline, text = letter.strip().partition("\n")
    queue_letter(
        to=address,
        subject=subject,
        text=text.strip() + "\n",
        kind=kind,
        network_id=network.pk,
        once_key=once_key,
    )


def write_already_here(network: Network, address: str, *, kind: str) -> None:
    """Tell a member, who or somebody else typed their address, that they belong already: once a day at most."""
    digest = hashlib.sha256(f"{network.pk}:{address.strip().lower()}".encode()).hexdigest()[:32]
    write_letter(
        network,
        address,
        "networks/mail/already_here",
        {"link": absolute(reverse("account_login"))},
        kind=kind,
        once_key=f"already-here:{digest}:{timezone.now():%Y%m%d}",
    )


@transaction.atomic
def make_join_link(
    *, by: Actor, network: Network, kind: str, cohort: Cohort | None = None, days: int = LINK_DAYS
) -> Invitation:
    """A link for many, for a poster or a group chat. It can be revoked at any time."""
    require(by, Permission.MEMBER_ADMIT, network)
    return _make(by, network, kind, cohort, days)


def _make(
    by: Actor,
    network: Network,
    kind: str,
    cohort: Cohort | None,
    days: int,
    address: str = "",
    name: str = "",
) -> Invitation:
    seed = new_seed()
    invitation = Invitation(
        network=network,
        seed=seed,
        digest=digest_of(token_of(seed)),
        address=address,
        name=name[:200],
        kind=kind,
        cohort=cohort,
        by_id=by.person_id,
        expires_at=timezone.now() + timedelta(days=days),
    )
    invitation.full_clean()
    invitation.save(force_insert=True)
    record(by, "invitation.made", invitation, network, kind=kind, for_many=not address)
    return invitation


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation) -> None:
    """End an invitation at once. Its maker may, and whoever admits members."""
    is_own = by.person_id is not None and by.person_id == invitation.by_id
    require(by, Permission.MEMBER_INVITE if is_own else Permission.MEMBER_ADMIT, invitation.network)
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    ):
        record(by, "invitation.revoked", invitation, invitation.network)


@transaction.atomic
def ask_by_link(*, invitation: Invitation, name: str, address: str) -> None:
    """Somebody came by a link for many: write to the address, so that it is theirs before they are in."""
    require(VISITOR, Permission.NETWORK_JOIN, invitation.network)
    _still_open(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(n_used=F("n_used") + 1)
    if address.strip().lower() in member_addresses(invitation.network, [address]):
        write_already_here(invitation.network, address, kind="invitation")
        return
    if _was_written_to(invitation.network, address):
        return
    send_invitation(
        VISITOR,
        invitation.network,
        address,
        name,
        invitation.kind,
        invitation.cohort,
        template="networks/mail/one_more_tap",
    )


def _was_written_to(network: Network, address: str) -> bool:
    """Whether a letter that somebody asked for by a link went to this address within the hour."""
    recent = timezone.now() - timedelta(hours=1)
    letters = Invitation.objects.filter(network=network, by=None, made_at__gt=recent)
    return letters.filter(address=address.strip().lower()).exists()


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, name: str = "", person: "Person | None" = None
) -> "tuple[Person, bool]":
    """Join by an invitation: as ``person`` when signed in, else with the account of its address.

    Returns the person, and whether their account was made just now: only then may the page sign them in,
    because the letter proves the address and there is nothing else to guard. A second use is refused.
    """
    network = invitation.network
    require(person or VISITOR, Permission.NETWORK_JOIN, network)
    _still_open(invitation)
    if invitation.is_for_many and person is None:
        raise NetworkError(_("Give your e-mail address first; the link for you comes by mail."))
    claimed = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
    if invitation.address:
        claimed = claimed.filter(n_used=0)
    if not claimed.update(n_used=F("n_used") + 1):
        raise NetworkError(_("This invitation was used already. Sign in instead."))
    is_new = person is None and person_by_address(invitation.address) is None
    joining = person or make_account(
        by=VISITOR, name=name or invitation.name, address=invitation.address
    )
    if not joining.is_active:
        raise NetworkError(_("The account of this address was closed. Write to a co-chair."))
    start_membership(joining, network, joining, invitation.kind, invitation.cohort)
    return joining, is_new


def _still_open(invitation: Invitation) -> None:
    if not invitation.is_open:
        raise NetworkError(_("This invitation is no longer open. Ask a co-chair for a new one."))
