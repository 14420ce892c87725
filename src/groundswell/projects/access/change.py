"""Doors to changes. What is on the public wall is the wall's to show."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from groundswell.networks.access import get_network_for
from groundswell.projects.models import Change
from groundswell.projects.queries.change import changes_of, for_page

if TYPE_CHECKING:
    from groundswell.people.models import Person


def visible_changes(user: "Person", slug: str, kind: str = "") -> QuerySet[Change]:
    """The changes of a network, for its members."""
    return changes_of(get_network_for(user, slug), kind)


def get_change_for(user: "Person", slug: str, pk: int) -> Change:
    """One change of a network the user belongs to; 404 else."""
    network = get_network_for(user, slug)
    found = for_page().filter(network=network, pk=pk).first()
    if found is None:
        raise Http404("No such page")
    return found
