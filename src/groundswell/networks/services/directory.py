"""Offices, departments and placement sites."""

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Department, Network, Office, PlacementSite
from groundswell.networks.services.errors import NetworkError


@transaction.atomic
def put_office(
    *,
    by: Actor,
    network: Network,
    name: str,
    holder: str = "",
    email: str = "",
    note: str = "",
    is_closed: bool = False,
    office: Office | None = None,
    version: int = 1,
) -> Office:
    """Add an office, or change one. The office outlives its holder."""
    require(by, Permission.DIRECTORY_EDIT, network)
    if office is None:
        office = Office(network=network)
    elif not Office.objects.filter(pk=office.pk, version=version).update(version=F("version") + 1):
        now = Office.objects.get(pk=office.pk)
        theirs = {n: getattr(now, n) for n in ("name", "holder", "email", "note", "version")}
        raise EditConflict(
            _("Somebody else changed this office meanwhile. What they saved stands beside yours."),
            theirs=theirs,
        )
    else:
        office.version = version + 1
    office.name, office.holder, office.email = " ".join(name.split()), holder.strip(), email
    office.note, office.is_closed = note, is_closed
    _name_is_free(Office, network, office.name, office.pk or 0)
    office.full_clean()
    office.save()
    record(by, "office.put", office, network, closed=is_closed)
    return office


@transaction.atomic
def add_department(*, by: Actor, network: Network, name: str) -> Department:
    """Add a part of the school or the university."""
    require(by, Permission.DIRECTORY_EDIT, network)
    name = " ".join(name.split())
    _name_is_free(Department, network, name)
    department = Department(network=network, name=name)
    department.full_clean()
    department.save(force_insert=True)
    record(by, "department.added", department, network)
    return department


@transaction.atomic
def add_site(
    *, by: Actor, network: Network, name: str, kind: str = "hospital", provider: str = ""
) -> PlacementSite:
    """Add a place where students are placed."""
    require(by, Permission.DIRECTORY_EDIT, network)
    name = " ".join(name.split())
    _name_is_free(PlacementSite, network, name)
    site = PlacementSite(network=network, name=name, kind=kind, provider=provider.strip())
    site.full_clean()
    site.save(force_insert=True)
    record(by, "site.added", site, network)
    return site


def remove_department(*, by: Actor, department: Department) -> None:
    """Take a department off the list."""
    _remove(by, department.network, department, "department.removed")


def remove_site(*, by: Actor, site: PlacementSite) -> None:
    """Take a placement site off the list."""
    _remove(by, site.network, site, "site.removed")


@transaction.atomic
def _remove(by: Actor, network: Network, thing: models.Model, action: str) -> None:
    require(by, Permission.DIRECTORY_EDIT, network)
    record(by, action, thing, network)
    try:
        with transaction.atomic():
            thing.delete()
    except models.ProtectedError as error:
        raise NetworkError(_("Something still refers to it, so it has to stay.")) from error


def _name_is_free(
    model: type[Office] | type[Department] | type[PlacementSite],
    network: Network,
    name: str,
    own: int = 0,
) -> None:
    if model._default_manager.filter(network=network, name__iexact=name).exclude(pk=own).exists():
        raise NetworkError(_("There is one of that name already: %(name)s.") % {"name": name})
