"""The doors of the sealed room. A concern exists for whoever holds a key row, and for nobody else."""

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from groundswell.concerns.actors import DeskActor, RaiserActor
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, Key, Listener
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import concerns_of, is_open, listener_today
from groundswell.concerns.sealing import checked_key, open_for_raiser, present_receipt
from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.networks.access import get_network_for, get_network_named, get_public_network
from groundswell.vault import receipts
from groundswell.vault.errors import OpeningFailed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network
    from groundswell.people.models import Person

NOTHING = "No such page"


def get_open_network(slug: str) -> "Network":
    """A network in which somebody listens, for anybody at all; 404 else."""
    network = get_network_named(slug)
    if not is_open(network):
        raise Http404(NOTHING)
    return network


def get_network_to_follow(slug: str) -> "Network":
    """A network a receipt may be for, whether or not anybody listens there today."""
    return get_network_named(slug)


def get_network_to_read(user: "Person | AnonymousUser", slug: str) -> "Network":
    """A network whose published figures somebody may read: whoever may see its wall."""
    try:
        return get_public_network(slug)
    except Http404:
        return get_network_for(user, slug)


def open_by_receipt(network: "Network", typed: str) -> RaiserActor | None:
    """What a receipt opens. A wrong one and one nobody has take the same work and give the same None.

    ``vault.errors.ReceiptMistyped`` says what to look at when it cannot be a receipt at all, whoever asks.
    """
    receipt = receipts.read(typed)
    found = Concern.objects.filter(network=network, locator=receipt.locator).first()
    try:
        pair = present_receipt(receipt, found)
    except OpeningFailed:
        return None
    if found is None:
        return None
    found.network = network
    ring = {}
    for key in Key.objects.filter(concern=found, part=Part.THREAD):
        key.concern = found
        with suppress(
            SealedShut, OpeningFailed
        ):  # a pair somebody put there who writes to the database
            private = open_for_raiser(key, pair)
            if private.public == checked_key(key, found):
                ring[found.pk, key.part, key.generation] = private
    return RaiserActor(found, receipt, pair, ring)


def get_listener_for(person: "Person", slug: str) -> Listener:
    """The person as a listener of a network they are a member of today, and no alumnus; 404 for everybody else."""
    network = get_network_for(person, slug)
    listener = listener_today(person, network)
    if listener is None:
        raise Http404(NOTHING)
    listener.network = network
    return listener


def get_concern_for(actor: DeskActor, pk: UUID) -> Concern:
    """One concern, for a listener with a key row; 404 for everybody else, as if it had never been raised."""
    found = concerns_of(actor.listener).filter(pk=pk).first()
    if found is None or not can(
        actor, Permission.CONCERN_HANDLE, actor.listener.network, about=found
    ):
        raise Http404(NOTHING)
    found.network = actor.listener.network
    return found
