"""Reads about what people said they would do. Nobody is counted."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import Action
from groundswell.networks.queries import members

if TYPE_CHECKING:
    from groundswell.networks.models import Network

MOST_OPEN = 30
OPEN = (Action.State.OPEN, Action.State.STUCK)


def actions_in(network: "Network | Slot") -> QuerySet[Action]:
    """Every action of a network, with its owner and where it came from."""
    rows = Action.objects.filter(network=network)
    return rows.select_related("network", "owner", "meeting", "item")


def open_actions(network: "Network | Slot") -> QuerySet[Action]:
    """Open and stuck actions, by due date; those without one last."""
    rows = actions_in(network).filter(state__in=OPEN)
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


@prepared
def open_before(network: Slot, meeting: Slot) -> QuerySet[Action]:
    """Open and stuck actions that come from elsewhere than a meeting: what a line of its agenda needs."""
    rows = open_actions(network).exclude(meeting=meeting)
    rows = rows.select_related(None).select_related("owner")
    return rows.only("text", "state", "due_on", "owner__name", "owner__email")[:MOST_OPEN]


def closed_actions(network: "Network") -> QuerySet[Action]:
    """Done and dropped actions, newest first."""
    rows = actions_in(network).exclude(state__in=OPEN)
    return rows.order_by(F("closed_at").desc(nulls_last=True), "-pk")


def is_work_left(item_id: int | None) -> bool:
    """Whether anything that was taken on about an agenda item is still open or stuck."""
    return Action.objects.filter(item=item_id, state__in=OPEN).exists()


def open_actions_of(person_id: int, network_id: int) -> QuerySet[Action]:
    """What one person holds in one network, by due date."""
    return open_actions_of_many([person_id], network_id)


@prepared
def first_actions_of(person_id: Slot, network_id: Slot) -> QuerySet[Action]:
    """The first of those, for home."""
    return _open_actions(Q(owner=person_id), network_id)[:20]


def open_actions_of_many(person_ids: Collection[int], network_id: int) -> QuerySet[Action]:
    """What several people hold in one network, by due date."""
    return _open_actions(Q(owner__in=person_ids), network_id)


def _open_actions(is_theirs: Q, network_id: int | Slot) -> QuerySet[Action]:
    rows = Action.objects.filter(is_theirs, network_id=network_id, state__in=OPEN)
    rows = rows.select_related("network", "owner", "meeting", "item")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


@prepared
def actions_from(meeting: Slot) -> QuerySet[Action]:
    """What was taken on at a meeting, oldest first."""
    return Action.objects.filter(meeting=meeting).select_related("owner").order_by("pk")


@prepared
def actions_about(project_key: Slot) -> QuerySet[Action]:
    """Actions taken on for a thing of a room above, open ones first: the first twenty."""
    rows = Action.objects.filter(project_key=project_key).select_related("owner", "meeting")
    return rows.order_by(F("closed_at").asc(nulls_first=True), "due_on", "pk")[:20]


def action(pk: int) -> Action | None:
    """One action, whatever became of it."""
    return Action.objects.select_related("network", "owner", "meeting").filter(pk=pk).first()


def possible_owners(action: Action, most: int = 2000) -> list[tuple[int, str]]:
    """Members to whom an action can be passed."""
    people = members(action.network).exclude(person=action.owner_id)
    return [(each.person_id, str(each.person)) for each in people[:most]]
