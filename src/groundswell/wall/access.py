"""The doors of this room."""

from typing import TYPE_CHECKING

from django.http import Http404

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.networks.access import get_network_for, get_public_network
from groundswell.projects.queries import changes_of, public_changes
from groundswell.wall.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network
    from groundswell.people.models import Person
    from groundswell.projects.models import Change


def get_wall_for(user: "Person | AnonymousUser", slug: str) -> "Network":
    """A network's wall: for everybody when it is public, for its members when it is not."""
    try:
        return get_public_network(slug)
    except Http404:
        return get_network_for(user, slug)


def get_shown_change(network: "Network", pk: int) -> "Change":
    """A change that is on the wall; 404 for one that is not, or not yet."""
    change = public_changes(network).filter(pk=pk).first()
    if change is None:
        raise Http404("No such page")
    return change


def get_change_to_show(user: "Person", network: "Network", pk: int) -> "Change":
    """A change that could be shown, for somebody who may show it."""
    may = can(user, Permission.CHANGE_MARK, network)
    change = changes_of(network).filter(pk=pk).first() if may else None
    if change is None:
        raise Http404("No such page")
    return change


def get_own_story_for(user: "Person", network: "Network", pk: int) -> Story:
    """One's own story."""
    story = (
        Story.objects.filter(pk=pk, network=network, teller=user).select_related("network").first()
    )
    if story is None:
        raise Http404("No such page")
    return story


def get_story_to_publish(user: "Person", network: "Network", pk: int) -> Story:
    """A story, for somebody who reads stories before they are shown."""
    story = Story.objects.filter(pk=pk, network=network).select_related("network").first()
    if story is None or not can(user, Permission.STORY_PUBLISH, network):
        raise Http404("No such page")
    return story
