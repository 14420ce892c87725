"""Doors to projects. An outsider gets 404; a sister network's member reads what was shared, and no more."""

from typing import TYPE_CHECKING, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import versioned
from groundswell.projects.models import Blocker, Project, ProjectShare, StudentComponent
from groundswell.projects.queries.project import projects_of, shared_with, with_lead

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

P = TypeVar("P", Blocker, StudentComponent, ProjectShare)


def visible_projects(
    user: "Person", slug: str, kind: str = "", stage: str = ""
) -> QuerySet[Project]:
    """The projects of a network, for its members."""
    return projects_of(get_network_for(user, slug), kind, stage)


def get_project_for(user: "Person", slug: str, pk: int) -> Project:
    """One project of a network the user belongs to, its network and version in the same query; 404 else."""
    found = next(iter(_one(slug=slug, pk=pk, day=today())), None)
    if found is None or not can(user, Permission.NETWORK_SEE, found.network):
        raise Http404("No such page")
    return found


@prepared
def _one(slug: Slot, pk: Slot, day: Slot) -> QuerySet[Project]:
    rows = Project.objects.select_related("network", "sponsor_office", "decision", "agenda_item")
    return versioned(rows.annotate(is_led=with_lead(day))).filter(network__slug=slug, pk=pk)


def get_shared_project_for(user: "Person", slug: str, pk: int) -> "tuple[Network, Project]":
    """A project a sister chose to share with the network the user belongs to; 404 else."""
    network = get_network_for(user, slug)
    rows = shared_with(network).prefetch_related("moves", "changes", "parts")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("No such page")
    return network, found


def get_blocker_for(user: "Person", slug: str, pk: int) -> Blocker:
    """One blocker of a project the user can see; 404 else."""
    return _inside(user, slug, Blocker.objects.select_related("project"), pk)


def get_component_for(user: "Person", slug: str, pk: int) -> StudentComponent:
    """One student-selected component of a project the user can see; 404 else."""
    return _inside(user, slug, StudentComponent.objects.select_related("project"), pk)


def get_share_for(user: "Person", slug: str, pk: int) -> ProjectShare:
    """One share of a project the user can see; 404 else."""
    return _inside(user, slug, ProjectShare.objects.select_related("project", "network"), pk)


def _inside(user: "Person", slug: str, rows: QuerySet[P], pk: int) -> P:
    network = get_network_for(user, slug)
    found = rows.filter(pk=pk, project__network=network).first()
    if found is None:
        raise Http404("No such page")
    found.project.network = network
    return found
