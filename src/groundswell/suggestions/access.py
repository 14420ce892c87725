"""The doors of this room. What was raised with one co-chair is opened by that co-chair and the raiser alone."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from groundswell.kernel.actors import Actor, can
from groundswell.kernel.permissions import Permission
from groundswell.networks.access import get_network_for, get_public_network
from groundswell.people.links import LinkActor
from groundswell.suggestions.models import Suggestion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network
    from groundswell.people.models import Person

JOINED = ("network", "owner", "raised_by", "to_person", "agenda_item", "project")


def get_network_to_raise_in(user: "Person | AnonymousUser", slug: str) -> "Network":
    """A network with a public wall for anybody; one without it for its members."""
    try:
        return get_public_network(slug)
    except Http404:
        return get_network_for(user, slug)


def handleable(by: Actor, network: "Network") -> QuerySet[Suggestion]:
    """What this co-chair may open: all but what was raised with another co-chair by name."""
    if not can(by, Permission.SUGGESTION_HANDLE, network):
        return Suggestion.objects.none()
    mine = Q(to_person=None) | Q(to_person=by.person_id)
    return Suggestion.objects.filter(mine, network=network).select_related(*JOINED)


def get_suggestion_to_handle(user: "Person", slug: str, pk: int) -> Suggestion:
    """One thing raised, for a co-chair who may open it; 404 for everybody else."""
    network = get_network_for(user, slug)
    return _found(handleable(user, network).filter(pk=pk))


def get_board_for(user: "Person", slug: str) -> "Network":
    """The network, for one of its co-chairs; 404 for everybody else."""
    network = get_network_for(user, slug)
    if not can(user, Permission.SUGGESTION_HANDLE, network):
        raise Http404("No such page")
    return network


def own_suggestions(user: "Person", network: "Network") -> QuerySet[Suggestion]:
    """What somebody raised under their own account."""
    return Suggestion.objects.filter(network=network, raised_by=user).select_related("owner")


def get_own_suggestion(user: "Person", slug: str, pk: int) -> Suggestion:
    """One thing somebody raised themselves; 404 for everybody else, co-chairs included."""
    rows = Suggestion.objects.filter(pk=pk, network__slug=slug, raised_by=user)
    return _found(rows.select_related(*JOINED))


def get_suggestion_by_link(actor: LinkActor) -> Suggestion:
    """What a signed link is about."""
    rows = Suggestion.objects.filter(pk=actor.about_id, network_id=actor.link.network_id)
    return _found(rows.select_related(*JOINED))


def is_raiser(by: Actor, suggestion: Suggestion) -> bool:
    """Whether this is who raised it: by account, or by the private link they were given."""
    verbs = (Permission.SUGGESTION_FOLLOW, Permission.SUGGESTION_RATE)
    if isinstance(by, LinkActor):
        return any(can(by, verb, suggestion.network, about=suggestion) for verb in verbs)
    return by.person_id is not None and by.person_id == suggestion.raised_by_id


def _found(rows: QuerySet[Suggestion]) -> Suggestion:
    suggestion = rows.first()
    if suggestion is None:
        raise Http404("No such page")
    return suggestion
