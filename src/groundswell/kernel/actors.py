"""Who acts: a person, a signed link, the system or a visitor. All answer one question: do you hold this?"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _

from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission, Role, granted


class Scope(Protocol):
    """Where a role is held: in practice a network."""

    @property
    def pk(self) -> int: ...


class Actor(Protocol):
    """Anything that may do something.

    ``pseudonym`` is stable and goes into the audit; ``person_id`` is None for the system, a visitor and
    a link without an account.
    """

    @property
    def pseudonym(self) -> str: ...

    @property
    def person_id(self) -> int | None: ...

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        """Whether this actor may do it here, and (for links) about exactly this thing."""
        ...


RoleLookup = Callable[[int, int], frozenset[Role]]
_role_lookup: list[RoleLookup] = []


def set_role_lookup(lookup: RoleLookup) -> None:
    """Called once by the room that knows memberships: (person id, network id) -> roles today."""
    _role_lookup[:] = [lookup]


# Roles already looked up in this request; None outside one, where nothing may be remembered.
roles_seen: ContextVar[dict[tuple[int, int], frozenset[Role]] | None] = ContextVar(
    "roles_seen", default=None
)


def roles_of(person_id: int, scope: Scope | None) -> frozenset[Role]:
    """The roles a person holds in a scope today; in no scope, those of a visitor."""
    if scope is None or not _role_lookup:
        return frozenset({Role.VISITOR})
    seen = roles_seen.get()
    if seen is None:
        return _role_lookup[0](person_id, scope.pk) | {Role.VISITOR}
    if (person_id, scope.pk) not in seen:
        seen[person_id, scope.pk] = _role_lookup[0](person_id, scope.pk) | {Role.VISITOR}
    return seen[person_id, scope.pk]


class _Fixed:
    """An actor whose roles are the same everywhere."""

    person_id = None

    def __init__(self, pseudonym: str, role: Role) -> None:
        self.pseudonym = pseudonym
        self._permissions = granted(frozenset({role}))

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        return permission in self._permissions

    def __repr__(self) -> str:
        return f"<{self.pseudonym}>"


SYSTEM: Actor = _Fixed("system", Role.SYSTEM)
VISITOR: Actor = _Fixed("visitor", Role.VISITOR)


def key(thing: models.Model) -> str:
    """A name for one row that a signed link can carry: ``meetings.poll:12``."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def can(
    by: Actor, permission: Permission, scope: Scope | None, about: models.Model | None = None
) -> bool:
    """Whether the button should show."""
    return by.holds(permission, scope, key(about) if about is not None else None)


def require(
    by: Actor, permission: Permission, scope: Scope | None, about: models.Model | None = None
) -> None:
    """First line of every service. ``about`` is what a signed link must have been issued for."""
    if not can(by, permission, scope, about):
        message = _(
            "Only some people can do this here: %(what)s. Ask a co-chair, or sign in with another account."
        )
        raise NotAllowed(message % {"what": permission.description})
