"""The doors of this room. An outsider cannot tell that a network's own pages exist."""

from typing import TYPE_CHECKING

from django.http import Http404

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Membership, Network

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.people.models import Person


def get_network_for(user: "Person | AnonymousUser", slug: str) -> Network:
    """The network, for one of its members today; 404 for everybody else."""
    network = Network.objects.filter(slug=slug).first()
    if (
        network is None
        or not user.is_authenticated
        or not can(user, Permission.NETWORK_SEE, network)
    ):
        raise Http404("No such page")
    return network


def get_public_network(slug: str) -> Network:
    """The network as anybody may see it; 404 when its wall is not public."""
    network = Network.objects.filter(slug=slug, is_wall_public=True).first()
    if network is None:
        raise Http404("No such page")
    return network


def get_membership_for(user: "Person", network: Network, pk: int) -> Membership:
    """One membership of a network the user can see; 404 else."""
    membership = (
        Membership.objects.filter(pk=pk, network=network).select_related("person", "cohort").first()
    )
    if membership is None or not can(user, Permission.NETWORK_SEE, network):
        raise Http404("No such page")
    return membership
