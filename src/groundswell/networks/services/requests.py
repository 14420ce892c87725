"""Asking to join, and the answer."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import VISITOR, Actor, require
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import JoinRequested
from groundswell.networks.models import Cohort, JoinRequest, Network
from groundswell.networks.queries.joining import member_addresses
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.services.inviting import (
    send_invitation,
    write_already_here,
    write_letter,
)

if TYPE_CHECKING:
    from groundswell.people.models import Person

MOST_WAITING = 200


@transaction.atomic
def ask_to_join(
    *, by: Actor = VISITOR, network: Network, name: str, address: str, kind: str, words: str = ""
) -> JoinRequest | None:
    """Leave a request for the co-chairs. Asking twice keeps one; a member is told so by mail alone.

    What comes back looks the same each time, so that nobody learns here who belongs.
    """
    require(by, Permission.NETWORK_JOIN, network)
    if not network.takes_requests:
        raise NetworkError(
            _("This network takes no requests just now. Ask a member for an invitation.")
        )
    address = address.strip().lower()
    if address in member_addresses(network, [address]):
        write_already_here(network, address, kind="request")
        return None
    waiting = JoinRequest.objects.filter(network=network, answered_at=None)
    before = waiting.filter(address=address).first()
    if before:
        return before
    if waiting.count() >= MOST_WAITING:
        raise NetworkError(
            _("Many people are waiting for an answer just now. Please try again next week.")
        )
    asked = JoinRequest(network=network, name=name, address=address, kind=kind, words=words)
    asked.full_clean()
    asked.save(force_insert=True)
    record(by, "join.asked", asked, network, kind=kind)
    announce(JoinRequested(network_id=network.pk, request_id=asked.pk))
    return asked


@transaction.atomic
def answer_request(
    *,
    by: "Person",
    request: JoinRequest,
    is_admitted: bool,
    answer: str = "",
    kind: str = "",
    cohort: Cohort | None = None,
) -> None:
    """Say yes (an invitation leaves) or no, with the reason (a letter leaves). Answering twice changes nothing."""
    network = request.network
    require(by, Permission.MEMBER_ADMIT, network)
    if not is_admitted and not answer.strip():
        raise NetworkError(_("Say why not, in a sentence; it is sent to whoever asked."))
    if not JoinRequest.objects.filter(pk=request.pk, answered_at=None).update(
        answered_at=timezone.now(), is_admitted=is_admitted, answer=answer.strip(), by=by
    ):
        return
    record(by, "join.answered", request, network, admitted=is_admitted)
    if is_admitted:
        send_invitation(
            by,
            network,
            request.address,
            request.name,
            kind or request.kind,
            cohort,
            template="networks/mail/request_yes",
            answer=answer.strip(),
        )
        return
    write_letter(
        network,
        request.address,
        "networks/mail/request_no",
        {"name": request.name, "answer": answer.strip()},
        kind="request",
    )
