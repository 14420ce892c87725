"""The doors of this room. An outsider cannot tell that a meeting exists."""

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Action, AgendaItem, Meeting, Minute

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person


T = TypeVar("T")


def get_record_for(user: "Person", network: "Network", pk: int) -> Meeting:
    """A meeting of this network whose record a member may read; 404 for everybody else."""
    meeting = Meeting.objects.filter(pk=pk, network=network).select_related("network").first()
    return _found(user, network, meeting)


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
