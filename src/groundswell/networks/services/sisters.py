"""Sister networks: asked by one, agreed by the other, ended by either."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Network, Sisterhood
from groundswell.networks.services.errors import NetworkError


@transaction.atomic
def ask_sister(*, by: Actor, network: Network, other: Network) -> Sisterhood:
    """Ask another network. When it asked first, this is the yes."""
    require(by, Permission.SISTER_LINK, network)
    if network.pk == other.pk:
        raise NetworkError(_("A network is no sister of its own. Choose another one."))
    pair = Q(one=network, other=other) | Q(one=other, other=network)
    open_one = Sisterhood.objects.filter(pair, ended_at=None).first()
    if open_one:
        if open_one.agreed_at is None and open_one.one_id == other.pk:
            agree_sister(by=by, network=network, sisterhood=open_one)
        return open_one
    Sisterhood.objects.filter(pair).delete()
    sisterhood = Sisterhood(one=network, other=other)
    sisterhood.full_clean()
    sisterhood.save(force_insert=True)
    record(by, "sister.asked", sisterhood, network, other=other.pk)
    return sisterhood


@transaction.atomic
def agree_sister(*, by: Actor, network: Network, sisterhood: Sisterhood) -> None:
    """The asked network says yes. Saying it twice changes nothing."""
    require(by, Permission.SISTER_LINK, network)
    if sisterhood.other_id != network.pk or sisterhood.ended_at:
        raise NetworkError(
            _("Only the network that was asked can agree, while the question is open.")
        )
    if Sisterhood.objects.filter(pk=sisterhood.pk, agreed_at=None, ended_at=None).update(
        agreed_at=timezone.now()
    ):
        record(by, "sister.agreed", sisterhood, network, other=sisterhood.one_id)


@transaction.atomic
def end_sister(*, by: Actor, network: Network, sisterhood: Sisterhood) -> None:
    """Either side ends it, or says no. What was shared is no longer shown from then on."""
    require(by, Permission.SISTER_LINK, network)
    if network.pk not in (sisterhood.one_id, sisterhood.other_id):
        raise NetworkError(_("That link is between other networks."))
    if Sisterhood.objects.filter(pk=sisterhood.pk, ended_at=None).update(ended_at=timezone.now()):
        record(by, "sister.ended", sisterhood, network)
