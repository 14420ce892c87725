"""One person's day in one network, gathered from every room."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.registries import Attention, Occurrence

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

MOST_OCCURRENCES = 12
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Day:
    """What home shows."""

    needs: list[Attention]
    happened: list[Occurrence]


def day_of(person: "Person", network: "Network") -> Day:
    """What needs somebody, most pressing first, and what happened, newest first."""
    needs = [need for ask in registries.attention for need in ask(person.pk, network.pk)]
    since = timezone.now() - LOOK_BACK
    happened = [news for ask in registries.occurrences for news in ask(network.pk, since)]
    return Day(
        needs=sorted(needs, key=lambda need: (need.due_on or date.max, need.order)),
        happened=sorted(happened, key=lambda news: news.at, reverse=True)[:MOST_OCCURRENCES],
    )
