"""What a listener may know of. Key rows decide; without one a concern does not exist."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.concerns.models import Concern, KeyRow, Listener
from groundswell.kernel.clock import today

if TYPE_CHECKING:
    from groundswell.people.models import Person


def concerns_of(listener: Listener) -> QuerySet[Concern]:
    """Sent concerns this listener holds a key of; ``is_mine`` where they handle it. The next clock comes first."""
    rows = KeyRow.objects.filter(concern=OuterRef("pk"), listener=listener)
    return (
        Concern.objects.filter(Exists(rows), network=listener.network_id)
        .exclude(state=Concern.State.DRAFT)
        .annotate(is_mine=Exists(rows.filter(is_handling=True)))
    )


def networks_with_concerns() -> list[int]:
    """Ids of the networks whose chains are anchored."""
    rows = Concern.objects.exclude(state=Concern.State.DRAFT).order_by("network_id")
    return list(rows.values_list("network_id", flat=True).distinct())


def desk_needs_you(person: "Person") -> bool:
    """Whether a clock of a concern this person holds a key of runs out today or ran out. From key rows alone."""
    day = today()
    late = (
        Q(concern__state=Concern.State.SENT, concern__ack_due_on__lte=day)
        | Q(concern__state=Concern.State.ACKNOWLEDGED, concern__reply_due_on__lte=day)
        | Q(concern__state=Concern.State.REPLIED, concern__outcome_due_on__lte=day)
    )
    rows = KeyRow.objects.filter(
        late,
        listener__person=person,
        listener__state=Listener.State.READY,
        concern__paused_on=None,
    )
    return rows.exists()
