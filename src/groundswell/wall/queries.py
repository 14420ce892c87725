"""Reads of the wall. Every story on any page comes from ``stories_for``: consent is asked at each reading."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.queries import networks_of
from groundswell.projects.queries import Tally, commitments, commitments_tally, public_changes
from groundswell.wall.models import FirstPage, Story

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from groundswell.networks.models import Network
    from groundswell.people.models import Person
    from groundswell.projects.models import Ask, Change

FEWEST = 5
ENDING = timedelta(days=30)
MOST_ASKING = 10


@dataclass(frozen=True)
class Wall:
    """What the wall opens with."""

    first: "Change | None"
    more: "list[Change]"
    stories: list[Story]
    tally: Tally
    commitments: "list[Ask]"


def people_in_words(count: int) -> str:
    """A count of people as it may be shown to anybody: below five, in words."""
    if count == 0:
        return _("nobody yet")
    if count < FEWEST:
        return _("fewer than 5 people")
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def count_in_words(count: int) -> str:
    """The same without the noun, for a part of people already spoken of."""
    if count == 0:
        return _("none")
    return _("fewer than 5") if count < FEWEST else str(count)


def consented(network: "Network | int") -> QuerySet[Story]:
    """Stories whose consent holds today and that somebody else has read."""
    return Story.objects.filter(
        network=network, withdrawn_at=None, published_at__isnull=False, expires_on__gt=today()
    ).select_related("change", "network")


def stories_for(user: "Person | AnonymousUser | None", network: "Network") -> QuerySet[Story]:
    """The stories this reader may read."""
    allowed = Q(audience=Story.Audience.PUBLIC)
    if user is not None and user.is_authenticated:
        if can(user, Permission.NETWORK_SEE, network):
            return consented(network)
        if networks_of(user).exists():
            allowed |= Q(audience=Story.Audience.SCHOOL)
    return consented(network).filter(allowed)


def wall_of(user: "Person | AnonymousUser | None", network: "Network", most: int = 6) -> Wall:
    """The first page of a network's wall."""
    changes = list(public_changes(network)[: most + 1])
    page = FirstPage.objects.filter(network=network).select_related("change").first()
    chosen = page.change if page and page.change and page.change.shown_at else None
    first = chosen or (changes[0] if changes else None)
    return Wall(
        first=first,
        more=[change for change in changes if first is None or change.pk != first.pk][:most],
        stories=list(stories_for(user, network)[:3]),
        tally=commitments_tally(network),
        commitments=list(commitments(network)[:4]),
    )


def first_on_wall(network: "Network") -> int | None:
    """The key of the change the wall opens with."""
    chosen = FirstPage.objects.filter(network=network, change__shown_at__isnull=False)
    return (
        chosen.values_list("change_id", flat=True).first()
        or public_changes(network).values_list("pk", flat=True).first()
    )


def stories_of(person: "Person", network: "Network") -> QuerySet[Story]:
    """One's own stories, newest first."""
    return Story.objects.filter(teller=person, network=network).order_by("-pk")


def stories_to_read(network: "Network | int") -> QuerySet[Story]:
    """Stories that wait for somebody to read and show them."""
    return (
        Story.objects.filter(
            network=network, withdrawn_at=None, published_at=None, expires_on__gt=today()
        )
        .select_related("network")
        .order_by("pk")
    )


def stories_that_ask(network: "Network", person_id: int, *, is_reader: bool) -> list[Story]:
    """Somebody's own stories that end within a month; for readers also those of others that wait."""
    day = today()
    return _that_ask(
        network=network.pk, person=person_id, day=day, soon=day + ENDING, is_reader=is_reader
    )


@prepared
def _that_ask(
    network: Slot, person: Slot, day: Slot, soon: Slot, is_reader: bool
) -> QuerySet[Story]:
    ending = Q(teller=person, expires_on__lte=soon)
    waiting = Q(published_at=None, expires_on__gt=day) & ~Q(teller=person)
    rows = Story.objects.filter(network=network, withdrawn_at=None)
    return rows.filter(ending | waiting if is_reader else ending).order_by("pk")[:MOST_ASKING]
