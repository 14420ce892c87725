"""The actor that a signed link is, and its address."""

from dataclasses import dataclass

from groundswell.kernel.actors import Scope
from groundswell.kernel.permissions import BY_LINK, Permission
from groundswell.people.models import Person, SignedLink


@dataclass(frozen=True)
class LinkActor:
    """Holds one verb about one thing in one network, and never more than its person holds now."""

    link: SignedLink

    @property
    def person(self) -> Person | None:
        return self.link.person

    @property
    def person_id(self) -> int | None:
        return self.link.person_id

    @property
    def pseudonym(self) -> str:
        return self.link.person.pseudonym if self.link.person else f"link-{self.link.pk}"

    @property
    def name(self) -> str:
        return self.link.person.name if self.link.person else self.link.holder

    @property
    def about_id(self) -> int:
        """The primary key of the thing the link is about."""
        return int(self.link.about.rpartition(":")[2])

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        fits = permission == self.link.verb and about == self.link.about
        if not fits or scope is None or scope.pk != self.link.network_id:
            return False
        if self.link.person is not None:
            return permission in BY_LINK or self.link.person.holds(permission, scope, about)
        return permission in BY_LINK
