"""Pass one thing on, whichever room it lives in."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import responsibilities
from groundswell.networks.models import Membership
from groundswell.networks.queries.membership import is_member
from groundswell.networks.services.errors import NetworkError

if TYPE_CHECKING:
    from groundswell.people.models import Person


@transaction.atomic
def pass_on(*, by: Actor, membership: Membership, key: str, to: "Person") -> str:
    """Pass one open responsibility of a member on to another member. Returns what it was called."""
    network = membership.network
    require(by, Permission.HANDOVER_RUN, network)
    if not is_member(to.pk, network):
        raise NetworkError(_("%(name)s is not a member today.") % {"name": to.name})
    if to.pk == membership.person_id:
        raise NetworkError(_("Choose somebody else to take it."))
    for room in responsibilities:
        for thing in room.held(membership.person_id, network.pk):
            if thing.key == key:
                room.pass_on(by=by, key=key, to_person_id=to.pk)
                record(
                    by, "responsibility.passed_on", membership, network, key=key, to=to.pseudonym
                )
                return thing.title
    raise NetworkError(_("They no longer hold that; perhaps it was passed on a moment ago."))
