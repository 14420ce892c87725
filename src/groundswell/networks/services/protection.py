"""Writing down what the institution decided about personal data."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import DataProtection, Network


@transaction.atomic
def put_protection(
    *, by: Actor, network: Network, version: int = 0, **decided: Any
) -> DataProtection:
    """Keep what the officer decided. ``version`` is 0 the first time; refuses when somebody saved meanwhile."""
    require(by, Permission.NETWORK_SETTINGS, network)
    kept = DataProtection.objects.filter(network=network).first()
    same = DataProtection.objects.filter(network=network, version=version)
    if kept and not same.update(version=F("version") + 1):
        names = [*decided, "version"]
        raise EditConflict(
            _("Somebody else saved this meanwhile. What they saved stands beside yours."),
            theirs={name: getattr(kept, name) for name in names},
        )
    kept = kept or DataProtection(network=network)
    for name, value in decided.items():
        setattr(kept, name, value)
    kept.version = version + 1
    kept.full_clean()
    kept.save()
    record(by, "protection.put", kept, network, fields=sorted(decided))
    return kept
