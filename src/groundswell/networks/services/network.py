"""Starting a network and saying how it stands in its institution."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import NetworkFounded
from groundswell.networks.models import Membership, Network, Term
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.services.membership import start_membership
from groundswell.networks.services.terms import start_term
from groundswell.people.services import make_account

if TYPE_CHECKING:
    from groundswell.people.models import Person

SETTINGS = (
    "name",
    "colour",
    "institution",
    "about",
    "official_route_name",
    "official_route_url",
    "emergency_text",
    "region",
    "takes_requests",
    "is_wall_public",
)


@transaction.atomic
def found_network(
    *,
    by: Actor,
    name: str,
    founder: "Person | None" = None,
    founder_name: str = "",
    founder_address: str = "",
    founder_kind: str = Membership.Kind.STUDENT,
    beside: Network | None = None,
    is_synthetic: bool = False,
    **settings: Any,
) -> Network:
    """Start a network whose founder is its first member and co-chair.

    The first network of an installation is founded by ``SYSTEM``; later ones by a co-chair of a network that
    is here already (``beside``). ``settings`` are the fields a co-chair may change later.
    """
    require(by, Permission.NETWORK_FOUND, beside)
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(
            f"A network has no {', '.join(sorted(unknown))}; it has {', '.join(SETTINGS)}."
        )
    if founder_kind not in (Membership.Kind.STUDENT, Membership.Kind.STAFF):
        raise NetworkError(_("A network is started by a student or by staff."))
    network = Network(name=" ".join(name.split()), is_synthetic=is_synthetic, **settings)
    network.slug = free_slug(network.name, network.institution)
    network.full_clean()
    network.save(force_insert=True)
    person = founder or make_account(by=by, name=founder_name, address=founder_address)
    acting = person if by.person_id is None else by
    start_membership(acting, network, person, founder_kind)
    start_term(acting, network, person, Term.Side(founder_kind), today())
    record(acting, "network.founded", network, network)
    announce(NetworkFounded(network_id=network.pk))
    return network


def free_slug(*names: str) -> str:
    """The part of the address that names the network; plain letters, and not taken."""
    stem = next((slug for slug in map(slugify, names) if slug), "network")[:50].strip("-")
    taken = set(Network.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
        if slug not in taken
    )


@transaction.atomic
def change_settings(*, by: Actor, network: Network, version: int, **settings: Any) -> None:
    """Change a network's name, colour, routes. Refuses when somebody else saved meanwhile."""
    require(by, Permission.NETWORK_SETTINGS, network)
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(
            f"A network has no {', '.join(sorted(unknown))}; it has {', '.join(SETTINGS)}."
        )
    if not Network.objects.filter(pk=network.pk, version=version).update(version=F("version") + 1):
        now = Network.objects.get(pk=network.pk)
        raise EditConflict(
            _(
                "Somebody else changed the settings meanwhile. What they saved stands beside each field."
            ),
            theirs={**{name: getattr(now, name) for name in SETTINGS}, "version": now.version},
        )
    for name, value in settings.items():
        setattr(network, name, value)
    network.version = version + 1
    network.full_clean()
    network.save()
    record(by, "network.changed", network, network, fields=sorted(settings))
