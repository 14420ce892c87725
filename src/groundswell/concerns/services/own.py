"""A thread in one's own account, for raisers who gave their name: the receipt is kept for them, at a price.

Nobody else learns of it: no act of the network's audit and none of the concern's chain says that it was done, since
either would tell who wrote what. The row knows no person and no concern by a column.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.concerns import sealing
from groundswell.concerns.actors import RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, OwnThread
from groundswell.concerns.queries import messages, own_threads
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

MOST = 30


def keep_receipt(*, by: "Person", network: "Network", raiser: RaiserActor) -> None:
    """Keep the receipt that opened for ``raiser``. Twice keeps it once."""
    require(by, Permission.CONCERN_KEEP, network)
    if raiser.concern.state == Concern.State.DRAFT:
        raise ConcernError(_("It was not sent yet. Send it first, with the last four characters."))
    if not _has_name(raiser):
        raise ConcernError(
            _(
                "You wrote this without a name, so it stays apart from every account. Its receipt opens it, as before."
            )
        )
    with transaction.atomic():
        mine = own_threads(by, network, for_update=True)
        if any(one.receipt == raiser.receipt.text for one in mine):
            return
        if len(mine) >= MOST:
            raise ConcernError(
                _("%(n)d receipts are here already. Take out what is closed first.") % {"n": MOST}
            )
        row = OwnThread(network=network, generation=settings.SEALED_AUDIT_KEYS.newest.version)
        row.owner = sealing.owner_marks(by.pk)[0]
        row.sealed = sealing.seal_own(row, {"receipt": raiser.receipt.text, "person": by.pk})
        row.full_clean(exclude=["network"])
        row.save(force_insert=True)


def take_out(*, by: "Person", network: "Network", pk: UUID) -> None:
    """Keep a receipt no more. What it opens stays as it is."""
    for one in own_threads(by, network):
        if one.pk == pk:
            OwnThread.objects.filter(pk=pk).delete()


def forget_own(person_id: int) -> None:
    """Everything somebody keeps, in every network."""
    OwnThread.objects.filter(owner__in=sealing.owner_marks(person_id)).delete()


def _has_name(raiser: RaiserActor) -> bool:
    said = messages(raiser, raiser.concern)
    return any(one.content.get("name") for one in said if one.kind == "raised")
