"""What a listener may know of. Key rows decide; without one a concern does not exist."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from groundswell.concerns import sealing
from groundswell.concerns.actors import RAISER, DeskActor
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, Item, KeyRow, Listener, Referral
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries.listeners import is_open
from groundswell.kernel.clock import today

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State = Concern.State
BEGINNING = 90  # letters of a concern that its line shows
PILES = ("open", "mine", "free", "closed")


def concerns_of(listener: Listener) -> QuerySet[Concern]:
    """Sent concerns this listener holds a key of; ``is_mine`` where they handle it. The next clock comes first."""
    rows = KeyRow.objects.filter(concern=OuterRef("pk"), listener=listener)
    return (
        Concern.objects.filter(Exists(rows), network=listener.network_id)
        .exclude(state=State.DRAFT)
        .annotate(is_mine=Exists(rows.filter(is_handling=True)))
    )


def pile(listener: Listener, name: str = "open") -> QuerySet[Concern]:
    """One pile of the desk: what is open, mine, nobody's yet, or closed. What is due first lies on top."""
    rows = concerns_of(listener)
    if name == "closed":
        # Closed is what has this day; the index of days gives the newest without sorting all.
        return rows.filter(closed_on__isnull=False).order_by("-closed_on", "pk")
    rows = rows.filter(due_on__isnull=False).order_by("due_on", "pk")
    if name == "mine":
        return rows.filter(
            pk__in=KeyRow.objects.filter(listener=listener, is_handling=True).values("concern")
        )
    if name == "free":
        handled = KeyRow.objects.filter(concern=OuterRef("pk"), is_handling=True)
        return rows.filter(~Exists(handled))
    return rows


@dataclass
class Line:
    """One concern on the desk: how it begins, who looks after it, whether its raiser wrote last."""

    concern: Concern
    handler: str = ""
    begins: str = field(default="", repr=False)
    is_waiting: bool = False


def lines_of(actor: DeskActor, concerns: Sequence[Concern]) -> list[Line]:
    """Lines of these concerns: one query for key rows, one for the first and the last thing written in each."""
    lines = {concern.pk: Line(concern) for concern in concerns}
    rows = KeyRow.objects.filter(concern__in=lines).select_related("key", "listener__person")
    mine = []
    for row in rows.filter(Q(listener=actor.listener) | Q(is_handling=True)):
        row.concern = lines[row.concern_id].concern
        if row.is_handling:
            lines[row.concern_id].handler = row.listener.person.name
        if row.listener_id == actor.listener.pk:
            mine.append(row)
    actor.take(mine)
    for item in _first_and_last(list(lines)):
        _show(actor, lines[item.concern_id], item)
    return list(lines.values())


def _first_and_last(pks: Sequence[UUID]) -> QuerySet[Item]:
    thread = Item.objects.filter(part=Part.THREAD)
    last = thread.filter(concern=OuterRef("concern")).values("concern").annotate(n=Max("position"))
    wanted = Q(position=1) | Q(position=Subquery(last.values("n")))
    return thread.filter(wanted, concern__in=pks).order_by("concern", "position")


def _show(actor: DeskActor, line: Line, item: Item) -> None:
    item.concern = line.concern
    try:
        content = sealing.open_item(actor, item)
    except SealedShut:
        return
    if item.position == 1:
        line.begins = beginning(str(content.get("text", "")))
    line.is_waiting = content.get("by") == RAISER


def beginning(text: str) -> str:
    """The first words, none cut in two where there is a gap between them."""
    text = " ".join(text[: 2 * BEGINNING].split())
    if len(text) <= BEGINNING:
        return text
    return (text[:BEGINNING].rpartition(" ")[0] or text[:BEGINNING]) + "…"


def handler_of(concern: Concern) -> Listener | None:
    """Who looks after it."""
    rows = KeyRow.objects.filter(concern=concern, is_handling=True)
    row = rows.select_related("listener__person").first()
    return row.listener if row else None


def n_handled(listener: Listener) -> int:
    """How many open concerns somebody looks after. For their own eyes alone."""
    mine = KeyRow.objects.filter(listener=listener, is_handling=True, concern__due_on__isnull=False)
    return mine.values("concern").distinct().count()


def networks_of_concerns() -> "list[Network]":
    """The networks in which something was raised and sent."""
    found = Concern.objects.select_related("network")
    firsts = (found.filter(network=pk).first() for pk in networks_with_concerns())
    return [one.network for one in firsts if one is not None]


def networks_with_concerns() -> list[int]:
    """Ids of the networks whose chains are anchored."""
    rows = Concern.objects.exclude(state=State.DRAFT).order_by("network_id")
    return list(rows.values_list("network_id", flat=True).distinct())


def networks_with_clocks() -> list["Network"]:
    """Networks in which something is open and somebody listens."""
    running = Concern.objects.filter(
        Q(due_on__isnull=False) | Q(referrals__chase_on__isnull=False), network=OuterRef("network")
    )
    rows = Listener.objects.filter(Exists(running)).select_related("network").order_by("network")
    return list({one.network_id: one.network for one in rows}.values())


def networks_that_listen() -> list["Network"]:
    """Networks in which somebody listens today."""
    rows = Listener.objects.filter(state=Listener.State.READY).select_related("network")
    found = {one.network_id: one.network for one in rows.order_by("network")}
    return [network for network in found.values() if is_open(network)]


def desk_needs_you(person: "Person | int", network: "Network | None" = None) -> bool:
    """Whether a clock of a concern this person holds a key of runs out today or ran out. From key rows alone."""
    mine = Listener.objects.filter(person=person, state=Listener.State.READY)
    if network is not None:
        mine = mine.filter(network=network)
    rows = KeyRow.objects.filter(concern=OuterRef("pk"), listener__in=mine.values("pk"))
    due = Concern.objects.filter(Exists(rows), network__in=mine.values("network"))
    chased = Exists(Referral.objects.filter(concern=OuterRef("pk"), chase_on__lte=today()))
    return due.filter(Q(due_on__lte=today()) | chased).exists()
