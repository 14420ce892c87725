"""The doors to asks. Drafts open only for those who write or send them."""

from typing import TYPE_CHECKING

from django.http import Http404

from groundswell.kernel.actors import key
from groundswell.networks.access import get_network_for
from groundswell.projects.models import Ask
from groundswell.projects.queries.asks import ask as ask_by_id
from groundswell.projects.queries.asks import office_of, seen_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network, Office
    from groundswell.people.links import LinkActor
    from groundswell.people.models import Person


def get_ask_for(user: "Person | AnonymousUser", slug: str, pk: int) -> "tuple[Network, Ask]":
    """The network a member looks from, and one of its asks they may read; 404 for everybody else."""
    network = get_network_for(user, slug)
    found = seen_by(user, network).filter(pk=pk).select_related("agenda_item").first()  # type: ignore[arg-type]
    if found is None:
        raise Http404("No such page")
    return network, found


def get_office_for(user: "Person | AnonymousUser", slug: str, pk: int) -> "tuple[Network, Office]":
    """The network a member looks from, and one of its offices; 404 for everybody else."""
    network = get_network_for(user, slug)
    office = office_of(network, pk)
    if office is None:
        raise Http404("No such page")
    return network, office


def get_linked_ask(actor: "LinkActor") -> Ask:
    """The ask a signed link is about; 404 when the link is about something else or it is gone."""
    found = ask_by_id(actor.about_id)
    if found is None or key(found) != actor.link.about or found.network_id != actor.link.network_id:
        raise Http404("No such page")
    return found
