"""Nothing raised is without an owner: who looks after it, by when, and who is told."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import add_working_days, today
from groundswell.networks.queries import closure_days, cochairs
from groundswell.people.services import absolute, tell
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.queries import needing_care, networks_with_open
from groundswell.suggestions.services.steps import add_step, note_step, number_key

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

What = SuggestionStep.What
ANSWER_DAYS = 3


def answer_day(network: "Network", start: date) -> date:
    """Three working days on, where the network is."""
    return add_working_days(
        start, ANSWER_DAYS, region=network.region, closures=closure_days(network)
    )


def choose_owner(suggestion: Suggestion, chairs: "list[Person]") -> "Person | None":
    """The co-chair chosen by name; else whoever looks after fewest, students first; not the raiser."""
    chosen: Person | None = suggestion.to_person
    if chosen in chairs:
        return chosen
    able = [chair for chair in chairs if chair.pk != suggestion.raised_by_id] or chairs
    still_open = Suggestion.objects.filter(owner__in=able).exclude(state=Suggestion.State.CLOSED)
    load = Counter(still_open.values_list("owner_id", flat=True))
    return min(able, key=lambda chair: load[chair.pk], default=None)


def give_owner(suggestion: Suggestion, owner: "Person", *, tells: bool = True) -> None:
    """Set the owner and note the step."""
    suggestion.owner = owner
    suggestion.save(update_fields=["owner"])
    add_step(suggestion, What.OWNED, key=number_key("owned", ""), by=owner, tells=tells)


def tell_owner(suggestion: Suggestion, *, why: str, once_key: str) -> None:
    """Write to whoever looks after it. What was raised with a co-chair is never in the mail itself."""
    if suggestion.owner is not None:
        _tell(suggestion, suggestion.owner, why, once_key)


def tell_cochairs(suggestion: Suggestion, *, why: str, once_key: str) -> None:
    """Write to every co-chair; those who may not open it learn only that it waits."""
    for chair in cochairs(suggestion.network):
        _tell(suggestion, chair, why, f"{once_key}:{chair.pk}")


def _tell(suggestion: Suggestion, person: "Person", why: str, once_key: str) -> None:
    may_open = suggestion.to_person_id in {None, person.pk}
    path = reverse("suggestions:handle", args=[suggestion.network.slug, suggestion.pk])
    context = {
        "suggestion": suggestion,
        "why": why,
        "may_open": may_open,
        "words": suggestion.text if suggestion.is_for_group and why == "new" else "",
        "url": absolute(path) if may_open else "",
    }
    tell(
        person=person,
        kind="raised",
        template="suggestions/mail/to_cochair",
        context=context,
        network=suggestion.network,
        once_key=once_key,
    )


def look_after_owners() -> int:
    """Find an owner for whatever has none who is co-chair today. Returns how many were given one."""
    given = 0
    for network in networks_with_open():
        chairs = cochairs(network)
        lacking = needing_care(network).filter(Q(owner=None) | ~Q(owner__in=chairs))
        for suggestion in lacking if chairs else []:
            given += _give_again(suggestion, chairs)
    return given


@transaction.atomic
def _give_again(suggestion: Suggestion, chairs: "list[Person]") -> bool:
    if suggestion.to_person_id and suggestion.to_person not in chairs:
        # Said when it was raised: when they stop being co-chair, it passes to the co-chairs together.
        suggestion.to_person = None
        suggestion.save(update_fields=["to_person"])
        note_step(suggestion, What.WIDENED, key=number_key("widened", ""))
    owner = choose_owner(suggestion, chairs)
    if owner is None:
        return False
    give_owner(suggestion, owner)
    record(SYSTEM, "suggestion.given", suggestion)
    tell_owner(suggestion, why="new", once_key=f"suggestion-owner:{suggestion.pk}:{owner.pk}")
    return True


def remind_owners() -> int:
    """Remind on the day an answer is due; when it is late, tell all co-chairs and the raiser. Once each."""
    late = 0
    for network in networks_with_open():
        day = today(network.time_zone)
        for suggestion in needing_care(network).filter(due_on__lte=day):
            if suggestion.due_on == day:
                once_key = f"suggestion-due:{suggestion.pk}:{day}"
                tell_owner(suggestion, why="due", once_key=once_key)
            else:
                late += _note_late(suggestion)
    return late


@transaction.atomic
def _note_late(suggestion: Suggestion) -> bool:
    key = f"late:{suggestion.due_on}"
    if not note_step(suggestion, What.LATE, key=key):
        return False
    tell_cochairs(suggestion, why="late", once_key=f"suggestion-{key}:{suggestion.pk}")
    return True
