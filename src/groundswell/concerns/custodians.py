"""A custodian: a member who keeps one word share, and may do exactly what that takes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from groundswell.concerns.models import Share
from groundswell.kernel.actors import Scope, key
from groundswell.kernel.permissions import GRANTS, Permission, Role

if TYPE_CHECKING:
    from groundswell.people.models import Person


@dataclass(frozen=True)
class Custodian:
    """Somebody with regard to one share."""

    person: "Person"
    share: Share

    @property
    def person_id(self) -> int:
        return self.person.pk

    @property
    def pseudonym(self) -> str:
        return self.person.pseudonym

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        """Only about their own share, in its network."""
        fits = (
            scope is not None
            and scope.pk == self.share.listener.network_id
            and about == key(self.share)
            and self.share.person_id == self.person.pk
        )
        return fits and permission in GRANTS[Role.CUSTODIAN]
