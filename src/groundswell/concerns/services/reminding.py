"""Clocks that run out: a neutral letter to who holds a key, and to nobody else."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from groundswell.concerns.models import KeyRow, Listener
from groundswell.concerns.queries import networks_that_listen, networks_with_clocks
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import add_working_days, today
from groundswell.kernel.permissions import Permission
from groundswell.networks.queries import closure_days, current_memberships
from groundswell.people.services import absolute, tell

if TYPE_CHECKING:
    from groundswell.networks.models import Network

WARN = 1  # working days before a clock runs out
FIRST_WEEK = 7


def look_after_clocks(*, by: Actor = SYSTEM) -> int:
    """Warn whoever looks after something due tomorrow, and everybody with its key once it is late.

    Each gets at most one letter a day, the same words for one concern and for ten. Returns how many were told.
    """
    return sum(_look_after(by, network) for network in networks_with_clocks())


def _look_after(by: Actor, network: "Network") -> int:
    require(by, Permission.CONCERN_REMIND, network)
    day = today(network.time_zone)
    listeners = list(to_be_told(network, day))
    for listener in listeners:
        tell(
            person=listener.person,
            kind="desk",
            template="concerns/mail/waits",
            context={"url": absolute(reverse("concerns:desk", args=[network.slug]))},
            network=network,
            at_once=True,
            once_key=f"desk-{listener.pk}-{day.isoformat()}",
        )
    return len(listeners)


def tell_everybody(*, by: Actor = SYSTEM) -> int:
    """Once a month the same letter to every member where somebody listens: who has a receipt may look.

    Raisers get no mail, and nobody can tell from this one who wrote. Returns how many members it is for.
    """
    return sum(_tell_all(by, network) for network in networks_that_listen())


def _tell_all(by: Actor, network: "Network") -> int:
    require(by, Permission.CONCERN_REMIND, network)
    day = today(network.time_zone)
    if day.day > FIRST_WEEK:
        return 0
    members = list(current_memberships(network).select_related("person"))
    for person in {one.person_id: one.person for one in members}.values():
        tell(
            person=person,
            kind="network",
            template="concerns/mail/look",
            context={"url": absolute(reverse("concerns:back", args=[network.slug]))},
            network=network,
            once_key=f"look-{network.pk}-{person.pk}-{day:%Y-%m}",
        )
    return len(members)


def to_be_told(network: "Network", day: date) -> QuerySet[Listener]:
    """Members who listen here and hold a key of something late, or look after (or nobody does) what is due soon."""
    soon = add_working_days(day, WARN, region=network.region, closures=closure_days(network))
    rows = KeyRow.objects.filter(concern__network=network, key__generation=F("concern__generation"))
    handled = KeyRow.objects.filter(concern=OuterRef("concern"), is_handling=True)
    late = Q(concern__due_on__lt=day)
    near = Q(concern__due_on__gte=day, concern__due_on__lte=soon)
    chase = Q(concern__referrals__chase_on__lte=day)
    waiting = rows.filter(late | chase | (near & (Q(is_handling=True) | ~Exists(handled))))
    members = current_memberships(network).filter(person=OuterRef("person"))
    return (
        Listener.objects.filter(
            Exists(members),
            pk__in=waiting.values("listener"),
            state__in=[Listener.State.READY, Listener.State.AWAY],
            person__is_active=True,
        )
        .select_related("person")
        .order_by("pk")
    )
