"""The doors of this room. An outsider cannot tell that a network's own pages exist."""

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.http import Http404

from groundswell.kernel.actors import can, key, require
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import (
    CalendarEntry,
    Cohort,
    Department,
    ImportDraft,
    Invitation,
    JoinRequest,
    Membership,
    Network,
    Office,
    PlacementSite,
    RouteCheck,
    Sisterhood,
    Term,
)
from groundswell.networks.queries.joining import invitation_by_digest
from groundswell.networks.queries.kept import network_named
from groundswell.networks.queries.routes import route_check
from groundswell.networks.services.tokens import digest_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.people.links import LinkActor
    from groundswell.people.models import Person

T = TypeVar("T", bound=models.Model)
NOTHING = "No such page"


def get_network_for(
    user: "Person | AnonymousUser", slug: str, permission: Permission | None = None
) -> Network:
    """The network, for one of its members today; 404 for everybody else.

    With a ``permission``, a member without it gets 403: a page only its holders need.
    """
    network = network_named(slug)
    if (
        network is None
        or not user.is_authenticated
        or not can(user, Permission.NETWORK_SEE, network)
    ):
        raise Http404(NOTHING)
    if permission is not None:
        require(user, permission, network)
    return network


def get_public_network(slug: str) -> Network:
    """The network as anybody may see it; 404 when its wall is not public."""
    network = network_named(slug)
    if network is None or not network.is_wall_public:
        raise Http404(NOTHING)
    return network


def get_notice_network(user: "Person | AnonymousUser", slug: str) -> Network:
    """The network whose notices somebody reads: anybody where the wall is public, members elsewhere."""
    network = network_named(slug)
    if network is not None and network.is_wall_public:
        return network
    return get_network_for(user, slug)


def get_network_named(slug: str) -> Network:
    """A network by its address, whether its wall is public or not; what may be shown is the caller's to know."""
    network = network_named(slug)
    if network is None:
        raise Http404(NOTHING)
    return network


def get_joinable_network(slug: str) -> Network:
    """The network somebody may ask to join: its wall is public, or at least its door."""
    network = Network.objects.filter(slug=slug).first()
    if network is None or not (network.is_wall_public or network.takes_requests):
        raise Http404(NOTHING)
    return network


def get_membership_for(user: "Person", network: Network, pk: int) -> Membership:
    """One membership of a network the user can see; 404 else."""
    membership = (
        Membership.objects.filter(pk=pk, network=network)
        .select_related("person", "cohort", "network")
        .first()
    )
    if membership is None or not can(user, Permission.NETWORK_SEE, network):
        raise Http404(NOTHING)
    return membership


def get_invitation(token: str) -> Invitation:
    """The invitation behind a token, open or not; 404 when there never was one."""
    invitation = invitation_by_digest(digest_of(token))
    if invitation is None:
        raise Http404(NOTHING)
    return invitation


def _of(model: type[T], network: Network, pk: int) -> T:
    found = model._default_manager.filter(network=network, pk=pk).first()
    if found is None:
        raise Http404(NOTHING)
    found._state.fields_cache["network"] = network  # known already: nobody looks it up once more
    return found


def get_invitation_of(network: Network, pk: int) -> Invitation:
    """One invitation of a network whose door was passed; so the doors below."""
    return _of(Invitation, network, pk)


def get_request_of(network: Network, pk: int) -> JoinRequest:
    return _of(JoinRequest, network, pk)


def get_cohort_of(network: Network, pk: int) -> Cohort:
    return _of(Cohort, network, pk)


def get_term_of(network: Network, pk: int) -> Term:
    return _of(Term, network, pk)


def get_import_of(network: Network, pk: int) -> ImportDraft:
    return _of(ImportDraft, network, pk)


def get_office_of(network: Network, pk: int) -> Office:
    return _of(Office, network, pk)


def get_department_of(network: Network, pk: int) -> Department:
    return _of(Department, network, pk)


def get_site_of(network: Network, pk: int) -> PlacementSite:
    return _of(PlacementSite, network, pk)


def get_check_of(network: Network, pk: int) -> RouteCheck:
    """One question about a site of this network."""
    found = route_check(pk)
    if found is None or found.site.network_id != network.pk:
        raise Http404(NOTHING)
    return found


def get_check_by_link(actor: "LinkActor") -> RouteCheck:
    """The question a mailed link is about."""
    found = route_check(actor.about_id)
    if found is None or key(found) != actor.link.about:
        raise Http404(NOTHING)
    return found


def get_entry_of(network: Network, pk: int) -> CalendarEntry:
    return _of(CalendarEntry, network, pk)


def get_sisterhood_of(network: Network, pk: int) -> Sisterhood:
    """A link this network is one side of."""
    found = (
        Sisterhood.objects.filter(models.Q(one=network) | models.Q(other=network), pk=pk)
        .select_related("one", "other")
        .first()
    )
    if found is None:
        raise Http404(NOTHING)
    return found
