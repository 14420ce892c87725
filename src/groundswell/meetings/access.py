"""The doors of this room. Outsiders cannot tell that a meeting exists; sisters see what is shared with them."""

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

from groundswell.kernel.actors import can, key
from groundswell.kernel.permissions import Permission
from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import Action, AgendaItem, FeedToken, Meeting, Minute, Poll
from groundswell.meetings.queries import with_following
from groundswell.meetings.services.feeds import feed_digest
from groundswell.networks.access import get_network_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network
    from groundswell.people.links import LinkActor
    from groundswell.people.models import Person


T = TypeVar("T")


def get_meeting_for(
    user: "Person | AnonymousUser", slug: str, pk: int
) -> "tuple[Network, Meeting]":
    """The network a member looks from, and a meeting of it or shared with it; 404 for everybody else."""
    network = get_network_for(user, slug)
    meeting = next(iter(_one(network=network.pk, pk=pk)), None)
    if meeting is None:
        raise Http404("No such page")
    return network, meeting


@prepared
def _one(network: Slot, pk: Slot) -> "QuerySet[Meeting]":
    seen = Q(network=network) | Q(shares__sister=network)
    return Meeting.objects.filter(seen, pk=pk).select_related("network", "poll").distinct()


def get_own_meeting_for(
    user: "Person | AnonymousUser", slug: str, pk: int
) -> "tuple[Network, Meeting]":
    """The same, for what a guest from a sister network has no part in."""
    network, meeting = get_meeting_for(user, slug, pk)
    if meeting.network_id != network.pk:
        raise Http404("No such page")
    return network, meeting


def get_poll_of(meeting: Meeting) -> Poll:
    """The poll about a meeting somebody may see; 404 when people were never asked."""
    poll: Poll | None = getattr(meeting, "poll", None)
    if poll is None:
        raise Http404("No such page")
    return poll


def get_poll_by_link(actor: "LinkActor") -> Poll:
    """The poll a signed link is about; 404 when it is gone."""
    found = Poll.objects.select_related("meeting__network").filter(pk=actor.about_id).first()
    if found is None or key(found) != actor.link.about:
        raise Http404("No such page")
    return found


def get_feed_owner(token: str) -> "Person":
    """Whose calendar feed an address is; 404 when it was ended or never was."""
    feeds = FeedToken.objects.select_related("person")
    feed = feeds.filter(digest=feed_digest(token), person__is_active=True).first()
    if feed is None:
        raise Http404("No such feed")
    return feed.person


def get_record_for(user: "Person", network: "Network", pk: int) -> Meeting:
    """A meeting of this network whose record a member may read; 404 for everybody else."""
    meetings = with_following(Meeting.objects.select_related("network"))
    return _found(user, network, meetings.filter(pk=pk, network=network).first())


def get_item_for(user: "Person", network: "Network", pk: int) -> AgendaItem:
    """One agenda item of this network."""
    items = AgendaItem.objects.select_related("network", "meeting", "proposed_by")
    return _found(user, network, items.filter(pk=pk, network=network).first())


def get_line_for(user: "Person", meeting: Meeting, pk: int) -> Minute:
    """One line of a meeting's minutes."""
    lines = Minute.objects.select_related("meeting__network", "item")
    return _found(user, meeting.network, lines.filter(pk=pk, meeting=meeting).first())


def get_action_for(user: "Person", network: "Network", pk: int) -> Action:
    """One action of this network."""
    actions = Action.objects.select_related("network", "owner", "meeting", "item")
    return _found(user, network, actions.filter(pk=pk, network=network).first())


def _found(user: "Person", network: "Network", thing: "T | None") -> "T":
    if thing is None or not can(user, Permission.NETWORK_SEE, network):
        raise Http404("No such page")
    return thing
