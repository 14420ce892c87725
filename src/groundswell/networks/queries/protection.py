"""What the privacy notice and the officer's pack say: who may do what, and how long what is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from groundswell.kernel import registries
from groundswell.kernel.permissions import BY_LINK, GRANTS, Permission, Role, granted
from groundswell.networks.models import DataProtection, Network

ROLE_NAMES = {
    Role.VISITOR: _("Anybody, signed in or not"),
    Role.MEMBER: _("Every member"),
    Role.STUDENT: _("Student members, besides"),
    Role.STAFF: _("Staff members, besides"),
    Role.ALUMNI: _("Alumni, besides"),
    Role.PARTNER: _("Partners, besides"),
    Role.COCHAIR: _("Co-chairs, besides"),
    Role.RAISER: _("Whoever raised a sealed concern, about that one alone, by its receipt"),
    Role.LISTENER: _("A listener who unlocked their desk, about concerns they hold a key to"),
    Role.CUSTODIAN: _("A custodian of recovery words"),
    Role.SYSTEM: _("The software itself, at its hours"),
}
# What a role has through another is not said twice.
WITHIN = {Role.MEMBER: Role.VISITOR, Role.COCHAIR: Role.MEMBER}


@dataclass(frozen=True)
class Sight:
    """One role and what it may do, in words."""

    who: str
    may: list[str]


@dataclass(frozen=True)
class Keeping:
    """One kind of data about people, and for how long it is kept."""

    room: str
    what: str
    how_long: str
    models: tuple[str, ...]


def protection_of(network: Network) -> DataProtection | None:
    """What the institution decided, once a co-chair wrote it down."""
    return DataProtection.objects.filter(network=network).first()


def who_sees_what() -> list[Sight]:
    """The permission table as people read it: each role, and what it adds to the one it stands on."""
    seen = [
        Sight(str(name), _words(GRANTS[role] - granted(frozenset(_below(role)))))
        for role, name in ROLE_NAMES.items()
    ]
    by_link = Sight(str(_("Whoever holds a signed link, about that one thing")), _words(BY_LINK))
    return [sight for sight in (*seen, by_link) if sight.may]


def _below(role: Role) -> set[Role]:
    return {WITHIN[role]} if role in WITHIN else set()


def _words(permissions: frozenset[Permission]) -> list[str]:
    return [one.description for one in Permission if one in permissions]


def kept_how_long() -> list[Keeping]:
    """The registry of personal data as a retention schedule, in the order of the house."""
    return [
        Keeping(entry.room, str(entry.label), str(entry.kept), entry.models)
        for entry in registries.personal_data
    ]
